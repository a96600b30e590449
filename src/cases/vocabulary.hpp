#pragma once

// Cases and what they show, under their public names.

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/coverage.hpp>

namespace caveat::cases {

using authoring::Case;
using authoring::CaseFile;
using authoring::Condition;
using authoring::ConditionCoverage;
using authoring::Coverage;
using authoring::CoverageItem;
using authoring::CoverageShare;
using authoring::Expectations;
using authoring::Placed;
using authoring::RuleCoverage;
using authoring::RuleDemand;
using authoring::RuleExpectation;
using authoring::Unreachable;

}  // namespace caveat::cases
