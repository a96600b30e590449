#pragma once

// What the options of several commands have in common.

#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <string>
#include <vector>

namespace caveat::cli {

/// Empty when the text is a full date, else what is wrong with it.
std::string full_date_or_why(const std::string& text);
/// The day given, or today.
Date day_or_today(const std::string& text);
/// Everybody where nobody is named.
Respondents respondents_named(const std::vector<std::string>& names);

}  // namespace caveat::cli
