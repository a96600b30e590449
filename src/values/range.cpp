// Interval arithmetic and comparison: what is still possible when the parts are only known within
// limits. Entrances: those of range.hpp.

#include "values/range.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::values {
namespace {

constexpr int sign_of(const Bound& bound) {
    if (!bound.is_finite()) return bound.infinity;
    if (bound.value.is_zero()) return 0;
    return bound.value.is_negative() ? -1 : 1;
}

constexpr Bound infinity_of(int sign) {
    return sign < 0 ? Bound::minus_infinity() : Bound::plus_infinity();
}

/// A finite result, or a zero together with the overflow flag.
Bound checked(const std::optional<Rational>& result, bool& overflowed, int step = 0) {
    if (!result) overflowed = true;
    if (!result || step == 0) return result ? Bound(*result) : Bound();
    return step < 0 ? Bound::just_below(*result) : Bound::just_above(*result);
}

constexpr int sign_of(int number) {
    return number < 0 ? -1 : number > 0 ? 1 : 0;
}

/// Two ends of the same side, so infinities never have different signs.
Bound sum(const Bound& a, const Bound& b, bool& overflowed) {
    if (!a.is_finite()) return a;
    if (!b.is_finite()) return b;
    return checked(add(a.value, b.value), overflowed, sign_of(a.step + b.step));
}

/// 0 times infinity is 0: the 0 is exact, the infinity only means "as much as you like". An open
/// corner is not reached unless the other side is 0 itself; `as_end` tells on which side it lies.
Bound product(const Bound& a, const Bound& b, bool& overflowed) {
    const auto is_zero = [](const Bound& end) {
        return end.is_finite() && end.step == 0 && end.value.is_zero();
    };
    const bool is_open = (a.step != 0 && !is_zero(b)) || (b.step != 0 && !is_zero(a));
    const int sign = sign_of(a) * sign_of(b);
    if (sign == 0) return is_open ? Bound::just_above(0) : Bound(0);
    if (!a.is_finite() || !b.is_finite()) return infinity_of(sign);
    return checked(multiply(a.value, b.value), overflowed, is_open ? 1 : 0);
}

/// 1 / infinity is 0.
Bound reciprocal(const Bound& a, bool& overflowed) {
    if (!a.is_finite()) return 0;
    return checked(divide(1, a.value), overflowed, -a.step);
}

/// A corner as the low or the high end of a range; open where it was open.
Bound as_end(const Bound& corner, bool is_low) {
    if (corner.step == 0) return corner;
    return is_low ? Bound::just_above(corner.value) : Bound::just_below(corner.value);
}

/// The least whole number not below a low end.
Bound inner_whole(const Bound& low) {
    if (!low.is_finite()) return low;
    const Rational least = ceil(low.value);
    if (low.step <= 0 || least != low.value) return least;
    const auto next = add(least, 1);
    return next ? Bound(*next) : low;
}

/// What a number just beside `value` is rounded to: all of them to the same.
std::optional<Rational> rounded_beside(const Rational& value, int places, int step) {
    const auto scale = power(Rational(10), places);
    const auto half = Rational::from(step, 2);
    const auto scaled = scale ? multiply(value, *scale) : std::nullopt;
    const auto shifted = scaled && half ? add(*scaled, *half) : std::nullopt;
    if (!shifted) return std::nullopt;
    return divide(step > 0 ? floor(*shifted) : ceil(*shifted), *scale);
}

Range unless_overflowed(const Range& result, bool overflowed, bool& overflow) {
    if (!overflowed) return result;
    overflow = true;
    return all();
}

}  // namespace

Bound mirrored(const Bound& bound) {
    if (!bound.is_finite()) return infinity_of(-bound.infinity);
    if (bound.step == 0) return negate(bound.value);
    return bound.step < 0 ? Bound::just_above(negate(bound.value))
                          : Bound::just_below(negate(bound.value));
}

std::optional<Range> make_range(const Bound& low, const Bound& high, bool whole) {
    Range range{low, high, whole};
    if (whole) {
        range.low = inner_whole(low);
        range.high = mirrored(inner_whole(mirrored(high)));
    }
    const bool has_number = range.low <= range.high && range.low != Bound::plus_infinity() &&
                            range.high != Bound::minus_infinity();
    if (!has_number) return std::nullopt;
    return range;
}

Range add(const Range& a, const Range& b, bool& overflow) {
    bool overflowed = false;
    if (a.is_single() && b.is_single()) {
        const Bound only = sum(a.low, b.low, overflowed);
        return unless_overflowed({only, only, a.whole && b.whole}, overflowed, overflow);
    }
    const Range result{sum(a.low, b.low, overflowed), sum(a.high, b.high, overflowed),
                       a.whole && b.whole};
    return unless_overflowed(result, overflowed, overflow);
}

Range negate(const Range& a) {
    return {mirrored(a.high), mirrored(a.low), a.whole};
}

Range subtract(const Range& a, const Range& b, bool& overflow) {
    return add(a, negate(b), overflow);
}

Range multiply(const Range& a, const Range& b, bool& overflow) {
    bool overflowed = false;
    const bool whole = a.whole && b.whole;
    if (a.is_single() && b.is_single()) {
        const Bound only = product(a.low, b.low, overflowed);
        return unless_overflowed({only, only, whole}, overflowed, overflow);
    }
    const std::array corners{product(a.low, b.low, overflowed), product(a.low, b.high, overflowed),
                             product(a.high, b.low, overflowed),
                             product(a.high, b.high, overflowed)};
    Range result{as_end(corners[0], true), as_end(corners[0], false), whole};
    for (const Bound& corner : corners) {
        result.low = std::min(result.low, as_end(corner, true));
        result.high = std::max(result.high, as_end(corner, false));
    }
    return unless_overflowed(result, overflowed, overflow);
}

Range divide(const Range& a, const Range& b, bool& overflow) {
    if (sign_of(b.low) * sign_of(b.high) <= 0) return unless_overflowed({}, true, overflow);
    bool overflowed = false;
    const Range inverse{reciprocal(b.high, overflowed), reciprocal(b.low, overflowed), false};
    if (overflowed) return unless_overflowed({}, true, overflow);
    Range result = multiply(a, inverse, overflow);
    // A quotient known exactly is whole when it is; of a range nothing of the kind is promised.
    result.whole = result.is_single() && result.low.value.is_whole();
    return result;
}

Range minimum(const Range& a, const Range& b) {
    return {std::min(a.low, b.low), std::min(a.high, b.high), a.whole && b.whole};
}

Range maximum(const Range& a, const Range& b) {
    return {std::max(a.low, b.low), std::max(a.high, b.high), a.whole && b.whole};
}

Range round(const Range& a, int places, bool& overflow) {
    bool overflowed = false;
    const auto rounded = [places, &overflowed](const Bound& bound) {
        if (!bound.is_finite()) return bound;
        return checked(bound.step == 0 ? round_half_away(bound.value, places)
                                       : rounded_beside(bound.value, places, bound.step),
                       overflowed);
    };
    const Range result{rounded(a.low), rounded(a.high), a.whole || places == 0};
    return unless_overflowed(result, overflowed, overflow);
}

Range hull(const Range& a, const Range& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high), a.whole && b.whole};
}

std::optional<Range> intersect(const Range& a, const Range& b) {
    return make_range(std::max(a.low, b.low), std::min(a.high, b.high), a.whole || b.whole);
}

bool contains(const Range& a, const Rational& number) {
    return a.low <= Bound(number) && Bound(number) <= a.high && (!a.whole || number.is_whole());
}

Truth equal(const Range& a, const Range& b) {
    if (a.is_single() && b.is_single()) return truth_of(a.low.value == b.low.value);
    return intersect(a, b) ? Truth::unknown : Truth::no;
}

Truth inside(const Range& a, const Range& low, const Range& high) {
    if (a.low >= low.high && a.high <= high.low) return Truth::yes;
    // The widest the limits can get: if even they leave no number of `a`, none is inside.
    const std::optional<Range> widest = make_range(low.low, high.high, false);
    return widest && intersect(a, *widest) ? Truth::unknown : Truth::no;
}

std::string to_text(const Range& range) {
    if (range.is_single()) return to_text(range.low.value);
    const bool is_open_below = range.low.step > 0;
    const bool is_open_above = range.high.step < 0;
    if (!range.low.is_finite() && !range.high.is_finite()) return "any number";
    if (!range.high.is_finite()) {
        return (is_open_below ? "above " : "at least ") + to_text(range.low.value);
    }
    if (!range.low.is_finite()) {
        return (is_open_above ? "below " : "at most ") + to_text(range.high.value);
    }
    return (is_open_below ? "above " : "") + to_text(range.low.value) + " to " +
           (is_open_above ? "below " : "") + to_text(range.high.value);
}

}  // namespace caveat::values
