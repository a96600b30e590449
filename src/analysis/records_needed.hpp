#pragma once

#include "model/rule_set.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace caveat::analysis {

/// How long a list has to be looked at.
struct RecordsNeeded {
    /// Whatever the rules can tell apart shows in a list no longer than this; nothing when no
    /// length is enough, as with sums and averages.
    std::optional<std::size_t> to_prove;
    /// Every number that a count is compared with lies below this.
    std::size_t to_see_each_limit = 0;
};

/// Tells it of the rules of one rule set, which has to outlive it.
class ListLengths {
  public:
    explicit ListLengths(const model::RuleSet& rules);

    /// What these rules, this node (and the guard) need.
    [[nodiscard]] RecordsNeeded needed_by(std::span<const RuleId> rules,
                                          model::ExprId node = model::none) const;

  private:
    const model::RuleSet& rules_;
    std::vector<model::ExprId> first_;  ///< of the nodes that mean the same
};

}  // namespace caveat::analysis
