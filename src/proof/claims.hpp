#pragma once

#include <caveat/screen.hpp>

#include "model/rule_set.hpp"
#include "proof/reasoner.hpp"

namespace caveat::proof {

/// Whether a claim is true of the patient who was screened, whichever way it is put.
bool holds_of(const Claim& claim, const model::RuleSet& rules, const Screening& screening);

}  // namespace caveat::proof
