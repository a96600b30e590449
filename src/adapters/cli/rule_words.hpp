#pragma once

// A rule as its author wrote it, and what becomes of rules, in words.

#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cli {

/// The entry of a rule in its file, the indentation common to all its lines taken off.
struct AuthorWords {
    std::size_t line = 0;  ///< of the file, from 1
    std::vector<std::string> lines;
};
AuthorWords author_words(const Loaded& loaded, const RuleInfo& rule);

/// `not fired`, for people.
std::string_view status_words(Status status);
/// `not_fired`, as reports write it.
std::string_view status_key(Status status);

}  // namespace caveat::cli
