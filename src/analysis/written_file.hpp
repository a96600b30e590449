#pragma once

// The file of a loaded rule set, read once more: a rule set keeps what screening needs, and its
// author's findings are about what was written.

#include "api/loaded_rules.hpp"
#include "language/document.hpp"

namespace caveat::analysis {

/// The document that the rule set was made of. Spans are those of the rule set.
language::Document document_of(const api::LoadedRules& loaded);

}  // namespace caveat::analysis
