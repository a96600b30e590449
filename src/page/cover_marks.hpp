#pragma once

// How much the cases show of one rule or test.

#include "page/context.hpp"

#include <string>
#include <string_view>

namespace caveat::page {

struct Grade {
    std::string_view word;  ///< `all`, `part` or `none`: the class of its mark
    std::string said;       ///< `yes in 3 cases, no in 1, never unknown`
};

Grade grade_of(const authoring::RuleCoverage& rule);
Grade grade_of(const authoring::ConditionCoverage& condition);

}  // namespace caveat::page
