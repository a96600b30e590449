// One patient: the report for clinicians with links to the facts and rules behind it, or, for
// everybody else, their report alone. Entrance: write_patient.

#include "api/report/asking.hpp"
#include "api/report/bounds.hpp"
#include "api/report/content.hpp"
#include "api/report/evidence_lines.hpp"
#include "api/report/phrases.hpp"
#include "api/report_words.hpp"
#include "page/context.hpp"

#include <algorithm>

namespace caveat::page {

namespace {

using api::report::Content;
using api::report::Held;

std::string_view class_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::do_not_proceed:
        case Verdict::refer_first:
            return "bad";
        case Verdict::proceed_with_conditions:
            return "care";
        case Verdict::proceed:
            return "good";
        case Verdict::not_applicable:
            break;
    }
    return "dim";
}

class PatientWriter {
  public:
    PatientWriter(Context& context, Markup& page)
        : context_(context),
          rules_(context.rules()),
          screening_(*context.patient()),
          content_(screening_),
          asking_(content_, api::report::everything),
          page_(page) {}

    void write() {
        page_.raw("<p>").text(api::report::head_line(screening_)).raw("</p>\n<p class=\"verdict ");
        page_.raw(class_of(screening_.verdict())).raw("\">");
        page_.text(api::sentence(screening_.verdict(), rules_.screens())).raw("</p>\n");
        write_problems();
        const std::string bounds = api::report::bounds_words(content_, asking_);
        if (!bounds.empty()) page_.raw("<p>").text(bounds).raw("</p>\n");
        if (screening_.verdict() == Verdict::not_applicable) return;
        write_held(true, "To do");
        write_undecidable();
        write_questions(content_.now(), "Ask next");
        write_questions(content_.later(), "For others to check");
        write_scores();
        write_held(false, "Advice");
        write_lifted();
    }

  private:
    void write_problems() {
        if (screening_.problems().empty()) return;
        page_.raw("<h3>Problems with the answers</h3>\n<ul>");
        for (const Diagnostic& problem : screening_.problems()) {
            const bool is_error = problem.severity == Severity::error;
            page_.raw(is_error ? "<li><strong class=\"bad\">not used</strong> " : "<li>");
            if (!problem.path.empty()) page_.raw("<code>").text(problem.path).raw("</code>: ");
            page_.text(problem.message);
            if (!problem.help.empty()) page_.raw("; ").text(problem.help);
            page_.raw("</li>");
        }
        page_.raw("</ul>\n");
    }

    void write_held(bool is_todo, std::string_view title) {
        Markup items;
        for (const Held& held : content_.held()) {
            if (api::report::is_todo(held.outcome.verb) == is_todo) write_held(held, items);
        }
        if (items.is_empty()) return;
        page_.raw("<h3>").say(title).raw("</h3>\n<ul class=\"held\">").add(items);
        page_.raw("</ul>\n");
    }

    void write_held(const Held& held, Markup& items) {
        items.raw("<li>");
        context_.link(outcome_id(held), items);
        if (held.is_presumed) items.raw(" <span class=\"mark\">presumed</span>");
        if (!held.outcome.say.empty()) items.raw("<br>“").text(held.outcome.say).raw("”");
        items.raw("<ul>");
        for (const RuleId rule : held.rules) {
            items.raw("<li>");
            context_.link(rule, items);
            bool is_first = true;
            for (const Reason& reason : content_.own_reasons(rule)) {
                items.raw(is_first ? ": " : "; ");
                write_reason(reason, items);
                is_first = false;
            }
            write_nearest(context_, rule, items);
            items.raw("</li>");
        }
        const std::string until = api::report::waiting_words(
            content_, held.until, asking_.numbers(), api::report::everything);
        if (!until.empty()) items.raw("<li>").text(until).raw("</li>");
        items.raw("</ul></li>\n");
    }

    void write_reason(const Reason& reason, Markup& items) {
        if (reason.facts.empty()) {
            items.text(reason.text);
        } else {
            items.link(context_.place_of(reason.facts.front().fact), reason.text);
        }
    }

    [[nodiscard]] OutcomeId outcome_id(const Held& held) const {
        for (const OutcomeId id : context_.model().outcome_order) {
            const OutcomeInfo info = rules_.outcome(id);
            if (info.name == held.outcome.name && info.verb == held.outcome.verb) return id;
        }
        return {};
    }

    void write_undecidable() {
        if (content_.undecidable().empty()) return;
        page_.raw("<h3>Open, and nobody can be asked</h3>\n<ul>");
        for (const api::report::Undecidable& each : content_.undecidable()) {
            page_.raw("<li>");
            context_.link(each.rule, page_);
            page_.raw(": ").text(api::report::unhelpful_words(content_, each.unknown));
            page_.raw("</li>");
        }
        page_.raw("</ul>\n");
    }

    void write_questions(const std::vector<Question>& questions, std::string_view title) {
        Markup deciding;
        Markup idle;
        for (const Question& question : questions) {
            write_question(question, question.decides ? deciding : idle);
        }
        if (deciding.is_empty() && idle.is_empty()) return;
        page_.raw("<h3>").say(title).raw("</h3>\n");
        if (!deciding.is_empty()) page_.raw("<ul>").add(deciding).raw("</ul>\n");
        if (idle.is_empty()) return;
        page_.raw("<details><summary>Questions that cannot change the verdict</summary><ul>");
        page_.add(idle).raw("</ul></details>\n");
    }

    void write_question(const Question& question, Markup& items) {
        items.raw("<li>Q" + std::to_string(asking_.numbers().of(question.fact)) + " ");
        write_verb(question.strictest, items);
        items.raw(" ").link(context_.place_of(question.fact),
                            api::report::question_words(rules_, question));
        if (question.whom == Respondent::clinician) items.raw(" (clinician)");
        items.raw("</li>\n");
    }

    void write_scores() {
        const std::vector<ScoreFound> scores = screening_.scores();
        if (scores.empty()) return;
        page_.raw("<h3>Scores</h3>\n<ul>");
        for (const ScoreFound& score : scores) {
            page_.raw("<li>").link(context_.place_of_score(score.score.index),
                                   api::report::score_words(rules_, score));
            page_.raw("</li>");
        }
        page_.raw("</ul>\n");
    }

    void write_lifted() {
        if (content_.lifted().empty()) return;
        page_.raw("<details><summary>Lifted by other rules: ");
        page_.say(std::to_string(content_.lifted().size())).raw("</summary><ul>");
        for (const api::report::Lifted& lifted : content_.lifted()) {
            page_.raw("<li>");
            context_.link(lifted.rule, page_);
            page_.raw(" by ");
            write_list(lifted.by, page_, [&](RuleId rule) { context_.link(rule, page_); });
            page_.raw("</li>\n");
        }
        page_.raw("</ul></details>\n");
    }

    Context& context_;
    const RuleSet& rules_;
    const Screening& screening_;
    Content content_;
    api::report::Asking asking_;
    Markup& page_;
};

/// A report in words, a paragraph a line.
void write_in_words(const Screening& screening, Reader reader, Markup& page) {
    constexpr std::size_t endless = 1'000'000;
    ReportOptions options;
    options.why = WhyOf::fired;
    options.reader = reader;
    options.no_values = reader == Reader::desk;
    const StyledText report = write_styled_text(screening, options, endless);
    std::size_t begin = 0;
    for (std::size_t end = 0; begin < report.text.size(); begin = end + 1) {
        end = std::min(report.text.find('\n', begin), report.text.size());
        std::string_view line(report.text.data() + begin, end - begin);
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        line.remove_prefix(indent);
        if (line.empty()) continue;
        const bool is_heading =
            begin != 0 && std::any_of(report.runs.begin(), report.runs.end(), [&](const auto& run) {
                return run.role == TextRole::heading && run.begin == begin + indent;
            });
        page.raw(is_heading ? "<h3>" : indent == 0 ? "<p>" : "<p class=\"in\">").text(line);
        page.raw(is_heading ? "</h3>\n" : "</p>\n");
    }
}

}  // namespace

void write_patient(Context& context, Markup& page) {
    const Screening* const given = context.options().patient;
    if (given == nullptr) return;
    const Reader reader = context.options().reader;
    page.section("patient", reader == Reader::patient ? "Your answers" : "This patient");
    if (reader != Reader::clinician || context.patient() == nullptr) {
        write_in_words(*given, reader, page);
    } else {
        PatientWriter(context, page).write();
    }
    page.end_section();
}

}  // namespace caveat::page
