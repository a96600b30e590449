#pragma once

#include "analysis/finding.hpp"
#include "api/loaded_rules.hpp"

#include <vector>

namespace caveat::analysis {

/// Numbers that fall between two entries of a score which were meant to meet, in the order of the
/// file.
///
/// `hole`: of the entries that test one number, two neighbours leave out a single number (`below
/// 5`, `over 5`), or what lies between two that a table writes one after the other (`28 to 83`, `84
/// and over` of a number that may be 83.5). A wider space between them is meant.
std::vector<Finding> holes(const api::LoadedRules& loaded);

}  // namespace caveat::analysis
