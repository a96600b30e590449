#pragma once

// Reasons, questions and traces of one screening, with the memory that they share.

#include <caveat/explain.hpp>

#include "eval/open_facts.hpp"
#include "explain/evidence.hpp"
#include "explain/findings.hpp"
#include "explain/lazy_evaluation.hpp"
#include "explain/plain_forms.hpp"
#include "explain/questions.hpp"
#include "explain/reasons.hpp"
#include "explain/sentences.hpp"
#include "explain/trace.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::explain {

/// What its members give is described where the public functions of their names are declared.
class Explainer {
  public:
    /// Memory for explaining screenings by these rules, which must outlive it.
    explicit Explainer(const model::RuleSet& rules);
    Explainer(const eval::Result& result, std::string_view source);
    Explainer(const Explainer&) = delete;
    Explainer& operator=(const Explainer&) = delete;

    /// Turns to a screening by the rules that it was made for.
    ///
    /// source  the rule file's text, into which the spans of the rule set look; it may be empty
    void look_at(const eval::Result& result, std::string_view source);

    void explain_all(Explanation& explanation);
    std::span<const std::string_view> sentences(RuleId rule, bool with_values);
    std::span<const OpenPlace> open_places(RuleId rule);
    Truth condition(RuleId rule) { return known_.truth(rules_.rules[rule.index].when); }
    Why why(RuleId rule);
    std::optional<Reason> near_miss(RuleId rule);
    std::vector<std::string> unknown_facts(RuleId rule);
    std::vector<FactId> asks(RuleId rule);
    std::vector<Question> questions(Asked asked);
    std::vector<TraceNode> trace(RuleId rule);
    /// The same, with what each line is about.
    std::vector<TraceLine> trace_lines(RuleId rule);

  private:
    [[nodiscard]] LazyEvaluation& speaker(const DecidingTest& deciding);
    [[nodiscard]] bool is_on_score(ExprId test) const;
    void add_prorated(RuleId rule, Why& why);
    eval::OpenFacts& open_facts();

    const model::RuleSet& rules_;
    const eval::Result* result_ = nullptr;
    PlainForms forms_;
    LazyEvaluation known_;
    Evidence evidence_;
    Findings findings_;
    Reasons reasons_;
    ReasonSentences sentences_;
    std::vector<ReasonText> said_;
    std::vector<std::string_view> texts_;
    std::vector<OpenPlace> open_places_;
    model::Scratch scratch_;
    std::optional<eval::OpenFacts> open_facts_;  ///< made when it is first needed
    bool open_facts_look_here_ = false;          ///< at the screening that the others look at
};

}  // namespace caveat::explain
