#pragma once

#include "model/tree.hpp"

#include <vector>

namespace caveat::model {

/// For every node of the tree the first one that means the same: equal words in two rules are
/// looked at once. Two numbers beyond 64 bits count as different, which costs time and nothing
/// else.
std::vector<ExprId> representatives(const Tree& tree);

}  // namespace caveat::model
