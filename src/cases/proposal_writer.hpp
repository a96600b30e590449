#pragma once

// Proposed cases as a file of cases.

#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <string>
#include <utility>
#include <vector>

namespace caveat::cases {

/// A patient, and what the rules say today.
struct Proposed {
    std::string name;
    std::string as_of;                             ///< empty: no day
    std::string facts;                             ///< as YAML on one line
    std::vector<std::pair<RuleId, Status>> rules;  ///< those to be named
    Respondents respondents{};
    Verdict verdict = Verdict::proceed;
    Verdict at_least = Verdict::proceed;
    Verdict at_most = Verdict::proceed;
};

/// One entry of `cases:`, indented by two blanks.
std::string write_entry(const RuleSet& rules, const Proposed& one);

std::string write_proposals(const RuleSet& rules, const std::vector<Proposed>& all);

}  // namespace caveat::cases
