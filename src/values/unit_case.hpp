#pragma once

#include "values/units.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace caveat::values {

/// Whether one of each is the same amount.
bool is_same_quantity(const Unit& a, const Unit& b);

/// The only quantity that differs from the piece in the case of its letters; the prefix as it was
/// typed decides where there are two (`mPA`), unless all is in capitals. A single letter may mean
/// anything.
std::optional<std::string> in_another_case(std::string_view piece);

}  // namespace caveat::values
