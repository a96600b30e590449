#pragma once

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

#include "contender.hpp"

/// The workload in Caveat's own terms.
namespace bench {

/// Throws std::runtime_error with the diagnostics when the rule file has an error.
caveat::RuleSet load_rules(const Workload& workload);
caveat::RuleSet load_rules(const std::string& text);

/// One profile for each patient; with `has_gaps` a tenth of the answers is left out.
std::vector<caveat::Profile> build_profiles(const caveat::RuleSet& rules, const Input& input,
                                            bool has_gaps);

}  // namespace bench
