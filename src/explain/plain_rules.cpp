// From the answers to the tests that settle a rule of plain tests. Entrance: PlainRules::find.

#include "explain/plain_rules.hpp"

#include <algorithm>

namespace caveat::explain {

PlainRules::Plan PlainRules::read(const model::Rule& rule) {
    Plan plan{true, false, static_cast<std::uint32_t>(tests_.size()), 0};
    if (rule.unless != model::none || !rule.overridden_by.empty()) return plan;
    const Brief whole = outline_[rule.when];
    if (whole.is_plain()) {
        tests_.push_back({rule.when, whole});
        plan.count = 1;
        return plan;
    }
    plan.is_any = whole.kind == Brief::Kind::any;
    if (!plan.is_any && whole.kind != Brief::Kind::all) return plan;
    const auto parts = rules_.tree.children(whole.parts);
    const bool is_plain = std::all_of(parts.begin(), parts.end(),
                                      [&](ExprId part) { return outline_[part].is_plain(); });
    if (!is_plain) return plan;
    for (const ExprId part : parts) tests_.push_back({part, outline_[part]});
    plan.count = whole.parts.count;
    return plan;
}

bool PlainRules::find(RuleId rule, Status status, const facts::Profile& profile,
                      std::vector<Deciding>& tests, std::vector<std::uint32_t>& facts) {
    Plan& plan = plans_[rule.index];
    if (!plan.is_read) plan = read(rules_.rules[rule.index]);
    if (plan.count == 0) return false;
    tests.clear();
    facts.clear();
    const bool has_fired = status == Status::fired;
    if (!has_fired && status != Status::not_fired) return true;  // presumed for want of an answer
    const Truth settled = truth_of(has_fired);
    const bool takes_one = has_fired == plan.is_any;
    for (std::uint32_t next = plan.first; next < plan.first + plan.count; ++next) {
        const Test& test = tests_[next];
        const std::uint32_t fact = test.brief.fact;
        if (takes_one && outline_.truth(test.brief, profile.values[fact]) != settled) continue;
        // A test that is written twice says it once.
        const bool is_repeated =
            std::any_of(tests.begin(), tests.end(),
                        [&](const Deciding& other) { return other.test == test.id; });
        if (!is_repeated) tests.push_back({test.id, std::nullopt, false, settled});
        facts.push_back(fact);
        if (takes_one) return true;
    }
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return true;
}

}  // namespace caveat::explain
