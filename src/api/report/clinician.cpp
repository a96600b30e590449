// The report for clinicians: the decision, what to do, what to ask, advice, and with `details` the
// sentences, reasons and sources behind it. Entrance: for_clinician.

#include <caveat/keys.hpp>

#include "api/report/advice.hpp"
#include "api/report/asking.hpp"
#include "api/report/bounds.hpp"
#include "api/report/evidence_lines.hpp"
#include "api/report/phrases.hpp"
#include "api/report/readers.hpp"
#include "api/report_words.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::api::report {

namespace {

class ClinicianReport {
  public:
    ClinicianReport(Content& content, const ReportOptions& options, std::size_t width)
        : content_(content),
          screening_(content.screening()),
          rules_(content.rules()),
          options_(options),
          has_details_(options.details || options.why == WhyOf::all),
          asking_(content, has_details_ ? everything : most_questions),
          evidence_(content, !options.no_values),
          page_(width) {}

    StyledText write() {
        write_head();
        // Nobody is to read the verdict without what it could not be based on.
        write_problems(content_, !options_.no_values, has_details_ ? everything : most_problems,
                       has_details_, page_);
        const std::string bounds = bounds_words(content_, asking_);
        if (!bounds.empty()) page_.line(0, bounds);
        if (screening_.verdict() != Verdict::not_applicable) {
            write_todo();
            asking_.write(page_);
            write_scores();
            write_advice(content_, {asking_.numbers(), most(), has_details_ ? &evidence_ : nullptr},
                         page_);
        }
        if (options_.why == WhyOf::all) evidence_.write_not_fired(page_);
        evidence_.write_sources(page_);
        write_end();
        return page_.take();
    }

  private:
    static constexpr std::size_t most_problems = 5;
    static constexpr std::size_t most_names = 3;  ///< of facts in one `until`

    [[nodiscard]] std::size_t most() const { return has_details_ ? everything : most_names; }

    void write_head() {
        page_.line(0, head_line(screening_), TextRole::heading);
        if (has_details_ && !rules_.title().empty()) page_.line(0, rules_.title());
        page_.line(0, sentence(screening_.verdict(), rules_.screens()),
                   role_of(screening_.verdict()));
    }

    void write_todo() {
        bool has_heading = false;
        const Held* before = nullptr;
        for (const Held& held : content_.held()) {
            const Verb verb = held.outcome.verb;
            if (!is_todo(verb)) continue;
            if (!std::exchange(has_heading, true)) page_.heading("To do");
            write_held(held, before == nullptr || before->outcome.verb != verb);
            before = &held;
        }
        bool is_first = true;
        for (const Undecidable& each : content_.undecidable()) {
            const RuleInfo rule = rules_.rule(each.rule);
            if (!is_todo(rule.strictest)) continue;
            if (!std::exchange(has_heading, true)) page_.heading("To do");
            page_.marked(
                2, group_mark("open", std::exchange(is_first, false), "-"), TextRole::careful,
                outcome_list(rules_, rule) + ": " + unhelpful_words(content_, each.unknown));
        }
    }

    void write_held(const Held& held, bool is_first) {
        const std::string until = waiting_words(content_, held.until, asking_.numbers(), most());
        std::string words(held.outcome.name);
        if (!has_details_ && !options_.no_values) {
            const std::string reasons = evidence_.reasons_of(held);
            if (!reasons.empty()) words += ": " + reasons;
        }
        page_.marked(2, group_mark(key(held.outcome.verb), is_first, "-"),
                     role_of(verdict_of(held.outcome.verb)),
                     until.empty() ? words : words + " (" + until + ')');
        if (has_details_) evidence_.write_behind(held, page_);
    }

    void write_scores() {
        const std::vector<ScoreFound> scores = screening_.scores();
        if (scores.empty() || options_.no_values) return;
        page_.heading("Scores");
        for (const ScoreFound& score : scores) {
            page_.item("-", score_words(rules_, score));
        }
    }

    void write_end() {
        page_.blank();
        if (has_until()) {
            page_.line(0, "until …: it holds for now; an answer to what is named may lift it",
                       TextRole::aside);
        }
        const Tally& tally = content_.tally();
        std::vector<std::string> parts;
        const auto add = [&](std::size_t count, std::string_view what) {
            if (count != 0) parts.push_back(std::to_string(count) + ' ' + std::string(what));
        };
        add(tally.hold, "hold");
        add(tally.presumed, "presumed");
        add(tally.open, "open");
        add(tally.lifted, "lifted");
        add(tally.do_not_hold, "do not hold");
        std::string words = counted(rules_.rule_count(), "rule") + ": " + joined(parts, ", ") + '.';
        if (!has_details_) words += " All of it: --details";
        if (has_details_ && options_.why != WhyOf::all && tally.do_not_hold != 0) {
            words += " Why some do not: --why all";
        }
        page_.line(0, words, TextRole::aside);
    }

    [[nodiscard]] bool has_until() const {
        return std::any_of(content_.held().begin(), content_.held().end(),
                           [](const Held& held) { return !held.until.open.empty(); });
    }

    Content& content_;
    const Screening& screening_;
    const RuleSet& rules_;
    const ReportOptions& options_;
    bool has_details_;
    Asking asking_;
    EvidenceLines evidence_;
    Page page_;
};

}  // namespace

StyledText for_clinician(Content& content, const ReportOptions& options, std::size_t width) {
    return ClinicianReport(content, options, width).write();
}

}  // namespace caveat::api::report
