// From a rule to the nodes, facts and other rules that its status rests on. Entrance: Cone::find.

#include "explain/cone.hpp"

#include <algorithm>

namespace caveat::explain {

std::optional<std::uint32_t> fact_of(const model::Node& node) {
    if (const auto* fact = std::get_if<model::FactValue>(&node)) return fact->fact;
    if (const auto* count = std::get_if<model::RecordCount>(&node)) return count->records;
    if (const auto* measure = std::get_if<model::Measure>(&node)) return measure->records;
    if (const auto* least = std::get_if<model::RecordsAtLeast>(&node)) return least->records;
    if (const auto* most = std::get_if<model::RecordsAtMost>(&node)) return most->records;
    return std::nullopt;
}

Cone::Cone(const model::RuleSet& rules)
    : rules_(rules),
      node_round_(rules.tree.size(), 0),
      fact_round_(rules.catalogue.size(), 0),
      rule_round_(rules.rules.size(), 0),
      rule_position_(rules.rules.size(), 0) {
    std::uint32_t position = 0;
    for (const RuleId rule : rules.evaluation_order) rule_position_[rule.index] = position++;
}

void Cone::find(RuleId rule) {
    ++round_;
    nodes_.clear();
    facts_.clear();
    is_read_once_ = true;
    uses_dates_ = false;
    rule_ids_.assign(1, rule);
    rule_round_[rule.index] = round_;
    for (std::size_t next = 0; next < rule_ids_.size(); ++next) {
        const model::Rule& current = rules_.rules[rule_ids_[next].index];
        reach(current.when);
        if (current.unless != model::none) reach(current.unless);
        for (const RuleId over : current.overridden_by) {
            if (rule_round_[over.index] == round_) {
                is_read_once_ = false;
                continue;
            }
            rule_round_[over.index] = round_;
            rule_ids_.push_back(over);
        }
    }
    std::sort(nodes_.begin(), nodes_.end());
    std::sort(rule_ids_.begin(), rule_ids_.end(), [&](RuleId a, RuleId b) {
        return rule_position_[a.index] < rule_position_[b.index];
    });
}

void Cone::reach(ExprId root) {
    pending_.assign(1, root);
    while (!pending_.empty()) {
        const ExprId id = pending_.back();
        pending_.pop_back();
        if (node_round_[id] == round_) {
            is_read_once_ = false;
            continue;
        }
        node_round_[id] = round_;
        note(id);
        for_each_child(rules_, id, [&](ExprId child) { pending_.push_back(child); });
    }
}

void Cone::note(ExprId id) {
    nodes_.push_back(id);
    const model::Expr& expr = rules_.tree[id];
    uses_dates_ = uses_dates_ || expr.kind == model::ValueKind::date;
    const auto fact = fact_of(expr.node);
    if (!fact) return;
    if (fact_round_[*fact] == round_) {
        is_read_once_ = false;
        return;
    }
    fact_round_[*fact] = round_;
    facts_.push_back(*fact);
}

}  // namespace caveat::explain
