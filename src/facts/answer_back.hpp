#pragma once

// Answers the other way: from what a profile holds, and from what was given, to the public type.

#include <caveat/answer.hpp>

#include "facts/answer.hpp"
#include "facts/catalogue.hpp"
#include "facts/profile.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace caveat::facts {

/// The order in which answers are kept as they were given: by fact, record and field, what is
/// missing first. As `<`, which older standard libraries do not have for optional values.
bool comes_before(const caveat::Place& a, const caveat::Place& b);

/// Whether the value says all that was said, so that `answer_of` can give it back.
bool says_all(const Value& value, const ValueType& type);

/// The answer that gives this value again, whatever the rule set and the day. Nothing where a value
/// does not hold all that was said: one known in part, a number that has no decimal in the unit of
/// its fact, a wrong one. Not for records.
std::optional<caveat::Answer> answer_of(const Value& value, const ValueType& type);

/// An answer that owns its texts.
caveat::Answer owned(const AnswerView& given);

/// The same answer as views into it; `codes` is where lists of them stand. Not for records, nor for
/// nothing.
AnswerView viewed(const caveat::Answer& answer, std::vector<std::string_view>& codes);

/// What was said of a place of the profile, as it was said. Nothing recorded where nothing was, and
/// where what was said was too much to keep.
caveat::Answer answer_at(const Catalogue& catalogue, const Profile& profile,
                         const caveat::Place& place);

/// What a place holds.
Given given_at(const Catalogue& catalogue, const Profile& profile, const caveat::Place& place);

/// Remembers an answer that its value does not hold, or will not any more.
void keep_as_given(Profile& profile, const caveat::Place& place, caveat::Answer answer);

}  // namespace caveat::facts
