#pragma once

// Advice of a report for clinicians: what is suggested and worth knowing, what stays open, and what
// other rules keep away.

#include <caveat/styled_text.hpp>

#include "api/report/content.hpp"
#include "api/report/evidence_lines.hpp"
#include "api/report/phrases.hpp"

#include <cstddef>
#include <string>

namespace caveat::api::report {

struct AdviceStyle {
    const QuestionNumbers& numbers;
    std::size_t most_names = 0;         ///< of facts in one `until`
    EvidenceLines* evidence = nullptr;  ///< null: in short, and more than three points are counted
};

void write_advice(Content& content, const AdviceStyle& style, Page& page);

/// The outcomes of a rule with their verbs: `refer to doctor, suggest rest`.
std::string outcome_list(const RuleSet& rules, const RuleInfo& rule);

}  // namespace caveat::api::report
