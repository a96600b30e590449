// One text for what two expressions have in common: the same text means that they look at the same
// thing. Terms and slots are replaced by what they stand for.

#include "naive_evaluator.hpp"

namespace caveat::testing {

namespace {

std::string text(Rational number) {
    return std::to_string(number.top()) + "/" + std::to_string(number.bottom());
}

std::string text(std::size_t index) {
    return std::to_string(index);
}

std::string text(const Place& place) {
    return (place.is_field ? "field " : "fact ") + text(place.index);
}

}  // namespace

std::string NaiveEvaluator::key(const Measure& measure, const Scope& scope) const {
    return "measure " + text(static_cast<std::size_t>(measure.kind)) + " of " +
           text(measure.field) + " in " + text(measure.records) + keys(measure.where, scope);
}

std::string NaiveEvaluator::key(const Subject& subject, const Scope& scope) const {
    switch (subject.kind) {
        case Subject::Kind::place:
            return text(subject.place);
        case Subject::Kind::measure:
            return key(subject.measure.front(), scope);
        case Subject::Kind::date_literal:
            break;
    }
    return "day " + std::to_string(subject.date);
}

std::string NaiveEvaluator::key(const Number& number, const Scope& scope) const {
    switch (number.kind) {
        case NumberKind::literal:
            return text(to_base(number.literal, number.unit));
        case NumberKind::parameter: {
            const Parameter& parameter = rules_.parameters[number.index];
            return text(to_base(parameter.value, parameter.unit));
        }
        case NumberKind::slot:
            return key((*scope.slots)[number.index], Scope{});
        case NumberKind::term:
            return key(rules_.terms[number.index].number.front(), Scope{nullptr, &number.parts});
        case NumberKind::place:
        case NumberKind::count_choices:
            break;
        case NumberKind::measure:
            return key(number.measure.front(), scope);
        default: {
            std::string all = text(static_cast<std::size_t>(number.kind)) + "(";
            for (const Number& part : number.parts) all += key(part, scope) + ";";
            all += text(number.index) + ";" + std::to_string(number.places) + ";" +
                   text(static_cast<std::size_t>(number.time)) + keys(number.where, scope);
            if (number.kind == NumberKind::since) all += key(number.date, scope);
            return all + ")";
        }
    }
    return (number.kind == NumberKind::place ? "" : "count ") + text(number.place);
}

std::string NaiveEvaluator::keys(const std::vector<Condition>& conditions,
                                 const Scope& scope) const {
    std::string all = "{";
    for (const Condition& condition : conditions) all += key(condition, scope) + ";";
    return all + "}";
}

/// Denials aside: a test and its denial look at the same thing.
std::string NaiveEvaluator::key(const Condition& condition, const Scope& scope) const {
    if (condition.kind == ConditionKind::term) {
        return key(rules_.terms[condition.index].condition.front(),
                   Scope{nullptr, &condition.numbers});
    }
    std::string all = text(static_cast<std::size_t>(condition.kind)) + keys(condition.parts, scope);
    for (const Number& number : condition.numbers) all += key(number, scope) + ";";
    const bool is_equality = condition.comparison == Comparison::unequal;
    all += text(static_cast<std::size_t>(is_equality ? Comparison::equal : condition.comparison));
    all += key(condition.subject, scope) + "[";
    for (const std::size_t code : condition.codes) all += text(code) + " ";
    const bool is_any = condition.include == Include::none_of;
    all += "]" + text(static_cast<std::size_t>(is_any ? Include::any_of : condition.include)) +
           text(static_cast<std::size_t>(condition.order));
    if (condition.kind == ConditionKind::date_order) all += key(condition.other_date, scope);
    // `any` and `no` look for at least one.
    const bool is_some = condition.quantity == Quantity::any || condition.quantity == Quantity::no;
    all += "*" + text(static_cast<std::size_t>(is_some ? Quantity::at_least : condition.quantity)) +
           "*";
    if (condition.kind == ConditionKind::quantified && is_some) all += "1";
    const bool counts = (condition.kind == ConditionKind::quantified && !is_some) ||
                        condition.kind == ConditionKind::of_list ||
                        condition.kind == ConditionKind::within_last ||
                        condition.kind == ConditionKind::more_than_ago;
    if (counts) all += std::to_string(count_of(condition.count, scope));
    all += "." + text(static_cast<std::size_t>(condition.time)) + "." + text(condition.index) +
           "." + text(condition.band) + keys(condition.where, scope);
    return all;
}

}  // namespace caveat::testing
