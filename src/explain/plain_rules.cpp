// From the answers to the tests that settle a rule of plain tests. Entrance: PlainRules::find.

#include "explain/plain_rules.hpp"

#include <algorithm>

namespace caveat::explain {

PlainRules::Plan PlainRules::read(const model::Rule& rule) {
    Plan plan{true, false, static_cast<std::uint32_t>(tests_.size()), 0};
    if (rule.unless != model::none || !rule.overridden_by.empty()) return plan;
    if (add(rule.when)) {
        plan.count = 1;
        return plan;
    }
    const PlainForm whole = forms_[rule.when];
    plan.is_any = whole.kind == PlainForm::Kind::any;
    if (!plan.is_any && whole.kind != PlainForm::Kind::all) return plan;
    const auto parts = rules_.tree.children(whole.parts);
    const bool is_plain =
        std::all_of(parts.begin(), parts.end(), [&](ExprId part) { return add(part); });
    if (is_plain) plan.count = whole.parts.count;
    return plan;
}

/// Adds a plain test or the denial of one; false for anything else.
bool PlainRules::add(ExprId condition) {
    const PlainForm form = forms_[condition];
    const bool is_denied = form.kind == PlainForm::Kind::denial;
    const ExprId test = is_denied ? form.test : condition;
    const PlainForm plain = forms_[test];
    if (plain.is_plain()) tests_.push_back({test, plain, is_denied});
    return plain.is_plain();
}

bool PlainRules::find(RuleId rule, Status status, const facts::Profile& profile,
                      std::vector<DecidingTest>& tests, std::vector<std::uint32_t>& facts) {
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
        const std::uint32_t fact = test.form.fact;
        const Truth wanted = test.is_denied ? negated(settled) : settled;
        if (takes_one && forms_.truth(test.form, profile.value(fact)) != wanted) continue;
        // A test that is written twice says it once.
        const bool is_repeated =
            std::any_of(tests.begin(), tests.end(),
                        [&](const DecidingTest& other) { return other.test == test.id; });
        if (!is_repeated) tests.push_back({test.id, std::nullopt, test.is_denied, wanted});
        facts.push_back(fact);
        if (takes_one) return true;
    }
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
    return true;
}

}  // namespace caveat::explain
