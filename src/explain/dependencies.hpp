#pragma once

// The part of the tree that one rule rests on: its own conditions and those of the rules that may
// lift it, directly or through others.

#include "eval/result.hpp"
#include "explain/epoch_set.hpp"
#include "model/rule_set.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace caveat::explain {

using model::ExprId;

class Dependencies {
  public:
    explicit Dependencies(const model::RuleSet& rules);

    /// Finds everything that the rule rests on.
    void find(RuleId rule);

    /// Each rule after those that lift it; the rule asked for is the last.
    [[nodiscard]] std::span<const RuleId> rules() const { return rule_ids_; }
    /// Every fact that is looked at, each once.
    [[nodiscard]] std::span<const std::uint32_t> facts() const { return facts_; }
    /// No fact is looked at from two places.
    [[nodiscard]] bool is_read_once() const { return is_read_once_; }
    /// Dates are looked at, so the day of the screening alone may decide a test.
    [[nodiscard]] bool uses_dates() const { return uses_dates_; }

  private:
    void reach(ExprId root);
    void note(ExprId id);

    const model::RuleSet& rules_;
    std::vector<RuleId> rule_ids_;
    std::vector<std::uint32_t> facts_;
    std::vector<ExprId> pending_;
    bool is_read_once_ = true;
    bool uses_dates_ = false;
    EpochSet nodes_reached_;
    EpochSet facts_reached_;
    EpochSet rules_reached_;
    std::vector<std::uint32_t> rule_position_;  ///< in the order of evaluation
};

}  // namespace caveat::explain
