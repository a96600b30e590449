// From the truth of every node to statuses, outcomes and verdict bounds. Entrance: eval::screen.

#include "eval/screening.hpp"

#include "eval/open_facts.hpp"
#include "eval/statuses.hpp"

#include <algorithm>

namespace caveat::eval {

Exemption exemption_of(const model::Rule& rule, Truth unless, std::span<const Status> statuses) {
    Exemption exemption{unless, false};
    for (const RuleId over : rule.overridden_by) {
        const Status status = statuses[over.index];
        if (status == Status::fired) exemption.by_rule = true;
        const Truth lifts = status == Status::fired ? Truth::yes
                            : is_open(status)       ? Truth::unknown
                                                    : Truth::no;
        exemption.truth = either(exemption.truth, lifts);
    }
    return exemption;
}

namespace {

void decide_rules(Result& result, const model::Evaluation& evaluation) {
    const model::RuleSet& rules = *result.rules;
    result.statuses.assign(rules.rules.size(), Status::undecided);
    for (const RuleId id : rules.evaluation_order) {
        const model::Rule& rule = rules.rules[id.index];
        const Truth unless = rule.unless == model::none ? Truth::no : evaluation.truth(rule.unless);
        const Exemption exemption = exemption_of(rule, unless, result.statuses);
        result.statuses[id.index] = status_of(evaluation.truth(rule.when), exemption.truth,
                                              exemption.by_rule, rule.if_unknown);
    }
}

/// Whether only somebody who cannot answer now could still decide the rule.
bool only_others_can_decide(const model::RuleSet& rules, const Respondents& now,
                            const std::vector<OpenFact>& open) {
    bool others = false;
    for (const OpenFact& fact : open) {
        if (fact.is_null) continue;
        if (now.include(rules.catalogue[fact.fact].whom)) return false;
        others = true;
    }
    return others;
}

void defer_rules(Result& result) {
    const model::RuleSet& rules = *result.rules;
    result.deferred.assign(rules.rules.size(), 0);
    if (result.respondents.patient && result.respondents.clinician) return;
    OpenFacts open_facts(result);
    for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
        if (result.statuses[rule] != Status::undecided) continue;
        const bool defers =
            only_others_can_decide(rules, result.respondents, open_facts.of(RuleId{rule}));
        result.deferred[rule] = defers ? 1 : 0;
    }
}

void find_outcomes(Result& result) {
    const model::RuleSet& rules = *result.rules;
    result.outcome_certainty.assign(rules.outcomes.size(), 0);
    for (std::uint32_t index = 0; index < rules.rules.size(); ++index) {
        const Status status = result.statuses[index];
        if (status != Status::fired && status != Status::presumed) continue;
        const std::uint8_t certainty = status == Status::fired ? 2 : 1;
        for (const OutcomeId outcome : rules.rules[index].outcomes) {
            auto& found = result.outcome_certainty[outcome.index];
            found = std::max(found, certainty);
        }
    }
    result.outcomes.clear();
    for (const OutcomeId outcome : rules.outcome_order) {
        const std::uint8_t certainty = result.outcome_certainty[outcome.index];
        if (certainty == 0) continue;
        result.outcomes.push_back(
            {outcome, certainty == 2 ? Certainty::certain : Certainty::presumed});
    }
}

void find_bounds(Result& result) {
    result.at_least = Verdict::proceed;
    result.verdict = Verdict::proceed;
    result.at_most = Verdict::proceed;
    result.is_complete = true;
    const auto raise = [](Verdict& bound, Verdict by) { bound = std::max(bound, by); };
    for (std::uint32_t index = 0; index < result.statuses.size(); ++index) {
        const model::Rule& rule = result.rules->rules[index];
        const Status status = result.statuses[index];
        const bool is_ignored = rule.if_unknown == IfUnknown::ignore;
        if (is_open(status) && !is_ignored) result.is_complete = false;
        const Verdict leads_to = verdict_of(rule.strictest);
        if (status == Status::fired) raise(result.at_least, leads_to);
        if (status == Status::fired || status == Status::presumed) raise(result.verdict, leads_to);
        const bool may_fire = status == Status::undecided && !is_ignored && !result.deferred[index];
        if (may_fire) raise(result.at_most, leads_to);
    }
    raise(result.at_most, result.verdict);
    if (result.applicable == Truth::unknown) result.at_least = Verdict::not_applicable;
    if (result.applicable == Truth::no) {
        result.at_least = result.verdict = result.at_most = Verdict::not_applicable;
    }
}

}  // namespace

void screen(Result& result) {
    const model::RuleSet& rules = *result.rules;
    result.values.fit(rules.tree);
    result.incidents.clear();
    model::Evaluation evaluation(rules, {result.facts, {}}, result.values, result.scratch,
                                 &result.incidents);
    evaluation.all();
    result.applicable =
        rules.applies_to == model::none ? Truth::yes : evaluation.truth(rules.applies_to);
    decide_rules(result, evaluation);
    defer_rules(result);
    find_outcomes(result);
    find_bounds(result);
}

}  // namespace caveat::eval
