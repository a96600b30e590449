#pragma once

#include "analysis/finding.hpp"
#include "api/loaded_rules.hpp"

#include <span>
#include <string>
#include <vector>

namespace caveat::analysis {

/// A question that was not settled, so that nobody can say whether its finding is gone.
struct NotDecided {
    std::string code;  ///< of the finding that it may have become
    Span owner;        ///< the declaration that it would have been about; empty: any
};

/// Every question that patients alone answer.
std::vector<NotDecided> all_of_patients();

/// Takes away each finding that the file answers at its owner, under `accept`. An answer to what
/// was not found is added as an error `accepted-nothing`, at the answer, unless the question was
/// not decided. In the order of the file.
std::vector<Finding> settle(std::vector<Finding> findings, const api::LoadedRules& loaded,
                            std::span<const NotDecided> not_decided = {});

}  // namespace caveat::analysis
