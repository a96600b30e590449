#pragma once

#include <caveat/diagnostic.hpp>

#include "analysis/check.hpp"
#include "analysis/finding.hpp"

#include <string>

namespace caveat::analysis {

/// The finding drawn with its place, and below it each patient who proves it, ready to paste.
std::string text_of(const Finding& finding, const Source& source);

/// A question that was left open, drawn at its rule.
std::string text_of(const Undecided& undecided, const Source& source);

}  // namespace caveat::analysis
