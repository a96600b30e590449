#pragma once

// Which entries of a score rest on the same answers, so that they have to be counted together.

#include "model/rule_set.hpp"
#include "model/totals.hpp"
#include "model/values.hpp"

#include <cstddef>
#include <vector>

namespace caveat::model {

/// Groups the entries of scores, one score after the other, in the order of the tree.
///
/// Entries are counted together where some answer is looked at from more than one place: every
/// combination of the regions of those answers is tried once, at load. That is exact as far as the
/// answers do not depend on each other; a number computed from facts, and a test on records, is an
/// answer of its own. The work is bounded, by `EntryGroup::most_combinations` for one group and in
/// all; entries beyond that are added up one by one, which says too much and never too little.
class EntryGroups {
  public:
    /// equal_to  of every node in the tree, the first that means the same
    EntryGroups(RuleSet& rules, const std::vector<ExprId>& equal_to);

    /// Fills in `groups` and `alone` of a score.
    ///
    /// nothing_known  the value of every node before the score's own, of nobody in particular
    void group(Score& score, const Values& nothing_known);

  private:
    class Builder;

    RuleSet& rules_;
    const std::vector<ExprId>& equal_to_;
    Values values_;
    std::size_t work_ = 0;
};

/// What a score may come to with nothing known, its groups being filled in.
Totals totals_of(const RuleSet& rules, const Score& score, const Values& nothing_known);

}  // namespace caveat::model
