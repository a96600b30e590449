#pragma once

// The whole tree of a rule with every value, for display.

#include <caveat/explain.hpp>

#include "explain/view.hpp"

#include <span>
#include <vector>

namespace caveat::explain {

/// Parents before children. What a file repeats by terms inside terms is shown up to
/// `most_trace_nodes`; a last node then says that there is more.
std::vector<TraceNode> trace(RuleId rule, std::span<const Status> statuses, const View& view);

inline constexpr std::size_t most_trace_nodes = 10'000;

}  // namespace caveat::explain
