#pragma once

// What cases should show, as a list of things to look for.

#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include "cases/conditions.hpp"
#include "patients/candidates.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace caveat::cases {

/// One thing that a case should show.
struct Goal {
    std::optional<RuleId> rule;  ///< else a condition
    std::size_t condition = 0;
    Bits bit = 0;
    Status status = Status::fired;
    Truth truth = Truth::yes;
};

bool is_shown(const Goal& goal, const Shown& shown);

/// `bad-pain is fired`, `pain nrs >= 7: no`
std::string name_of(const Goal& goal, const Conditions& conditions);

/// What is looked for: both sides of a limit, or a goal.
struct Task {
    const patients::Boundary* boundary = nullptr;
    Goal goal;
};

/// Everything, what is open first: a patient of whom little is known shows much of it.
std::vector<Task> plan(const Conditions& conditions, const patients::Candidates& candidates);

}  // namespace caveat::cases
