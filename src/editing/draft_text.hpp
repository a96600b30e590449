#pragma once

// A completed document as the text of a rule file, each guess marked by a comment.

#include "editing/completion.hpp"
#include "language/document.hpp"

#include <string>
#include <string_view>

namespace caveat::editing {

/// A file of its own for sentences. name  what they came from, for the id of the rule set
std::string new_file(const language::Document& document, const Completion& added,
                     std::string_view name);

/// The author's file with what was added put where it belongs. Nothing else changes in it.
std::string completed_file(std::string_view text, const language::Document& document,
                           const Completion& added, std::string_view name);

}  // namespace caveat::editing
