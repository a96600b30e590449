// The text of a unit into what it measures and how it converts. Entrance: find_unit.

#include "values/units.hpp"

#include "text/names.hpp"
#include "text/suggest.hpp"
#include "text/utf8.hpp"
#include "values/unit_atoms.hpp"
#include "values/unit_terms.hpp"

#include <algorithm>
#include <cstdlib>

namespace caveat::values {
namespace {

constexpr std::size_t longest_unit = 60;  ///< bytes

std::optional<Unit> find_affine(std::string_view text) {
    for (const AffineAtom& atom : affine_atoms()) {
        if (atom.symbol != text) continue;
        Unit unit;
        unit.dimension.exponents[Dimension::temperature] = 1;
        unit.factor = Rational::from(atom.numerator, atom.denominator).value_or(1);
        unit.offset = Rational::from(atom.offset_numerator, atom.offset_denominator).value_or(0);
        return unit;
    }
    return std::nullopt;
}

/// Whether the code point at `at` can be part of a unit on its own.
bool is_unit_letter(std::string_view text, std::size_t at) {
    const text::CodePoint point = text::decode(text, at);
    constexpr std::uint32_t degree = 0xB0;
    constexpr std::uint32_t micro = 0xB5;
    constexpr std::uint32_t square = 0xB2;
    constexpr std::uint32_t cube = 0xB3;
    return point.length != 0 &&
           (text::is_word_code_point(point.value) || point.value == '%' || point.value == degree ||
            point.value == micro || point.value == square || point.value == cube);
}

/// Bytes of `[…]` at `at`, without blanks inside; 0 when there is none.
std::size_t bracketed_length(std::string_view text, std::size_t at) {
    if (at >= text.size() || text[at] != '[') return 0;
    const std::size_t end = text.find_first_of("] \t\r\n[", at + 1);
    return end < text.size() && text[end] == ']' ? end + 1 - at : 0;
}

/// Bytes of one letter, digit, sign or bracketed name at `at`; 0 for anything else.
std::size_t piece_length(std::string_view text, std::size_t at) {
    if (is_unit_letter(text, at)) return text::decode(text, at).length;
    return bracketed_length(text, at);
}

/// What people type for a unit that the table has under another symbol.
struct Habit {
    std::string_view typed;  ///< lower case
    std::string_view symbol;
};

constexpr Habit habits[] = {
    {"mcg", "ug"},
    {"cc", "mL"},
    {"kgs", "kg"},
    {"kilo", "kg"},
    {"kilogram", "kg"},
    {"kilograms", "kg"},
    {"gram", "g"},
    {"grams", "g"},
    {"gm", "g"},
    {"lb", "[lb_av]"},
    {"lbs", "[lb_av]"},
    {"pound", "[lb_av]"},
    {"pounds", "[lb_av]"},
    {"oz", "[oz_av]"},
    {"ounces", "[oz_av]"},
    {"st", "[stone_av]"},
    {"stone", "[stone_av]"},
    {"in", "[in_i]"},
    {"inch", "[in_i]"},
    {"inches", "[in_i]"},
    {"ft", "[ft_i]"},
    {"foot", "[ft_i]"},
    {"feet", "[ft_i]"},
    {"metre", "m"},
    {"metres", "m"},
    {"meter", "m"},
    {"meters", "m"},
    {"cms", "cm"},
    {"litre", "L"},
    {"litres", "L"},
    {"liter", "L"},
    {"liters", "L"},
    {"sec", "s"},
    {"secs", "s"},
    {"mins", "min"},
    {"hr", "h"},
    {"hrs", "h"},
    {"w", "wk"},
    {"wks", "wk"},
    {"mos", "mo"},
    {"mth", "mo"},
    {"y", "a"},
    {"yrs", "a"},
    {"f", "°F"},
    {"c", "°C"},
    {"degc", "°C"},
    {"degf", "°F"},
    {"celsius", "°C"},
    {"fahrenheit", "°F"},
    {"degree", "deg"},
    {"degrees", "deg"},
    {"percent", "%"},
    {"bpm", "/min"},
    {"cmh2o", "cm[H2O]"},
    {"mmhg", "mm[Hg]"},
    {"torr", "mm[Hg]"},
    {"meq/l", "meq/L"},
    {"mosm/kg", "mosm/kg"},
    {"kg/m^2", "kg/m2"},
    {"kgm2", "kg/m2"},
    {"units", "[iU]"},
    {"iu/l", "[iU]/L"},
    {"hz", "Hz"},
};

/// Units worth proposing for a slip of the fingers.
std::vector<std::string> usual_units() {
    std::vector<std::string> names = {
        "kg",      "mg",      "ug",    "cm",    "mm",     "mL",     "dL",     "mmol", "kPa",
        "kcal",    "kJ",      "kg/m2", "mg/dL", "mmol/L", "umol/L", "g/L",    "g/dL", "ug/L",
        "ng/mL",   "mL/min",  "L/min", "/min",  "10*9/L", "meq/L",  "mg/kg",  "mg/d", "[iU]/L",
        "mm[Hg]",  "cm[H2O]", "mm/h",  "m/s",   "Cel",    "°C",     "[degF]", "°F",   "U/L",
        "mosm/kg", "mV",      "ms",    "pg/mL", "mg/L",   "mg/mmol"};
    for (const UnitAtom& atom : unit_atoms()) names.emplace_back(atom.symbol);
    return names;
}

}  // namespace

std::optional<Unit> find_unit(std::string_view text) {
    if (text.empty() || text.size() > longest_unit) return std::nullopt;
    std::optional<Unit> unit = find_affine(text);
    if (!unit) {
        const std::optional<std::vector<UnitTerm>> terms = unit_terms(text);
        if (terms) unit = product_of(*terms);
    }
    if (unit) unit->symbol = text;
    return unit;
}

std::size_t unit_like_length(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
        const bool is_joint = std::string_view("/.*^-+").find(text[end]) != std::string_view::npos;
        const std::size_t begin = end + (is_joint ? 1 : 0);
        const std::size_t piece = piece_length(text, begin);
        const bool ends_in_star = is_joint && piece == 0 && text[end] == '*' && end != 0;
        // `10*/L`: the star belongs to the ten before it.
        if (ends_in_star && begin < text.size() && text[begin] == '/') {
            end = begin;
            continue;
        }
        if (piece == 0 || (is_joint && end == 0 && text[end] != '/')) break;
        end = begin + piece;
    }
    return end;
}

std::optional<UnitMatch> unit_prefix(std::string_view text) {
    std::size_t end = std::min(unit_like_length(text), longest_unit);
    for (; end != 0; --end) {
        if (is_unit_letter(text, end)) continue;
        if (std::optional<Unit> unit = find_unit(text.substr(0, end))) {
            return UnitMatch{*std::move(unit), end};
        }
    }
    return std::nullopt;
}

std::vector<std::string> units_like(std::string_view text) {
    constexpr std::size_t most = 3;
    std::vector<std::string> result;
    const std::string typed = text::folded(text.substr(0, longest_unit));
    for (const Habit& habit : habits) {
        if (habit.typed == typed && habit.symbol != text) result.emplace_back(habit.symbol);
    }
    for (std::string& name : text::suggestions(text, usual_units(), most)) {
        if (result.size() == most) break;
        if (std::find(result.begin(), result.end(), name) == result.end() && name != text) {
            result.push_back(std::move(name));
        }
    }
    return result;
}

bool is_affine(const Unit& unit) {
    return !unit.offset.is_zero();
}

bool is_same_dimension(const Unit& a, const Unit& b) {
    return a.dimension == b.dimension;
}

namespace {

std::optional<Unit> computed(const std::vector<UnitTerm>& terms) {
    std::optional<Unit> unit = product_of(terms);
    if (unit) unit->symbol = symbol_of(merged(terms));
    return unit;
}

/// The terms of a unit as it was written or computed; a plain number has none.
std::optional<std::vector<UnitTerm>> terms_of(const Unit& unit) {
    if (is_affine(unit)) return std::nullopt;
    if (unit.symbol.empty()) {
        // A computed number such as g/kg keeps its factor without a symbol.
        return std::vector<UnitTerm>{{std::string(), unit.dimension, unit.factor, 1}};
    }
    return unit_terms(unit.symbol);
}

std::optional<Unit> combined(const Unit& a, const Unit& b, int sign) {
    std::optional<std::vector<UnitTerm>> terms = terms_of(a);
    const std::optional<std::vector<UnitTerm>> others = terms_of(b);
    if (!terms || !others) return std::nullopt;
    for (UnitTerm term : *others) {
        term.exponent *= sign;
        terms->push_back(std::move(term));
    }
    return computed(*terms);
}

}  // namespace

std::optional<Unit> multiply(const Unit& a, const Unit& b) {
    return combined(a, b, 1);
}

std::optional<Unit> divide(const Unit& a, const Unit& b) {
    return combined(a, b, -1);
}

std::optional<Unit> power(const Unit& unit, int exponent) {
    constexpr int greatest = 9;
    if (std::abs(exponent) > greatest) return std::nullopt;
    std::optional<std::vector<UnitTerm>> terms = terms_of(unit);
    if (!terms) return std::nullopt;
    for (UnitTerm& term : *terms) term.exponent *= exponent;
    return computed(*terms);
}

std::optional<Rational> to_base(const Rational& value, const Unit& unit) {
    const std::optional<Rational> scaled = multiply(value, unit.factor);
    return scaled ? add(*scaled, unit.offset) : std::nullopt;
}

std::optional<Rational> from_base(const Rational& value, const Unit& unit) {
    const std::optional<Rational> shifted = subtract(value, unit.offset);
    return shifted ? divide(*shifted, unit.factor) : std::nullopt;
}

std::optional<Rational> convert(const Rational& value, const Unit& from, const Unit& to) {
    if (!is_same_dimension(from, to)) return std::nullopt;
    if (from.factor == to.factor && from.offset == to.offset) return value;
    const std::optional<Rational> base = to_base(value, from);
    return base ? from_base(*base, to) : std::nullopt;
}

Range convert(const Range& range, const Unit& from, const Unit& to, bool& overflow) {
    if (from.factor == to.factor && from.offset == to.offset && is_same_dimension(from, to)) {
        return range;
    }
    bool overflowed = false;
    // Every factor is above 0, so the order of the ends stays.
    const auto converted = [&](const Bound& bound) -> Bound {
        if (!bound.is_finite()) return bound;
        const std::optional<Rational> value = convert(bound.value, from, to);
        if (!value) {
            overflowed = true;
            return 0;
        }
        Bound result = bound;
        result.value = *value;
        return result;
    };
    Range result{converted(range.low), converted(range.high), false};
    if (overflowed) {
        overflow = true;
        return all();
    }
    result.whole = result.is_single() && result.low.value.is_whole();
    return result;
}

std::string to_text(const Dimension& dimension) {
    std::string multiplied;
    std::string divided;
    for (std::size_t base = 0; base < Dimension::base_count; ++base) {
        const int exponent = dimension.exponents[base];
        if (exponent == 0) continue;
        std::string text(base_name(base));
        if (std::abs(exponent) != 1) text += '^' + std::to_string(std::abs(exponent));
        if (exponent < 0) {
            divided += " / " + text;
        } else {
            multiplied += (multiplied.empty() ? "" : " * ") + text;
        }
    }
    if (multiplied.empty() && divided.empty()) return "a plain number";
    return (multiplied.empty() ? "1" : multiplied) + divided;
}

}  // namespace caveat::values
