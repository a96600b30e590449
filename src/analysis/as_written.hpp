#pragma once

#include "analysis/finding.hpp"
#include "api/loaded_rules.hpp"

#include <vector>

namespace caveat::analysis {

/// Every finding that the text of a rule file alone gives, whatever its author has accepted: first
/// those of written.hpp, then of unused.hpp, holes.hpp and fractions.hpp.
std::vector<Finding> as_written(const api::LoadedRules& loaded, Date as_of);

}  // namespace caveat::analysis
