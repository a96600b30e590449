#pragma once

#include "eval/result.hpp"

namespace caveat::eval {

/// Makes `result` ready for another patient of the rule set that it names.
void prepare(Result& result);

/// Fills a prepared `result` for the profile and respondents that it names. Once warm it allocates
/// nothing but what problems need.
void decide(Result& result);

inline void screen(Result& result) {
    prepare(result);
    decide(result);
}

}  // namespace caveat::eval
