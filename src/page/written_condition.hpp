#pragma once

// Conditions as their author wrote them, on one line.

#include "language/document.hpp"

#include <string>

namespace caveat::page {

/// `any of: any arthritis; sciatica` for a YAML group, a sentence as it stands.
std::string one_line(const language::Condition& condition);

/// What a rule asks for, without what follows from it: `back pain unless doctor consulted`.
std::string sentence_of(const language::RuleEntry& rule);

}  // namespace caveat::page
