// A stream of profiles becomes a count of those whom two rule sets treat differently. Entrances:
// CohortCount, text_of.

#include <caveat/authoring/diff.hpp>

#include "api/report_words.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace caveat::authoring {

void CohortCount::add(const Profile& before, const Profile& after) {
    screen(before, old_);
    screen(after, new_);
    ++counted_.patients;
    const auto has_error = [](const Screening& screening) {
        const auto problems = screening.problems();
        return std::any_of(problems.begin(), problems.end(),
                           [](const Diagnostic& each) { return each.severity == Severity::error; });
    };
    if (has_error(old_) || has_error(new_)) ++counted_.with_problems;
    count_rules();
}

void CohortCount::count_rules() {
    const RuleSet& before = old_.profile().rules();
    const RuleSet& after = new_.profile().rules();
    bool is_changed = false;
    const auto changes = [&](std::string_view rule) {
        ++counted_.rules[std::string(rule)];
        is_changed = true;
    };
    for (std::uint32_t index = 0; index < after.rule_count(); ++index) {
        const std::string_view id = after.rule({index}).id;
        const std::optional<RuleId> former = before.find_rule(id);
        const Status was = former ? old_.status(*former) : Status::not_fired;
        if (was != new_.status({index})) changes(id);
    }
    for (std::uint32_t index = 0; index < before.rule_count(); ++index) {
        const std::string_view id = before.rule({index}).id;
        if (!after.find_rule(id) && old_.status({index}) != Status::not_fired) changes(id);
    }
    if (old_.verdict() != new_.verdict()) {
        ++counted_.verdicts[{old_.verdict(), new_.verdict()}];
        is_changed = true;
    }
    if (is_changed) ++counted_.changed;
}

std::string text_of(const CohortDifference& difference) {
    std::string text = "cohort: " + std::to_string(difference.patients) + " patients, " +
                       std::to_string(difference.changed) + " treated differently";
    if (difference.with_problems > 0) {
        text += ", " + std::to_string(difference.with_problems) + " with problems in their profile";
    }
    text += '\n';
    for (const auto& [verdicts, count] : difference.verdicts) {
        text += "  verdict " + std::string(api::short_form(verdicts.first)) + " -> " +
                std::string(api::short_form(verdicts.second)) + ": " + std::to_string(count) + '\n';
    }
    for (const auto& [rule, count] : difference.rules) {
        text += "  rule " + rule + ": " + std::to_string(count) + '\n';
    }
    return text;
}

}  // namespace caveat::authoring
