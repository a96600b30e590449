#pragma once

#include <caveat/rules.hpp>

#include "analysis/nearest.hpp"

#include <string>
#include <vector>

namespace caveat::analysis {

struct ChangeSentence {
    std::string words;
    bool is_remark = false;  ///< on the sentences before it
};

/// What a search for the smallest change has found, in sentences: `It would not fire if: medical
/// check done were yes (now no).` None where the rule has reached the target.
std::vector<ChangeSentence> sentences_of(const SmallestChange& found, Target target,
                                         const RuleSet& rules);

}  // namespace caveat::analysis
