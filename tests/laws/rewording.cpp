// Generated trees changed in place.

#include "rewording.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
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

using Change = bool (*)(GeneratedRuleSet&, Chance&);

Fact& any_fact(GeneratedRuleSet& rules, Chance& chance) {
    return rules.facts[chance.below(rules.facts.size())];
}

bool other_unit(GeneratedRuleSet& rules, Chance& chance) {
    static const std::map<std::string, std::string> others{
        {"kg", "g"}, {"g", "kg"}, {"m", "cm"}, {"cm", "m"}, {"weeks", "days"}, {"°C", "°F"}};
    Fact& fact = any_fact(rules, chance);
    const auto other = others.find(fact.unit);
    if (other == others.end()) return false;
    fact.unit = other->second;
    return true;
}

bool other_range(GeneratedRuleSet& rules, Chance& chance) {
    Fact& fact = any_fact(rules, chance);
    if (fact.type == FactType::date) return fact.to_as_of = !fact.to_as_of, true;
    if (fact.type != FactType::number) return false;
    if (chance.percent(40)) return fact.whole = !fact.whole, true;
    std::optional<Rational>& end = chance.percent(50) ? fact.from : fact.to;
    if (end) *end = *end + Rational(chance.percent(50) ? 1 : -1);
    return end.has_value();
}

bool other_exclusive(GeneratedRuleSet& rules, Chance& chance) {
    Fact& fact = any_fact(rules, chance);
    if (fact.type != FactType::choices) return false;
    fact.exclusive = fact.exclusive ? std::nullopt : std::optional(chance.below(fact.codes.size()));
    return true;
}

bool other_respondent(GeneratedRuleSet& rules, Chance& chance) {
    Fact& fact = any_fact(rules, chance);
    fact.asks_clinician = !fact.asks_clinician;
    return true;
}

bool without_gate(GeneratedRuleSet& rules, Chance& chance) {
    Fact& fact = any_fact(rules, chance);
    if (fact.gate.empty()) return false;
    fact.gate.clear();
    return true;
}

bool without_fallback(GeneratedRuleSet& rules, Chance& chance) {
    Fact& fact = any_fact(rules, chance);
    if (!fact.fallback) return false;
    fact.fallback.reset();
    return true;
}

bool other_missing(GeneratedRuleSet& rules, Chance& chance) {
    if (rules.scores.empty()) return false;
    Score& score = rules.scores[chance.below(rules.scores.size())];
    if (chance.percent(30)) return score.strict = !score.strict, true;
    const std::size_t least = 1 + chance.below(score.entries.size());
    if (least == score.prorate_at_least) return false;
    score.prorate_at_least = least;
    return true;
}

bool other_weight(GeneratedRuleSet& rules, Chance& chance) {
    if (rules.scores.empty()) return false;
    Score& score = rules.scores[chance.below(rules.scores.size())];
    ScoreEntry& entry = score.entries[chance.below(score.entries.size())];
    if (entry.condition.empty()) return false;
    entry.weight = entry.weight + Rational(1);
    return true;
}

/// The same answers contradict each other, and another one counts as unknown with them.
bool other_contradiction(GeneratedRuleSet& rules, Chance& chance) {
    if (rules.impossible.empty()) return false;
    Condition& when = rules.impossible[chance.below(rules.impossible.size())];
    if (chance.percent(30)) return rules.impossible.clear(), true;
    const std::size_t index = chance.below(rules.facts.size());
    if (rules.facts[index].type != FactType::yes_no) return false;
    Condition named;
    named.kind = ConditionKind::yes_no;
    named.subject.place.index = index;
    Condition both;
    both.kind = ConditionKind::all;
    both.parts = {when, named};
    when = std::move(both);
    return true;
}

bool other_default(GeneratedRuleSet& rules, Chance& chance) {
    Rule& rule = rules.rules[chance.below(rules.rules.size())];
    const IfUnknown before = rule.if_unknown;
    rule.if_unknown = static_cast<IfUnknown>(chance.below(3));
    return rule.if_unknown != before;
}

bool without_overrides(GeneratedRuleSet& rules, Chance& chance) {
    Rule& rule = rules.rules[chance.below(rules.rules.size())];
    const bool has_some =
        !rule.overrides.empty() || rule.overrides_all_suggest || rule.overrides_all_inform;
    rule.overrides.clear();
    rule.overrides_all_suggest = rule.overrides_all_inform = false;
    return has_some;
}

bool other_outcome(GeneratedRuleSet& rules, Chance& chance) {
    Rule& rule = rules.rules[chance.below(rules.rules.size())];
    if (rule.outcomes.size() < 2) return false;
    rule.outcomes.pop_back();
    return true;
}

bool without_guard(GeneratedRuleSet& rules, Chance&) {
    if (rules.applies_to.empty()) return false;
    rules.applies_to.clear();
    return true;
}

bool other_parameter(GeneratedRuleSet& rules, Chance& chance) {
    if (rules.parameters.empty()) return false;
    Parameter& parameter = rules.parameters[chance.below(rules.parameters.size())];
    parameter.value = parameter.value + Rational(chance.percent(50) ? 1 : -1);
    return true;
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

bool mutate_beside_rules(GeneratedRuleSet& rules, Chance& chance) {
    static constexpr std::array<Change, 14> changes{
        other_unit,        other_range,   other_exclusive, other_respondent,    without_gate,
        without_fallback,  other_missing, other_weight,    other_contradiction, other_default,
        without_overrides, other_outcome, without_guard,   other_parameter};
    constexpr int most_tries = 20;
    for (int i = 0; i < most_tries; ++i) {
        if (changes[chance.below(changes.size())](rules, chance)) return true;
    }
    return false;
}

}  // namespace caveat::testing
