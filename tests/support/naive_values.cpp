// Range arithmetic and comparisons of the naive evaluator, and its units.

#include "naive_values.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <stdexcept>

namespace caveat::testing {

namespace {

NumberRange range_over(std::initializer_list<Extended> corners, bool whole) {
    return {std::min(corners), std::max(corners), whole};
}

Extended reciprocal(const Extended& a) {
    return a.is_finite() ? Extended(Rational(1) / a.value) : Extended(Rational(0));
}

Rational rounded(Rational value, int places) {
    Rational scale = 1;
    for (int i = 0; i < places; ++i) scale = scale * 10;
    const Rational half(1, 2);
    const Rational scaled = value * scale;
    const std::int64_t whole = scaled < 0 ? -(-scaled + half).floor() : (scaled + half).floor();
    return Rational(whole) / scale;
}

Extended rounded(const Extended& value, int places) {
    return value.is_finite() ? Extended(rounded(value.value, places)) : value;
}

/// `base = (value + shift) * factor`.
struct UnitRow {
    std::string_view name;
    Rational factor;
    Rational shift;
};

const UnitRow& unit_row(std::string_view unit) {
    static const std::array rows{
        UnitRow{"", 1, 0},       UnitRow{"kg", 1, 0},        UnitRow{"g", {1, 1000}, 0},
        UnitRow{"m", 1, 0},      UnitRow{"cm", {1, 100}, 0}, UnitRow{"kg/m2", 1, 0},
        UnitRow{"°C", 1, 0},     UnitRow{"°F", {5, 9}, -32}, UnitRow{"%", {1, 100}, 0},
        UnitRow{"days", 1, 0},   UnitRow{"weeks", 7, 0},     UnitRow{"months", 1, 0},
        UnitRow{"years", 12, 0},
    };
    for (const UnitRow& row : rows) {
        if (row.name == unit) return row;
    }
    throw std::invalid_argument("no such unit");
}

}  // namespace

Rational to_base(Rational value, std::string_view unit) {
    const UnitRow& row = unit_row(unit);
    return (value + row.shift) * row.factor;
}

Rational from_base(Rational value, std::string_view unit) {
    const UnitRow& row = unit_row(unit);
    return value / row.factor - row.shift;
}

NumberRange exactly(Rational value) {
    return {value, value, value.is_whole()};
}

NumberRange add(const NumberRange& a, const NumberRange& b) {
    return {sum(a.low, b.low), sum(a.high, b.high), a.whole && b.whole};
}

NumberRange subtract(const NumberRange& a, const NumberRange& b) {
    return {sum(a.low, negative(b.high)), sum(a.high, negative(b.low)), a.whole && b.whole};
}

NumberRange multiply(const NumberRange& a, const NumberRange& b) {
    return range_over({product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
                       product(a.high, b.high)},
                      a.whole && b.whole);
}

NumberRange divide(const NumberRange& a, const NumberRange& b) {
    NumberRange turned{reciprocal(b.high), reciprocal(b.low), false};
    NumberRange result = multiply(a, turned);
    result.whole = false;
    return result;
}

NumberRange least(const NumberRange& a, const NumberRange& b) {
    return {std::min(a.low, b.low), std::min(a.high, b.high), a.whole && b.whole};
}

NumberRange greatest(const NumberRange& a, const NumberRange& b) {
    return {std::max(a.low, b.low), std::max(a.high, b.high), a.whole && b.whole};
}

NumberRange hull(const NumberRange& a, const NumberRange& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high), a.whole && b.whole};
}

NumberRange rounded(const NumberRange& a, int places) {
    return {rounded(a.low, places), rounded(a.high, places), places == 0};
}

bool is_single(const NumberRange& a) {
    return a.low.is_finite() && a.low == a.high;
}

Kleene equal(const NumberRange& a, const NumberRange& b) {
    const Extended low = std::max(a.low, b.low);
    const Extended high = std::min(a.high, b.high);
    if (low > high) return Kleene::no;
    const bool must_be_whole = a.whole || b.whole;
    if (must_be_whole && low.is_finite() && high.is_finite() &&
        low.value.ceiling() > high.value.floor()) {
        return Kleene::no;
    }
    return is_single(a) && is_single(b) ? Kleene::yes : Kleene::unknown;
}

Kleene less(const NumberRange& a, const NumberRange& b) {
    if (a.high < b.low) return Kleene::yes;
    if (a.low >= b.high) return Kleene::no;
    return Kleene::unknown;
}

}  // namespace caveat::testing
