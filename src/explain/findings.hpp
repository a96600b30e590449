#pragma once

// Settled tests as structures: operator, facts, value and threshold, without words.

#include <caveat/explain.hpp>

#include "explain/choice.hpp"
#include "explain/epoch_set.hpp"
#include "explain/lazy_evaluation.hpp"
#include "explain/plain_forms.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace caveat::explain {

Operator operator_of(model::Comparison comparison);
/// The operator of a test that is no group.
Operator operator_of(const model::RuleSet& rules, ExprId test);

class Findings {
  public:
    Findings(const model::RuleSet& rules, PlainForms& forms);

    /// To be called for each screening.
    void look_at(const facts::Profile& profile);

    /// Adds what a test that is settled, or a rule that lifts, says about a rule.
    ///
    /// facts  those that the rule rests on: what the test looks at besides is left out
    void add(const DecidingTest& deciding, LazyEvaluation& evaluation,
             std::span<const std::uint32_t> facts, Explanation& explanation);

    /// The answered facts that a test looks at, by position in the file, each once.
    void find_facts(const LazyEvaluation& evaluation, ExprId test,
                    std::vector<std::uint32_t>& facts);

  private:
    void add_other(ExprId test, LazyEvaluation& evaluation, std::span<const std::uint32_t> facts,
                   Explanation& explanation);
    const TestedValue& answer(std::uint32_t fact);
    const TestFound& pattern(ExprId test);

    const model::RuleSet& rules_;
    PlainForms& forms_;
    const facts::Profile* profile_ = nullptr;
    std::vector<TestedValue> answers_;  ///< by fact
    EpochSet answers_found_;
    std::vector<TestFound> patterns_;           ///< what plain tests say whoever the patient is
    std::vector<std::uint32_t> pattern_place_;  ///< by ExprId, from 1; 0 = not yet made
    EpochSet nodes_seen_;
    std::vector<ExprId> pending_;
    std::vector<std::uint32_t> found_facts_;
};

}  // namespace caveat::explain
