#pragma once

// Which answers bear on which rules, and how.

#include "model/rule_set.hpp"

#include <vector>

namespace caveat::page {

/// How a fact bears on a rule.
struct Bearing {
    bool makes = false;  ///< its condition looks at it
    bool lifts = false;  ///< what lifts it does: its `unless`, or a rule that overrides it
    bool gates = false;  ///< another fact is only asked where this one says so

    [[nodiscard]] bool any() const { return makes || lifts || gates; }
    void join(const Bearing& other) {
        makes = makes || other.makes;
        lifts = lifts || other.lifts;
        gates = gates || other.gates;
    }
};

/// By rule, by fact.
std::vector<std::vector<Bearing>> bearings_of(const model::RuleSet& rules);

}  // namespace caveat::page
