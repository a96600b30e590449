#pragma once

// The points that entries counted together may still come to.

#include "model/rule_set.hpp"
#include "model/values.hpp"

#include <cstddef>
#include <cstdint>

namespace caveat::model {

/// Whether the answer may lie in the region, as far as it is known.
bool may_be(const RuleSet& rules, const Values& values, const SharedAnswer& answer,
            const Region& region);

/// Calls `take(points)` for every combination of regions that is still possible, more than once
/// where several come to the same; never, when the answers contradict each other.
template <class Take>
void for_each_possible(const RuleSet& rules, const Values& values, const EntryGroup& group,
                       const Take& take, std::size_t place = 0, std::size_t combination = 0,
                       std::size_t stride = 1) {
    // As deep as there are answers, which are few.
    if (place == group.answers.size()) {
        if (!group.never[combination]) take(group.points[combination]);
        return;
    }
    const SharedAnswer& answer = group.answers[place];
    for (std::uint32_t i = 0; i < answer.region_count; ++i) {
        if (!may_be(rules, values, answer, group.regions[answer.first_region + i])) continue;
        for_each_possible(rules, values, group, take, place + 1, combination + i * stride,
                          stride * answer.region_count);
    }
}

}  // namespace caveat::model
