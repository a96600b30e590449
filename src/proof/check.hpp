#pragma once

// A rule set read with its patients in mind: rules that can never fire, rules that contradict each
// other, and the like, each with the patient who proves it.

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include "analysis/finding.hpp"
#include "proof/reasoner.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::proof {

using analysis::Checked;
using analysis::Finding;
using analysis::Undecided;
using analysis::Witness;

/// What only shows when patients are looked for. Every patient shown has been screened by the
/// engine; whatever is called impossible is proven so.
Checked check_patients(const RuleSet& rules, const ProofOptions& options);

}  // namespace caveat::proof
