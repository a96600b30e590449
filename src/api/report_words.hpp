#pragma once

// The words of a report for people.

#include <caveat/rules.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace caveat::api {

/// A verdict in a few words: "refer first".
std::string_view short_form(Verdict verdict);
/// A verdict as a sentence; `screens` is what is screened: `massage`.
std::string sentence(Verdict verdict, std::string_view screens);

/// A key as words: `medical check done`.
std::string words_of(std::string_view key);
std::string joined(const std::vector<std::string>& parts, std::string_view between);

/// An outcome in the author's words, its arguments in place: `suggest 4 sessions over 6 weeks`.
std::string name_of(const OutcomeInfo& outcome);
/// The same in the words of its key, which are equal however the author spells them.
std::string key_words_of(const OutcomeInfo& outcome);
/// What an outcome tells people: its own sentence, or its name.
std::string say_of(const OutcomeInfo& outcome);

}  // namespace caveat::api
