#pragma once

// Profiles that say less: every way in which one answer can be taken back or
// made vaguer. Whatever the weaker profile decides, the stronger one must too.

#include "chance.hpp"
#include "generated.hpp"

#include <vector>

namespace caveat::testing {

/// Every profile that says one thing less: a fact or field absent or null, a
/// date less exact, a list open, an open list shorter.
std::vector<GeneratedProfile> weaker_by_one(const GeneratedRuleSet& rules,
                                            const GeneratedProfile& profile);

/// Several steps of the same kind, chosen by chance.
GeneratedProfile weaker_by_many(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                                Chance& chance);

}  // namespace caveat::testing
