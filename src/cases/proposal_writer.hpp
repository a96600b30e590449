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
    std::string facts;                             ///< as YAML on one line
    std::vector<std::pair<RuleId, Status>> rules;  ///< those to be named
    Verdict verdict = Verdict::proceed;
    Verdict at_least = Verdict::proceed;
    Verdict at_most = Verdict::proceed;
};

std::string write_proposals(const RuleSet& rules, const Date& as_of,
                            const std::vector<Proposed>& all);

}  // namespace caveat::cases
