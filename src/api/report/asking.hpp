#pragma once

// The questions of a report for clinicians: which are shown, and what is said of the others.

#include <caveat/styled_text.hpp>

#include "api/report/content.hpp"
#include "api/report/phrases.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::api::report {

class Asking {
  public:
    /// most  questions that are shown of those that decide, fewer where they are long; `everything`
    ///       shows all the others, too
    Asking(const Content& content, std::size_t most);

    [[nodiscard]] const QuestionNumbers& numbers() const { return numbers_; }

    /// The questions that may lead to this verdict: `Q1, Q2 and 3 more`; empty where there is none.
    [[nodiscard]] std::string reaching(Verdict verdict) const;
    /// The same of what others must check.
    [[nodiscard]] std::string others_reaching(Verdict verdict) const;
    /// Those that tell whether the rules apply at all.
    [[nodiscard]] std::string about_applying() const;
    /// The strictest verdict that what others check may lead to.
    [[nodiscard]] std::optional<Verdict> worst_of_others() const;

    void write(Page& page) const;

  private:
    struct List {
        std::vector<const Question*> shown;
        std::vector<const Question*> more;  ///< that decide
        std::vector<const Question*> idle;  ///< that cannot change the verdict
        std::size_t always = 0;             ///< that are asked of everybody
    };

    List sorted(const std::vector<Question>& questions);
    [[nodiscard]] std::string reaching(const List& list, Verdict verdict) const;
    template <class Wanted>
    [[nodiscard]] std::string numbers_of(const List& list, const Wanted& is_wanted) const;
    void write(const List& list, std::string_view title, Page& page) const;
    void write(const std::vector<const Question*>& questions, Page& page) const;
    [[nodiscard]] std::string words_of_question(const Question& question) const;
    [[nodiscard]] std::size_t lines_of(const Question& question) const;
    void write_question(const Question& question, bool is_first, Page& page) const;

    const Content& content_;
    std::size_t most_;
    QuestionNumbers numbers_;
    List now_;
    List later_;
};

}  // namespace caveat::api::report
