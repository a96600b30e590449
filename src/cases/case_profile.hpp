#pragma once

// The facts of a case into a profile, checked as every profile is.

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>

#include "language/yaml_reader.hpp"
#include "text/diagnostics.hpp"

#include <optional>
#include <string>
#include <vector>

namespace caveat::cases {

/// facts  the mapping below `facts`; null: there are none
/// as_of  the day of the screening; nothing: none is given
/// place  of the case, for what has no place of its own
/// expected  codes of problems that the case expects; every other one is reported with its place
Profile read_case_profile(const RuleSet& rules, const language::YamlNode* facts,
                          const std::optional<language::Scalar>& as_of, Span place,
                          const std::vector<std::string>& expected, text::Diagnostics& diagnostics);

}  // namespace caveat::cases
