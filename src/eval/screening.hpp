#pragma once

#include "eval/result.hpp"

namespace caveat::eval {

/// Fills `result` for the rule set, profile and respondents that it names. Once warm it allocates
/// nothing but what problems need.
void screen(Result& result);

}  // namespace caveat::eval
