#pragma once

// The interview: question after question, until nothing that is open can change the answer.

#include <caveat/explain.hpp>
#include <caveat/report_text.hpp>
#include <caveat/screen.hpp>

#include "adapters/cli/conversation.hpp"
#include "adapters/cli/gathered.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace caveat::cli {

class Interview {
  public:
    /// All must outlive it.
    Interview(const Loaded& loaded, Gathered& gathered, Respondents respondents,
              std::size_t most_questions, const ReportOptions& writing, Conversation& conversation);

    /// Asks until it is over, and then says what came of it.
    void run();

    /// Of the answers at the end.
    [[nodiscard]] const Screening& screening() const { return screening_; }
    /// Questions put, those taken back and asked again included.
    [[nodiscard]] std::size_t questions_asked() const { return asked_; }

  private:
    /// What `back` brings back.
    struct Step {
        Gathered gathered;
        std::map<std::uint32_t, int> times_asked;
        std::set<std::string> not_known;
    };

    void screen_now();
    [[nodiscard]] std::optional<Question> next_question();
    /// Without the fields of which nobody knows more; false where nothing is left to ask.
    [[nodiscard]] bool can_ask(Question& question);
    /// False when the interview is to end.
    bool ask(const Question& question);
    /// not_known  becomes the fields of which nobody knows more
    Typed ask_for(const Question& question, const FactInfo& about,
                  std::vector<std::string>& not_known);
    void say_question(const Question& question, const FactInfo& about);
    void say_why(const Question& question);
    void say_settled(const std::vector<Status>& before);
    void say_end();

    const RuleSet& rules_;
    Gathered& gathered_;
    const Respondents respondents_;
    const std::size_t most_questions_;
    const ReportOptions writing_;  ///< of the report at the end
    Conversation& conversation_;
    Screening screening_;
    Explainer explainer_;
    std::vector<Step> steps_;
    std::map<std::uint32_t, int> times_asked_;  ///< by fact
    std::set<std::string> not_known_;           ///< paths of fields of which nobody knows more
    std::size_t asked_ = 0;
    std::size_t open_ = 0;  ///< questions that were open when the last was put
    std::string end_;
};

}  // namespace caveat::cli
