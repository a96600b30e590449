// Findings of every kind become one list, less those that the author has answered. Entrance: check.

#include "proof/whole_check.hpp"

#include "analysis/accepted.hpp"
#include "analysis/fractions.hpp"
#include "analysis/holes.hpp"
#include "analysis/unused.hpp"
#include "analysis/written.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace caveat::proof {

namespace {

constexpr const char* hides = "hides-stricter";

/// Findings of `check_patients`.
constexpr std::array shown_by_patients{"never-fires",   "always-fires", "never-exempt",
                                       hides,           "same-rule",    "contained",
                                       "contradiction", "never-counts", "empty-band"};

bool is_same(const Finding& a, const Finding& b) {
    return a.diagnostic.code == b.diagnostic.code && a.owner == b.owner &&
           a.diagnostic.message == b.diagnostic.message;
}

/// An override of a stricter rule is written at one place and proven by a patient: both become one
/// finding. One that can never lift anything hides nothing.
void join_overrides(std::vector<Finding>& written, Checked& checked) {
    for (auto finding = written.begin(); finding != written.end();) {
        if (finding->diagnostic.code != hides) {
            ++finding;
            continue;
        }
        const auto proven =
            std::find_if(checked.findings.begin(), checked.findings.end(),
                         [&](const Finding& each) { return is_same(each, *finding); });
        const bool is_open = std::any_of(
            checked.undecided.begin(), checked.undecided.end(), [&](const Undecided& each) {
                return each.code.empty() || (each.code == hides && each.owner == finding->owner);
            });
        if (proven != checked.findings.end()) {
            finding->patients = std::move(proven->patients);
            finding->diagnostic.labels = std::move(proven->diagnostic.labels);
            checked.findings.erase(proven);
        } else if (!is_open) {
            finding = written.erase(finding);
            continue;
        }
        ++finding;
    }
    // `all suggest` and `all inform` mean what they say.
    checked.findings.erase(
        std::remove_if(checked.findings.begin(), checked.findings.end(),
                       [](const Finding& each) { return each.diagnostic.code == hides; }),
        checked.findings.end());
}

}  // namespace

Checked check(const RuleSet& rules, const ProofOptions& options) {
    const api::LoadedRules& loaded = api::loaded_of(rules);
    Checked checked = check_patients(rules, options);
    std::vector<Finding> written_ones = analysis::written(loaded, options.as_of);
    join_overrides(written_ones, checked);
    std::vector<Finding> unused_ones = analysis::unused(loaded);
    std::vector<Finding> hole_ones = analysis::holes(loaded);
    std::vector<Finding> fractions = analysis::fractions_of_percent(loaded);
    for (std::vector<Finding>* more : {&written_ones, &unused_ones, &hole_ones, &fractions}) {
        std::move(more->begin(), more->end(), std::back_inserter(checked.findings));
    }

    std::vector<analysis::NotDecided> open;
    for (const Undecided& each : checked.undecided) {
        if (!each.code.empty()) open.push_back({each.code, each.owner});
        // Whatever patients could have shown may have been what was answered.
        if (each.code.empty()) {
            for (const char* code : shown_by_patients) open.push_back({code, {}});
        }
    }
    checked.findings = settle(std::move(checked.findings), loaded, open);
    return checked;
}

}  // namespace caveat::proof
