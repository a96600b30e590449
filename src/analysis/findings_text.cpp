// Findings as people read them. Entrances: patients_of, diagnostic_of.

#include <caveat/authoring/check.hpp>
#include <caveat/codes.hpp>

#include <algorithm>
#include <array>

namespace caveat::authoring {

std::string patients_of(const Finding& finding) {
    std::string text;
    for (const Witness& witness : finding.patients) {
        text += "  patient: " + witness.shows + "\n    " + witness.profile + '\n';
    }
    return text;
}

Diagnostic diagnostic_of(const Undecided& undecided) {
    Diagnostic diagnostic;
    diagnostic.severity = Severity::warning;
    diagnostic.code = codes::not_decided;
    diagnostic.span = undecided.owner;
    const bool is_of_one = !undecided.code.empty();
    diagnostic.message = "it was not decided " + undecided.question +
                         (is_of_one ? " (`" + undecided.code + "`)" : "") + ": " + undecided.why;
    // What one patient settles, a case can settle.
    constexpr std::array settled_by_a_case{codes::never_fires, codes::always_fires,
                                           codes::never_exempt, codes::contained};
    const bool can_be_shown = std::find(settled_by_a_case.begin(), settled_by_a_case.end(),
                                        undecided.code) != settled_by_a_case.end();
    diagnostic.help = "this is no all-clear: ";
    diagnostic.help += !is_of_one     ? "split the rule set, or look at these rules yourself"
                       : can_be_shown ? "look at the rule yourself, write a case that shows it, or "
                                        "give the solver more time"
                                      : "look at the rule yourself, or give the solver more time";
    return diagnostic;
}

}  // namespace caveat::authoring
