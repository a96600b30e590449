#pragma once

#include <caveat/values.hpp>

#include "values/rational.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace caveat::values {

/// An end of a range: a number, or infinite. An end that is left out of its range lies beside its
/// number: nearer than any other, below it (`step` -1) as a high end, above it (1) as a low one. So
/// ends compare in the order in which they stand, and no comparison asks which of them are open.
struct Bound {
    Rational value;            ///< 0 when infinite
    std::int8_t infinity = 0;  ///< -1 = below every number, 0 = `value`, 1 = above every number
    std::int8_t step = 0;      ///< -1 = just below `value`, 1 = just above; 0 when infinite

    constexpr Bound() = default;
    constexpr Bound(const Rational& number) : value(number) {}    // NOLINT: a number is a bound
    constexpr Bound(std::int64_t number) : value(number) {}       // NOLINT
    constexpr Bound(int number) : value(std::int64_t{number}) {}  // NOLINT

    static constexpr Bound minus_infinity() { return infinite(-1); }
    static constexpr Bound plus_infinity() { return infinite(1); }
    static constexpr Bound just_below(const Rational& number) { return beside(number, -1); }
    static constexpr Bound just_above(const Rational& number) { return beside(number, 1); }

    constexpr bool is_finite() const { return infinity == 0; }

    friend constexpr bool operator==(const Bound&, const Bound&) = default;
    friend constexpr std::strong_ordering operator<=>(const Bound& a, const Bound& b) {
        if (a.infinity != b.infinity) return a.infinity <=> b.infinity;
        if (a.infinity != 0) return std::strong_ordering::equal;
        const std::strong_ordering order = a.value <=> b.value;
        return order != 0 ? order : a.step <=> b.step;
    }

  private:
    static constexpr Bound infinite(std::int8_t sign) {
        Bound result;
        result.infinity = sign;
        return result;
    }
    static constexpr Bound beside(const Rational& number, std::int8_t step) {
        Bound result(number);
        result.step = step;
        return result;
    }
};

/// The end on the other side of zero.
Bound mirrored(const Bound& bound);

/// Every value that an unknown number may still have: low to high, never empty; both are included
/// but for a low end just above its number and a high end just below.
/// `low` is never plus and `high` never minus infinity. With `whole`, only the whole numbers in
/// it, and both ends are whole (or infinite). A known number is a range of one value.
struct Range {
    Bound low = Bound::minus_infinity();
    Bound high = Bound::plus_infinity();
    bool whole = false;

    constexpr bool is_single() const {
        return low.infinity == 0 && high.infinity == 0 && low.value == high.value;
    }

    friend bool operator==(const Range&, const Range&) = default;
};

/// Nothing is known: from minus to plus infinity.
constexpr Range all() {
    return {};
}

/// One known number; whole if it is.
constexpr Range single(const Rational& number) {
    return {number, number, number.is_whole()};
}

/// From low to high; whole ranges have their ends moved inward to whole numbers. Nothing when
/// that leaves no number.
std::optional<Range> make_range(const Bound& low, const Bound& high, bool whole);

// Interval arithmetic: the least range that holds every result. Infinite ends follow the rules of
// limits, and 0 times infinity is 0. When exact arithmetic overflows, the result is `all()` and
// `overflow` becomes true; it is never set to false. Sums, differences, products, minima and
// maxima of whole ranges are whole.
Range add(const Range& a, const Range& b, bool& overflow);
Range subtract(const Range& a, const Range& b, bool& overflow);
Range multiply(const Range& a, const Range& b, bool& overflow);
/// A divisor that may be 0 counts as an overflow: load refuses it, so it is a slip of the caller.
Range divide(const Range& a, const Range& b, bool& overflow);
Range negate(const Range& a);
Range minimum(const Range& a, const Range& b);
Range maximum(const Range& a, const Range& b);
/// Halves away from zero; whole when `places` (0 to 18) is 0.
Range round(const Range& a, int places, bool& overflow);

/// The least range that holds both; whole when both are.
Range hull(const Range& a, const Range& b);

/// What both allow; nothing when no number is left. Whole when one of them is.
std::optional<Range> intersect(const Range& a, const Range& b);

/// Whether the range allows this number.
bool contains(const Range& a, const Rational& number);

// Comparisons: decided as soon as every pair of values still possible gives the same answer.
Truth equal(const Range& a, const Range& b);
inline Truth less(const Range& a, const Range& b) {
    if (a.high < b.low) return Truth::yes;
    return a.low >= b.high ? Truth::no : Truth::unknown;
}
inline Truth less_or_equal(const Range& a, const Range& b) {
    return negated(less(b, a));
}
/// Between low and high, both included; no as well when low is certainly above high.
Truth inside(const Range& a, const Range& low, const Range& high);

/// `7`, `0 to 10`, `0 to below 0.5`, `above 3`, `at least 3`, `at most 5`, `any number`.
std::string to_text(const Range& range);

}  // namespace caveat::values
