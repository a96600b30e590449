// Finds the tests of every rule. Entrance: RuleTests::uses.

#include "cases/rule_tests.hpp"

#include "model/walk.hpp"

namespace caveat::cases {

using model::ExprId;

bool RuleTests::uses(std::uint32_t rule, Span place) {
    if (of_rule_.empty()) find();
    return of_rule_[rule].contains({place.begin, place.end});
}

void RuleTests::find() {
    of_rule_.resize(rules_.rules.size());
    for (std::size_t rule = 0; rule < rules_.rules.size(); ++rule) {
        std::vector<ExprId> pending{rules_.rules[rule].when};
        if (rules_.rules[rule].unless != model::none) pending.push_back(rules_.rules[rule].unless);
        std::set<ExprId> reached(pending.begin(), pending.end());
        while (!pending.empty()) {
            const ExprId id = pending.back();
            pending.pop_back();
            const Span span = rules_.tree[id].span;
            of_rule_[rule].insert({span.begin, span.end});
            model::for_each_child(rules_, id, [&](ExprId child) {
                if (reached.insert(child).second) pending.push_back(child);
            });
        }
    }
}

}  // namespace caveat::cases
