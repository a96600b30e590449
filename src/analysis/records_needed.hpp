#pragma once

#include "model/rule_set.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace caveat::analysis {

/// How long a list has to be looked at.
struct RecordsNeeded {
    /// Whatever the rules can tell apart shows in a list no longer than this; nothing when no
    /// length is enough, as with sums and averages.
    std::optional<std::size_t> to_prove;
    /// Every number that a count is compared with lies below this.
    std::size_t to_see_each_limit = 0;
};

/// What these rules, this node (and the guard) need.
RecordsNeeded records_needed(const model::RuleSet& rules, std::span<const RuleId> concerned,
                             model::ExprId node = model::none);

}  // namespace caveat::analysis
