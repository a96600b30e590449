// Records and measures over them: which records count, and what the measure may
// still be (language page, section 4).

#include "naive_evaluator.hpp"

#include <algorithm>
#include <functional>

namespace caveat::testing {

/// The records that certainly count and those that may.
NaiveEvaluator::Members NaiveEvaluator::members(std::size_t records,
                                                const std::vector<Condition>& where,
                                                const Scope& scope) {
    const Value& list = fact(records);
    Members members;
    members.is_closed = list.is_closed;
    for (const std::vector<Value>& record : list.records) {
        const Scope inside{&record, scope.slots};
        const Kleene counts = where.empty() ? Kleene::yes : truth(where.front(), inside);
        if (counts == Kleene::yes) members.certain.push_back(&record);
        if (counts == Kleene::unknown) members.possible.push_back(&record);
    }
    return members;
}

/// A measure of no records is unknown, and so is one that may be of none; a total
/// is 0 then.
Value NaiveEvaluator::measure(const Measure& measure, const Scope& scope) {
    const Members counted = members(measure.records, measure.where, scope);
    const bool is_total = measure.kind == MeasureKind::total;
    Value value = unknown_record(rules_.facts[measure.records])[measure.field];
    value.is_of_no_record = counted.certain.empty() && !is_total;
    if (value.is_of_no_record) {
        if (census_ != nullptr && counted.is_closed && counted.possible.empty()) {
            census_->note("a measure of no record");
        }
        if (measure.kind == MeasureKind::average) value.number.whole = false;
        // Only of a record is it known that it lies in the past.
        value.date = written_days(rules_.facts[measure.records].fields[measure.field]);
    } else if (measure.kind == MeasureKind::latest || measure.kind == MeasureKind::earliest) {
        value = dated_measure(measure, counted);
    } else {
        value.number = number_measure(measure, counted);
    }
    return value;
}

namespace {

Extended aggregate(MeasureKind kind, const std::vector<Extended>& numbers) {
    if (kind == MeasureKind::highest) return *std::max_element(numbers.begin(), numbers.end());
    if (kind == MeasureKind::lowest) return *std::min_element(numbers.begin(), numbers.end());
    Extended total = Rational(0);
    for (const Extended& number : numbers) total = sum(total, number);
    if (kind == MeasureKind::total || !total.is_finite()) return total;
    return total.value / Rational(static_cast<std::int64_t>(numbers.size()));
}

}  // namespace

/// Some record certainly counts, or a total is asked for. Every choice of the
/// possible records is tried: the lowest outcome with all
/// fields at their low ends, the highest with all at their high ends. More
/// records than are listed widen the range further.
NumberRange NaiveEvaluator::number_measure(const Measure& measure, const Members& members) const {
    const Fact& field = rules_.facts[measure.records].fields[measure.field];
    const NumberRange declared = unknown_value(field).number;
    Extended low = Extended::plus_infinity();
    Extended high = Extended::minus_infinity();
    const std::size_t subsets = std::size_t{1} << members.possible.size();
    for (std::size_t subset = 0; subset < subsets; ++subset) {
        std::vector<Extended> lows;
        std::vector<Extended> highs;
        const auto take = [&](const std::vector<Value>& record) {
            lows.push_back(record[measure.field].number.low);
            highs.push_back(record[measure.field].number.high);
        };
        for (const auto* record : members.certain) take(*record);
        for (std::size_t i = 0; i < members.possible.size(); ++i) {
            if ((subset >> i & 1) != 0) take(*members.possible[i]);
        }
        low = std::min(low, aggregate(measure.kind, lows));
        high = std::max(high, aggregate(measure.kind, highs));
    }
    const Extended zero = Rational(0);
    NumberRange range{low, high, measure.kind != MeasureKind::average && declared.whole};
    if (members.is_closed) return range;
    switch (measure.kind) {
        case MeasureKind::total:
            if (declared.low < zero) range.low = Extended::minus_infinity();
            if (declared.high > zero) range.high = Extended::plus_infinity();
            break;
        case MeasureKind::highest:
            range.high = std::max(high, declared.high);
            break;
        case MeasureKind::lowest:
            range.low = std::min(low, declared.low);
            break;
        case MeasureKind::average:
        case MeasureKind::latest:
        case MeasureKind::earliest:
            range.low = std::min(low, declared.low);
            range.high = std::max(high, declared.high);
            break;
    }
    return range;
}

/// The field of every record that may be the latest (or earliest), taken
/// together: what they agree on is known.
Value NaiveEvaluator::dated_measure(const Measure& measure, const Members& members) const {
    const Fact& records = rules_.facts[measure.records];
    const Fact& field = records.fields[measure.field];
    Value value = unknown_record(records)[measure.field];
    if (!members.is_closed) return value;
    const auto date_of = [&](const std::vector<Value>& record) {
        return record[*records.dated_by].date;
    };
    const auto is_outdated = [&](const std::vector<Value>& record) {
        return std::any_of(members.certain.begin(), members.certain.end(),
                           [&](const auto* certain) {
                               return measure.kind == MeasureKind::latest
                                          ? date_of(*certain).low > date_of(record).high
                                          : date_of(*certain).high < date_of(record).low;
                           });
    };
    std::vector<const std::vector<Value>*> candidates = members.certain;
    candidates.insert(candidates.end(), members.possible.begin(), members.possible.end());
    std::erase_if(candidates, [&](const auto* record) { return is_outdated(*record); });
    bool is_first = true;
    for (const auto* record : candidates) {
        const Value& one = (*record)[measure.field];
        if (is_first) {
            value = one;
            is_first = false;
            continue;
        }
        if (value.truth != one.truth) value.truth = Kleene::unknown;
        value.number = hull(value.number, one.number);
        value.possible.insert(one.possible.begin(), one.possible.end());
        std::erase_if(value.present, [&](std::size_t code) { return !one.present.contains(code); });
        std::erase_if(value.absent, [&](std::size_t code) { return !one.absent.contains(code); });
        value.date = {std::min(value.date.low, one.date.low),
                      std::max(value.date.high, one.date.high)};
    }
    value.number.whole = value.number.whole || (field.whole && field.unit.empty());
    return value;
}

}  // namespace caveat::testing
