// Conditions: Kleene's logic over single tests (language page, section 4). A
// test on what is not asked is not met, whatever it says.

#include "naive_evaluator.hpp"

namespace caveat::testing {

namespace {

/// Whether the test's own words deny what `NaiveEvaluator::test` looks for.
bool is_denial(const Condition& test) {
    bool denies = test.is_not;
    if (test.kind == ConditionKind::compare && test.comparison == Comparison::unequal) {
        denies = !denies;
    }
    if (test.kind == ConditionKind::include && test.include == Include::none_of) denies = !denies;
    if (test.kind == ConditionKind::quantified && test.quantity == Quantity::no) denies = !denies;
    return denies;
}

}  // namespace

Kleene NaiveEvaluator::truth(const Condition& condition, const Scope& scope) {
    Kleene result = Kleene::unknown;
    switch (condition.kind) {
        case ConditionKind::all:
            result = all_of(condition.parts, scope);
            break;
        case ConditionKind::any:
            result = any_of(condition.parts, scope);
            break;
        case ConditionKind::none:
            result = opposite(any_of(condition.parts, scope));
            break;
        case ConditionKind::negation: {
            const Condition& part = condition.parts.front();
            result = opposite(truth(part, scope));
            const bool is_single = part.parts.empty() && part.kind != ConditionKind::term;
            if (census_ != nullptr && is_single && gates(part) == Kleene::no) {
                census_->note("a denial behind a closed gate");
            }
            break;
        }
        case ConditionKind::of_list:
            result = of_list(condition, scope);
            break;
        case ConditionKind::term: {
            const Scope inside{nullptr, &condition.numbers};
            result = truth(rules_.terms[condition.index].condition.front(), inside);
            break;
        }
        default:
            if (const auto assigned = assigned_test(condition, scope)) {
                result = *assigned;
            } else {
                result = test(condition, scope);
            }
            if (is_denial(condition)) result = opposite(result);
            result = both(result, gates(condition));
    }
    if (census_ != nullptr) {
        census_->count(kind_name(condition), result);
        const bool is_test = condition.parts.empty() && condition.kind != ConditionKind::term;
        if (is_test && gates(condition) == Kleene::no) {
            census_->note("a test behind a closed gate");
        }
    }
    return result;
}

std::optional<Kleene> NaiveEvaluator::assigned_test(const Condition& condition,
                                                    const Scope& scope) const {
    if (assigned_tests_.empty() || scope.record != nullptr) return std::nullopt;
    const auto found = assigned_tests_.find(key(condition, scope));
    return found == assigned_tests_.end() ? std::nullopt : std::optional(found->second);
}

Kleene NaiveEvaluator::all_of(const std::vector<Condition>& parts, const Scope& scope) {
    Kleene result = Kleene::yes;
    for (const Condition& part : parts) result = both(result, truth(part, scope));
    return result;
}

Kleene NaiveEvaluator::any_of(const std::vector<Condition>& parts, const Scope& scope) {
    Kleene result = Kleene::no;
    for (const Condition& part : parts) result = either(result, truth(part, scope));
    return result;
}

Kleene NaiveEvaluator::of_list(const Condition& condition, const Scope& scope) {
    std::int64_t certain = 0;
    std::int64_t possible = 0;
    for (const Condition& part : condition.parts) {
        const Kleene holds = truth(part, scope);
        if (holds == Kleene::yes) ++certain;
        if (holds == Kleene::unknown) ++possible;
    }
    return counted(condition.quantity, count_of(condition.count, scope), certain,
                   certain + possible);
}

/// Whether a count between `least` and `most` is the wanted one. `no` is left
/// to the denial of `any`.
Kleene NaiveEvaluator::counted(Quantity quantity, std::int64_t wanted, std::int64_t least,
                               std::optional<std::int64_t> most) {
    const auto at_least = [&](std::int64_t n) {
        if (least >= n) return Kleene::yes;
        return most && *most < n ? Kleene::no : Kleene::unknown;
    };
    switch (quantity) {
        case Quantity::any:
        case Quantity::no:
            return at_least(1);
        case Quantity::at_least:
            return at_least(wanted);
        case Quantity::at_most:
            return opposite(at_least(wanted + 1));
        case Quantity::exactly:
            break;
    }
    return both(at_least(wanted), opposite(at_least(wanted + 1)));
}

Kleene NaiveEvaluator::quantified(const Condition& condition, const Scope& scope) {
    const Members found = members(condition.index, condition.where, scope);
    const auto certain = static_cast<std::int64_t>(found.certain.size());
    const auto possible = static_cast<std::int64_t>(found.possible.size());
    const bool has_count =
        condition.quantity != Quantity::any && condition.quantity != Quantity::no;
    return counted(condition.quantity, has_count ? count_of(condition.count, scope) : 1, certain,
                   found.is_closed ? std::optional(certain + possible) : std::nullopt);
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
