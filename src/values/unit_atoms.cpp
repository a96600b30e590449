// The closed table of clinical units. Factors are exact by definition of the units. Letters that a
// clinician writes for something else have no entry: `C` (°C), `K` (thousands), `t`.
// Source: the Unified Code for Units of Measure (UCUM), version 2.1, tables 1 to 4; the inch and
// the pound are those of the agreement of 1959; the calorie is the thermochemical one.

#include "values/unit_atoms.hpp"

#include <array>
#include <initializer_list>

namespace caveat::values {
namespace {

struct Power {
    Dimension::Base base;
    std::int8_t exponent;
};

constexpr Dimension of(std::initializer_list<Power> powers) {
    Dimension result;
    for (const Power& power : powers) result.exponents[power.base] = power.exponent;
    return result;
}

constexpr Dimension length = of({{Dimension::length, 1}});
constexpr Dimension mass = of({{Dimension::mass, 1}});
constexpr Dimension time = of({{Dimension::time, 1}});
constexpr Dimension calendar = of({{Dimension::calendar, 1}});
constexpr Dimension amount = of({{Dimension::amount, 1}});
constexpr Dimension angle = of({{Dimension::angle, 1}});
constexpr Dimension arbitrary = of({{Dimension::arbitrary, 1}});
constexpr Dimension equivalents = of({{Dimension::equivalents, 1}});
constexpr Dimension osmoles = of({{Dimension::osmoles, 1}});
constexpr Dimension percent = of({{Dimension::percent, 1}});
constexpr Dimension per_thousand = of({{Dimension::per_thousand, 1}});
constexpr Dimension per_million = of({{Dimension::per_million, 1}});
constexpr Dimension volume = of({{Dimension::length, 3}});
constexpr Dimension frequency = of({{Dimension::time, -1}});
constexpr Dimension force =
    of({{Dimension::mass, 1}, {Dimension::length, 1}, {Dimension::time, -2}});
constexpr Dimension pressure =
    of({{Dimension::mass, 1}, {Dimension::length, -1}, {Dimension::time, -2}});
constexpr Dimension energy =
    of({{Dimension::mass, 1}, {Dimension::length, 2}, {Dimension::time, -2}});
constexpr Dimension mechanical_power =
    of({{Dimension::mass, 1}, {Dimension::length, 2}, {Dimension::time, -3}});
constexpr Dimension catalysis = of({{Dimension::amount, 1}, {Dimension::time, -1}});
constexpr Dimension voltage = of(
    {{Dimension::mass, 1}, {Dimension::length, 2}, {Dimension::time, -2}, {Dimension::charge, -1}});

constexpr UnitAtom atoms[] = {
    {"m", Prefixes::up_to_kilo, length, 1, 1, {}},
    {"g", Prefixes::up_to_kilo, mass, 1, 1, {}},
    {"s", Prefixes::up_to_kilo, time, 1, 1, {}},
    {"mol", Prefixes::up_to_kilo, amount, 1, 1, {}},
    // Time. A month is a twelfth of a year and has no fixed number of days.
    {"min", Prefixes::none, time, 60, 1, {}},
    {"h", Prefixes::none, time, 3600, 1, {}},
    {"d", Prefixes::none, time, 86400, 1, {}},
    {"wk", Prefixes::none, time, 604800, 1, {}},
    {"mo", Prefixes::none, calendar, 1, 1, {}},
    {"a", Prefixes::none, calendar, 12, 1, {}},
    {"yr", Prefixes::none, calendar, 12, 1, "a"},
    {"second", Prefixes::none, time, 1, 1, "s"},
    {"seconds", Prefixes::none, time, 1, 1, "s"},
    {"minute", Prefixes::none, time, 60, 1, "min"},
    {"minutes", Prefixes::none, time, 60, 1, "min"},
    {"hour", Prefixes::none, time, 3600, 1, "h"},
    {"hours", Prefixes::none, time, 3600, 1, "h"},
    {"day", Prefixes::none, time, 86400, 1, "d"},
    {"days", Prefixes::none, time, 86400, 1, "d"},
    {"week", Prefixes::none, time, 604800, 1, "wk"},
    {"weeks", Prefixes::none, time, 604800, 1, "wk"},
    {"month", Prefixes::none, calendar, 1, 1, "mo"},
    {"months", Prefixes::none, calendar, 1, 1, "mo"},
    {"year", Prefixes::none, calendar, 12, 1, "a"},
    {"years", Prefixes::none, calendar, 12, 1, "a"},
    // Length, mass, volume.
    {"[in_i]", Prefixes::none, length, 254, 10000, {}},
    {"[ft_i]", Prefixes::none, length, 3048, 10000, {}},
    {"[lb_av]", Prefixes::none, mass, 45359237, 100000, {}},
    {"[oz_av]", Prefixes::none, mass, 28349523125, 1000000000, {}},
    {"[stone_av]", Prefixes::none, mass, 14 * std::int64_t{45359237}, 100000, {}},
    {"L", Prefixes::up_to_kilo, volume, 1, 1000, {}},
    {"l", Prefixes::up_to_kilo, volume, 1, 1000, {}},
    // How many moles these are depends on the substance.
    {"eq", Prefixes::up_to_kilo, equivalents, 1, 1, {}},
    {"osm", Prefixes::up_to_kilo, osmoles, 1, 1, {}},
    {"[iU]", Prefixes::every, arbitrary, 1, 1, {}},
    {"[IU]", Prefixes::every, arbitrary, 1, 1, "[iU]"},
    {"IU", Prefixes::every, arbitrary, 1, 1, "[iU]"},
    {"U", Prefixes::every, catalysis, 1, 60000000, {}},
    {"kat", Prefixes::every, catalysis, 1, 1, {}},
    // Force, pressure, energy, power. The base mass is the gram.
    {"N", Prefixes::every, force, 1000, 1, {}},
    {"Pa", Prefixes::every, pressure, 1000, 1, {}},
    {"bar", Prefixes::every, pressure, 100000000, 1, {}},
    {"m[Hg]", Prefixes::every, pressure, 133322000, 1, {}},
    {"mmHg", Prefixes::none, pressure, 133322, 1, "mm[Hg]"},
    {"m[H2O]", Prefixes::every, pressure, 9806650, 1, {}},
    {"J", Prefixes::every, energy, 1000, 1, {}},
    {"cal", Prefixes::every, energy, 4184, 1, {}},
    {"W", Prefixes::every, mechanical_power, 1000, 1, {}},
    {"V", Prefixes::every, voltage, 1000, 1, {}},
    {"Hz", Prefixes::every, frequency, 1, 1, {}},
    // Angles and ratios.
    {"deg", Prefixes::none, angle, 1, 1, {}},
    {"°", Prefixes::none, angle, 1, 1, "deg"},
    {"%", Prefixes::none, percent, 1, 100, {}},
    {"[ppth]", Prefixes::none, per_thousand, 1, 1000, {}},
    {"[ppm]", Prefixes::none, per_million, 1, 1000000, {}},
};

constexpr UnitPrefix prefixes[] = {
    {"k", 3},  {"h", 2},  {"da", 1}, {"d", -1},  {"c", -2},  {"m", -3}, {"u", -6},
    {"µ", -6}, {"μ", -6}, {"n", -9}, {"p", -12}, {"f", -15}, {"M", 6},  {"G", 9},
};

constexpr AffineAtom affine[] = {
    {"Cel", 1, 1, 27315, 100},
    {"°C", 1, 1, 27315, 100},
    {"[degF]", 5, 9, 45967 * 5, 900},
    {"°F", 5, 9, 45967 * 5, 900},
};

constexpr std::array<std::string_view, Dimension::base_count> base_names = {
    "length",
    "mass",
    "time",
    "calendar time",
    "amount of substance",
    "temperature",
    "angle",
    "international units",
    "electric charge",
    "equivalents",
    "osmoles",
    "percent",
    "parts per thousand",
    "parts per million",
    "a number in the unit 1",
};

}  // namespace

std::span<const UnitAtom> unit_atoms() {
    return atoms;
}
std::span<const UnitPrefix> unit_prefixes() {
    return prefixes;
}
std::span<const AffineAtom> affine_atoms() {
    return affine;
}
std::string_view base_name(std::size_t base) {
    return base_names[base];
}

}  // namespace caveat::values
