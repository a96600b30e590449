#pragma once

// A failing pair made small enough to be read.

#include "generated.hpp"

#include <functional>

namespace caveat::testing {

struct Pair {
    GeneratedRuleSet rules;
    GeneratedProfile profile;
};

/// Takes rules, parts of conditions, gates, answers and records away as long as
/// `still_fails` says so.
Pair minimise(const Pair& failing, const std::function<bool(const Pair&)>& still_fails);

}  // namespace caveat::testing
