// How much of a rule file its cases show. Entrances: the members of Coverage.

#include <caveat/authoring/coverage.hpp>

#include <algorithm>

namespace caveat::authoring {

namespace {

template <class Counted, class Marks>
CoverageShare share_of(const std::vector<Counted>& all, const Marks& marks, bool with_unapproved) {
    CoverageShare share;
    for (const Counted& each : all) {
        for (const CoverageItem& mark : marks(each)) {
            if (!mark.is_wanted || mark.is_answered) continue;
            ++share.wanted;
            share.shown += mark.is_shown() || (with_unapproved && mark.unapproved != 0) ? 1U : 0U;
        }
    }
    return share;
}

CoverageShare sum(const CoverageShare& a, const CoverageShare& b) {
    return {a.shown + b.shown, a.wanted + b.wanted};
}

const auto statuses_of = [](const RuleCoverage& each) -> const auto& { return each.by_status; };
const auto truths_of = [](const ConditionCoverage& each) -> const auto& { return each.by_truth; };

}  // namespace

CoverageShare Coverage::of_rules() const {
    return share_of(rules, statuses_of, false);
}
CoverageShare Coverage::of_conditions() const {
    return share_of(conditions, truths_of, false);
}
CoverageShare Coverage::of_all() const {
    return sum(of_rules(), of_conditions());
}
CoverageShare Coverage::with_unapproved() const {
    return sum(share_of(rules, statuses_of, true), share_of(conditions, truths_of, true));
}

std::size_t Coverage::answered() const {
    std::size_t count = 0;
    const auto add_up = [&](const auto& marks) {
        count += static_cast<std::size_t>(std::count_if(
            marks.begin(), marks.end(), [](const CoverageItem& mark) { return mark.is_answered; }));
    };
    for (const RuleCoverage& each : rules) add_up(each.by_status);
    for (const ConditionCoverage& each : conditions) add_up(each.by_truth);
    return count;
}

}  // namespace caveat::authoring
