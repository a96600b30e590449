#pragma once

#include "analysis/finding.hpp"
#include "api/loaded_rules.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::analysis {

/// A question that was not settled, so that nobody can say whether its finding is gone.
struct NotDecided {
    std::string code;  ///< of the finding that it may have become
    Span owner;        ///< the declaration that it would have been about; empty: any
};

/// Whether this is the code of a finding, so that loading's diagnostic of that code (there is one,
/// `hides-stricter`) says the same as the finding.
bool is_finding_code(std::string_view code);

/// Takes away each finding that the file answers at its owner, under `accept`. An answer to what
/// was not found is added as an error `accepted-nothing`, at the answer, unless the question was
/// not decided. In the order of the file.
std::vector<Finding> settle(std::vector<Finding> findings, const api::LoadedRules& loaded,
                            std::span<const NotDecided> not_decided = {});

}  // namespace caveat::analysis
