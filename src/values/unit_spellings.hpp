#pragma once

#include "values/units.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace caveat::values {

/// Units that the author of a text that is no unit may have meant, best first, at most three; each
/// can be typed as it is, and each is the same quantity: `mcg/L` is `ug/L`, never `mg/L`. None
/// where that is not sure: `Cal`, `MPA`, `units`. Where a word has two readings (`degrees`), both.
std::vector<std::string> units_like(std::string_view text);

/// What to type for a text that is no unit: "did you mean `ug`?", or how units are written.
std::string unit_help(std::string_view text);

/// Why values in two units of different kinds are not compared: "`kg` and `cm` measure different
/// things", or the question whether °C or °F is meant, beside an angle.
std::string why_apart(const Unit& a, const Unit& b);

}  // namespace caveat::values
