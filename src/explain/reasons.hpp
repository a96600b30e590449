#pragma once

// Tests as reasons: structure first, sentence second.

#include <caveat/explain.hpp>

#include "explain/choice.hpp"
#include "explain/findings.hpp"
#include "explain/lazy_evaluation.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::explain {

class Reasons {
  public:
    Reasons(const model::RuleSet& rules, Findings& findings) : rules_(rules), findings_(findings) {}

    /// What a test that is settled, or a rule that lifts, says about a rule.
    Reason of(const DecidingTest& deciding, LazyEvaluation& evaluation);

    /// The one test that keeps the rule from firing, phrased with what it would take. Nothing when
    /// the rule is not kept from it by its condition, or by more than one test.
    std::optional<Reason> near_miss(RuleId rule, Status status, LazyEvaluation& known);

  private:
    const model::RuleSet& rules_;
    Findings& findings_;
    std::vector<std::uint32_t> facts_;
};

}  // namespace caveat::explain
