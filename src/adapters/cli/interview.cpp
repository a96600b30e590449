// One question after the other, and what each answer settles. Entrance: `Interview::run`.

#include "adapters/cli/interview.hpp"

#include <caveat/authoring/explain.hpp>
#include <caveat/codes.hpp>
#include <caveat/report_text.hpp>

#include "adapters/cli/record_interview.hpp"

#include <algorithm>
#include <utility>

namespace caveat::cli {

namespace {

/// An answer that leaves its question open (a year where the day is needed) is asked for once more.
constexpr int most_times = 2;

bool is_open(Status status) {
    return status == Status::presumed || status == Status::undecided;
}

std::string plural(std::size_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

/// What is said of an answer that does not settle its question.
std::string left_open(JsonValue* answer) {
    const JsonValue* const present = answer == nullptr ? nullptr : answer->find("present");
    std::string known;
    if (present != nullptr && present->kind == JsonValue::Kind::list) {
        for (const JsonValue& code : present->items) {
            if (code.kind != JsonValue::Kind::text) continue;
            known += (known.empty() ? "" : ", ") + code.words;
        }
    }
    if (known.empty())
        return "The answer so far leaves this open; please be more exact, or write ?.";
    return "Known so far: " + known + "; please name all that apply, or write ?.";
}

}  // namespace

Interview::Interview(const Loaded& loaded, Gathered& gathered, Respondents respondents,
                     std::size_t most_questions, const ReportOptions& writing,
                     Conversation& conversation)
    : rules_(*loaded.rules),
      gathered_(gathered),
      respondents_(respondents),
      most_questions_(most_questions),
      writing_(writing),
      conversation_(conversation) {}

void Interview::screen_now() {
    screen(gathered_.profile(), screening_, respondents_);
    explainer_.look_at(screening_);
}

bool Interview::can_ask(Question& question) {
    const auto times = times_asked_.find(question.fact.index);
    if (times != times_asked_.end() && times->second >= most_times) return false;
    if (question.paths.empty()) return true;
    std::erase_if(question.paths,
                  [&](const std::string& path) { return not_known_.contains(path); });
    const JsonValue* const so_far = gathered_.answer(question.fact);
    // There may be more records, where the list does not say that it is complete.
    const bool is_complete = so_far != nullptr && so_far->kind == JsonValue::Kind::list;
    return !question.paths.empty() || !is_complete;
}

std::optional<Question> Interview::next_question() {
    std::vector<Question> open = explainer_.questions();
    std::erase_if(open, [&](Question& question) { return !can_ask(question); });
    open_ = open.size();
    if (open.empty()) return std::nullopt;
    return std::move(open.front());
}

void Interview::run() {
    screen_now();
    Page page = conversation_.page();
    const std::string title(rules_.title().empty() ? rules_.id() : rules_.title());
    if (!title.empty()) page.line(0, title, TextRole::heading);
    page.line(0, "Type help for what else can be said, ? for what is not known, stop to end.",
              TextRole::aside);
    conversation_.say(page.take());
    std::size_t since_begin = 0;
    while (true) {
        const std::optional<Question> question = next_question();
        if (!question) {
            end_ = "Nothing that could still be answered would change what follows.";
            break;
        }
        if (since_begin == most_questions_) {
            end_ = "That was " + plural(most_questions_, "question") + ", no more are asked.";
            break;
        }
        ++since_begin;
        if (!ask(*question)) {
            end_ = conversation_.has_ended() ? "There was no further answer."
                                             : "Stopped; what was answered is kept.";
            break;
        }
    }
    say_end();
}

bool Interview::ask(const Question& question) {
    const FactInfo about = rules_.fact(question.fact);
    ++asked_;
    say_question(question, about);
    std::vector<std::string> not_known;
    Typed typed = ask_for(question, about, not_known);
    const std::vector<Status> before(screening_.statuses().begin(), screening_.statuses().end());
    if (typed.request == Request::back) {
        if (steps_.empty()) {
            conversation_.say(2, "this is the first question", TextRole::error);
            return true;
        }
        gathered_ = std::move(steps_.back().gathered);
        times_asked_ = std::move(steps_.back().times_asked);
        not_known_ = std::move(steps_.back().not_known);
        steps_.pop_back();
        screen_now();
        return true;
    }
    const bool is_not_known = typed.request == Request::not_known;
    if (typed.answer || is_not_known) {
        steps_.push_back({gathered_, times_asked_, not_known_});
        not_known_.insert(not_known.begin(), not_known.end());
        times_asked_[question.fact.index] += is_not_known ? most_times : 1;
        if (typed.answer) {
            gathered_.set(question.fact, std::move(*typed.answer));
        } else if (!gathered_.is_answered(question.fact)) {
            gathered_.set(question.fact, JsonValue::null());
        }
        screen_now();
        say_settled(before);
    }
    return typed.request != Request::stop;
}

Typed Interview::ask_for(const Question& question, const FactInfo& about,
                         std::vector<std::string>& not_known) {
    const std::function<void()> why = [&] { say_why(question); };
    if (about.kind == FactKind::records) {
        RecordInterview records(conversation_, gathered_, question.fact, about, why);
        const JsonValue* const so_far = gathered_.answer(question.fact);
        if (so_far != nullptr && !question.paths.empty()) {
            Typed typed = records.open_fields(*so_far, question.paths);
            not_known = records.not_known();
            return typed;
        }
        return records.list(so_far);
    }
    return conversation_.listen(
        type_of(about),
        [&](const JsonValue& answer) { return gathered_.problem_with(question.fact, answer); },
        why);
}

void Interview::say_question(const Question& question, const FactInfo& about) {
    Page page = conversation_.page();
    page.blank();
    std::string words(question.ask.empty() ? std::string(about.name) + '?'
                                           : std::string(question.ask));
    if (question.whom == Respondent::clinician) words += " (for the clinician)";
    page.line(0, std::to_string(asked_) + ". " + words, TextRole::heading);
    const AnswerType type = type_of(about);
    if (gathered_.is_answered(question.fact) && question.paths.empty()) {
        page.line(2, left_open(gathered_.answer(question.fact)), TextRole::warning);
    }
    if (about.kind != FactKind::records) page.line(2, how_to_answer(type), TextRole::aside);
    for (const std::string& choice : choices_of(type)) page.line(4, choice);
    conversation_.say(page.take());
}

void Interview::say_why(const Question& question) {
    Page page = conversation_.page();
    if (question.rules.empty()) {
        page.line(2, "This is asked of everybody; no rule that is still open hangs on it.");
        conversation_.say(page.take());
        return;
    }
    page.line(
        2, plural(question.rules.size(), "rule") +
               (question.rules.size() == 1 ? " hangs on this answer:" : " hang on this answer:"));
    conversation_.say(page.take());
    for (const RuleId id : question.rules) {
        const RuleInfo rule = rules_.rule(id);
        for (const OutcomeId outcome : rule.outcomes) {
            const OutcomeInfo info = rules_.outcome(outcome);
            page.item("-", std::string(verb_words(info.verb)) + ": " + outcome_words(info) + " [" +
                               std::string(rule.id) + ']');
        }
        for (const std::string& line : authoring::author_lines(rules_, id)) {
            page.line(6, line, TextRole::aside);
        }
        conversation_.say(page.take());
    }
}

void Interview::say_settled(const std::vector<Status>& before) {
    Page page = conversation_.page();
    std::size_t open = 0;
    std::size_t ruled_out = 0;
    for (std::uint32_t i = 0; i < before.size(); ++i) {
        const Status now = screening_.status(RuleId{i});
        open += is_open(now) ? 1U : 0U;
        if (now == before[i]) continue;
        const RuleInfo rule = rules_.rule(RuleId{i});
        if (now == Status::not_fired || now == Status::overridden) ++ruled_out;
        if (now != Status::fired && now != Status::presumed) continue;
        for (const OutcomeId outcome : rule.outcomes) {
            const OutcomeInfo info = rules_.outcome(outcome);
            page.marked(
                2, now == Status::fired ? "settled:" : "presumed:", role_of(verdict_of(info.verb)),
                std::string(verb_words(info.verb)) + ": " + outcome_words(info) + " [" +
                    std::string(rule.id) + ']');
        }
    }
    std::string words = "So far: " + std::string(verdict_words(screening_.verdict()));
    if (screening_.at_least() != screening_.verdict()) {
        words += ", certain is " + std::string(verdict_words(screening_.at_least()));
    }
    if (screening_.at_most() != screening_.verdict()) {
        words += ", possible is " + std::string(verdict_words(screening_.at_most()));
    }
    words += ". ";
    if (ruled_out != 0) words += plural(ruled_out, "rule") + " ruled out, ";
    words += plural(open, "rule") + " still open.";
    page.line(2, words, TextRole::aside);
    for (const Diagnostic& problem : screening_.problems()) {
        const bool is_shown =
            problem.severity == Severity::error &&
            (problem.code == codes::conflict || problem.code == codes::impossible);
        if (is_shown) page.line(2, problem.message, TextRole::error);
    }
    conversation_.say(page.take());
}

void Interview::say_end() {
    Page page = conversation_.page();
    page.blank();
    page.line(0, end_);
    page.line(0, plural(asked_, "question") + " asked; the rules know " +
                     plural(rules_.fact_count(), "fact") + ".");
    page.blank();
    conversation_.say(page.take());
    conversation_.say(write_styled_text(screening_, writing_, conversation_.width()));
}

}  // namespace caveat::cli
