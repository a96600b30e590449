#pragma once

#include "facts/catalogue.hpp"

#include <string>
#include <string_view>

namespace caveat::facts {

/// What to write in JSON where a text stands for an answer of this type: `write {"below": 0.27}`
/// for `<0.27`, `write true, without quotes` for `"Y"`, `write null …` for `"N/A"`. It names a
/// value only where the text can mean no other.
std::string help_for_text(const ValueType& type, std::string_view text);

/// Whether the text says that nothing is known: `N/A`, `unknown`, `-`.
bool says_not_known(std::string_view text);

}  // namespace caveat::facts
