#pragma once

// Two versions of a rule set: what was written otherwise, and which patients are treated otherwise.

#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include "analysis/finding.hpp"
#include "proof/reasoner.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace caveat::proof {

using analysis::Witness;

enum class Presence : std::uint8_t { kept, renamed, added, removed };

/// One rule in the two versions.
struct RuleDifference {
    Presence presence = Presence::kept;
    std::string id;         ///< in the new version; in the old one of a rule that was removed
    std::string former_id;  ///< of a renamed rule
    /// The keys that say something else: "condition", "because", …
    std::vector<std::string> reworded;
    /// Whether some patient is treated otherwise by this rule.
    Possible treats_differently = Possible::no;
    std::string why;  ///< of what was not decided
    std::optional<Witness> patient;
};

struct Difference {
    /// Rules that differ in words or for some patient, in the order of the new file; then the
    /// rules that were removed.
    std::vector<RuleDifference> rules;
    /// Whether some patient gets another status, outcome or verdict. No is proven, for patients of
    /// whom everything is known and for all others.
    Possible treats_differently = Possible::no;
    std::string why;  ///< of what was not decided
};

Difference diff(const RuleSet& before, const RuleSet& after, const ProofOptions& options);

/// For people.
std::string text_of(const Difference& difference, const std::string& before,
                    const std::string& after);

}  // namespace caveat::proof
