// From a rule to the nodes, facts and other rules that its status rests on. Entrance:
// Dependencies::find.

#include "explain/dependencies.hpp"

#include "model/walk.hpp"

#include <algorithm>

namespace caveat::explain {

Dependencies::Dependencies(const model::RuleSet& rules)
    : rules_(rules),
      nodes_reached_(rules.tree.size()),
      facts_reached_(rules.catalogue.size()),
      rules_reached_(rules.rules.size()),
      rule_position_(rules.rules.size(), 0) {
    std::uint32_t position = 0;
    for (const RuleId rule : rules.evaluation_order) rule_position_[rule.index] = position++;
}

void Dependencies::find(RuleId rule) {
    nodes_reached_.clear();
    facts_reached_.clear();
    rules_reached_.clear();
    facts_.clear();
    is_read_once_ = true;
    uses_dates_ = false;
    rule_ids_.assign(1, rule);
    rules_reached_.set(rule.index);
    for (std::size_t next = 0; next < rule_ids_.size(); ++next) {
        const model::Rule& current = rules_.rules[rule_ids_[next].index];
        reach(current.when);
        if (current.unless != model::none) reach(current.unless);
        for (const RuleId over : current.overridden_by) {
            if (rules_reached_.add(over.index)) {
                rule_ids_.push_back(over);
            } else {
                is_read_once_ = false;
            }
        }
    }
    std::sort(rule_ids_.begin(), rule_ids_.end(), [&](RuleId a, RuleId b) {
        return rule_position_[a.index] < rule_position_[b.index];
    });
}

void Dependencies::reach(ExprId root) {
    pending_.assign(1, root);
    while (!pending_.empty()) {
        const ExprId id = pending_.back();
        pending_.pop_back();
        if (!nodes_reached_.add(id)) {
            is_read_once_ = false;
            continue;
        }
        note(id);
        model::for_each_child(rules_, id, [&](ExprId child) { pending_.push_back(child); });
    }
}

void Dependencies::note(ExprId id) {
    const model::Expr& expr = rules_.tree[id];
    uses_dates_ = uses_dates_ || expr.kind == model::ValueKind::date;
    const auto fact = model::fact_of(expr.node);
    if (!fact) return;
    if (facts_reached_.add(*fact)) {
        facts_.push_back(*fact);
    } else {
        is_read_once_ = false;
    }
}

}  // namespace caveat::explain
