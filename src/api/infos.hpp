#pragma once

// What the public headers show of a loaded rule set, made once so that a lookup costs nothing.

#include <caveat/rules.hpp>

#include "model/rule_set.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace caveat::api {

/// Views look into the model and the text that they were made of.
struct Infos {
    std::vector<FactInfo> facts;
    std::vector<RuleInfo> rules;
    std::vector<OutcomeInfo> outcomes;
    std::vector<ScoreInfo> scores;
    std::vector<SourceInfo> sources;
    PublicationInfo published;
    std::vector<std::string_view> authors;
    std::vector<std::vector<std::string_view>> bands;  ///< by score: their keys

    // By name as `text::canonical_name` gives it; the first of several.
    std::unordered_map<std::string, OutcomeId> outcome_named;
    std::unordered_map<std::string, ScoreId> score_named;
    std::unordered_map<std::string, SourceId> source_named;
};

/// Both must outlive what it gives, where they are.
Infos infos_of(const model::RuleSet& rules, std::string_view text);

}  // namespace caveat::api
