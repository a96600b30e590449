#pragma once

// Findings under their public names.

#include <caveat/authoring/check.hpp>

namespace caveat::analysis {

using authoring::Checked;
using authoring::Finding;
using authoring::Undecided;
using authoring::Witness;

}  // namespace caveat::analysis
