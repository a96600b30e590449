#pragma once

// Settled tests as sentences. What a test says of every patient is put into words once; what it
// says of one patient once for all rules that it settles.

#include "explain/choice.hpp"
#include "explain/epoch_set.hpp"
#include "explain/findings.hpp"
#include "explain/lazy_evaluation.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::explain {

struct ReasonText {
    std::string_view text;
    std::string_view without_value;
};

class ReasonSentences {
  public:
    ReasonSentences(const model::RuleSet& rules, PlainForms& forms);

    /// To be called for each screening.
    ///
    /// known  everything that it knows
    void look_at(const facts::Profile& profile, const LazyEvaluation& known);

    /// As `Reasons::of` words it. Valid until `look_at`.
    ReasonText of(const DecidingTest& deciding, LazyEvaluation& evaluation);

  private:
    /// What stays the same from patient to patient, for a test that holds or one that does not.
    struct Phrase {
        bool is_made = false;
        std::string lead;       ///< up to the value: `pain nrs is `
        std::string predicate;  ///< `at least 7`
        std::string without_value;
    };
    const Phrase& phrase(ExprId test, bool holds);
    std::string& new_text();
    void word_plain(const PlainForm& test, bool holds, const Phrase& phrase, std::string& text);
    void word_includes(const PlainForm& test, bool holds, const Phrase& phrase, std::string& text);

    const model::RuleSet& rules_;
    PlainForms& forms_;
    const facts::Profile* profile_ = nullptr;
    const LazyEvaluation* known_ = nullptr;

    std::vector<std::uint32_t> phrase_place_;  ///< by ExprId, from 1; 0 = none yet
    std::deque<Phrase> phrases_;               ///< two a test: when it does not hold, when it does
    std::vector<std::string> lifted_;          ///< by RuleId

    std::deque<std::string> texts_;  ///< of this patient; kept for the next
    std::size_t text_count_ = 0;
    std::vector<ReasonText> said_;  ///< by ExprId
    EpochSet is_said_;
};

}  // namespace caveat::explain
