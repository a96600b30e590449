#pragma once

// Answers, from C to C++ and back.

#include <caveat/answer.hpp>
#include <caveat/caveat.h>

#include "adapters/c_api/keep.hpp"

namespace caveat::c_api {

/// Throws a Refusal where a kind or a pointer means nothing. A number or date beyond what C++ can
/// say becomes a text that no fact takes, so that the problem shows it.
Answer answer_in_cpp(const caveat_answer& given);

/// What it lends lives in `keep`. Its state is not set.
caveat_answer answer_in_c(const Answer& answer, Keep& keep);

}  // namespace caveat::c_api
