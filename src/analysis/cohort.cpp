// A stream of profiles becomes a count of those whom two rule sets treat differently. Entrances:
// CohortCount, text_of.

#include <caveat/authoring/diff.hpp>

#include "analysis/rule_outcomes.hpp"
#include "api/report_words.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::authoring {

/// A rule in the two versions, or in one of them.
struct CohortRule {
    std::string id;
    std::optional<RuleId> before;
    std::optional<RuleId> after;
    bool says_otherwise = false;  ///< it leads to something else
    bool asks_otherwise = false;  ///< it passes over what the other version asks for
};

struct CohortRules {
    RuleSet before;
    RuleSet after;
    std::vector<CohortRule> pairs{};
};

namespace {

/// Rules of one id belong together, and those that were renamed.
CohortRules matched(const RuleSet& before, const RuleSet& after,
                    const std::map<std::string, std::string>& renamed) {
    CohortRules rules{before, after};
    std::vector<bool> is_kept(after.rule_count());
    for (const RuleId old : before.rules()) {
        std::string id(before.rule(old).id);
        if (const auto other = renamed.find(id); other != renamed.end()) id = other->second;
        CohortRule pair{id, old, after.find_rule(id)};
        if (pair.after) {
            is_kept[pair.after->index] = true;
            pair.says_otherwise =
                analysis::outcomes_of(before, old) != analysis::outcomes_of(after, *pair.after);
            pair.asks_otherwise = before.rule(old).if_unknown != after.rule(*pair.after).if_unknown;
        }
        rules.pairs.push_back(std::move(pair));
    }
    for (const RuleId rule : after.rules()) {
        if (is_kept[rule.index]) continue;
        rules.pairs.push_back({std::string(after.rule(rule).id), std::nullopt, rule});
    }
    return rules;
}

bool ends_otherwise(const CohortRule& rule, const Screening& before, const Screening& after) {
    const Status was = rule.before ? before.status(*rule.before) : Status::not_fired;
    const Status is = rule.after ? after.status(*rule.after) : Status::not_fired;
    // A rule that is lifted leads to as little as one that is not there.
    if (!rule.before || !rule.after) return was > Status::overridden || is > Status::overridden;
    if (was != is) return true;
    const bool is_open = is == Status::undecided || is == Status::presumed;
    return (rule.says_otherwise && is > Status::overridden) || (rule.asks_otherwise && is_open);
}

}  // namespace

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
    if (!rules_ || !rules_->before.same_as(before.rules()) ||
        !rules_->after.same_as(after.rules())) {
        rules_ =
            std::make_shared<const CohortRules>(matched(before.rules(), after.rules(), renamed_));
    }
    count_rules();
}

void CohortCount::count_rules() {
    bool is_changed = false;
    const auto changes = [&](const std::string& rule) {
        ++counted_.rules[rule];
        is_changed = true;
    };
    for (const CohortRule& pair : rules_->pairs) {
        if (ends_otherwise(pair, old_, new_)) changes(pair.id);
    }
    if (old_.applicable() != new_.applicable()) changes("applies to");
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
