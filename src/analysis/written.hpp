#pragma once

#include <caveat/values.hpp>

#include "analysis/finding.hpp"
#include "api/loaded_rules.hpp"

#include <vector>

namespace caveat::analysis {

/// What a rule file leaves unsaid, and what it says that deserves a second look; in the order of
/// the file.
///
/// `no-because`, `no-source`: a rule without its reason, or resting on nothing (an empty text is
/// none). `no-say`: an outcome without a sentence for patients, likewise. `hides-stricter`: an
/// override, by name, of a rule with a stricter verb than any of the overriding one; loading warns
/// of it too, under the same code, unless it is accepted, so print one of the two. `not-exclusive`:
/// a code such as *none of these* that may stand beside others. `no-id`, `no-version`,
/// `no-review-date`, `review-overdue`: of the file as a whole; nothing can accept these.
///
/// as_of  a full date: the day for which `review by` is looked at
std::vector<Finding> written(const api::LoadedRules& loaded, Date as_of);

}  // namespace caveat::analysis
