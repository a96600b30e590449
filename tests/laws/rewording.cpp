// Generated trees changed in place.

#include "rewording.hpp"

#include <vector>

namespace caveat::testing {

namespace {

void reorder(Condition& condition, Chance& chance) {
    if (condition.kind == ConditionKind::all || condition.kind == ConditionKind::any ||
        condition.kind == ConditionKind::none || condition.kind == ConditionKind::of_list) {
        chance.shuffle(condition.parts);
    }
    for (Condition& part : condition.parts) reorder(part, chance);
    for (Condition& where : condition.where) reorder(where, chance);
}

/// Every condition inside this one, itself included.
void collect(Condition& condition, std::vector<Condition*>& all) {
    all.push_back(&condition);
    for (Condition& part : condition.parts) collect(part, all);
    for (Condition& where : condition.where) collect(where, all);
}

bool change_numbers(Condition& condition, Chance& chance) {
    for (Number& number : condition.numbers) {
        if (number.kind != NumberKind::literal) continue;
        number.literal = number.literal + Rational(chance.percent(50) ? 1 : -1);
        return true;
    }
    return false;
}

bool change(Condition& condition, Chance& chance) {
    switch (condition.kind) {
        case ConditionKind::compare:
            if (chance.percent(50) && change_numbers(condition, chance)) return true;
            condition.comparison = condition.comparison == Comparison::at_least
                                       ? Comparison::more
                                       : Comparison::at_least;
            return true;
        case ConditionKind::between:
            return change_numbers(condition, chance);
        case ConditionKind::choice_is:
        case ConditionKind::include:
        case ConditionKind::empty:
            condition.is_not = !condition.is_not;
            return true;
        case ConditionKind::all:
            condition.kind = ConditionKind::any;
            return true;
        case ConditionKind::any:
            condition.kind = ConditionKind::all;
            return true;
        case ConditionKind::yes_no: {
            Condition denied;
            denied.kind = ConditionKind::negation;
            denied.parts.push_back(condition);
            condition = std::move(denied);
            return true;
        }
        default:
            return false;
    }
}

}  // namespace

GeneratedRuleSet reordered(GeneratedRuleSet rules, Chance& chance) {
    for (Rule& rule : rules.rules) {
        reorder(rule.when, chance);
        for (Condition& unless : rule.unless) reorder(unless, chance);
    }
    for (Term& term : rules.terms) {
        for (Condition& condition : term.condition) reorder(condition, chance);
    }
    for (Score& score : rules.scores) chance.shuffle(score.entries);
    return rules;
}

GeneratedRuleSet with_terms_renamed(GeneratedRuleSet rules) {
    for (Term& term : rules.terms) term.name = "formerly " + term.name;
    return rules;
}

bool mutate(GeneratedRuleSet& rules, Chance& chance) {
    Rule& rule = rules.rules[chance.below(rules.rules.size())];
    if (!rule.unless.empty() && chance.percent(20)) {
        rule.unless.clear();
        return true;
    }
    std::vector<Condition*> all;
    collect(rule.when, all);
    chance.shuffle(all);
    for (Condition* condition : all) {
        if (change(*condition, chance)) return true;
    }
    return false;
}

}  // namespace caveat::testing
