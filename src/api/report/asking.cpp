// From the questions of a screening to what a report says of them. Entrance: Asking.

#include "api/report/asking.hpp"

#include <caveat/keys.hpp>

#include "api/report_words.hpp"

#include <algorithm>
#include <iterator>

namespace caveat::api::report {

namespace {

constexpr std::size_t text_column = 14;     ///< behind `avoid    Q1 `
constexpr std::size_t least_questions = 3;  ///< however long they are
constexpr std::size_t most_lines = 6;

}  // namespace

Asking::Asking(const Content& content, std::size_t most) : content_(content), most_(most) {
    now_ = sorted(content.now());
    later_ = sorted(content.later());
}

Asking::List Asking::sorted(const std::vector<Question>& questions) {
    List list;
    std::size_t lines = 0;
    for (const Question& question : questions) {
        if (question.decides) {
            lines += lines_of(question);
            const bool fits = most_ == everything || list.shown.size() < least_questions ||
                              (list.shown.size() < most_ && lines <= most_lines);
            (fits && list.more.empty() ? list.shown : list.more).push_back(&question);
        } else if (question.rules.empty()) {
            ++list.always;
            if (most_ == everything) list.idle.push_back(&question);
        } else {
            list.idle.push_back(&question);
        }
    }
    for (const Question* question : list.shown) numbers_.add(question->fact);
    if (most_ == everything) {
        for (const Question* question : list.idle) numbers_.add(question->fact);
    }
    return list;
}

template <class Wanted>
std::string Asking::numbers_of(const List& list, const Wanted& is_wanted) const {
    std::vector<std::size_t> numbers;
    for (const Question* question : list.shown) {
        if (is_wanted(*question)) numbers.push_back(numbers_.of(question->fact));
    }
    const auto more = std::count_if(list.more.begin(), list.more.end(),
                                    [&](const Question* each) { return is_wanted(*each); });
    std::string words = question_list(std::move(numbers));
    if (more != 0) words += (words.empty() ? "" : " and ") + std::to_string(more) + " more";
    return words;
}

std::string Asking::reaching(const List& list, Verdict verdict) const {
    return numbers_of(list, [verdict](const Question& question) {
        return verdict_of(question.strictest) == verdict;
    });
}

std::string Asking::reaching(Verdict verdict) const {
    return reaching(now_, verdict);
}

std::string Asking::others_reaching(Verdict verdict) const {
    return reaching(later_, verdict);
}

std::string Asking::about_applying() const {
    return numbers_of(now_, [this](const Question& question) {
        return content_.decides_whether_rules_apply(question.fact);
    });
}

std::optional<Verdict> Asking::worst_of_others() const {
    std::optional<Verdict> worst;
    for (const Question& question : content_.later()) {
        if (question.decides)
            worst = std::max(worst, std::optional<Verdict>(verdict_of(question.strictest)));
    }
    return worst;
}

void Asking::write(Page& page) const {
    write(now_, "Ask next", page);
    write(later_, "For others to check", page);
}

void Asking::write(const List& list, std::string_view title, Page& page) const {
    std::vector<std::string> rest;
    if (!list.more.empty()) {
        const auto strictest = std::max_element(
            list.more.begin(), list.more.end(),
            [](const Question* a, const Question* b) { return a->strictest < b->strictest; });
        rest.push_back(std::to_string(list.more.size()) + " more up to " +
                       std::string(key((*strictest)->strictest)));
    }
    if (!list.idle.empty()) {
        rest.push_back(std::to_string(list.idle.size()) + " that cannot change the verdict");
    }
    if (list.always != 0) {
        rest.push_back(std::to_string(list.always) + " asked of everybody");
    }
    const bool is_all = most_ == everything;
    if (list.shown.empty() && (rest.empty() || !is_all)) {
        if (!rest.empty()) page.heading(std::string(title) + ": " + joined(rest, ", "));
        return;
    }
    page.heading(title);
    write(list.shown, page);
    if (!is_all) {
        if (!rest.empty()) page.line(11, "and " + joined(rest, ", "));
        return;
    }
    if (list.idle.empty()) return;
    page.line(2, "These cannot change the verdict:");
    write(list.idle, page);
}

void Asking::write(const std::vector<const Question*>& questions, Page& page) const {
    const Question* before = nullptr;
    for (const Question* question : questions) {
        const bool is_first = before == nullptr || before->strictest != question->strictest;
        write_question(*question, is_first, page);
        before = question;
    }
}

std::string Asking::words_of_question(const Question& question) const {
    std::string words = question_words(content_.rules(), question);
    if (question.whom == Respondent::clinician) words += " (clinician)";
    if (question.rules.empty()) words += " (asked of everybody)";
    return words;
}

/// About how many lines of the usual page it takes.
std::size_t Asking::lines_of(const Question& question) const {
    constexpr std::size_t room = Page::usual_width - text_column;
    return (columns_of(words_of_question(question)) + room - 1) / room;
}

void Asking::write_question(const Question& question, bool is_first, Page& page) const {
    const std::string number = "Q" + std::to_string(numbers_.of(question.fact));
    page.marked(2, group_mark(key(question.strictest), is_first, number),
                role_of(verdict_of(question.strictest)), words_of_question(question));
    if (most_ == everything && !question.paths.empty()) {
        page.line(text_column, "Open: " + joined(question.paths, ", "), TextRole::aside);
    }
}

}  // namespace caveat::api::report
