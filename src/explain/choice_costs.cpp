// How many answered facts it takes to settle each condition as it is settled, from the leaves up.
// Entrance: Choice::cost_of.

#include "explain/choice.hpp"

#include <algorithm>

namespace caveat::explain {

using model::none;

Choice::Cost Choice::cost_of(ExprId id) const {
    const model::Expr& expr = rules_.tree[id];
    // What a record is worth changes from record to record: all of it is needed.
    const bool is_condition = expr.kind == model::ValueKind::truth;
    if (!is_condition || expr.scope != model::patient_scope) return cost_of_value(id);
    return truth(id) == Truth::unknown ? 0 : cost_of_condition(id);
}

Choice::Cost Choice::cost_of_condition(ExprId id) const {
    const Truth settled = truth(id);
    return std::visit(model::Overloaded{
                          [&](const model::All& n) {
                              return settled == Truth::yes ? cost_of_all(n.parts)
                                                           : cheapest(n.parts, 1, Truth::no);
                          },
                          [&](const model::Any& n) {
                              return settled == Truth::no ? cost_of_all(n.parts)
                                                          : cheapest(n.parts, 1, Truth::yes);
                          },
                          [&](const model::AtLeastOf& n) {
                              return settled == Truth::yes
                                         ? cheapest(n.parts, n.count, Truth::yes)
                                         : cheapest(n.parts, n.parts.count - n.count + 1,
                                                    Truth::no);
                          },
                          [&](const model::Gated& n) { return cost_of_gated(n, settled); },
                          [&](const auto&) { return cost_of_value(id); },
                      },
                      rules_.tree[id].node);
}

Choice::Cost Choice::cost_of_all(model::Children parts) const {
    Cost sum = 0;
    for (const ExprId part : rules_.tree.children(parts)) sum += costs_[part];
    return sum;
}

Choice::Cost Choice::cost_of_gated(const model::Gated& node, Truth settled) const {
    if (settled == Truth::yes) return cost_of_all(node.gates) + costs_[node.test];
    Cost least = truth(node.test) == Truth::no ? costs_[node.test] : ~Cost{0};
    for (const ExprId gate : rules_.tree.children(node.gates)) {
        if (truth(gate) == Truth::no) least = std::min(least, costs_[gate]);
    }
    return least;
}

Choice::Cost Choice::cost_of_value(ExprId id) const {
    const model::Node& node = rules_.tree[id].node;
    if (const auto* score = std::get_if<model::ScoreValue>(&node)) {
        Cost sum = 0;
        for (const model::ScoreEntry& entry : rules_.scores[score->score].entries) {
            sum += cost_of_entry(entry);
        }
        return sum;
    }
    const auto fact = fact_of(node);
    const bool is_answered = fact && view_->is_answered(*fact);
    // An answer makes what stands in for it needless.
    if (is_answered && std::holds_alternative<model::FactValue>(node)) return 1;
    Cost sum = is_answered ? 1 : 0;
    for_each_child(rules_, id, [&](ExprId child) { sum += costs_[child]; });
    return sum;
}

Choice::Cost Choice::cost_of_entry(const model::ScoreEntry& entry) const {
    if (entry.condition != none) return costs_[entry.condition];
    Cost sum = costs_[entry.number];
    for (const ExprId gate : rules_.tree.children(entry.gates)) {
        if (truth(gate) == Truth::no) return costs_[gate];
        sum += costs_[gate];
    }
    return sum;
}

void Choice::rank(model::Children parts, std::size_t count, Truth wanted) const {
    ranked_.clear();
    std::uint32_t position = 0;
    for (const ExprId part : rules_.tree.children(parts)) {
        if (truth(part) == wanted) ranked_.push_back({costs_[part], position, part});
        ++position;
    }
    const auto is_cheaper = [](const Ranked& a, const Ranked& b) {
        return a.cost != b.cost ? a.cost < b.cost : a.position < b.position;
    };
    if (count < ranked_.size()) {
        std::nth_element(ranked_.begin(), ranked_.begin() + static_cast<std::ptrdiff_t>(count),
                         ranked_.end(), is_cheaper);
        ranked_.resize(count);
    }
    std::sort(ranked_.begin(), ranked_.end(),
              [](const Ranked& a, const Ranked& b) { return a.position < b.position; });
}

Choice::Cost Choice::cheapest(model::Children parts, std::size_t count, Truth wanted) const {
    rank(parts, count, wanted);
    Cost sum = 0;
    for (const Ranked& part : ranked_) sum += part.cost;
    return sum;
}

bool Choice::denied_by_condition(const model::Rule& rule) const {
    if (truth(rule.when) != Truth::no) return false;
    const bool is_exempt = rule.unless != none && truth(rule.unless) == Truth::yes;
    if (!is_exempt) return true;
    // If a rule that lifts it fired, the exemption alone would make it overridden.
    return lifting_rule(rule) || costs_[rule.when] <= costs_[rule.unless];
}

std::optional<RuleId> Choice::lifting_rule(const model::Rule& rule) const {
    std::optional<RuleId> best;
    for (const RuleId over : rule.overridden_by) {
        if (statuses_[over.index] != Status::fired) continue;
        if (!best || rule_costs_[over.index] < rule_costs_[best->index]) best = over;
    }
    return best;
}

Choice::Cost Choice::cost_of_rule(RuleId id) const {
    const model::Rule& rule = rules_.rules[id.index];
    switch (statuses_[id.index]) {
        case Status::not_fired:
            return costs_[denied_by_condition(rule) ? rule.when : rule.unless];
        case Status::overridden:
            return rule_costs_[lifting_rule(rule)->index];
        case Status::undecided:
            return 0;
        case Status::presumed:
            return costs_[rule.when];
        case Status::fired:
            break;
    }
    Cost sum = costs_[rule.when] + (rule.unless == none ? 0 : costs_[rule.unless]);
    for (const RuleId over : rule.overridden_by) sum += rule_costs_[over.index];
    return sum;
}

}  // namespace caveat::explain
