// What `check` says of generated rule sets of ordinary size: what it calls impossible does not
// happen to random patients, and every patient shown is as said.

#include <caveat/json.hpp>

#include "analysis/written_file.hpp"
#include "api/access.hpp"
#include "engine.hpp"
#include "eval/result.hpp"
#include "law.hpp"
#include "model/evaluation.hpp"
#include "proof/check.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>

using namespace caveat;
using namespace caveat::testing;
using analysis::Checked;
using analysis::Finding;

BOOST_AUTO_TEST_SUITE(checking)

namespace {

constexpr int rule_sets = 5;
constexpr std::uint64_t profiles_each = 300;  // CAVEAT_LAW_RUNS=42 makes a hundred thousand
constexpr proof::ProofOptions how{Date{2026, 11, 20}, 3000};

bool fired(const Screening& screening, RuleId rule) {
    return screening.status(rule) == Status::fired;
}

bool is_about(const Finding& finding, Span span) {
    const auto& labels = finding.diagnostic.labels;
    return finding.diagnostic.span == span ||
           std::any_of(labels.begin(), labels.end(),
                       [&](const Label& label) { return label.span == span; });
}

/// The same of a finding about entries or bands of scores.
std::string contradicted_by_score(const Finding& finding, const RuleSet& rules,
                                  const Screening& screening) {
    const model::RuleSet& model = api::loaded_of(rules).model;
    const model::Values& values = eval::values_of(api::result_of(screening));
    const language::Document& document = analysis::document_of(api::loaded_of(rules));
    for (std::size_t i = 0; i < model.scores.size(); ++i) {
        const model::Score& score = model.scores[i];
        for (const model::ScoreEntry& entry : score.entries) {
            if (entry.condition == model::none || !is_about(finding, entry.span)) continue;
            const Truth met = values.truths[model.tree[entry.condition].slot];
            if (finding.diagnostic.code == "never-counts" && met == Truth::yes) return "it counted";
        }
        const values::Range& total = values.numbers[model.tree[score.value].slot];
        for (std::size_t band = 0; band < score.bands.size(); ++band) {
            if (!is_about(finding, document.scores[i].bands[band].interval.span)) continue;
            const Truth lies = lies_in(total, score.bands[band].interval);
            if (lies == Truth::yes) return "a total lay in it";
        }
    }
    return "";
}

/// What of the finding the screening contradicts; empty if nothing.
std::string contradicted(const Finding& finding, const RuleSet& rules, const Screening& screening) {
    const std::string& code = finding.diagnostic.code;
    if (finding.rules.empty()) return contradicted_by_score(finding, rules, screening);
    const RuleId rule = finding.rules.front();
    if (code == "never-fires" && fired(screening, rule)) return "it fired";
    if (code == "always-fires" && screening.applicable() == Truth::yes && !fired(screening, rule)) {
        return "it did not fire";
    }
    if (code == "contained" && fired(screening, rule) && !fired(screening, finding.rules.back())) {
        return "the inner fired alone";
    }
    if (code == "same-rule" && fired(screening, rule) != fired(screening, finding.rules.back())) {
        return "one fired alone";
    }
    return "";
}

/// Whether the patient shown shows what is said.
bool is_shown(const Finding& finding, const Screening& screening) {
    const std::string& code = finding.diagnostic.code;
    if (code == "never-fires") return !fired(screening, finding.rules.front());
    if (code == "hides-stricter") {
        return screening.status(finding.rules.back()) == Status::overridden &&
               fired(screening, finding.rules.front());
    }
    return std::all_of(finding.rules.begin(), finding.rules.end(),
                       [&](RuleId rule) { return fired(screening, rule); });
}

std::map<std::string, int> found;

std::string checked_rightly(std::uint64_t seed) {
    RuleSetOptions options;
    options.records = seed % 3 == 0;
    const GeneratedRuleSet rules = generate_rules(seed, options);
    const Engine engine(rules, seed);
    if (!engine.is_loaded()) return engine.diagnostics();
    const Checked checked = proof::check_patients(engine.rules(), how);
    Screening screening;
    for (const Finding& finding : checked.findings) {
        ++found[finding.diagnostic.code];
        for (const analysis::Witness& patient : finding.patients) {
            screen(read_profile(engine.rules(), patient.profile), screening);
            if (!screening.problems().empty() || !is_shown(finding, screening)) {
                return engine.text() + finding.diagnostic.message + "\n" + patient.profile;
            }
        }
    }
    for (std::uint64_t i = 0; i < profiles_each; ++i) {
        // Everything answered: what is not known says nothing about what never or always happens.
        const GeneratedProfile profile =
            generate_profile(rules, seed * profiles_each + i, {0, 100, 0});
        engine.screen(profile, screening);
        for (const Finding& finding : checked.findings) {
            const std::string broken = contradicted(finding, engine.rules(), screening);
            if (broken.empty()) continue;
            // An answer that says something else than the records counts as unknown.
            if (finding.diagnostic.code != "never-fires" && !screening.problems().empty()) continue;
            if (screening.undecided().size() + screening.presumed().size() > 0 &&
                finding.diagnostic.code == "always-fires") {
                continue;
            }
            return engine.text() + finding.diagnostic.message + "\nbut " + broken + ":\n" +
                   engine.json(profile);
        }
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_found_is_contradicted_by_a_patient) {
    hold(rule_sets, checked_rightly);
    int all = 0;
    for (const auto& [code, count] : found) {
        BOOST_TEST_MESSAGE(code << ": " << count);
        all += count;
    }
    BOOST_TEST(all > 0);
}

BOOST_AUTO_TEST_SUITE_END()
