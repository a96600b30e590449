#pragma once

#include "model/rule_set.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace caveat::analysis {

/// How many records a list needs so that whatever these rules (and the guard) can tell apart shows
/// in one no longer than that; nothing when no number is enough, as with sums and averages.
std::optional<std::size_t> records_needed(const model::RuleSet& rules,
                                          std::span<const RuleId> concerned);

}  // namespace caveat::analysis
