#pragma once

#include <caveat/rules.hpp>

#include "api/report_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace caveat::analysis {

/// What a rule leads to, as people and programs are told, in an order that does not depend on the
/// file: equal for rules of two versions that lead to the same.
inline std::vector<std::string> outcomes_of(const RuleSet& rules, RuleId rule) {
    std::vector<std::string> told;
    for (const OutcomeId outcome : rules.rule(rule).outcomes) {
        const OutcomeInfo& info = rules.outcome(outcome);
        told.push_back(api::key_words_of(info) + '\n' + std::string(info.id) + '\n' +
                       std::string(info.say));
    }
    std::sort(told.begin(), told.end());
    return told;
}

}  // namespace caveat::analysis
