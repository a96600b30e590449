#pragma once

// Words that are put into a text of the file, as YAML has to have them there.

#include "language/document.hpp"
#include "text/diagnostics.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace caveat::language {

/// The edits that put `words` in place of `place`, which lies in `text`: escaped inside quotes,
/// with a blank where they would run into a word beside them, and the whole text in quotes where
/// YAML would read it otherwise. Nothing when that cannot be.
std::vector<Edit> edits_in(const Scalar& text, Span place, std::string_view words);

/// Each of `meant` in place of what `problem` marks in `text`.
std::vector<text::Proposal> proposals_in(const Scalar& text, const Diagnostic& problem,
                                         const std::vector<std::string>& meant);

}  // namespace caveat::language
