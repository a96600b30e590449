// Findings as people read them. Entrance: text_of.

#include "analysis/findings_text.hpp"

#include <caveat/codes.hpp>

namespace caveat::analysis {

std::string patients_of(const Finding& finding) {
    std::string text;
    for (const Witness& witness : finding.patients) {
        text += "  patient: " + witness.shows + "\n    " + witness.profile + '\n';
    }
    return text;
}

std::string text_of(const Finding& finding, const Source& source) {
    return render(finding.diagnostic, source) + patients_of(finding);
}

Diagnostic diagnostic_of(const Undecided& undecided) {
    Diagnostic diagnostic;
    diagnostic.severity = Severity::warning;
    diagnostic.code = codes::not_decided;
    diagnostic.span = undecided.owner;
    const bool is_of_one = !undecided.code.empty();
    diagnostic.message = "it was not decided " + undecided.question +
                         (is_of_one ? " (`" + undecided.code + "`)" : "") + ": " + undecided.why;
    diagnostic.help =
        is_of_one ? "this is no all-clear: look at the rule yourself, or give the solver more time"
                  : "this is no all-clear: split the rule set, or look at these rules yourself";
    return diagnostic;
}

std::string text_of(const Undecided& undecided, const Source& source) {
    return render(diagnostic_of(undecided), source);
}

}  // namespace caveat::analysis
