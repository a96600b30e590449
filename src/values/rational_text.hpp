#pragma once

#include "values/rational.hpp"

#include <span>
#include <string>

namespace caveat::values {

/// As `to_text`, with as many digits as keep the number apart from others: what lies just under 30
/// is not `about 30` beside 30.
std::string to_text(const Rational& a, std::span<const Rational> beside);

}  // namespace caveat::values
