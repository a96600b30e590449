#pragma once

// The findings of `caveat check` by name: what an author may write under `accept`, and what the
// analysis reports. They are listed here since a misspelt one is an error at load.

#include <array>
#include <string_view>

namespace caveat::language {

inline constexpr std::array<std::string_view, 25> finding_codes{
    // of rules, proven by patients
    "never-fires", "always-fires", "contained", "same-rule", "contradiction", "never-exempt",
    // of rules, by what is written
    "no-because", "no-source", "hides-stricter",
    // of facts and their questions
    "unused-fact", "idle-question", "not-exclusive",
    // of scores
    "hole", "never-counts", "empty-band",
    // of limits
    "fraction-of-percent",
    // of what else is declared
    "unused-term", "unused-parameter", "unused-outcome", "unused-source", "no-say",
    // of the file
    "no-id", "no-version", "no-review-date", "review-overdue"};

}  // namespace caveat::language
