// The report for a front desk: whether to book, what to ask and arrange, what to hand on. Nothing
// that the patient said. Entrance: for_desk.

#include <caveat/keys.hpp>

#include "api/report/phrases.hpp"
#include "api/report/readers.hpp"
#include "api/report_words.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::api::report {

namespace {

class DeskReport {
  public:
    DeskReport(Content& content, const ReportOptions& options, std::size_t width)
        : content_(content),
          screening_(content.screening()),
          rules_(content.rules()),
          has_details_(options.details),
          page_(width) {
        for (const Question& question : content.now()) sort(question);
        for (const Question& question : content.later()) sort(question);
    }

    StyledText write() {
        page_.line(0, head_line(screening_), TextRole::heading);
        write_decision();
        if (screening_.verdict() == Verdict::not_applicable) return page_.take();
        // Where nothing can be booked any more, what to tell comes first.
        const bool is_settled = screening_.at_least() >= Verdict::refer_first;
        if (is_settled) write_arrangements("Arrange and say");
        write_questions();
        if (!is_settled) write_arrangements(is_booking_open_ ? "So far" : "Arrange and say");
        write_handed_on();
        return page_.take();
    }

  private:
    static constexpr std::size_t most_problems = 5;
    static constexpr std::ptrdiff_t most_names = 8;  ///< of outcomes, beside what they say

    void sort(const Question& question) {
        if (question.whom == Respondent::patient) {
            if (question.decides) asked_.push_back(&question);
            return;
        }
        (question.decides ? handed_on_ : about_advice_).push_back(&question);
    }

    void write_decision() {
        const Verdict verdict = screening_.verdict();
        const std::string what =
            rules_.screens().empty() ? std::string{} : ' ' + std::string(rules_.screens());
        // Every answer that may still come, and every one that nobody can give, may stop it.
        const bool may_stop = screening_.at_most() >= Verdict::refer_first ||
                              screening_.applicable() == Truth::unknown;
        if (verdict == Verdict::not_applicable) {
            say("DO NOT BOOK YET: this check does not apply; ask the therapist.", verdict);
        } else if (verdict == Verdict::do_not_proceed) {
            say("DO NOT BOOK" + what + '.', verdict);
        } else if (screening_.at_least() == Verdict::refer_first) {
            say("DO NOT BOOK YET: somebody must look first.", verdict);
        } else if (may_stop && !asked_.empty()) {
            say("ASK FIRST: the answers decide whether to book.", Verdict::refer_first);
            is_booking_open_ = true;
        } else if (verdict == Verdict::refer_first) {
            say("DO NOT BOOK YET: somebody must look first.", verdict);
        } else if (may_stop) {
            say("DO NOT BOOK YET: what is still open, the patient cannot answer.",
                Verdict::refer_first);
        } else if (!asked_.empty()) {
            say("BOOK. Ask first what to arrange.", verdict);
        } else {
            say(verdict == Verdict::proceed ? "BOOK." : "BOOK, and arrange what is listed.",
                verdict);
        }
        write_problems(content_, false, has_details_ ? everything : most_problems, has_details_,
                       page_);
        const bool may_be_lifted =
            verdict == Verdict::do_not_proceed && screening_.at_least() != verdict;
        if (may_be_lifted && !asked_.empty()) {
            page_.line(0, "An answer to what is asked below may still change that.");
        }
        if (others_may_stop()) {
            page_.line(0, "The therapist checks first, and may still stop it.");
        }
    }

    void say(const std::string& words, Verdict verdict) { page_.line(0, words, role_of(verdict)); }

    [[nodiscard]] bool others_may_stop() const {
        return std::any_of(handed_on_.begin(), handed_on_.end(), [this](const Question* each) {
            const Verdict worst = verdict_of(each->strictest);
            return worst >= Verdict::refer_first && worst > screening_.verdict();
        });
    }

    void write_questions() {
        if (asked_.empty()) return;
        page_.heading("Ask the patient now");
        list(asked_);
        const std::size_t more = asked_.size() - std::min(asked_.size(), shown());
        if (more != 0) {
            page_.line(4, "and " + std::to_string(more) + " more; caveat ask puts them one by one");
        }
    }

    void write_arrangements(std::string_view title) {
        bool has_heading = false;
        // Of a long list the sentences alone are enough to act on.
        const bool has_names =
            std::count_if(content_.held().begin(), content_.held().end(), [](const Held& held) {
                return is_todo(held.outcome.verb);
            }) <= most_names;
        const Held* before = nullptr;
        for (const Held& held : content_.held()) {
            const OutcomeInfo& outcome = held.outcome;
            if (!is_todo(outcome.verb)) continue;
            if (!std::exchange(has_heading, true)) page_.heading(title);
            std::string words;
            if (has_names || outcome.say.empty()) words = outcome.name;
            if (!outcome.say.empty()) {
                words += (words.empty() ? "“" : ": “") + std::string(outcome.say) + "”";
            }
            page_.marked(2,
                         group_mark(key(outcome.verb),
                                    before == nullptr || before->outcome.verb != outcome.verb, "-"),
                         role_of(verdict_of(outcome.verb)), words);
            before = &held;
        }
    }

    void write_handed_on() {
        if (handed_on_.empty()) return;
        page_.heading("Hand to the therapist");
        list(handed_on_);
        std::vector<std::string> rest;
        const std::size_t more = handed_on_.size() - std::min(handed_on_.size(), shown());
        if (more != 0) rest.push_back(std::to_string(more) + " more");
        if (has_details_) {
            list(about_advice_);
        } else if (!about_advice_.empty()) {
            rest.push_back(std::to_string(about_advice_.size()) + " about advice only");
        }
        if (!rest.empty()) page_.line(4, "and " + joined(rest, ", ") + "; --details shows them");
    }

    void list(const std::vector<const Question*>& questions) {
        for (std::size_t i = 0; i < questions.size() && i < shown(); ++i) {
            page_.item("-", question_words(rules_, *questions[i]));
        }
    }

    [[nodiscard]] std::size_t shown() const { return has_details_ ? everything : most_questions; }

    Content& content_;
    const Screening& screening_;
    const RuleSet& rules_;
    bool has_details_;
    std::vector<const Question*> asked_;         ///< the patient, now
    std::vector<const Question*> handed_on_;     ///< that decide
    std::vector<const Question*> about_advice_;  ///< that do not
    bool is_booking_open_ = false;
    Page page_;
};

}  // namespace

StyledText for_desk(Content& content, const ReportOptions& options, std::size_t width) {
    return DeskReport(content, options, width).write();
}

}  // namespace caveat::api::report
