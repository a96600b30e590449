// Counts what cases have shown of a rule file, and holds the answers of its author against it.
// Entrances: nothing_shown, add, condition_words, answer.

#include "cases/coverage.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "cases/running.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <utility>

namespace caveat::cases {

namespace {

using text::quoted;
using text::with;

void add_mark(CoverageItem& mark, std::uint32_t case_index, bool is_approved) {
    if (mark.approved + mark.unapproved == 0) mark.first_case = case_index;
    ++(is_approved ? mark.approved : mark.unapproved);
}

class Answering {
  public:
    Answering(Coverage& coverage, CaseFile& file, const std::vector<std::string>& names)
        : coverage_(coverage), file_(file), names_(names) {}

    void run() {
        for (const Unreachable& each : file_.unreachable) {
            each.rule ? about_rule(each) : about_test(each);
        }
        if (diagnostics_.has_errors()) file_.is_usable = false;
        for (Diagnostic& found : diagnostics_.take()) file_.diagnostics.push_back(std::move(found));
    }

  private:
    void about_rule(const Unreachable& each) {
        for (const auto& never : each.never_status) {
            RuleCoverage& rule = coverage_.rules[each.rule->index];
            settle(rule.by_status[static_cast<std::size_t>(never.value)], each, never.span,
                   "the rule is " + std::string(words_of(never.value)));
        }
    }

    void about_test(const Unreachable& each) {
        bool is_found = false;
        std::vector<std::string> known;
        for (ConditionCoverage& condition : coverage_.conditions) {
            const std::string words = condition_words(condition.condition.words);
            known.push_back(condition.condition.words);
            if (words != each.test) continue;
            is_found = true;
            for (const auto& never : each.never_truth) {
                settle(condition.by_truth[static_cast<std::size_t>(never.value)], each, never.span,
                       "the test is " + std::string(words_of(never.value)));
            }
        }
        if (is_found) return;
        with(diagnostics_.error("unknown-test", each.span,
                                "no rule uses a test with the words " + quoted(each.test)))
            .help(text::help_for_name(each.test, known));
    }

    void settle(CoverageItem& mark, const Unreachable& each, Span span, const std::string& what) {
        if (mark.approved + mark.unapproved != 0) {
            with(diagnostics_.error("answer-untrue", span,
                                    "this is no longer true: " + what + " in the case " +
                                        quoted(names_[mark.first_case])))
                .help("remove the answer, or look at that case");
            return;
        }
        mark.is_answered = true;
        mark.because = each.because;
    }

    Coverage& coverage_;
    CaseFile& file_;
    const std::vector<std::string>& names_;
    text::Diagnostics diagnostics_;
};

}  // namespace

std::string condition_words(std::string_view words) {
    std::string joined;
    for (const char c : text::folded(words)) {
        const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!is_blank) {
            joined += c;
        } else if (!joined.empty() && joined.back() != ' ') {
            joined += ' ';
        }
    }
    if (!joined.empty() && joined.back() == ' ') joined.pop_back();
    return joined;
}

Coverage nothing_shown(const RuleSet& rules, const Conditions& conditions) {
    Coverage coverage;
    const std::vector<model::Rule>& all = api::loaded_of(rules).model.rules;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        RuleCoverage rule;
        rule.rule = RuleId{i};
        rule.span = all[i].span;
        const Status open =
            all[i].if_unknown == IfUnknown::presume ? Status::presumed : Status::undecided;
        for (const Status status : {Status::fired, Status::not_fired, open}) {
            rule.by_status[static_cast<std::size_t>(status)].is_wanted = true;
        }
        coverage.rules.push_back(std::move(rule));
    }
    for (const Condition& each : conditions.all()) {
        ConditionCoverage condition;
        condition.condition = each;
        for (CoverageItem& mark : condition.by_truth) mark.is_wanted = true;
        coverage.conditions.push_back(std::move(condition));
    }
    return coverage;
}

void add(Coverage& coverage, const Shown& shown, std::uint32_t case_index, bool is_approved) {
    for (std::size_t i = 0; i < coverage.rules.size(); ++i) {
        for (std::size_t status = 0; status < coverage.rules[i].by_status.size(); ++status) {
            if ((shown.statuses[i] >> status & 1U) == 0) continue;
            add_mark(coverage.rules[i].by_status[status], case_index, is_approved);
        }
    }
    for (std::size_t i = 0; i < coverage.conditions.size(); ++i) {
        for (std::size_t truth = 0; truth < coverage.conditions[i].by_truth.size(); ++truth) {
            if ((shown.truths[i] >> truth & 1U) == 0) continue;
            add_mark(coverage.conditions[i].by_truth[truth], case_index, is_approved);
        }
    }
}

void answer(Coverage& coverage, CaseFile& file, const std::vector<std::string>& names) {
    Answering(coverage, file, names).run();
}

}  // namespace caveat::cases
