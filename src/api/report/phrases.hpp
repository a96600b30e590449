#pragma once

// Pieces of sentences that the reports for several readers share.

#include <caveat/explain.hpp>
#include <caveat/report_text.hpp>

#include "api/report/content.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::api::report {

/// How many of several things are shown, for whoever wants it short.
inline constexpr std::size_t everything = ~std::size_t{0};
/// Of questions, to those who work with the patient.
inline constexpr std::size_t most_questions = 5;

/// Questions with their numbers, as far as they are shown.
class QuestionNumbers {
  public:
    void add(FactId fact) { facts_.push_back(fact); }
    [[nodiscard]] std::size_t count() const { return facts_.size(); }
    /// From 1; 0 for a question that is not shown.
    [[nodiscard]] std::size_t of(FactId fact) const;

  private:
    std::vector<FactId> facts_;
};

/// `Q1, Q2`, `Q1 to Q5`: numbers of questions in ascending order.
std::string question_list(std::vector<std::size_t> numbers);

/// What answers are awaited: `Q1 to Q3, doctor consulted and 4 more`.
///
/// most  names of facts that are not asked here; a single one more is named as well
std::string until_words(const Content& content, const Awaited& until,
                        const QuestionNumbers& numbers, std::size_t most);
/// `until Q1; nobody knows X`, `while nobody knows X`; empty where nothing is awaited.
std::string waiting_words(const Content& content, const Awaited& until,
                          const QuestionNumbers& numbers, std::size_t most);
/// Why the answers that are there do not help: `nobody knows X and Y`.
std::string unhelpful_words(const Content& content, const std::vector<Unhelpful>& unknown);

/// `2 points`, `1 point`.
std::string counted(std::size_t count, std::string_view noun);

/// A question in the author's words, or its fact as a question.
std::string question_words(const RuleSet& rules, const Question& question);

/// Who was screened, when, and by which rules: one line.
std::string head_line(const Screening& screening);
/// `back-pain-massage 2.0.0`, or whatever of it the file says.
std::string rules_words(const RuleSet& rules);

/// What patients are told where what is wrong is not theirs.
inline constexpr std::string_view please_tell = "Please tell whoever asked you to answer.";

/// Whether it is about an answer, and not about the day or the patient's id.
bool is_about_an_answer(const Diagnostic& problem);

/// The part of a report about a profile of which nothing was used, instead of all else.
StyledText unusable_report(const Content& content, const Diagnostic& why,
                           const ReportOptions& options, std::size_t width);

/// The problems of the profile, below the verdict: what could not be used, and what else is to be
/// known.
///
/// most  errors that are shown
void write_problems(const Content& content, bool has_values, std::size_t most, bool has_help,
                    Page& page);

/// The words of an item at the beginning of its group, and blanks for the next: `refer    -`.
std::string group_mark(std::string_view group, bool is_first, std::string_view mark);

}  // namespace caveat::api::report
