#pragma once

#include <caveat/rules.hpp>

#include <string>

namespace caveat::json {

/// A module of TypeScript with the types of a profile.
std::string typescript_of(const RuleSet& rules);

/// A module of Python with the types of a profile.
std::string python_of(const RuleSet& rules);

}  // namespace caveat::json
