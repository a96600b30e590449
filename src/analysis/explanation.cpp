// One rule and one patient, all that can be said of them as values, and those as a page. Entrances:
// explain_rule, write_styled_text, author_lines.

#include <caveat/authoring/explain.hpp>
#include <caveat/report_text.hpp>

#include "explain/words.hpp"

#include <algorithm>
#include <utility>

namespace caveat::authoring {

namespace {

std::string_view mark_of(Truth truth) {
    if (truth == Truth::unknown) return "?  ";
    return truth == Truth::yes ? "yes" : "no ";
}

TextRole role_of_truth(Truth truth) {
    if (truth == Truth::unknown) return TextRole::careful;
    return truth == Truth::yes ? TextRole::good : TextRole::bad;
}

class ExplanationPage {
  public:
    ExplanationPage(const RuleExplanation& explanation, const Screening& screening)
        : explanation_(explanation),
          screening_(screening),
          rules_(screening.profile().rules()),
          about_(rules_.rule(explanation.rule)) {}

    StyledText page(std::size_t width) {
        Page page(width);
        write_head(page);
        page.heading("What it says (line " + std::to_string(about_.line) + ")");
        StyledText all = page.take();
        for (const std::string& line : explanation_.lines) {
            if (columns_of(line) + 2 <= width) {
                all.add("  " + line + '\n');
            } else {
                page.line(2 + std::min(line.find_first_not_of(' '), width / 4), line);
                all.add(page.take());
            }
        }
        page.heading("What is known");
        for (const TraceNode& node : explanation_.trace) {
            page.marked(2 + 2 * std::size_t{node.depth}, mark_of(node.truth),
                        role_of_truth(node.truth), node.text);
        }
        write_reasons(page);
        write_questions(page);
        write_changes(page);
        write_problems(page);
        all.add(page.take());
        return all;
    }

  private:
    void write_head(Page& page) {
        const Status status = explanation_.status;
        const bool holds = status == Status::fired || status == Status::presumed;
        page.line(0, std::string(about_.id) + ": " + std::string(status_words(status)),
                  holds ? role_of(verdict_of(about_.strictest)) : TextRole::heading);
        for (const OutcomeId outcome : about_.outcomes) {
            const OutcomeInfo info = rules_.outcome(outcome);
            page.item("-", std::string(verb_words(info.verb)) + ": " + outcome_words(info));
        }
        std::string because(about_.because);
        for (const std::string& source : about_.sources) {
            because += (&source == about_.sources.data() ? " [" : ", ") + source;
        }
        if (!about_.sources.empty()) because += ']';
        if (!because.empty()) page.line(2, because, TextRole::aside);
    }

    void write_reasons(Page& page) {
        const Status status = explanation_.status;
        std::vector<std::string> said;
        for (const Reason& reason : explanation_.reasons) said.push_back(reason.text);
        for (const RuleId lifter : explanation_.lifted_by) {
            const std::string lifted = "lifted by " + std::string(rules_.rule(lifter).id);
            if (std::find(said.begin(), said.end(), lifted) == said.end()) said.push_back(lifted);
        }
        if (!said.empty()) {
            page.heading(status == Status::not_fired || status == Status::overridden
                             ? "Why it does not hold"
                             : "Why it holds");
            for (const std::string& one : said) page.item("-", one);
        }
        const std::optional<Reason>& miss = explanation_.near_miss;
        if (miss) page.line(2, "All but one part holds: " + miss->text + '.');
    }

    void write_questions(Page& page) {
        if (explanation_.asks.empty()) return;
        page.heading("What to ask");
        for (const FactId fact : explanation_.asks) {
            const FactInfo info = rules_.fact(fact);
            std::string text(info.ask.empty() ? std::string(info.name) + '?'
                                              : std::string(info.ask));
            if (info.whom == Respondent::clinician) text += " (clinician)";
            page.item("-", text + " [" + std::string(info.name) + ']');
        }
    }

    void write_changes(Page& page) {
        page.heading("What would change it");
        for (const TargetedChange& change : explanation_.changes) {
            for (const ChangeSentence& sentence :
                 sentences_of(change.found, change.target, rules_)) {
                if (sentence.is_remark) {
                    page.line(4, sentence.words);
                } else {
                    page.item("-", sentence.words);
                }
            }
        }
    }

    void write_problems(Page& page) {
        if (screening_.problems().empty()) return;
        page.heading("Problems");
        for (const Diagnostic& problem : screening_.problems()) {
            page.item("-", (problem.path.empty() ? "" : problem.path + ": ") + problem.message,
                      problem.severity == Severity::error ? TextRole::error : TextRole::warning);
        }
    }

    const RuleExplanation& explanation_;
    const Screening& screening_;
    const RuleSet& rules_;
    const RuleInfo& about_;
};

}  // namespace

std::vector<std::string> author_lines(const RuleSet& rules, RuleId rule) {
    if (rule.index >= rules.rule_count()) return {};
    const std::string_view text = rules.text();
    const Span span = rules.rule(rule).span;
    const std::size_t begin = std::min<std::size_t>(span.begin, text.size());
    const std::size_t end = std::clamp<std::size_t>(span.end, begin, text.size());
    std::vector<std::string> lines;
    // The first line begins behind the `- ` of the list: the others stand in the same column.
    const std::size_t line_begin = text.substr(0, begin).rfind('\n') + 1;
    const std::size_t column = begin - line_begin;
    std::string_view rest = text.substr(begin, end - begin);
    for (bool is_first = true; !rest.empty(); is_first = false) {
        const std::size_t length = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, length);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
        if (!is_first) line.remove_prefix(std::min(column, blanks));
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
        lines.emplace_back(line);
    }
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

std::string_view status_words(Status status) {
    return explain::status_words(status);
}

RuleExplanation explain_rule(const Screening& screening, RuleId rule, const SearchLimits& limits) {
    RuleExplanation explanation;
    explanation.rule = rule;
    const RuleSet& rules = screening.profile().rules();
    if (rule.index >= rules.rule_count()) return explanation;
    Explainer explainer(screening);
    explanation.status = screening.status(rule);
    explanation.lines = author_lines(rules, rule);
    explanation.trace = explainer.trace(rule);
    explanation.reasons = explainer.why(rule).reasons;
    explanation.lifted_by = screening.lifted_by(rule);
    explanation.near_miss = explainer.near_miss(rule);
    explanation.asks = explainer.asks(rule);
    for (const Target target : {Target::fires, Target::does_not_fire}) {
        explanation.changes.push_back({target, smallest_change(screening, rule, target, limits)});
    }
    return explanation;
}

StyledText write_styled_text(const RuleExplanation& explanation, const Screening& screening,
                             std::size_t width) {
    return ExplanationPage(explanation, screening).page(width);
}

}  // namespace caveat::authoring
