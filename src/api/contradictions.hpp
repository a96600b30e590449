#pragma once

#include "api/loaded_rules.hpp"
#include "eval/second_look.hpp"
#include "facts/problems.hpp"
#include "facts/profile.hpp"

namespace caveat::api {

/// Reports answers that contradict each other, and makes them count as unanswered; notes those that
/// were given although they do not apply.
///
/// returns whether any answer was taken out
bool look_again(const LoadedRules& loaded, eval::SecondLook& look, facts::Profile& profile,
                facts::Problems& problems);

}  // namespace caveat::api
