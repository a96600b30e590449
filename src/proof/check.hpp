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

struct CheckOptions {
    /// The day of the patients shown, where any day will do.
    Date as_of;
    /// For each attempt of the solver at a question, of which there are up to six.
    unsigned milliseconds = usual_milliseconds;
    /// For all of them together, as in `ReasonerOptions`.
    std::uint64_t most_work = most_solver_work;
    /// Patients who are known already, as those of the cases: what one of them shows is not looked
    /// for. None whose profile has a problem counts.
    std::vector<Profile> patients{};
};

using analysis::Checked;
using analysis::Finding;
using analysis::Undecided;
using analysis::Witness;

/// What only shows when patients are looked for. Every patient shown has been screened by the
/// engine; whatever is called impossible is proven so.
Checked check_patients(const RuleSet& rules, const CheckOptions& options);

}  // namespace caveat::proof
