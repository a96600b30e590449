#pragma once

#include "check/context.hpp"
#include "model/evaluation.hpp"

namespace caveat::check {

/// Reports a comparison of what is always whole with a fraction (`years since birth date < 0.5`),
/// with the nearest tests that can be meant. `known` has the declared range of every number before
/// `test`, which is a Compare or a Between. returns whether it was reported.
bool report_fraction(Context& context, const model::Values& known, model::ExprId test);

/// Whether a number is always whole in its own unit, whatever the patient answers.
bool is_always_whole(const model::RuleSet& rules, model::ExprId id);

}  // namespace caveat::check
