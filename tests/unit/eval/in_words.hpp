#pragma once

// What a screening found, in words.

#include "unit/support/screened.hpp"

#include <string>

namespace caveat::testing {

inline std::string to_text(Status status) {
    constexpr const char* names[] = {"not fired", "overridden", "undecided", "presumed", "fired"};
    return names[static_cast<std::size_t>(status)];
}

/// Of all rules: `fired, undecided`.
inline std::string statuses(const eval::Result& result) {
    std::string text;
    for (const Status each : result.statuses) text += (text.empty() ? "" : ", ") + to_text(each);
    return text;
}

/// The statuses of a book's rules for these answers.
inline std::string statuses(const HandMade& book, const Answers& answers) {
    eval::Result result;
    screen(book.rules, answers.profile, result);
    return statuses(result);
}

}  // namespace caveat::testing
