// From what a report tells to pieces of its sentences.

#include "api/report/phrases.hpp"

#include "api/report_words.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace caveat::api::report {

std::size_t QuestionNumbers::of(FactId fact) const {
    const auto found = std::find(facts_.begin(), facts_.end(), fact);
    return found == facts_.end() ? 0 : static_cast<std::size_t>(found - facts_.begin()) + 1;
}

std::string question_list(std::vector<std::size_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    constexpr std::size_t shortest_run = 3;
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i + 1;
        while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
        if (end - i >= shortest_run) {
            parts.push_back("Q" + std::to_string(numbers[i]) + " to Q" +
                            std::to_string(numbers[end - 1]));
            i = end;
        } else {
            parts.push_back("Q" + std::to_string(numbers[i++]));
        }
    }
    return joined(parts, ", ");
}

std::string until_words(const Content& content, const Awaited& until,
                        const QuestionNumbers& numbers, std::size_t most) {
    std::vector<std::size_t> asked;
    std::vector<std::string> names;
    for (const FactId fact : until.open) {
        if (const std::size_t number = numbers.of(fact)) {
            asked.push_back(number);
        } else {
            names.emplace_back(content.rules().fact(fact).name);
        }
    }
    std::vector<std::string> parts;
    if (!asked.empty()) parts.push_back(question_list(std::move(asked)));
    const bool are_too_many = most != everything && names.size() > most + 1;
    // Beside questions, some names out of many would tell nothing.
    const std::size_t shown = !are_too_many ? names.size() : parts.empty() ? most : 0;
    for (std::size_t i = 0; i < shown; ++i) parts.push_back(names[i]);
    std::string words = joined(parts, ", ");
    if (are_too_many) words += " and " + std::to_string(names.size() - shown) + " more";
    return words;
}

std::string waiting_words(const Content& content, const Awaited& until,
                          const QuestionNumbers& numbers, std::size_t most) {
    std::string words = until_words(content, until, numbers, most);
    if (!words.empty()) words.insert(0, "until ");
    if (!until.unknown.empty()) {
        words += (words.empty() ? "while " : "; ") + unhelpful_words(content, until.unknown);
    }
    return words;
}

std::string unhelpful_words(const Content& content, const std::vector<Unhelpful>& unknown) {
    constexpr std::string_view nobody = "nobody knows ";
    std::vector<std::string> not_known;
    std::vector<std::string> parts;
    for (const Unhelpful& each : unknown) {
        std::string why = content.why_unhelpful(each);
        if (why.starts_with(nobody)) {
            not_known.push_back(why.substr(nobody.size()));
        } else {
            parts.push_back(std::move(why));
        }
    }
    if (!not_known.empty()) {
        parts.insert(parts.begin(), std::string(nobody) + joined(not_known, ", "));
    }
    return joined(parts, "; ");
}

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

std::string question_words(const RuleSet& rules, const Question& question) {
    if (!question.ask.empty()) return std::string(question.ask);
    return std::string(rules.fact(question.fact).name) + '?';
}

std::string rules_words(const RuleSet& rules) {
    std::string name(rules.id().empty() ? rules.title() : rules.id());
    if (name.empty()) name = "rules without a name";
    if (!rules.version().empty()) name += ' ' + std::string(rules.version());
    return name;
}

std::string head_line(const Screening& screening) {
    const Profile& profile = screening.profile();
    const std::optional<Date> day = profile.as_of();
    return (profile.patient().empty() ? "a patient without a name"
                                      : std::string(profile.patient())) +
           ", " + (day ? day->to_text() : "on an unknown day") + ", by " +
           rules_words(profile.rules());
}

bool is_about_an_answer(const Diagnostic& problem) {
    return problem.path.starts_with("facts");
}

StyledText unusable_report(const Content& content, const Diagnostic& why,
                           const ReportOptions& options, std::size_t width) {
    Page page(width);
    if (options.reader == Reader::patient) {
        page.line(0, "Your answers could not be read, so nothing can be said about them yet.",
                  TextRole::bad);
        page.line(0, please_tell);
        return page.take();
    }
    const bool has_values = !options.no_values && options.reader == Reader::clinician;
    const Diagnostic shown = has_values ? why : without_values(why);
    const std::string lead = options.reader == Reader::desk
                                 ? "DO NOT BOOK YET: the answers could not be read: "
                                 : "NOT SCREENED: ";
    page.line(0, lead + shown.message, TextRole::bad);
    if (!shown.help.empty()) page.line(2, shown.help, TextRole::help);
    page.line(0, head_line(content.screening()), TextRole::aside);
    return page.take();
}

namespace {

/// `sessions[2].date: ` where the message alone does not tell which record it is about.
std::string place_words(const Diagnostic& problem) {
    constexpr std::string_view facts = "facts.";
    const bool is_in_record = problem.path.find("].") != std::string::npos;
    if (!is_in_record && problem.code != "unreadable-record") return {};
    std::string place = problem.path;
    if (place.starts_with(facts)) place.erase(0, facts.size());
    return place + ": ";
}

void write_problem(const Diagnostic& problem, bool has_values, bool has_help, Page& page) {
    static constexpr std::array<std::string_view, 3> leads{"note: ", "warning: ", ""};
    static constexpr std::array roles{TextRole::plain, TextRole::warning, TextRole::error};
    const Diagnostic shown = has_values ? problem : without_values(problem);
    const auto severity = static_cast<std::size_t>(shown.severity);
    std::string words = std::string(leads[severity]) + place_words(shown) + shown.message;
    // A name that was probably meant is worth its place.
    const std::size_t end = shown.help.find('?');
    if (!has_help && shown.help.starts_with("did you mean ") && end != std::string::npos) {
        words += ": " + shown.help.substr(0, end + 1);
    }
    page.item("-", words, roles[severity]);
    if (has_help && !shown.help.empty()) page.line(4, shown.help, TextRole::help);
}

/// What stands over the errors: how many answers do not count.
std::string heading_of(const std::vector<const Diagnostic*>& errors) {
    const bool are_answers = std::all_of(errors.begin(), errors.end(), [](const Diagnostic* each) {
        return is_about_an_answer(*each);
    });
    if (!are_answers) {
        return counted(errors.size(), "problem") + "; what cannot be used counts as not given:";
    }
    return counted(errors.size(), "answer") + " could not be used and count" +
           (errors.size() == 1 ? "s" : "") + " as not given:";
}

}  // namespace

void write_problems(const Content& content, bool has_values, std::size_t most, bool has_help,
                    Page& page) {
    std::vector<const Diagnostic*> errors;
    std::vector<const Diagnostic*> warnings;
    std::vector<const Diagnostic*> notes;
    for (const Diagnostic& problem : content.screening().problems()) {
        const bool is_error = problem.severity == Severity::error;
        const bool is_warning = problem.severity == Severity::warning;
        (is_error ? errors : is_warning ? warnings : notes).push_back(&problem);
    }
    if (!errors.empty()) page.line(0, heading_of(errors), TextRole::error);
    // One more is shown rather than counted.
    const bool are_too_many = most != everything && errors.size() > most + 1;
    const std::size_t shown = are_too_many ? most : errors.size();
    for (std::size_t i = 0; i < shown; ++i) write_problem(*errors[i], has_values, has_help, page);
    if (shown < errors.size())
        page.line(4, "and " + std::to_string(errors.size() - shown) + " more");
    for (const Diagnostic* warning : warnings) write_problem(*warning, has_values, has_help, page);
    if (most == everything) {
        for (const Diagnostic* note : notes) write_problem(*note, has_values, has_help, page);
    } else if (!notes.empty()) {
        page.line(2, counted(notes.size(), "note") + " on the answers");
    }
}

std::string group_mark(std::string_view group, bool is_first, std::string_view mark) {
    constexpr std::size_t columns = 9;
    std::string words(is_first ? group : std::string_view{});
    words.append(columns - std::min(columns, words.size()), ' ');
    return words + std::string(mark);
}

}  // namespace caveat::api::report
