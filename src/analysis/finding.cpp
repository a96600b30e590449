// Puts findings into the order of what they are about. Entrance: in_order_of_the_file.

#include "analysis/finding.hpp"

#include <algorithm>

namespace caveat::analysis {

std::vector<Finding> in_order_of_the_file(std::vector<Finding> findings) {
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.diagnostic.span.begin < b.diagnostic.span.begin;
    });
    return findings;
}

}  // namespace caveat::analysis
