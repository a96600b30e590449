#pragma once

// What of the scores nobody comes to.

#include "proof/check.hpp"

namespace caveat::proof {

/// Entries of scores that count for nobody, and bands that nobody's total lies in.
///
/// `never-counts`: no answers within the declared ranges meet an entry, or a row of a table.
/// `empty-band`: no total that the entries can come to lies in a band.
///
/// Ranges tell that where no fact is looked at twice; else the solver does. A mending is proposed
/// where the file that it makes loads and has none of these findings any more.
Checked unreached(const RuleSet& rules, const ReasonerOptions& options, Reasoner& reasoner);

}  // namespace caveat::proof
