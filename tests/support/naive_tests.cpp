// Single tests: what each says of the values that are still possible (language
// page, section 4).

#include "naive_evaluator.hpp"

#include <algorithm>

namespace caveat::testing {

Kleene NaiveEvaluator::test(const Condition& condition, const Scope& scope) {
    const auto of_subject = [&] { return subject(condition.subject, scope); };
    switch (condition.kind) {
        case ConditionKind::yes_no:
            return of_subject().truth;
        case ConditionKind::compare:
            return compare(condition.comparison, number(condition.numbers[0], scope),
                           number(condition.numbers[1], scope));
        case ConditionKind::between: {
            const NumberRange value = number(condition.numbers[0], scope);
            return both(at_most(number(condition.numbers[1], scope), value),
                        at_most(value, number(condition.numbers[2], scope)));
        }
        case ConditionKind::choice_is:
            return choice_is(of_subject(), condition.codes);
        case ConditionKind::include:
            return includes(of_subject(), condition.include, condition.codes);
        case ConditionKind::empty:
            return are_empty(of_subject(), subject_fact(condition.subject, condition).codes.size());
        case ConditionKind::date_order:
            return date_order(of_subject().date, condition.order,
                              subject(condition.other_date, scope).date);
        case ConditionKind::within_last:
            return within_last(of_subject().date, count_of(condition.count, scope), condition.time);
        case ConditionKind::more_than_ago:
            return more_than_ago(of_subject().date, count_of(condition.count, scope),
                                 condition.time);
        case ConditionKind::band: {
            Number total;
            total.kind = NumberKind::score;
            total.index = condition.index;
            return in_bands(number(total, scope), condition);
        }
        case ConditionKind::quantified:
            return quantified(condition, scope);
        default:
            return truth(condition, scope);
    }
}

Kleene NaiveEvaluator::compare(Comparison comparison, const NumberRange& a,
                               const NumberRange& b) const {
    switch (comparison) {
        case Comparison::equal:
        case Comparison::unequal:
            return equal(a, b);
        case Comparison::less:
            return less(a, b);
        case Comparison::at_most:
            return at_most(a, b);
        case Comparison::more:
            return less(b, a);
        case Comparison::at_least:
            return at_most(b, a);
    }
    return Kleene::unknown;
}

Kleene NaiveEvaluator::choice_is(const Value& value, const std::vector<std::size_t>& codes) const {
    std::size_t agreeing = 0;
    for (std::size_t code : value.possible) {
        if (std::find(codes.begin(), codes.end(), code) != codes.end()) ++agreeing;
    }
    if (agreeing == value.possible.size()) return Kleene::yes;
    return agreeing == 0 ? Kleene::no : Kleene::unknown;
}

Kleene NaiveEvaluator::includes(const Value& value, Include include,
                                const std::vector<std::size_t>& codes) const {
    const auto holds = [&](std::size_t code) {
        if (value.present.contains(code)) return Kleene::yes;
        return value.absent.contains(code) ? Kleene::no : Kleene::unknown;
    };
    Kleene any = Kleene::no;
    Kleene all = Kleene::yes;
    for (std::size_t code : codes) {
        any = either(any, holds(code));
        all = both(all, holds(code));
    }
    return include == Include::all_of ? all : any;
}

Kleene NaiveEvaluator::are_empty(const Value& value, std::size_t code_count) const {
    if (!value.present.empty()) return Kleene::no;
    return value.absent.size() == code_count ? Kleene::yes : Kleene::unknown;
}

Kleene NaiveEvaluator::date_order(const DayRange& a, DateOrder order, const DayRange& b) const {
    const auto before = [](const DayRange& x, const DayRange& y) {
        if (x.high < y.low) return Kleene::yes;
        return x.low >= y.high ? Kleene::no : Kleene::unknown;
    };
    if (order == DateOrder::before) return before(a, b);
    if (order == DateOrder::after) return before(b, a);
    if (a.high < b.low || b.high < a.low) return Kleene::no;
    const bool both_exact = a.low == a.high && b.low == b.high;
    return both_exact ? Kleene::yes : Kleene::unknown;
}

/// Today and exactly `count` units ago are within; the future is not.
Kleene NaiveEvaluator::within_last(const DayRange& date, std::int64_t count, TimeUnit unit) const {
    if (!profile_.as_of) return Kleene::unknown;
    const Day today = *profile_.as_of;
    if (add_time(date.low, count, unit) >= today && date.high <= today) return Kleene::yes;
    if (add_time(date.high, count, unit) < today || date.low > today) return Kleene::no;
    return Kleene::unknown;
}

Kleene NaiveEvaluator::more_than_ago(const DayRange& date, std::int64_t count,
                                     TimeUnit unit) const {
    if (!profile_.as_of) return Kleene::unknown;
    const Day today = *profile_.as_of;
    if (add_time(date.high, count, unit) < today) return Kleene::yes;
    return add_time(date.low, count, unit) >= today ? Kleene::no : Kleene::unknown;
}

/// One comparison with the end of the band: it is decided although two bands are still possible.
Kleene NaiveEvaluator::in_bands(const NumberRange& range, const Condition& test) const {
    const Band& band = rules_.scores[test.index].bands[test.band];
    const NumberRange low = exactly(band.low);
    const NumberRange high = exactly(band.high);
    switch (test.reach) {
        case BandReach::alone:
            break;
        case BandReach::this_and_above:
            return band.kind == Band::Kind::over || band.kind == Band::Kind::over_to
                       ? less(low, range)
                       : at_most(low, range);
        case BandReach::this_and_below:
            if (band.kind == Band::Kind::exactly) return at_most(range, low);
            return band.kind == Band::Kind::below || band.kind == Band::Kind::to_below
                       ? less(range, high)
                       : at_most(range, high);
    }
    return in_band(range, band);
}

Kleene NaiveEvaluator::in_band(const NumberRange& range, const Band& band) const {
    const NumberRange low = exactly(band.low);
    const NumberRange high = exactly(band.high);
    switch (band.kind) {
        case Band::Kind::exactly:
            return equal(range, low);
        case Band::Kind::between:
            return both(at_most(low, range), at_most(range, high));
        case Band::Kind::to_below:
            return both(at_most(low, range), less(range, high));
        case Band::Kind::over_to:
            return both(less(low, range), at_most(range, high));
        case Band::Kind::below:
            return less(range, high);
        case Band::Kind::up_to:
            return at_most(range, high);
        case Band::Kind::over:
            return less(low, range);
        case Band::Kind::and_over:
            return at_most(low, range);
    }
    return Kleene::unknown;
}

const Fact& NaiveEvaluator::subject_fact(const Subject& subject, const Condition& test) const {
    if (subject.kind == Subject::Kind::measure) {
        const Measure& measure = subject.measure.front();
        return rules_.facts[measure.records].fields[measure.field];
    }
    return subject.place.is_field ? rules_.facts[test.index].fields[subject.place.index]
                                  : rules_.facts[subject.place.index];
}

}  // namespace caveat::testing
