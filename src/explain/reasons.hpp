#pragma once

// Tests as reasons: structure first, sentence second.

#include <caveat/explain.hpp>

#include "explain/choice.hpp"
#include "explain/view.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::explain {

class Reasons {
  public:
    explicit Reasons(const model::RuleSet& rules) : rules_(rules) {}

    /// What a test that is settled, or a rule that lifts, says about a rule.
    Reason of(const Deciding& deciding, const View& view);

    /// The one test that keeps the rule from firing, phrased with what it would take. Nothing when
    /// the rule is not kept from it by its condition, or by more than one test.
    std::optional<Reason> near_miss(RuleId rule, Status status, const View& view);

  private:
    void add_places(const View& view, ExprId root, std::vector<FactPlace>& places);

    const model::RuleSet& rules_;
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> node_round_;
    std::vector<ExprId> pending_;
};

}  // namespace caveat::explain
