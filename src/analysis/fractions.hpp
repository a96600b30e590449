#pragma once

#include "analysis/finding.hpp"
#include "api/loaded_rules.hpp"

#include <vector>

namespace caveat::analysis {

/// Limits that were probably meant as fractions of a percentage, in the order of the file.
///
/// `fraction-of-percent`: a number that is declared up to 100, per cent or without a unit, is
/// compared with a number between 0 and 1 that has no unit: `saturation < 0.9`. Who means 0.9 %
/// writes the `%`; of a number without unit, it is accepted where it stands.
std::vector<Finding> fractions_of_percent(const api::LoadedRules& loaded);

}  // namespace caveat::analysis
