#pragma once

#include "check/compiler.hpp"

namespace caveat::check {

/// Compiles `impossible` and looks up the facts of `always ask`.
void compile_contradictions(Context& context, Compiler& compiler);

}  // namespace caveat::check
