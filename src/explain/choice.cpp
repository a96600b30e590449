// From a decided rule to the tests that settle it and the facts behind them. Entrance:
// Choice::make.

#include "explain/choice.hpp"

#include <algorithm>

namespace caveat::explain {

using model::none;

Choice::Choice(const model::RuleSet& rules)
    : rules_(rules),
      costs_(rules.tree.size(), 0),
      rule_costs_(rules.rules.size(), 0),
      node_round_(rules.tree.size(), 0),
      fact_round_(rules.catalogue.size(), 0),
      rule_round_(rules.rules.size(), 0) {}

void Choice::make(const Cone& cone, const View& view, std::span<const Status> statuses) {
    view_ = &view;
    statuses_ = statuses;
    tests_.clear();
    facts_.clear();
    tests_are_simple_ = true;
    round_ += 2;
    for (const ExprId id : cone.nodes()) costs_[id] = cost_of(id);
    for (const RuleId rule : cone.rules()) rule_costs_[rule.index] = cost_of_rule(rule);
    steps_.push_back({Step::Kind::rule, false, true, cone.rules().back().index});
    while (!steps_.empty()) {
        const Step step = steps_.back();
        steps_.pop_back();
        if (is_new(step)) take(step);
    }
}

bool Choice::is_new(const Step& step) {
    // A condition inside a sum may come again as a reason of its own.
    const std::uint32_t mark = round_ + (step.is_sentence ? 1 : 0);
    std::uint32_t& seen =
        step.kind == Step::Kind::rule ? rule_round_[step.id] : node_round_[step.id];
    if (seen >= mark) return false;
    seen = mark;
    return true;
}

void Choice::take(Step step) {
    switch (step.kind) {
        case Step::Kind::rule:
            return take_rule(step);
        case Step::Kind::condition:
            return take_condition(step);
        case Step::Kind::value:
            return take_value(step.id);
    }
}

void Choice::push(Step like, ExprId id) {
    like.id = id;
    like.kind = like.kind == Step::Kind::rule ? Step::Kind::condition : like.kind;
    steps_.push_back(like);
}

void Choice::take_rule(const Step& step) {
    const model::Rule& rule = rules_.rules[step.id];
    Step opposite = step;
    opposite.is_flipped = !step.is_flipped;
    switch (statuses_[step.id]) {
        case Status::undecided:
            return;
        case Status::presumed:
            // With `presume` it takes no fact at all.
            if (rule.if_unknown != IfUnknown::presume) push(step, rule.when);
            return;
        case Status::not_fired:
            if (denied_by_condition(rule)) return push(step, rule.when);
            return push(opposite, rule.unless);
        case Status::overridden: {
            const RuleId over = *lifting_rule(rule);
            tests_.push_back({none, over, opposite.is_flipped});
            opposite.id = over.index;
            steps_.push_back(opposite);
            return;
        }
        case Status::fired:
            break;
    }
    for (auto over = rule.overridden_by.rbegin(); over != rule.overridden_by.rend(); ++over) {
        opposite.id = over->index;
        steps_.push_back(opposite);
    }
    if (rule.unless != none) push(opposite, rule.unless);
    push(step, rule.when);
}

void Choice::push_all(model::Children parts, const Step& like) {
    const auto ids = rules_.tree.children(parts);
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) push(like, *id);
}

void Choice::push_cheapest(model::Children parts, std::size_t count, Truth wanted,
                           const Step& like) {
    rank(parts, count, wanted);
    for (auto part = ranked_.rbegin(); part != ranked_.rend(); ++part) push(like, part->id);
}

void Choice::take_condition(const Step& step) {
    const model::Expr& expr = rules_.tree[step.id];
    if (expr.scope != model::patient_scope) return take_value(step.id);
    const Truth settled = truth(step.id);
    if (settled == Truth::unknown) return;
    std::visit(model::Overloaded{
                   [&](const model::All& n) {
                       if (settled == Truth::yes) return push_all(n.parts, step);
                       push_cheapest(n.parts, 1, Truth::no, step);
                   },
                   [&](const model::Any& n) {
                       if (settled == Truth::no) return push_all(n.parts, step);
                       push_cheapest(n.parts, 1, Truth::yes, step);
                   },
                   [&](const model::AtLeastOf& n) {
                       if (settled == Truth::yes) {
                           return push_cheapest(n.parts, n.count, Truth::yes, step);
                       }
                       push_cheapest(n.parts, n.parts.count - n.count + 1, Truth::no, step);
                   },
                   [&](const model::Gated& n) { take_gated(n, step); },
                   [&](const auto&) { take_test(step); },
               },
               expr.node);
}

void Choice::take_gated(const model::Gated& node, const Step& step) {
    if (truth(step.id) == Truth::yes) {
        push(step, node.test);
        return push_all(node.gates, step);
    }
    ExprId best = truth(node.test) == Truth::no ? node.test : none;
    for (const ExprId gate : rules_.tree.children(node.gates)) {
        if (truth(gate) != Truth::no) continue;
        if (best == none || costs_[gate] < costs_[best]) best = gate;
    }
    push(step, best);
}

void Choice::take_test(const Step& step) {
    if (step.is_sentence) tests_.push_back({step.id, std::nullopt, step.is_flipped});
    tests_are_simple_ = tests_are_simple_ && costs_[step.id] <= 1;
    take_value(step.id);
}

void Choice::take_value(ExprId id) {
    const model::Node& node = rules_.tree[id].node;
    if (const auto* score = std::get_if<model::ScoreValue>(&node)) {
        for (const model::ScoreEntry& entry : rules_.scores[score->score].entries) {
            take_entry(entry);
        }
        return;
    }
    const auto fact = fact_of(node);
    const bool is_answered = fact && view_->is_answered(*fact);
    if (is_answered) take_fact(*fact);
    if (is_answered && std::holds_alternative<model::FactValue>(node)) return;
    for_each_child(rules_, id, [&](ExprId child) {
        const bool is_condition = rules_.tree[child].kind == model::ValueKind::truth;
        steps_.push_back(
            {is_condition ? Step::Kind::condition : Step::Kind::value, false, false, child});
    });
}

void Choice::take_entry(const model::ScoreEntry& entry) {
    const Step part{Step::Kind::condition, false, false, 0};
    if (entry.condition != none) return push(part, entry.condition);
    for (const ExprId gate : rules_.tree.children(entry.gates)) {
        if (truth(gate) == Truth::no) return push(part, gate);
    }
    push_all(entry.gates, part);
    steps_.push_back({Step::Kind::value, false, false, entry.number});
}

void Choice::take_fact(std::uint32_t fact) {
    if (fact_round_[fact] == round_) return;
    fact_round_[fact] = round_;
    facts_.push_back(fact);
}

}  // namespace caveat::explain
