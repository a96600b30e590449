// Which of several ways to settle something takes the fewest answered facts. Entrance:
// Choice::rank.

#include "explain/choice.hpp"

#include <algorithm>

namespace caveat::explain {

using model::none;

void Choice::rank_one(model::Children parts, Truth wanted) {
    for (const ExprId part : rules_.tree.children(parts)) {
        // What takes one answer is not undercut by another plain test.
        const bool is_enough = !ranked_.empty() && ranked_.front().cost <= 1;
        if (is_enough && forms_[part].is_plain()) continue;
        if (truth(part) != wanted) continue;
        const Cost next = cost(part);
        if (ranked_.empty()) {
            ranked_.push_back({next, 0, part});
        } else if (next < ranked_.front().cost) {
            ranked_.front() = {next, 0, part};
        }
    }
}

void Choice::rank(model::Children parts, std::size_t count, Truth wanted) {
    ranked_.clear();
    if (count == 1) return rank_one(parts, wanted);
    std::uint32_t position = 0;
    for (const ExprId part : rules_.tree.children(parts)) {
        if (truth(part) == wanted) ranked_.push_back({cost(part), position, part});
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

bool Choice::may_be_lifted(const model::Rule& rule) const {
    return std::any_of(rule.overridden_by.begin(), rule.overridden_by.end(),
                       [&](RuleId over) { return statuses_[over.index] == Status::fired; });
}

bool Choice::denied_by_condition(const model::Rule& rule) {
    if (truth(rule.when) != Truth::no) return false;
    const bool is_exempt = rule.unless != none && truth(rule.unless) == Truth::yes;
    if (!is_exempt) return true;
    // If a rule that lifts it fired, the exemption alone would make it overridden.
    return may_be_lifted(rule) || cost(rule.when) <= cost(rule.unless);
}

/// The one of those that fired which takes the fewest facts. Precondition: one did.
RuleId Choice::lifting_rule(RuleId id) {
    const std::vector<RuleId>& overridden_by = rules_.rules[id.index].overridden_by;
    const auto has_fired = [&](RuleId over) { return statuses_[over.index] == Status::fired; };
    const auto first = std::find_if(overridden_by.begin(), overridden_by.end(), has_fired);
    if (std::none_of(first + 1, overridden_by.end(), has_fired)) return *first;
    find_rule_costs(id);
    RuleId best = *first;
    for (const RuleId over : overridden_by) {
        const bool is_cheaper = rule_costs_[over.index] < rule_costs_[best.index];
        if (has_fired(over) && is_cheaper) best = over;
    }
    return best;
}

/// Fills in what each rule takes that this one may be lifted by, directly or through others.
void Choice::find_rule_costs(RuleId id) {
    dependencies_.find(id);
    for (const RuleId rule : dependencies_.rules()) {
        if (rule != id) rule_costs_[rule.index] = cost_of_rule(rule);
    }
}

Choice::Cost Choice::cost_of_rule(RuleId id) {
    const model::Rule& rule = rules_.rules[id.index];
    switch (statuses_[id.index]) {
        case Status::not_fired:
            return cost(denied_by_condition(rule) ? rule.when : rule.unless);
        case Status::overridden: {
            Cost least = ~Cost{0};
            for (const RuleId over : rule.overridden_by) {
                if (statuses_[over.index] != Status::fired) continue;
                least = std::min(least, rule_costs_[over.index]);
            }
            return least;
        }
        case Status::undecided:
            return 0;
        case Status::presumed:
            return cost(rule.when);
        case Status::fired:
            break;
    }
    Cost sum = cost(rule.when) + (rule.unless == none ? 0 : cost(rule.unless));
    for (const RuleId over : rule.overridden_by) sum += rule_costs_[over.index];
    return sum;
}

}  // namespace caveat::explain
