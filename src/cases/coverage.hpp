#pragma once

// What the cases of a rule file have shown of it, and what none has.

#include <caveat/rules.hpp>

#include "cases/conditions.hpp"
#include "cases/vocabulary.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cases {

/// Nothing shown yet.
Coverage nothing_shown(const RuleSet& rules, const Conditions& conditions);

/// Adds what one case shows.
void add(Coverage& coverage, const Shown& shown, std::uint32_t case_index, bool is_approved);

/// The words of a condition as they are compared: single blanks, no case.
std::string condition_words(std::string_view words);

/// Takes in what authors say can never be seen, after all cases have been added. Reports answers
/// about tests that are not there, and answers that a case proves wrong, in the file's diagnostics.
///
/// names  of all cases
void answer(Coverage& coverage, CaseFile& file, const std::vector<std::string>& names);

}  // namespace caveat::cases
