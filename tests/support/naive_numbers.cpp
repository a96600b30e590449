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

NumberValue NaiveEvaluator::number(const Number& number, const Scope& scope) {
    const NumberValue value = number_value(number, scope);
    if (census_ != nullptr) census_->count_number(number_kind(number), is_single(value.range));
    return value;
}

NumberValue NaiveEvaluator::number_value(const Number& number, const Scope& scope) {
    const auto part = [&](std::size_t i) { return this->number(number.parts[i], scope); };
    const auto combine = [&](NumberRange (*operation)(const NumberRange&, const NumberRange&)) {
        NumberValue result = part(0);
        for (std::size_t i = 1; i < number.parts.size(); ++i) {
            const NumberValue next = part(i);
            result = {operation(result.range, next.range), both(result.defined, next.defined)};
        }
        return result;
    };
    switch (number.kind) {
        case NumberKind::literal: {
            NumberRange range = exactly(to_base(number.literal, number.unit));
            range.whole = number.literal.is_whole();
            return {range, Kleene::yes};
        }
        case NumberKind::place: {
            const Value& value = number.place.is_field ? (*scope.record)[number.place.index]
                                                       : fact(number.place.index);
            return {value.number, Kleene::yes};
        }
        case NumberKind::parameter: {
            const Parameter& parameter = rules_.parameters[number.index];
            NumberRange range = exactly(to_base(parameter.value, parameter.unit));
            range.whole = parameter.value.is_whole();
            return {range, Kleene::yes};
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
        case NumberKind::round: {
            const NumberValue value = part(0);
            return {rounded(value.range, number.places), value.defined};
        }
        case NumberKind::count_records: {
            const Members counted = members(number.index, number.where, scope);
            const auto certain = static_cast<std::int64_t>(counted.certain.size());
            const auto possible = static_cast<std::int64_t>(counted.possible.size());
            NumberRange range{Rational(certain), Rational(certain + possible), true};
            if (!counted.is_closed) range.high = Extended::plus_infinity();
            return {range, Kleene::yes};
        }
        case NumberKind::count_choices: {
            const Fact& declared = rules_.facts[number.place.index];
            const Value& value = fact(number.place.index);
            const auto present = static_cast<std::int64_t>(value.present.size());
            const auto open = static_cast<std::int64_t>(declared.codes.size()) -
                              static_cast<std::int64_t>(value.absent.size());
            return {{Rational(present), Rational(open), true}, Kleene::yes};
        }
        case NumberKind::measure: {
            const Value value = measure(number.measure.front(), scope);
            return {value.number, value.defined};
        }
        case NumberKind::since:
            return time_since(number, scope);
    }
    return {};
}

NumberValue NaiveEvaluator::number_term(const Number& number, const Scope&) {
    const Scope inside{nullptr, &number.parts};
    return this->number(rules_.terms[number.index].number.front(), inside);
}

/// Completed units between a date and the day of screening. A date after that
/// day gives no value.
NumberValue NaiveEvaluator::time_since(const Number& number, const Scope& scope) {
    const Value date = subject(number.date, scope);
    const Rational factor = to_base(1, number.time == TimeUnit::days     ? "days"
                                       : number.time == TimeUnit::weeks  ? "weeks"
                                       : number.time == TimeUnit::months ? "months"
                                                                         : "years");
    NumberValue result{{Rational(0), Extended::plus_infinity(), false}, Kleene::unknown};
    if (!profile_.as_of) return {result.range, both(date.defined, Kleene::unknown)};
    const Day today = *profile_.as_of;
    if (date.date.low > today) return {result.range, Kleene::no};
    const Day latest = date.date.high < today ? date.date.high : today;
    result.range.low = Rational(completed(latest, today, number.time)) * factor;
    result.range.high = Rational(completed(date.date.low, today, number.time)) * factor;
    result.defined = both(date.defined, date.date.high <= today ? Kleene::yes : Kleene::unknown);
    return result;
}

/// One entry: its weight when its condition holds, or its value. A gate known
/// to be no adds 0; so does a gate that may be no before a value that certainly
/// is none, because 0 is then all that can be added.
NaiveEvaluator::ScoreItem NaiveEvaluator::score_item(const ScoreEntry& entry) {
    const NumberRange nothing = exactly(0);
    const Scope nowhere;
    if (!entry.condition.empty()) {
        const NumberRange weight = exactly(entry.weight);
        switch (truth(entry.condition.front(), false, nowhere)) {
            case Kleene::no:
                return {nothing, Kleene::yes};
            case Kleene::unknown:
                return {hull(nothing, weight), Kleene::yes};
            case Kleene::yes:
                return {weight, Kleene::yes};
        }
    }
    const NumberValue value = number(entry.number.front(), nowhere);
    switch (gates(entry.number.front())) {
        case Kleene::no:
            return {nothing, Kleene::yes};
        case Kleene::unknown:
            if (value.defined == Kleene::no) return {nothing, Kleene::unknown};
            return {hull(nothing, value.range), value.defined};
        case Kleene::yes:
            break;
    }
    return {value.range, value.defined};
}

/// The sum of the entries.
NaiveEvaluator::ScoreSum NaiveEvaluator::sum_of_entries(std::size_t index) {
    ScoreSum total{{exactly(0), Kleene::yes}, true};
    for (const ScoreEntry& entry : rules_.scores[index].entries) {
        const ScoreItem item = score_item(entry);
        total.value.range = add(total.value.range, item.range);
        total.value.defined = both(total.value.defined, item.defined);
        total.is_all_known = total.is_all_known && is_single(item.range);
    }
    return total;
}

/// A strict score is its whole declared range until every entry is known.
NumberValue NaiveEvaluator::score(std::size_t index) {
    ScoreSum total = sum_of_entries(index);
    if (rules_.scores[index].strict && !total.is_all_known) {
        const DeclaredRange declared = declared_score_range(rules_, index);
        total.value.range = {declared.low, declared.high, declared.whole};
    }
    return total.value;
}

}  // namespace caveat::testing
