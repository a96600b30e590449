#pragma once

#include "values/units.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::values {

/// One factor of a compound unit: `m2` in `kg/m2` is metre to the power of -2.
struct UnitTerm {
    std::string symbol;   ///< the spelling that computed units use, prefix included
    Dimension dimension;  ///< of one `symbol`
    Rational factor = 1;  ///< of one `symbol`
    int exponent = 1;
};

/// Takes a unit without offset apart, from left to right: in `a/b.c`, `c` multiplies. Nothing
/// when any part is not in the table.
std::optional<std::vector<UnitTerm>> unit_terms(std::string_view text);

/// Dimension and factor of a product of terms; nothing when they leave their limits.
std::optional<Unit> product_of(const std::vector<UnitTerm>& terms);

/// Terms with one symbol made one, and those to the power of 0 left out.
std::vector<UnitTerm> merged(const std::vector<UnitTerm>& terms);

/// `kg.m/s2`; empty for no terms.
std::string symbol_of(const std::vector<UnitTerm>& terms);

}  // namespace caveat::values
