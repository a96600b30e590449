#pragma once

#include "values/units.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::values {

/// One factor of a compound unit: `m2` in `kg/m2` is metre to the power of -2.
struct UnitTerm {
    std::string symbol;   ///< the spelling that computed units use, prefix and annotation included
    Dimension dimension;  ///< of one `symbol`
    Rational factor = 1;  ///< of one `symbol`
    int exponent = 1;
    std::string annotation{};       ///< `beats` of `{beats}`: folded, without blanks and `_`
    bool only_names_parts = false;  ///< the annotation says what is counted, and no amount
};

/// Takes a unit without offset apart, from left to right: in `a/b.c`, `c` multiplies. Nothing
/// when any part is not in the table.
std::optional<std::vector<UnitTerm>> unit_terms(std::string_view text);

/// Bytes of `1.73 m2`, `1.73m²`, `1.73_m2` at `at`: a body surface, as it is written behind `/`;
/// 0 for anything else.
std::size_t body_surface_length(std::string_view text, std::size_t at);

/// Dimension, factor and kind of a product of terms; nothing when they leave their limits.
std::optional<Unit> product_of(const std::vector<UnitTerm>& terms);

/// Terms with one symbol made one, and those to the power of 0 left out.
std::vector<UnitTerm> merged(const std::vector<UnitTerm>& terms);

/// `kg.m/s2`; empty for no terms.
std::string symbol_of(const std::vector<UnitTerm>& terms);

}  // namespace caveat::values
