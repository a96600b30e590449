#pragma once

#include "model/rule_set.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::analysis {

/// How many records a list needs so that whatever the rules can tell apart shows in one no longer
/// than that; nothing when no number is enough (sums and averages), or when it is above `most`.
std::optional<std::size_t> records_needed(const model::RuleSet& rules, std::size_t most);

/// Which rules end one way or another depending on records, a flag each.
std::vector<std::uint8_t> rules_on_records(const model::RuleSet& rules);

}  // namespace caveat::analysis
