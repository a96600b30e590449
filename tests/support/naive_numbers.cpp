// Numbers as ranges, and scores (language page, sections 4 and 6).

#include "naive_evaluator.hpp"

namespace caveat::testing {

namespace {

std::string_view number_kind(const Number& number) {
    switch (number.kind) {
        case NumberKind::literal:
            return "literal";
        case NumberKind::place:
            return number.place.is_field ? "number field" : "number fact";
        case NumberKind::parameter:
            return "parameter";
        case NumberKind::slot:
            return "slot";
        case NumberKind::term:
            return "number term";
        case NumberKind::score:
            return "score";
        case NumberKind::add:
            return "+";
        case NumberKind::subtract:
            return "-";
        case NumberKind::multiply:
            return "*";
        case NumberKind::divide:
            return "/";
        case NumberKind::minimum:
            return "min";
        case NumberKind::maximum:
            return "max";
        case NumberKind::round:
            return "round";
        case NumberKind::count_records:
            return "count of records";
        case NumberKind::count_choices:
            return "count of choices";
        case NumberKind::since:
            return "time since";
        case NumberKind::measure:
            break;
    }
    constexpr std::string_view measures[] = {"total",  "average", "highest",
                                             "lowest", "latest",  "earliest"};
    return measures[static_cast<std::size_t>(number.measure.front().kind)];
}

}  // namespace

NumberRange NaiveEvaluator::number(const Number& number, const Scope& scope) {
    if (!assigned_numbers_.empty() && scope.record == nullptr) {
        const auto assigned = assigned_numbers_.find(key(number, scope));
        if (assigned != assigned_numbers_.end()) return exactly(assigned->second);
    }
    const NumberRange value = number_value(number, scope);
    if (census_ != nullptr) census_->count_number(number_kind(number), is_single(value));
    return value;
}

NumberRange NaiveEvaluator::number_value(const Number& number, const Scope& scope) {
    const auto part = [&](std::size_t i) { return this->number(number.parts[i], scope); };
    const auto combine = [&](NumberRange (*operation)(const NumberRange&, const NumberRange&)) {
        NumberRange result = part(0);
        for (std::size_t i = 1; i < number.parts.size(); ++i) result = operation(result, part(i));
        return result;
    };
    switch (number.kind) {
        case NumberKind::literal: {
            NumberRange range = exactly(to_base(number.literal, number.unit));
            range.whole = number.literal.is_whole();
            return range;
        }
        case NumberKind::place: {
            const Value& value = number.place.is_field ? (*scope.record)[number.place.index]
                                                       : fact(number.place.index);
            return value.number;
        }
        case NumberKind::parameter: {
            const Parameter& parameter = rules_.parameters[number.index];
            NumberRange range = exactly(to_base(parameter.value, parameter.unit));
            range.whole = parameter.value.is_whole();
            return range;
        }
        case NumberKind::slot:
            return this->number((*scope.slots)[number.index], Scope{});
        case NumberKind::term:
            return number_term(number, scope);
        case NumberKind::score:
            return score(number.index);
        case NumberKind::add:
            return combine(add);
        case NumberKind::subtract:
            return combine(subtract);
        case NumberKind::multiply:
            return combine(multiply);
        case NumberKind::divide:
            return combine(divide);
        case NumberKind::minimum:
            return combine(least);
        case NumberKind::maximum:
            return combine(greatest);
        case NumberKind::round:
            return rounded(part(0), number.places);
        case NumberKind::count_records: {
            const Members counted = members(number.index, number.where, scope);
            const auto certain = static_cast<std::int64_t>(counted.certain.size());
            const auto possible = static_cast<std::int64_t>(counted.possible.size());
            NumberRange range{Rational(certain), Rational(certain + possible), true};
            if (!counted.is_closed) range.high = Extended::plus_infinity();
            return range;
        }
        case NumberKind::count_choices: {
            const Fact& declared = rules_.facts[number.place.index];
            const Value& value = fact(number.place.index);
            const auto present = static_cast<std::int64_t>(value.present.size());
            const auto open = static_cast<std::int64_t>(declared.codes.size()) -
                              static_cast<std::int64_t>(value.absent.size());
            return {Rational(present), Rational(open), true};
        }
        case NumberKind::measure:
            return measure(number.measure.front(), scope).number;
        case NumberKind::since:
            return time_since(number, scope);
    }
    return {};
}

NumberRange NaiveEvaluator::number_term(const Number& number, const Scope&) {
    const Scope inside{nullptr, &number.parts};
    return this->number(rules_.terms[number.index].number.front(), inside);
}

/// Completed units between a date and the day of screening. Where the date may
/// lie after that day, nothing is known of the time.
NumberRange NaiveEvaluator::time_since(const Number& number, const Scope& scope) {
    const Value date = subject(number.date, scope);
    const Rational factor = to_base(1, number.time == TimeUnit::days     ? "days"
                                       : number.time == TimeUnit::weeks  ? "weeks"
                                       : number.time == TimeUnit::months ? "months"
                                                                         : "years");
    NumberRange range{Rational(0), Extended::plus_infinity(), false};
    if (!profile_.as_of) return range;
    if (census_ != nullptr && date.date.low > *profile_.as_of) census_->note("a day to come");
    if (date.date.high > *profile_.as_of) return range;
    range.low = Rational(completed(date.date.high, *profile_.as_of, number.time)) * factor;
    range.high = Rational(completed(date.date.low, *profile_.as_of, number.time)) * factor;
    return range;
}

/// One entry: its weight when its condition holds, or its value. While a number
/// is not asked, what the entry says of that, or 0.
NumberRange NaiveEvaluator::score_item(const ScoreEntry& entry) {
    const NumberRange nothing = exactly(0);
    const Scope nowhere;
    if (!entry.condition.empty()) {
        const NumberRange weight = exactly(entry.weight);
        switch (truth(entry.condition.front(), nowhere)) {
            case Kleene::no:
                return nothing;
            case Kleene::unknown:
                return hull(nothing, weight);
            case Kleene::yes:
                return weight;
        }
    }
    if (!entry.rows.empty()) return score_table(entry);
    const NumberRange value = number(entry.number.front(), nowhere);
    const NumberRange not_asked = exactly(entry.not_asked.value_or(0));
    switch (gates(entry.number.front())) {
        case Kleene::no:
            if (census_ != nullptr && entry.not_asked) census_->note("an item that is not asked");
            return not_asked;
        case Kleene::unknown:
            return hull(not_asked, value);
        case Kleene::yes:
            break;
    }
    return value;
}

/// Of the rows of a table at most one counts: none where what it asks for does not apply.
NumberRange NaiveEvaluator::score_table(const ScoreEntry& entry) {
    const Condition& first = entry.rows.front().condition;
    const Kleene asked = gates(first.parts.empty() ? first : first.parts.front());
    std::optional<NumberRange> points;
    if (asked == Kleene::unknown) points = exactly(0);
    for (const TableRow& row : entry.rows) {
        const Kleene holds = truth(row.condition, Scope{});
        if (census_ != nullptr) census_->count("row of points", holds);
        if (holds == Kleene::yes) return exactly(row.points);
        if (holds == Kleene::no) continue;
        points = points ? hull(*points, exactly(row.points)) : exactly(row.points);
    }
    return points.value_or(exactly(0));
}

/// The sum of the entries; of those that look at the same things, what they come to together.
NaiveEvaluator::ScoreSum NaiveEvaluator::sum_of_entries(std::size_t index) {
    ScoreSum total{exactly(0), true};
    for (const Together& part : count_together(index)) {
        NumberRange range = exactly(0);
        for (const std::size_t entry : part.entries) {
            range = add(range, score_item(rules_.scores[index].entries[entry]));
        }
        if (part.range) range = *part.range;
        total.range = add(total.range, range);
        total.is_all_known = total.is_all_known && is_single(range);
    }
    return total;
}

/// A strict score is its whole declared range until every entry is known.
NumberRange NaiveEvaluator::score(std::size_t index) {
    const ScoreSum total = sum_of_entries(index);
    if (!rules_.scores[index].strict || total.is_all_known) return total.range;
    const DeclaredRange declared = declared_score_range(rules_, index);
    return {declared.low, declared.high, declared.whole};
}

}  // namespace caveat::testing
