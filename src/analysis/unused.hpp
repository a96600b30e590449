#pragma once

#include "analysis/finding.hpp"
#include "api/loaded_rules.hpp"

#include <vector>

namespace caveat::analysis {

/// What is declared and does nothing, in the order of the file.
///
/// `unused-fact`, `unused-term`, `unused-parameter`, `unused-outcome`, `unused-source`: nothing in
/// the file names it. A fact is used by a rule, a term, a score (a report shows every score), by
/// `applies to`, by `only if` and `otherwise` of another fact. What only an unused term uses is
/// used by that term, and the term is reported: once it is gone, the next look finds the rest.
///
/// `idle-question`: a question whose answer can do nothing. Either a fact with `only if` that
/// nothing uses, so that somebody thought about when to ask it and no rule needs it; or a fact that
/// is used, but for nothing else than to gate a fact that nothing uses, or to stand in for it.
/// Reported in place of `unused-fact`, never beside it.
std::vector<Finding> unused(const api::LoadedRules& loaded);

}  // namespace caveat::analysis
