#pragma once

#include "values/range.hpp"
#include "values/rational.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::values {

/// What a unit measures, as exponents of the base units. Time is two dimensions: seconds to weeks
/// convert into each other, months and years likewise, and never across, since a month has no
/// fixed number of days. What depends on the substance is a dimension of its own, and so is every
/// way to count parts: 48 mmol/mol of HbA1c are 6.5 %, not 4.8 %.
struct Dimension {
    enum Base : std::uint8_t {
        length,        ///< metre
        mass,          ///< gram
        time,          ///< second
        calendar,      ///< month
        amount,        ///< mole
        temperature,   ///< kelvin
        angle,         ///< degree
        arbitrary,     ///< international unit
        charge,        ///< coulomb
        equivalents,   ///< equivalent: how many moles depends on the charge of the ion
        osmoles,       ///< osmole: how many moles depends on the particles that a substance makes
        percent,       ///< one, of which a percent is a hundredth
        per_thousand,  ///< one, of which a part per thousand is a thousandth
        per_million,   ///< one, of which a part per million is a millionth
        unity,         ///< the unit `1`
    };
    static constexpr std::size_t base_count = 15;

    std::array<std::int8_t, base_count> exponents{};

    constexpr bool is_none() const { return *this == Dimension{}; }

    friend constexpr bool operator==(const Dimension&, const Dimension&) = default;
};

/// A unit of the closed table: a value in it times `factor` plus `offset` is the value in the
/// base units of its dimension. The offset is 0 but for °C and °F.
struct Unit {
    std::string symbol;  ///< as its author wrote it; empty for a plain number
    Dimension dimension;
    Rational factor = 1;
    Rational offset = 0;
    /// What the exponents do not say, and what keeps units apart: `mass/mass` of `mg/g`, `10*` of
    /// a power of ten alone, annotations that change the amount: `{1.73_m2}-1`.
    std::string kind;
    /// What an annotation says is counted, folded: `beats` of `{beats}/min`, `hba1c` of
    /// `%{HbA1c}`. Keeps a unit apart only from one that counts something else.
    std::string counted;

    friend bool operator==(const Unit&, const Unit&) = default;
};

/// Reads a unit, the whole text: UCUM atoms with metric prefixes, exponents, annotations, `.` and
/// `/` from left to right (`kg/m2`, `mm[Hg]`, `mL/min`, `10*9/L`, `%`, `{beats}/min`), where case
/// matters; and as everyday spellings the English words for times (`week`, `weeks`), `yr`, `°C`,
/// `°F`, `°`, `mmHg`, `IU`, `µ` for `u`, `²` and `³`, and `/1.73 m2` for `/{1.73_m2}`. Letters
/// that nobody in a clinic means are left out: `C` (coulomb), `K` (kelvin), `t` (tonne).
/// Source: the Unified Code for Units of Measure, version 2.1.
std::optional<Unit> find_unit(std::string_view text);

struct UnitMatch {
    Unit unit;
    std::size_t length = 0;  ///< bytes
};

/// The longest unit at the start of the text that no further letter or digit follows.
std::optional<UnitMatch> unit_prefix(std::string_view text);

/// Bytes at the start of the text that look like one unit, known or not, so that a message can
/// quote it whole: letters, digits, `%`, `°`, `[…]`, `{…}`, and `/ . * ^ - +` between them.
std::size_t unit_like_length(std::string_view text);

/// Whether zero in this unit is not zero in the base unit (°C, °F): such values are compared and
/// converted, but never added or multiplied.
bool is_affine(const Unit& unit);

/// Whether values in the two units can be compared: one dimension, one kind of ratio, and not
/// counts of two different things.
bool is_same_kind(const Unit& a, const Unit& b);

// The unit of a product, a quotient, a power of values. Nothing for an affine unit, and when
// exponents or factors leave their limits. The symbol can be read back by `find_unit` unless it
// is empty, as it is for kg/kg.
std::optional<Unit> multiply(const Unit& a, const Unit& b);
std::optional<Unit> divide(const Unit& a, const Unit& b);
std::optional<Unit> power(const Unit& unit, int exponent);

// Exact conversions; nothing on overflow, or between different kinds.
std::optional<Rational> to_base(const Rational& value, const Unit& unit);
std::optional<Rational> from_base(const Rational& value, const Unit& unit);
std::optional<Rational> convert(const Rational& value, const Unit& from, const Unit& to);

/// Both ends converted, whole only when the two units are the same; on overflow `all()` with
/// `overflow` set. The units must be of one kind.
Range convert(const Range& range, const Unit& from, const Unit& to, bool& overflow);

/// What a dimension measures, for messages: "mass", "mass / length^2", "a plain number".
std::string to_text(const Dimension& dimension);

}  // namespace caveat::values
