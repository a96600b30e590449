// What cases should show, in the order in which it is looked for. Entrance: plan.

#include "cases/goals.hpp"

#include "cases/running.hpp"

#include <cstdint>

namespace caveat::cases {

namespace {

Task rule_ends(std::uint32_t rule, Status status) {
    Goal goal;
    goal.rule = RuleId{rule};
    goal.bit = bit_of(status);
    goal.status = status;
    return {nullptr, goal};
}

Task condition_is(std::size_t condition, Truth truth) {
    Goal goal;
    goal.condition = condition;
    goal.bit = bit_of(truth);
    goal.truth = truth;
    return {nullptr, goal};
}

}  // namespace

bool is_shown(const Goal& goal, const Shown& shown) {
    const Bits bits = goal.rule ? shown.statuses[goal.rule->index] : shown.truths[goal.condition];
    return (bits & goal.bit) != 0;
}

std::string name_of(const Goal& goal, const Conditions& conditions) {
    if (goal.rule) {
        return conditions.rules().rules[goal.rule->index].id + " is " +
               std::string(words_of(goal.status));
    }
    return conditions.all()[goal.condition].words + ": " + std::string(words_of(goal.truth));
}

std::vector<Task> plan(const Conditions& conditions, const patients::Candidates& candidates) {
    const auto& rules = conditions.rules().rules;
    std::vector<Task> tasks;
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        const bool is_presumed = rules[i].if_unknown == IfUnknown::presume;
        tasks.push_back(rule_ends(i, is_presumed ? Status::presumed : Status::undecided));
    }
    for (const patients::Boundary& each : candidates.boundaries()) tasks.push_back({&each, {}});
    for (const Status status : {Status::fired, Status::not_fired}) {
        for (std::uint32_t i = 0; i < rules.size(); ++i) tasks.push_back(rule_ends(i, status));
    }
    for (std::size_t i = 0; i < conditions.all().size(); ++i) {
        for (const Truth truth : {Truth::yes, Truth::no, Truth::unknown}) {
            tasks.push_back(condition_is(i, truth));
        }
    }
    return tasks;
}

}  // namespace caveat::cases
