// Interval arithmetic and comparison: what is still possible when the parts are only known within
// limits. Entrances: those of range.hpp.

#include "values/range.hpp"

#include <algorithm>
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

Bound negated_bound(const Bound& bound) {
    return bound.is_finite() ? Bound(negate(bound.value)) : infinity_of(-bound.infinity);
}

/// A finite result, or a zero together with the overflow flag.
Bound checked(const std::optional<Rational>& result, bool& overflowed) {
    if (!result) overflowed = true;
    return result ? Bound(*result) : Bound();
}

/// Two ends of the same side, so infinities never have different signs.
Bound sum(const Bound& a, const Bound& b, bool& overflowed) {
    if (!a.is_finite()) return a;
    if (!b.is_finite()) return b;
    return checked(add(a.value, b.value), overflowed);
}

/// 0 times infinity is 0: the 0 is exact, the infinity only means "as much as you like".
Bound product(const Bound& a, const Bound& b, bool& overflowed) {
    const int sign = sign_of(a) * sign_of(b);
    if (sign == 0) return 0;
    if (!a.is_finite() || !b.is_finite()) return infinity_of(sign);
    return checked(multiply(a.value, b.value), overflowed);
}

/// 1 / infinity is 0.
Bound reciprocal(const Bound& a, bool& overflowed) {
    if (!a.is_finite()) return 0;
    return checked(divide(1, a.value), overflowed);
}

Range unless_overflowed(const Range& result, bool overflowed, bool& overflow) {
    if (!overflowed) return result;
    overflow = true;
    return all();
}

}  // namespace

std::optional<Range> make_range(const Bound& low, const Bound& high, bool whole) {
    Range range{low, high, whole};
    if (whole) {
        if (low.is_finite()) range.low = ceil(low.value);
        if (high.is_finite()) range.high = floor(high.value);
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
    return {negated_bound(a.high), negated_bound(a.low), a.whole};
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
    const auto [low, high] =
        std::minmax({product(a.low, b.low, overflowed), product(a.low, b.high, overflowed),
                     product(a.high, b.low, overflowed), product(a.high, b.high, overflowed)});
    return unless_overflowed({low, high, whole}, overflowed, overflow);
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
        return bound.is_finite() ? checked(round_half_away(bound.value, places), overflowed)
                                 : bound;
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
    if (!range.low.is_finite() && !range.high.is_finite()) return "any number";
    if (!range.high.is_finite()) return "at least " + to_text(range.low.value);
    if (!range.low.is_finite()) return "at most " + to_text(range.high.value);
    return to_text(range.low.value) + " to " + to_text(range.high.value);
}

}  // namespace caveat::values
