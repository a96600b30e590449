#pragma once

#include "model/rule_set.hpp"

#include <vector>

namespace caveat::program {

/// For every node of the tree the first one that means the same: equal words in two rules are
/// looked at once. Two numbers beyond 64 bits count as different, which costs time and nothing
/// else.
std::vector<model::ExprId> representatives(const model::Tree& tree);

/// Every node whose value this one needs and that looks at the patient: its operands, its gates,
/// and whatever of the patient the condition on a list's records looks at. Appended to `needed`.
void add_needed(const model::RuleSet& rules, model::ExprId id, std::vector<model::ExprId>& needed);

}  // namespace caveat::program
