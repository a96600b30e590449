#pragma once

// Everything that one screening found, kept for the questions and reasons that may be asked of it.

#include <caveat/profile.hpp>
#include <caveat/screen.hpp>

#include "model/evaluation.hpp"
#include "model/rule_set.hpp"
#include "model/values.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::eval {

struct Result {
    std::optional<RuleSet> rule_set;  ///< keeps `rules` alive
    const model::RuleSet* rules = nullptr;
    const facts::Profile* facts = nullptr;  ///< what was screened: the profile, or an empty one
    std::optional<Profile> profile;         ///< keeps `facts` alive
    Respondents respondents;

    model::Values values;
    model::Scratch scratch;
    std::vector<model::Incident> incidents;

    Truth applicable = Truth::yes;
    std::vector<Status> statuses;        ///< by RuleId
    std::vector<std::uint8_t> deferred;  ///< by RuleId
    std::vector<OutcomeFound> outcomes;
    std::vector<std::uint8_t> outcome_certainty;  ///< by OutcomeId: 0 none, 1 presumed, 2 certain
    Verdict at_least = Verdict::proceed;
    Verdict verdict = Verdict::proceed;
    Verdict at_most = Verdict::proceed;
    bool is_complete = true;
    std::vector<Diagnostic> problems;  ///< of the profile, then of this screening
};

}  // namespace caveat::eval
