#pragma once

// The values that a number takes for somebody.

#include "model/rule_set.hpp"
#include "model/values.hpp"
#include "proof/reasoner.hpp"

#include <span>
#include <string>

namespace caveat::proof {

/// Whether no fact is looked at twice on the way to these nodes, so that each may come to anything
/// that its range says, whatever the others do.
bool looks_once(const model::RuleSet& rules, std::span<const model::ExprId> roots);

/// `is 0 to 10`, `is at most 0.9`: the values that a number takes, as far as that is proven; empty
/// where nothing is. A number in which a fact stands twice is tried at the ends of the ranges of
/// its facts, and the solver asked whether there is more.
///
/// nothing_known  the value of every node, of nobody in particular
std::string extent_text(const model::RuleSet& rules, const model::Values& nothing_known,
                        model::ExprId number, Reasoner& reasoner);

}  // namespace caveat::proof
