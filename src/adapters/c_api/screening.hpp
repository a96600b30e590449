#pragma once

// A screening as a handle, with what was asked about it since it was filled.

#include <caveat/caveat.h>
#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/screen.hpp>

#include "adapters/c_api/keep.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

struct caveat_screening {
    caveat::Screening screening;

    /// Screens; where that fails, nobody has been screened.
    void fill(const caveat::Profile& profile, caveat::Respondents respondents);
    /// Nobody has been screened.
    void forget();

    [[nodiscard]] bool has(caveat::RuleId rule) const {
        return rule.index < screening.rules().rule_count();
    }

    /// Of the rule itself, apart from what lifts it.
    caveat::Truth condition(caveat::RuleId rule) { return explainer().condition(rule); }

    // Each is made when it is first asked for, and lent until the next filling.
    const caveat_why_result& why(caveat::RuleId rule);
    const std::vector<caveat_reason>& reasons(caveat::RuleId rule);
    /// Null where there is none.
    const caveat_reason* near_miss(caveat::RuleId rule);
    const caveat::c_api::Lent<caveat_open_place>& open_places(caveat::RuleId rule);
    const caveat::c_api::Lent<std::uint32_t>& lifting(caveat::RuleId rule);
    /// Precondition: one of the statuses.
    const caveat::c_api::Lent<std::uint32_t>& rules_with(caveat::Status status);
    const std::vector<caveat_outcome_found>& outcomes();
    const std::vector<caveat_score_found>& scores();
    const std::vector<caveat_question>& questions();
    const std::vector<caveat_question>& deferred();
    /// As JSON, by a writer that is kept: the next patient's report by the same rules is cheaper.
    std::string report(const caveat::ReportOptions& options, bool is_pretty);

  private:
    template <typename Item>
    using Made = std::optional<Item>;

    struct OfRule {
        Made<caveat_why_result> why;
        std::vector<caveat_reason> reasons;  ///< with `why`
        Made<Made<caveat_reason>> near_miss;
        Made<caveat::c_api::Lent<caveat_open_place>> open_places;
        Made<caveat::c_api::Lent<std::uint32_t>> lifting;
    };
    struct Asked {
        std::unordered_map<std::uint32_t, OfRule> of_rule;
        std::array<Made<caveat::c_api::Lent<std::uint32_t>>, 5> rules_with;  ///< by status
        Made<std::vector<caveat_outcome_found>> outcomes;
        Made<std::vector<caveat_score_found>> scores;
        Made<std::vector<caveat_question>> questions;
        Made<std::vector<caveat_question>> deferred;
    };

    caveat::Explainer& explainer();
    caveat_reason lent(const caveat::Reason& reason);
    std::vector<caveat_question> lent(const std::vector<caveat::Question>& questions);

    struct Writing {
        caveat::ReportOptions options;
        bool is_pretty;
        caveat::ReportWriter writer;
    };

    std::optional<Writing> writing_;
    caveat::Explainer explainer_;
    bool is_looking_ = false;  ///< the explainer looks at what the screening holds now
    bool is_asked_ = false;    ///< since the last filling
    Asked asked_;
    caveat::c_api::Keep keep_;
};
