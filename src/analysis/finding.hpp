#pragma once

// Findings under their public names, and in their order.

#include <caveat/authoring/check.hpp>

#include <vector>

namespace caveat::analysis {

using authoring::Checked;
using authoring::Finding;
using authoring::Undecided;
using authoring::Witness;

/// Those of one place stay as they are.
std::vector<Finding> in_order_of_the_file(std::vector<Finding> findings);

}  // namespace caveat::analysis
