#pragma once

// What the author of a loaded rule set wrote: findings are about that, and point into it.

#include "api/loaded_rules.hpp"
#include "language/sentences.hpp"

namespace caveat::analysis {

/// The document that the rule set was made of. Spans are those of the rule set.
inline const language::Document& document_of(const api::LoadedRules& loaded) {
    return *loaded.file().document;
}

/// Where to point when a rule as a whole is meant: its id, or its sentence where it has none.
inline Span place_of(const language::RuleEntry& rule) {
    return rule.id ? rule.id->span : rule.rule ? rule.rule->span : rule.span;
}

}  // namespace caveat::analysis
