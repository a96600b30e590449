// Findings of every kind become one list, less those that the author has answered. Entrance: check.

#include <caveat/codes.hpp>
#include <caveat/proof.hpp>

#include "analysis/accepted.hpp"
#include "analysis/as_written.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "proof/check.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace caveat::proof {

namespace {

constexpr std::string_view hides = codes::hides_stricter;

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
    std::vector<Finding> written = analysis::as_written(loaded, options.as_of);
    join_overrides(written, checked);
    std::move(written.begin(), written.end(), std::back_inserter(checked.findings));
    std::vector<analysis::NotDecided> open;
    for (const Undecided& each : checked.undecided) {
        if (!each.code.empty()) open.push_back({each.code, each.owner});
        // Whatever patients could have shown may have been what was answered.
        if (each.code.empty()) {
            const auto all = analysis::all_of_patients();
            open.insert(open.end(), all.begin(), all.end());
        }
    }
    checked.findings = settle(std::move(checked.findings), loaded, open);
    return checked;
}

}  // namespace caveat::proof
