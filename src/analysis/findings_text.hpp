#pragma once

#include <caveat/diagnostic.hpp>

#include "analysis/finding.hpp"

#include <string>

namespace caveat::analysis {

/// The finding drawn with its place, and below it each patient who proves it, ready to paste.
std::string text_of(const Finding& finding, const Source& source);

/// The patients alone, for whoever draws the finding in another way.
std::string patients_of(const Finding& finding);

/// A question that was left open, as a warning at its rule.
Diagnostic diagnostic_of(const Undecided& undecided);
/// The same, drawn.
std::string text_of(const Undecided& undecided, const Source& source);

}  // namespace caveat::analysis
