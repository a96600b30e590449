// Sets of totals and their sums. Entrances: Totals::add, Totals::one_in, step_of.

#include "model/totals.hpp"

#include "model/evaluation.hpp"

#include <algorithm>
#include <utility>

namespace caveat::model {

using values::Bound;
using values::Rational;

namespace {

void sort_once(std::vector<Rational>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

/// The least number of the lattice that is not below `at`; with `beyond`, above it.
std::optional<Rational> next_of_lattice(const Rational& origin, const Rational& step,
                                        const Rational& at, bool beyond) {
    const auto distance = values::subtract(at, origin);
    const auto steps = distance ? values::divide(*distance, step) : std::nullopt;
    if (!steps) return std::nullopt;
    std::optional<Rational> whole = values::ceil(*steps);
    if (beyond && *whole == *steps) whole = values::add(*whole, 1);
    const auto length = whole ? values::multiply(*whole, step) : std::nullopt;
    return length ? values::add(origin, *length) : std::nullopt;
}

/// A number that certainly lies in an interval which is not empty, near its low end.
Rational some_in(const Interval& interval) {
    const auto beside = [](const Rational& end, int by) {
        return values::add(end, by).value_or(end);
    };
    if (!interval.low.is_finite() && !interval.high.is_finite()) return 0;
    if (!interval.high.is_finite()) {
        return interval.low_is_included ? interval.low.value : beside(interval.low.value, 1);
    }
    if (!interval.low.is_finite()) {
        return interval.high_is_included ? interval.high.value : beside(interval.high.value, -1);
    }
    if (interval.low_is_included) return interval.low.value;
    if (interval.low == interval.high) return interval.high.value;
    const auto sum = values::add(interval.low.value, interval.high.value);
    const auto middle = sum ? values::divide(*sum, 2) : std::nullopt;
    return middle.value_or(interval.high.value);
}

bool is_empty(const Interval& interval) {
    if (interval.low > interval.high) return true;
    if (interval.low < interval.high || !interval.low.is_finite()) return false;
    return !interval.low_is_included || !interval.high_is_included;
}

Rational magnitude(const Rational& number) {
    return number.is_negative() ? negate(number) : number;
}

}  // namespace

Interval overlap(const Interval& a, const Interval& b) {
    Interval both = a;
    if (b.low > both.low) {
        both.low = b.low;
        both.low_is_included = b.low_is_included;
    } else if (b.low == both.low) {
        both.low_is_included = both.low_is_included && b.low_is_included;
    }
    if (b.high < both.high) {
        both.high = b.high;
        both.high_is_included = b.high_is_included;
    } else if (b.high == both.high) {
        both.high_is_included = both.high_is_included && b.high_is_included;
    }
    return both;
}

Totals::Totals(std::vector<Rational> numbers) : each_(std::move(numbers)) {
    sort_once(each_);
}

Totals::Totals(const values::Range& range, const Rational& step)
    : low_(range.low), high_(range.high), step_(step) {
    if (range.is_single()) {
        each_ = {range.low.value};
        return;
    }
    if (step.is_zero() || !range.low.is_finite() || !range.high.is_finite()) return;
    Rational next = range.low.value;
    while (Bound(next) <= range.high) {
        each_.push_back(next);
        const auto after = values::add(next, step);
        if (!after || each_.size() > most) {
            each_.clear();
            return;
        }
        next = *after;
    }
    high_ = each_.back();
}

void Totals::become_lattice() {
    if (each_.empty()) return;
    low_ = each_.front();
    high_ = each_.back();
    std::optional<Rational> step = Rational(0);
    for (const Rational& number : each_) {
        const auto distance = values::subtract(number, each_.front());
        if (step && distance && !distance->is_zero()) {
            step = step->is_zero() ? distance : values::common_step(*step, *distance);
        } else if (!distance) {
            step.reset();
        }
    }
    step_ = step.value_or(Rational(0));
    each_.clear();
}

void Totals::join(const Totals& other) {
    if (!each_.empty() && !other.each_.empty()) {
        each_.insert(each_.end(), other.each_.begin(), other.each_.end());
        sort_once(each_);
        return;
    }
    Totals more = other;
    const bool is_one = each_.size() == 1;
    const bool more_is_one = more.each_.size() == 1;
    become_lattice();
    more.become_lattice();
    const bool is_continuous =
        (step_.is_zero() && !is_one) || (more.step_.is_zero() && !more_is_one);
    const bool is_finite = low_.is_finite() && more.low_.is_finite();
    const auto apart = is_finite ? values::subtract(low_.value, more.low_.value) : std::nullopt;
    auto common = is_continuous ? std::nullopt : values::common_step(step_, more.step_);
    if (common && apart) common = values::common_step(*common, magnitude(*apart));
    step_ = apart ? common.value_or(Rational(0)) : Rational(0);
    low_ = std::min(low_, more.low_);
    high_ = std::max(high_, more.high_);
}

void Totals::add(const Totals& other) {
    constexpr std::size_t most_sums = std::size_t{1} << 17;
    const bool are_few =
        !each_.empty() && !other.each_.empty() && each_.size() * other.each_.size() <= most_sums;
    if (are_few) {
        std::vector<Rational> sums;
        sums.reserve(each_.size() * other.each_.size());
        bool is_exact = true;
        for (const Rational& a : each_) {
            for (const Rational& b : other.each_) {
                const auto sum = values::add(a, b);
                is_exact = is_exact && sum.has_value();
                if (sum) sums.push_back(*sum);
            }
        }
        if (is_exact) {
            each_ = std::move(sums);
            sort_once(each_);
            if (each_.size() > most) become_lattice();
            return;
        }
    }
    Totals more = other;
    const bool is_shift = more.each_.size() == 1;
    more.become_lattice();
    const bool was_one = each_.size() == 1;
    become_lattice();
    bool overflow = false;
    const values::Range sum =
        values::add({low_, high_, false}, {more.low_, more.high_, false}, overflow);
    low_ = sum.low;
    high_ = sum.high;
    if (was_one) {
        step_ = more.step_;
    } else if (!is_shift) {
        const bool is_continuous = step_.is_zero() || more.step_.is_zero();
        const auto common = is_continuous ? std::nullopt : values::common_step(step_, more.step_);
        step_ = common.value_or(Rational(0));
    }
    // Without a finite end there is nothing that a shift could be counted from.
    if (overflow || (!low_.is_finite() && !high_.is_finite() && !step_.is_whole())) step_ = 0;
}

values::Range Totals::range() const {
    if (each_.empty()) return {low_, high_, false};
    return {each_.front(), each_.back(), false};
}

std::optional<Rational> Totals::one_in(const Interval& interval) const {
    if (!each_.empty()) {
        const auto found = std::find_if(each_.begin(), each_.end(), [&](const Rational& number) {
            return lies_in(values::single(number), interval) == Truth::yes;
        });
        return found == each_.end() ? std::nullopt : std::optional(*found);
    }
    const Interval shared = overlap(interval, {low_, high_, true, true});
    if (is_empty(shared)) return std::nullopt;
    if (step_.is_zero()) return some_in(shared);
    const Rational origin = low_.is_finite() ? low_.value : high_.is_finite() ? high_.value : 0;
    std::optional<Rational> least;
    if (shared.low.is_finite()) {
        least = next_of_lattice(origin, step_, shared.low.value, !shared.low_is_included);
    } else {
        // Downwards without end: the greatest one stands for them.
        const Rational high = shared.high.is_finite() ? shared.high.value : origin;
        const auto mirrored = next_of_lattice(negate(origin), step_, negate(high),
                                              shared.high.is_finite() && !shared.high_is_included);
        if (mirrored) least = negate(*mirrored);
    }
    // What cannot be computed exactly is not known to be missing.
    if (!least) return some_in(shared);
    if (lies_in(values::single(*least), shared) != Truth::yes) return std::nullopt;
    return least;
}

Rational step_of(const RuleSet& rules, ExprId number, const values::Range& range) {
    const Expr& expr = rules.tree[number];
    if (const auto* fact = std::get_if<FactValue>(&expr.node)) {
        const facts::ValueType& type = rules.catalogue[fact->fact].type;
        if (!type.whole) return 0;
        return type.unit ? magnitude(type.unit->factor) : Rational(1);
    }
    if (std::holds_alternative<TimeSince>(expr.node)) return rules.tree.unit(expr.unit).factor;
    return range.whole ? 1 : 0;
}

}  // namespace caveat::model
