#pragma once

#include "proof/check.hpp"

namespace caveat::proof {

/// Everything that can be found out about a rule set: what is written and used (unused.hpp,
/// written.hpp) and what its patients show (check.hpp), without what its author has accepted.
Checked check(const RuleSet& rules, const ProofOptions& options);

}  // namespace caveat::proof
