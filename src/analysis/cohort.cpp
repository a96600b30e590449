// A stream of profiles becomes a count of those whom two rule sets treat differently. Entrance:
// CohortCount.

#include "analysis/cohort.hpp"

#include "api/report_words.hpp"

#include <algorithm>
#include <optional>

namespace caveat::analysis {

void CohortCount::add(const Profile& before, const Profile& after) {
    screen(before, old_);
    screen(after, new_);
    ++patients_;
    const auto has_error = [](const Screening& screening) {
        const auto problems = screening.problems();
        return std::any_of(problems.begin(), problems.end(),
                           [](const Diagnostic& each) { return each.severity == Severity::error; });
    };
    if (has_error(old_) || has_error(new_)) ++with_problems_;
    count_rules();
}

void CohortCount::count_rules() {
    bool is_changed = false;
    const auto changes = [&](std::string_view rule) {
        ++rules_[std::string(rule)];
        is_changed = true;
    };
    for (std::uint32_t index = 0; index < after_.rule_count(); ++index) {
        const std::string_view id = after_.rule({index}).id;
        const std::optional<RuleId> former = before_.find_rule(id);
        const Status was = former ? old_.status(*former) : Status::not_fired;
        if (was != new_.status({index})) changes(id);
    }
    for (std::uint32_t index = 0; index < before_.rule_count(); ++index) {
        const std::string_view id = before_.rule({index}).id;
        if (!after_.find_rule(id) && old_.status({index}) != Status::not_fired) changes(id);
    }
    if (old_.verdict() != new_.verdict()) {
        ++verdicts_[{old_.verdict(), new_.verdict()}];
        is_changed = true;
    }
    if (is_changed) ++changed_;
}

std::string CohortCount::text() const {
    std::string text = "cohort: " + std::to_string(patients_) + " patients, " +
                       std::to_string(changed_) + " treated differently";
    if (with_problems_ > 0) {
        text += ", " + std::to_string(with_problems_) + " with problems in their profile";
    }
    text += '\n';
    for (const auto& [verdicts, count] : verdicts_) {
        text += "  verdict " + std::string(api::short_form(verdicts.first)) + " -> " +
                std::string(api::short_form(verdicts.second)) + ": " + std::to_string(count) + '\n';
    }
    for (const auto& [rule, count] : rules_) {
        text += "  rule " + rule + ": " + std::to_string(count) + '\n';
    }
    return text;
}

}  // namespace caveat::analysis
