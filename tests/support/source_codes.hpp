#pragma once

// The codes of diagnostics that are written in the sources, so that a test can hold them against
// the ones that it has seen.

#include <set>
#include <string>
#include <vector>

namespace caveat::testing {

/// Every code that is handed to `error(…)`, `warning(…)` and the like in the .cpp and .hpp files
/// below the given paths of the repository: the kebab-case literals before the second argument.
std::set<std::string> diagnostic_codes_in(const std::vector<std::string>& paths);

}  // namespace caveat::testing
