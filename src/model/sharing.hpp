#pragma once

#include "model/rule_set.hpp"

#include <cstdint>
#include <vector>

namespace caveat::model {

/// For every node of the tree the first one that means the same: equal words in two rules are
/// looked at once. Two numbers beyond 64 bits count as different, which costs time and nothing
/// else.
std::vector<ExprId> representatives(const Tree& tree);

/// Every node whose value this one needs and that looks at the patient: its operands, its gates,
/// and whatever of the patient the condition on a list's records looks at. Appended to `needed`.
void add_needed(const RuleSet& rules, ExprId id, std::vector<ExprId>& needed);

/// Every fact that a node rests on, directly or through others. Appended to `facts`, each once.
void add_facts_behind(const RuleSet& rules, ExprId root, std::vector<std::uint32_t>& facts);

}  // namespace caveat::model
