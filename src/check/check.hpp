#pragma once

// From a rule file as written to a checked rule set: the one entrance of this floor.

#include <caveat/rules.hpp>

#include "language/document.hpp"
#include "language/sentences.hpp"
#include "model/rule_set.hpp"
#include "text/diagnostics.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace caveat::check {

/// Looks up every name, checks every kind and unit, and builds the typed tree. Reports every
/// mistake, one message each. returns nothing when there was an error, here or before.
/// source  the file that the spans of the document point into
std::optional<model::RuleSet> check(const language::Document& document, std::string_view source,
                                    const Limits& limits, text::Diagnostics& diagnostics);

/// What a document declares and what its sentences say, for tools that ask what was written. Of one
/// with mistakes, as much as can be read; `check` says what they are.
std::shared_ptr<const language::RuleFile> as_written(
    std::shared_ptr<const language::Document> document, std::string_view source,
    const Limits& limits);

}  // namespace caveat::check
