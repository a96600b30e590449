#pragma once

// Screenings of rule sets built by hand.

#include "eval/result.hpp"
#include "eval/screening.hpp"
#include "unit/support/hand_made.hpp"

#include <memory>
#include <vector>

namespace caveat::testing {

/// What a screening looks at, made anew for each: slow, and right while a test changes the rules.
struct Kept {
    model::RuleSet rules;
    facts::Profile profile;
    eval::Compiled compiled;
};

inline void screen(const model::RuleSet& rules, const facts::Profile& profile, eval::Result& result,
                   Respondents respondents = {}) {
    static std::vector<std::unique_ptr<Kept>> kept;
    Kept& screened = *kept.emplace_back(std::make_unique<Kept>(Kept{rules, profile, {}}));
    screened.rules.packing = facts::Packing(rules.catalogue);
    screened.profile.packing = &screened.rules.packing;
    model::list_reads(screened.rules);
    screened.compiled = eval::compile(screened.rules);
    result.compiled = &screened.compiled;
    result.rules = &screened.rules;
    result.facts = &screened.profile;
    result.respondents = respondents;
    eval::screen(result);
}

}  // namespace caveat::testing
