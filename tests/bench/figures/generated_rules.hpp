#pragma once

#include <caveat/screen.hpp>

#include "caveat_profiles.hpp"

#include <optional>
#include <vector>

namespace bench {

/// Generated rules with some patients.
struct Generated {
    explicit Generated(std::int64_t rule_count) {
        const auto workload = make_workload(static_cast<std::size_t>(rule_count));
        const auto patients = make_patients(patient_count);
        rules = load_rules(workload);
        profiles = build_profiles(*rules, {workload, patients, workload_seed}, false);
    }
    /// A screening of each, to be explained.
    [[nodiscard]] std::vector<caveat::Screening> screened() const {
        std::vector<caveat::Screening> screenings(profiles.size());
        for (std::size_t i = 0; i < profiles.size(); ++i)
            caveat::screen(profiles[i], screenings[i]);
        return screenings;
    }

    static constexpr std::size_t patient_count = 200;
    std::optional<caveat::RuleSet> rules;
    std::vector<caveat::Profile> profiles;
};

}  // namespace bench
