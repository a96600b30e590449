// Intervals in order, and what lies between and in two of them. Entrance: find_cover_fault.

#include "check/cover.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace caveat::check {

using model::Interval;
using values::Bound;

namespace {

bool ends_later(const Interval& a, const Interval& b) {
    return std::tuple(a.high, a.high_is_included) > std::tuple(b.high, b.high_is_included);
}

}  // namespace

std::optional<CoverFault> find_cover_fault(std::span<const Interval> intervals,
                                           const model::Totals& numbers) {
    using Kind = CoverFault::Kind;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        if (intervals[i].low > intervals[i].high) return CoverFault{Kind::empty, i, i, 0};
        order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Interval& x = intervals[a];
        const Interval& y = intervals[b];
        return std::tuple(x.low, !x.low_is_included, x.high, x.high_is_included) <
               std::tuple(y.low, !y.low_is_included, y.high, y.high_is_included);
    });
    std::optional<std::size_t> widest;  // of those so far, the one that ends last
    for (const std::size_t next : order) {
        const Interval& interval = intervals[next];
        Interval between;
        between.high = interval.low;
        between.high_is_included = !interval.low_is_included;
        if (widest) {
            const Interval& before = intervals[*widest];
            if (const auto value = numbers.one_in(overlap(before, interval))) {
                return CoverFault{Kind::overlap, next, *widest, *value};
            }
            between.low = before.high;
            between.low_is_included = !before.high_is_included;
        }
        const bool is_open = interval.low.is_finite() && (!widest || between.low.is_finite());
        if (is_open) {
            if (const auto value = numbers.one_in(between)) {
                return CoverFault{Kind::gap, next, next, *value};
            }
        }
        if (!widest || ends_later(interval, intervals[*widest])) widest = next;
    }
    const Interval& last = intervals[*widest];
    if (!last.high.is_finite()) return std::nullopt;
    const Interval above{last.high, Bound::plus_infinity(), !last.high_is_included, true};
    const auto value = numbers.one_in(above);
    return value ? std::optional(CoverFault{Kind::gap, *widest, *widest, *value}) : std::nullopt;
}

}  // namespace caveat::check
