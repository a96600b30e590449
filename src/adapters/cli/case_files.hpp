#pragma once

#include <caveat/authoring/cases.hpp>
#include <caveat/rules.hpp>

#include "adapters/cli/cli.hpp"

#include <optional>
#include <string>
#include <vector>

namespace caveat::cli {

/// The cases in the rule file itself, and those of the files named; where none is named, of the
/// file beside it. Nothing, and a message, when a file cannot be read.
std::optional<std::vector<authoring::CaseFile>> read_cases(const RuleSet& rules,
                                                           const std::string& rule_file,
                                                           std::vector<std::string> names,
                                                           const Streams& streams);

}  // namespace caveat::cli
