#pragma once

// Generators of rule sets that load without error, and of profiles for them.

#include "generated.hpp"

#include <cstdint>

namespace caveat::testing {

/// What a generated rule set may contain. The laws switch parts off to look at
/// one construct at a time.
struct RuleSetOptions {
    std::size_t most_facts = 12;
    std::size_t most_rules = 10;
    bool gates = true;
    bool fallbacks = true;
    bool records = true;
    bool units = true;
    bool scores = true;
    bool tables = true;  ///< in scores
    bool terms = true;
    bool applies_to = true;
    bool contradictions = false;  ///< answers that cannot all be true
};

struct ProfileOptions {
    /// One value in a hundred so often is of the wrong type, outside its range
    /// or not in its list.
    std::size_t percent_wrong = 0;
    /// How often, in a hundred, a fact is answered; nothing: chosen for each profile.
    std::optional<std::size_t> percent_answered;
    std::size_t percent_without_day = 3;
    /// How often, in a hundred, a fact without an answer was asked for.
    std::size_t percent_null = 15;
};

/// The rule set of a seed.
GeneratedRuleSet generate_rules(std::uint64_t seed, const RuleSetOptions& options = {});

/// A profile for `rules`, from a seed.
GeneratedProfile generate_profile(const GeneratedRuleSet& rules, std::uint64_t seed,
                                  const ProfileOptions& options = {});

/// A usable answer to one fact or field, given in full: an exact date, a closed
/// list, records without a missing field.
Answer generate_full_answer(const GeneratedRuleSet& rules, std::size_t fact,
                            const std::optional<Day>& as_of, std::uint64_t seed);

}  // namespace caveat::testing
