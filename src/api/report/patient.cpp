// The report for the patient: sentences that the author wrote for patients, and nothing that is
// presumed but what protects. Entrance: for_patient.

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

/// What the rules screen, where that is one word and so fits into a sentence; else nothing.
std::string thing_of(const RuleSet& rules) {
    const std::string_view screens = rules.screens();
    return screens.find(' ') == std::string_view::npos ? std::string(screens) : std::string{};
}

std::string capitalised(std::string words) {
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    }
    return words;
}

class PatientReport {
  public:
    PatientReport(Content& content, const ReportOptions& options, std::size_t width)
        : content_(content),
          screening_(content.screening()),
          rules_(content.rules()),
          thing_(thing_of(rules_)),
          has_details_(options.details),
          page_(width) {
        for (const Question& question : content.now()) sort(question);
        for (const Question& question : content.later()) sort(question);
    }

    StyledText write() {
        const Verdict verdict = screening_.verdict();
        if (verdict == Verdict::not_applicable) {
            page_.line(0, "This check does not apply to you.");
            return page_.take();
        }
        write_decision();
        write_says(
            is_asking_ ? "So far" : "What to do", [](Verb verb) { return verb >= Verb::require; },
            false);
        write_says("Please note", [](Verb verb) { return verb == Verb::caution; }, false);
        write_questions();
        write_says("What else may help", [](Verb verb) { return verb == Verb::suggest; }, true);
        // Nobody is told what is good about something that may yet be refused.
        if (screening_.at_most() <= Verdict::proceed_with_conditions) write_points();
        write_end();
        return page_.take();
    }

  private:
    static constexpr std::size_t most_asked_of_a_patient = 3;
    static constexpr std::size_t most_points = 5;

    void sort(const Question& question) {
        if (!question.decides) return;
        if (question.whom == Respondent::patient) {
            asked_.push_back(&question);
        } else {
            others_check_ = true;
        }
    }

    void write_decision() {
        const Verdict verdict = screening_.verdict();
        // What is certain stays, whatever is answered; where nothing can stop it, nothing is put
        // off.
        const bool is_settled = screening_.at_least() >= Verdict::refer_first;
        const bool may_stop = screening_.at_most() >= Verdict::refer_first ||
                              screening_.applicable() == Truth::unknown;
        is_asking_ = !asked_.empty() && !is_settled && may_stop;
        if (is_asking_) {
            page_.line(0,
                       answers_needed() + " before we can say whether " +
                           (thing_.empty() ? "this" : thing_) + " is right for you.",
                       TextRole::careful);
        } else if (may_stop && verdict < Verdict::refer_first) {
            page_.line(0,
                       "It is not clear yet whether " + (thing_.empty() ? "this" : thing_) +
                           " is right for you, since not everything is known.",
                       TextRole::careful);
        } else {
            page_.line(0, verdict_sentence(verdict), role_of(verdict));
            if (!asked_.empty() && !is_settled) {
                page_.line(0, answers_needed() + " to know what to take care of.");
            }
        }
        write_lost_answers();
        if (others_check_ && verdict != Verdict::do_not_proceed) {
            page_.line(0, "Your therapist will check a few more things before it starts.");
        }
    }

    std::string answers_needed() const {
        if (asked_.size() == 1) return "We need one more answer";
        return "We need up to " + std::to_string(asked_.size()) + " more answers";
    }

    std::string verdict_sentence(Verdict verdict) const {
        switch (verdict) {
            case Verdict::do_not_proceed:
                return thing_.empty() ? "Please do not go ahead for now."
                                      : "Please do not have " + thing_ + " for now.";
            case Verdict::refer_first:
                return thing_.empty() ? "Somebody should have a look first."
                                      : "Before " + thing_ + ", somebody should have a look first.";
            case Verdict::proceed_with_conditions:
                return thing_.empty() ? "You can go ahead if a few things are taken care of."
                                      : capitalised(thing_) +
                                            " can go ahead if a few things are taken care of.";
            case Verdict::proceed:
            case Verdict::not_applicable:
                break;
        }
        return "Nothing you have told us speaks against " + (thing_.empty() ? "it" : thing_) + '.';
    }

    void write_lost_answers() {
        std::size_t lost = 0;
        bool is_other = false;
        for (const Diagnostic& problem : screening_.problems()) {
            if (problem.severity != Severity::error) continue;
            if (is_about_an_answer(problem)) {
                ++lost;
            } else {
                is_other = true;
            }
        }
        // Such as the day: no answer of the patient's is wrong with it.
        if (is_other) {
            page_.line(0, "Not all that was sent could be read. " + std::string(please_tell));
        }
        if (lost == 0) return;
        page_.line(0, lost == 1 ? "One answer could not be used, so please go over them once more."
                                : "Some answers could not be used, so please go over them once "
                                  "more.");
    }

    template <class Wanted>
    void write_says(std::string_view title, const Wanted& is_wanted, bool must_be_certain) {
        bool has_heading = false;
        for (const Held& held : content_.held()) {
            if (!is_wanted(held.outcome.verb) || (must_be_certain && held.is_presumed)) continue;
            if (!std::exchange(has_heading, true)) page_.heading(title);
            page_.item("-", say_of(held.outcome));
        }
    }

    void write_questions() {
        if (asked_.empty()) return;
        page_.heading("What we still need from you");
        const std::size_t most = has_details_ ? everything : most_asked_of_a_patient;
        for (std::size_t i = 0; i < asked_.size() && i < most; ++i) {
            page_.item("-", question_words(rules_, *asked_[i]));
        }
        if (asked_.size() > most) {
            page_.line(4, "and " + std::to_string(asked_.size() - most) + " more");
        }
    }

    void write_points() {
        std::vector<std::string> says;
        for (const Held& held : content_.held()) {
            if (held.outcome.verb == Verb::inform && !held.is_presumed) {
                says.push_back(say_of(held.outcome));
            }
        }
        if (says.empty()) return;
        page_.heading("Good to know");
        const bool are_too_many = !has_details_ && says.size() > most_points;
        const std::size_t shown = are_too_many ? most_points - 1 : says.size();
        for (std::size_t i = 0; i < shown; ++i) page_.item("-", says[i]);
        if (are_too_many) {
            page_.line(4, "and " + std::to_string(says.size() - shown) +
                              " more points; please ask if you would like to hear them");
        }
    }

    void write_end() {
        page_.blank();
        const std::optional<Date> day = screening_.profile().as_of();
        page_.line(0,
                   "Worked out " + (day ? "on " + day->to_text() + ' ' : std::string{}) +
                       "from your answers. Talk it over with the person who treats you.",
                   TextRole::aside);
    }

    Content& content_;
    const Screening& screening_;
    const RuleSet& rules_;
    std::string thing_;
    bool has_details_;
    bool others_check_ = false;
    bool is_asking_ = false;
    std::vector<const Question*> asked_;
    Page page_;
};

}  // namespace

StyledText for_patient(Content& content, const ReportOptions& options, std::size_t width) {
    return PatientReport(content, options, width).write();
}

}  // namespace caveat::api::report
