#pragma once

#include <caveat/authoring/cases.hpp>
#include <caveat/export.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <string>
#include <vector>

/// A rule set, and maybe a patient and the cases of it, as one page of HTML that needs nothing
/// else: no request, no other file, and no script but its own.
namespace caveat::authoring {

/// What a page is about. What is pointed to is only looked at while the page is written.
struct PageOptions {
    Date as_of;  ///< a full date: a review due before this day is overdue
    /// Shown beside the rules; null: nobody. For the desk and for patients the page is that report
    /// alone: neither is to read what the rules say of others.
    const Screening* patient = nullptr;
    Reader reader = Reader::clinician;  ///< who is to read of the patient
    /// The cases of the rule set; null: none were run.
    const TestRun* run = nullptr;
    /// What the cases show, and nothing else.
    bool only_cases = false;
};

/// The page: who must not be treated and why, each rule as a checklist, which fact bears on which
/// outcome, the cut points of every number, what lifts what, facts, sources, and what cases show.
/// What authors wrote stands in it as text, whatever it holds.
///
/// Precondition: the patient, if there is one, was screened by these rules, and so were the cases.
CAVEAT_EXPORT std::string write_page(const RuleSet& rules, const PageOptions& options);

/// By fact, the title of the section of the file that begins with it: the comment that stands above
/// it, after an empty line. Empty where none begins.
CAVEAT_EXPORT std::vector<std::string> fact_sections(const RuleSet& rules);

/// The content security policy of every page, which stands in it as well, for servers that send
/// one: no request at all, no style or script but the page's own.
CAVEAT_EXPORT std::string content_security_policy();

/// One rule as a drawing (SVG) for slides and papers: its checklist, what follows from it, and the
/// cut points of its numbers. The same in words is its description.
///
/// Precondition: the rule is one of `rules`.
CAVEAT_EXPORT std::string draw_rule(const RuleSet& rules, RuleId rule);

}  // namespace caveat::authoring
