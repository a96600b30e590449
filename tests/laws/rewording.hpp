#pragma once

// Rule sets written otherwise: without changing what they mean, and with one change that may.

#include "support/chance.hpp"
#include "support/generated.hpp"

namespace caveat::testing {

/// The parts of `and` and `or`, and the entries of scores, in another order.
GeneratedRuleSet reordered(GeneratedRuleSet rules, Chance& chance);

/// Every term under another name.
GeneratedRuleSet with_terms_renamed(GeneratedRuleSet rules);

/// One threshold, operator, code or exemption changed, somewhere in a rule. returns false when the
/// rule that chance picked has nothing to change.
bool mutate(GeneratedRuleSet& rules, Chance& chance);

/// One thing changed that no rule says itself: what a fact takes, when and of whom it is asked,
/// what a score does without an answer, what its entries add, which answers contradict each other,
/// what a rule does while it does not know, what it lifts. returns false when there is no such
/// thing.
bool mutate_beside_rules(GeneratedRuleSet& rules, Chance& chance);

}  // namespace caveat::testing
