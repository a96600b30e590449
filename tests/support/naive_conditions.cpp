// Conditions: Kleene's logic over single tests (language page, section 4). A
// negation moves inward to the tests, because gates are required either way.

#include "naive_evaluator.hpp"

namespace caveat::testing {

Kleene NaiveEvaluator::truth(const Condition& condition, bool negated, const Scope& scope) {
    Kleene result = Kleene::unknown;
    switch (condition.kind) {
        case ConditionKind::all:
            result = negated ? any_of(condition.parts, true, scope)
                             : all_of(condition.parts, false, scope);
            break;
        case ConditionKind::any:
            result = negated ? all_of(condition.parts, true, scope)
                             : any_of(condition.parts, false, scope);
            break;
        case ConditionKind::none:
            result = negated ? any_of(condition.parts, false, scope)
                             : all_of(condition.parts, true, scope);
            break;
        case ConditionKind::negation:
            result = truth(condition.parts.front(), !negated, scope);
            break;
        case ConditionKind::of_list:
            result = of_list(condition, negated, scope);
            break;
        case ConditionKind::term: {
            const Scope inside{nullptr, &condition.numbers};
            result = truth(rules_.terms[condition.index].condition.front(), negated, inside);
            break;
        }
        case ConditionKind::quantified:
            result = both(quantified(condition, negated, scope), gates(condition));
            break;
        default: {
            const TestValue value = test(condition, scope);
            const bool is_mirrored = negated != condition.is_not;
            result = is_mirrored ? opposite(value.truth) : value.truth;
            result = both(both(result, value.defined), gates(condition));
        }
    }
    if (census_ != nullptr) census_->count(kind_name(condition), result);
    return result;
}

Kleene NaiveEvaluator::all_of(const std::vector<Condition>& parts, bool negated,
                              const Scope& scope) {
    Kleene result = Kleene::yes;
    for (const Condition& part : parts) result = both(result, truth(part, negated, scope));
    return result;
}

Kleene NaiveEvaluator::any_of(const std::vector<Condition>& parts, bool negated,
                              const Scope& scope) {
    Kleene result = Kleene::no;
    for (const Condition& part : parts) result = either(result, truth(part, negated, scope));
    return result;
}

Kleene NaiveEvaluator::at_least_of(const std::vector<Condition>& parts, std::int64_t count,
                                   bool negated, const Scope& scope) {
    std::int64_t certain = 0;
    std::int64_t possible = 0;
    for (const Condition& part : parts) {
        const Kleene holds = truth(part, negated, scope);
        if (holds == Kleene::yes) ++certain;
        if (holds == Kleene::unknown) ++possible;
    }
    if (certain >= count) return Kleene::yes;
    return certain + possible < count ? Kleene::no : Kleene::unknown;
}

/// `at most n` of m is at least m - n of their negations.
Kleene NaiveEvaluator::of_list(const Condition& condition, bool negated, const Scope& scope) {
    const std::int64_t count = count_of(condition.count, scope);
    const auto all = static_cast<std::int64_t>(condition.parts.size());
    const auto at_least = [&](std::int64_t n) {
        return at_least_of(condition.parts, n, false, scope);
    };
    const auto at_most = [&](std::int64_t n) {
        return at_least_of(condition.parts, all - n, true, scope);
    };
    switch (condition.quantity) {
        case Quantity::at_least:
            return negated ? at_most(count - 1) : at_least(count);
        case Quantity::at_most:
            return negated ? at_least(count + 1) : at_most(count);
        default:
            break;
    }
    return negated ? either(at_most(count - 1), at_least(count + 1))
                   : both(at_least(count), at_most(count));
}

Kleene NaiveEvaluator::at_least_records(const Condition& condition, std::int64_t count,
                                        const Scope& scope) {
    const Members counted = members(condition.index, condition.where, scope);
    const auto certain = static_cast<std::int64_t>(counted.certain.size());
    const auto possible = static_cast<std::int64_t>(counted.possible.size());
    if (certain >= count) return Kleene::yes;
    return counted.is_closed && certain + possible < count ? Kleene::no : Kleene::unknown;
}

/// Counts the records for which the negated condition does not certainly hold.
Kleene NaiveEvaluator::at_most_records(const Condition& condition, std::int64_t count,
                                       const Scope& scope) {
    const Value& list = fact(condition.index);
    std::int64_t not_certainly_out = 0;
    std::int64_t certainly_in = 0;
    for (const std::vector<Value>& record : list.records) {
        const Scope inside{&record, scope.slots};
        const Kleene is_out =
            condition.where.empty() ? Kleene::no : truth(condition.where.front(), true, inside);
        if (is_out != Kleene::yes) ++not_certainly_out;
        if (is_out == Kleene::no) ++certainly_in;
    }
    if (certainly_in > count) return Kleene::no;
    return list.is_closed && not_certainly_out <= count ? Kleene::yes : Kleene::unknown;
}

Kleene NaiveEvaluator::quantified(const Condition& condition, bool negated, const Scope& scope) {
    const std::int64_t count =
        condition.quantity == Quantity::any || condition.quantity == Quantity::no
            ? 1
            : count_of(condition.count, scope);
    const auto at_least = [&](std::int64_t n) { return at_least_records(condition, n, scope); };
    const auto at_most = [&](std::int64_t n) { return at_most_records(condition, n, scope); };
    switch (condition.quantity) {
        case Quantity::any:
        case Quantity::at_least:
            return negated ? at_most(count - 1) : at_least(count);
        case Quantity::no:
            return negated ? at_least(1) : at_most(0);
        case Quantity::at_most:
            return negated ? at_least(count + 1) : at_most(count);
        case Quantity::exactly:
            break;
    }
    return negated ? either(at_most(count - 1), at_least(count + 1))
                   : both(at_least(count), at_most(count));
}

std::int64_t NaiveEvaluator::count_of(const Count& count, const Scope& scope) const {
    switch (count.kind) {
        case Count::Kind::literal:
            break;
        case Count::Kind::parameter:
            return rules_.parameters[count.index].value.floor();
        case Count::Kind::slot: {
            const Number& argument = (*scope.slots)[count.index];
            return argument.kind == NumberKind::parameter
                       ? rules_.parameters[argument.index].value.floor()
                       : argument.literal.floor();
        }
    }
    return count.literal;
}

std::string_view NaiveEvaluator::kind_name(const Condition& condition) {
    switch (condition.kind) {
        case ConditionKind::all:
            return "and";
        case ConditionKind::any:
            return "or";
        case ConditionKind::none:
            return "none of";
        case ConditionKind::negation:
            return "not";
        case ConditionKind::of_list:
            return condition.quantity == Quantity::at_least  ? "at least n of"
                   : condition.quantity == Quantity::at_most ? "at most n of"
                                                             : "exactly n of";
        case ConditionKind::yes_no:
            return condition.subject.kind == Subject::Kind::measure ? "latest yes/no" : "yes/no";
        case ConditionKind::term:
            return condition.numbers.empty() ? "term" : "phrase";
        case ConditionKind::compare:
            break;
        case ConditionKind::between:
            return "between";
        case ConditionKind::choice_is:
            return condition.subject.kind == Subject::Kind::measure ? "latest choice" : "choice is";
        case ConditionKind::include:
            return condition.include == Include::any_of   ? "include any of"
                   : condition.include == Include::all_of ? "include all of"
                                                          : "include none of";
        case ConditionKind::empty:
            return "are empty";
        case ConditionKind::date_order:
            return condition.order == DateOrder::before  ? "is before"
                   : condition.order == DateOrder::after ? "is after"
                                                         : "is on";
        case ConditionKind::within_last:
            return "within the last";
        case ConditionKind::more_than_ago:
            return "more than ago";
        case ConditionKind::quantified:
            switch (condition.quantity) {
                case Quantity::any:
                    return "any where";
                case Quantity::no:
                    return "no where";
                case Quantity::at_least:
                    return "at least n records";
                case Quantity::at_most:
                    return "at most n records";
                case Quantity::exactly:
                    return "exactly n records";
            }
            break;
        case ConditionKind::band:
            return "is band";
    }
    switch (condition.comparison) {
        case Comparison::equal:
            return "=";
        case Comparison::unequal:
            return "≠";
        case Comparison::less:
            return "<";
        case Comparison::at_most:
            return "≤";
        case Comparison::more:
            return ">";
        case Comparison::at_least:
            return "≥";
    }
    return "";
}

}  // namespace caveat::testing
