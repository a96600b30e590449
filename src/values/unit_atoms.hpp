#pragma once

#include "values/units.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace caveat::values {

/// Which metric prefixes may stand before a unit. Mega and giga are left out where nobody means
/// them: `Mg`, a tonne, is a slip for `mg`.
enum class Prefixes : std::uint8_t { none, up_to_kilo, every };

/// A unit that is not made of others. value in it * numerator / denominator = value in base units.
struct UnitAtom {
    std::string_view symbol;
    Prefixes prefixes = Prefixes::none;
    Dimension dimension;
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;
    std::string_view same_as;  ///< the symbol to use in computed units, when it is another
};

/// A metric prefix: ten to the power of `exponent`.
struct UnitPrefix {
    std::string_view symbol;
    int exponent = 0;
};

/// Units whose zero is not that of the base unit; they stand alone. `offset` has the denominator
/// of the factor.
struct AffineAtom {
    std::string_view symbol;
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;
    std::int64_t offset_numerator = 0;
    std::int64_t offset_denominator = 1;
};

std::span<const UnitAtom> unit_atoms();
std::span<const UnitPrefix> unit_prefixes();
std::span<const AffineAtom> affine_atoms();

/// The only names of `base_count` base units, in the order of Dimension::Base.
std::string_view base_name(std::size_t base);

}  // namespace caveat::values
