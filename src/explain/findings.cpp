// From settled tests to structures. Entrance: Findings::add.

#include "explain/findings.hpp"

#include "explain/tested_value.hpp"
#include "model/walk.hpp"

#include <algorithm>

namespace caveat::explain {

using model::Comparison;

Operator operator_of(Comparison comparison) {
    switch (comparison) {
        case Comparison::equal:
            return Operator::equal;
        case Comparison::less:
            return Operator::less;
        case Comparison::less_or_equal:
            return Operator::less_or_equal;
        case Comparison::greater:
            return Operator::greater;
        case Comparison::greater_or_equal:
            break;
    }
    return Operator::greater_or_equal;
}

namespace {

Operator operator_of_comparison(const model::RuleSet& rules, const model::Compare& node) {
    const bool is_mirrored = model::is_number_constant(rules.tree, node.left) &&
                             !model::is_number_constant(rules.tree, node.right);
    return operator_of(is_mirrored ? mirrored(node.comparison) : node.comparison);
}

}  // namespace

Operator operator_of(const model::RuleSet& rules, ExprId test) {
    return model::visit(
        model::Overloaded{
            [&](const model::Compare& n) { return operator_of_comparison(rules, n); },
            [](const model::Between&) { return Operator::between; },
            [](const model::InBand&) { return Operator::in_band; },
            [](const model::IsOneOf&) { return Operator::is_one_of; },
            [](const model::Includes& n) {
                return n.all ? Operator::includes_all : Operator::includes_any;
            },
            [](const model::IsEmpty&) { return Operator::is_empty; },
            [](const model::DateTest& n) {
                return n.relation == model::DateRelation::before  ? Operator::before
                       : n.relation == model::DateRelation::after ? Operator::after
                                                                  : Operator::on;
            },
            [](const model::WithinLast&) { return Operator::within_last; },
            [](const model::MoreThanAgo&) { return Operator::more_than_ago; },
            [](const model::RecordsAtLeast&) { return Operator::at_least_records; },
            [](const model::RecordsAtMost&) { return Operator::at_most_records; },
            [](const model::YesNo&) { return Operator::is_yes; },
            // Made of other conditions: said as one that holds or does not.
            [](const model::JoinedNode auto&) { return Operator::is_yes; },
            [](const model::ValueNode auto&) { return Operator::is_yes; },
        },
        rules.tree[test].node);
}

Findings::Findings(const model::RuleSet& rules, PlainForms& forms)
    : rules_(rules),
      forms_(forms),
      answers_(rules.catalogue.size()),
      answers_found_(rules.catalogue.size()),
      pattern_place_(rules.tree.size(), 0),
      nodes_seen_(rules.tree.size()) {}

void Findings::look_at(const facts::Profile& profile) {
    profile_ = &profile;
    answers_found_.clear();
}

const TestedValue& Findings::answer(std::uint32_t fact) {
    if (answers_found_.add(fact)) {
        answers_[fact] = tested_answer(rules_.catalogue[fact], profile_->value(fact));
    }
    return answers_[fact];
}

const TestFound& Findings::pattern(ExprId test) {
    std::uint32_t& place = pattern_place_[test];
    if (place == 0) {
        TestFound& made = patterns_.emplace_back();
        made.test = TestId{test};
        made.op = operator_of(rules_, test);
        made.fact_count = 1;
        made.threshold = plain_threshold(rules_, test);
        place = static_cast<std::uint32_t>(patterns_.size());
    }
    return patterns_[place - 1];
}

void Findings::find_facts(const LazyEvaluation& evaluation, ExprId test,
                          std::vector<std::uint32_t>& facts) {
    facts.clear();
    nodes_seen_.clear();
    pending_.assign(1, test);
    while (!pending_.empty()) {
        const ExprId id = pending_.back();
        pending_.pop_back();
        if (!nodes_seen_.add(id)) continue;
        const model::Node& node = rules_.tree[id].node;
        const auto fact = model::fact_of(node);
        const bool is_answered = fact && evaluation.is_answered(*fact);
        if (is_answered) facts.push_back(*fact);
        if (is_answered && std::holds_alternative<model::FactValue>(node)) continue;
        model::for_each_child(rules_, id, [&](ExprId child) { pending_.push_back(child); });
    }
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
}

void Findings::add(const DecidingTest& deciding, LazyEvaluation& evaluation,
                   std::span<const std::uint32_t> facts, Explanation& explanation) {
    const bool is_plain = !deciding.lifted_by && forms_[deciding.test].is_plain();
    TestFound& finding = is_plain ? explanation.findings.emplace_back(pattern(deciding.test))
                                  : explanation.findings.emplace_back();
    finding.first_fact = static_cast<std::uint32_t>(explanation.facts.size());
    finding.truth = deciding.is_flipped ? negated(deciding.truth) : deciding.truth;
    if (is_plain) {
        const std::uint32_t fact = forms_[deciding.test].fact;
        finding.is_negated = deciding.is_flipped;
        finding.value = answer(fact);
        explanation.facts.push_back(FactId{fact});
        return;
    }
    finding.is_negated = deciding.is_flipped;
    if (deciding.lifted_by) {
        finding.op = Operator::lifted;
        finding.lifted_by = *deciding.lifted_by;
        return;
    }
    add_other(deciding.test, evaluation, facts, explanation);
}

/// Completes the last finding: that of a test which is not plain.
void Findings::add_other(ExprId test, LazyEvaluation& evaluation,
                         std::span<const std::uint32_t> facts, Explanation& explanation) {
    TestFound& finding = explanation.findings.back();
    finding.test = TestId{test};
    finding.op = operator_of(rules_, test);
    evaluation.evaluate(test);
    Sides sides = sides_of(evaluation.view(), test);
    finding.value = sides.value;
    finding.threshold = sides.threshold;
    find_facts(evaluation, test, found_facts_);
    for (const std::uint32_t fact : found_facts_) {
        if (!std::binary_search(facts.begin(), facts.end(), fact)) continue;
        explanation.facts.push_back(FactId{fact});
        ++finding.fact_count;
    }
}

}  // namespace caveat::explain
