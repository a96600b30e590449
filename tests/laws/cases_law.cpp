// What is proposed for a rule set runs and passes; and a test is counted as what a rule made of the
// same words says.

#include <caveat/authoring/propose.hpp>
#include <caveat/screen.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "api/report_words.hpp"
#include "cases/conditions.hpp"
#include "cases/running.hpp"
#include "engine.hpp"
#include "law.hpp"
#include "support/generator.hpp"
#include "text/escapes.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(cases_of_generated_rules)

namespace {

constexpr int rule_sets = 60;
constexpr std::uint64_t profiles_each = 12;

/// The rule file with one more rule for each of these conditions, which fires when it holds.
/// Nothing where the rules are not printed as a plain list, or no outcome is safe from `overrides:
/// all …`.
std::optional<std::string> with_probes(const Engine& engine, const cases::Conditions& conditions,
                                       const std::vector<std::size_t>& chosen) {
    std::string outcome;
    for (std::uint32_t i = 0; i < engine.rules().outcome_count(); ++i) {
        const OutcomeInfo found = engine.rules().outcome(OutcomeId{i});
        if (found.verb >= caveat::Verb::caution) outcome = api::name_of(found);
    }
    const std::string text = engine.text();
    const std::string head = "\nrules:\n";
    const std::size_t at = text.find(head);
    if (outcome.empty() || at == std::string::npos) return std::nullopt;
    const std::size_t dash = text.find_first_not_of(' ', at + head.size());
    if (text.compare(dash, 2, "- ") != 0) return std::nullopt;
    const std::string indent = text.substr(at + head.size(), dash - at - head.size());
    std::string more;
    for (const std::size_t each : chosen) {
        more += indent + "- {id: probe-" + std::to_string(each) +
                ", rule: " + text::in_json("(" + conditions.all()[each].words + ") → " + outcome) +
                "}\n";
    }
    return std::string(text).insert(at + head.size(), more);
}

/// The conditions that a rule of its own can ask: those not inside a `where`, nor rows of a
/// table.
std::vector<std::size_t> outside_where(const cases::Conditions& conditions) {
    std::vector<bool> is_outside;
    for (const authoring::Condition& each : conditions.all()) is_outside.push_back(!each.is_row);
    for (const cases::Conditions::Use& use : conditions.uses()) {
        if (use.list != cases::Conditions::no_list) is_outside[use.condition] = false;
    }
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < is_outside.size(); ++i) {
        const std::string& words = conditions.all()[i].words;
        // In quotes, YAML writes some signs in a way of its own.
        const bool is_escaped =
            words.find("''") != std::string::npos || words.find('\\') != std::string::npos;
        if (is_outside[i] && !is_escaped) chosen.push_back(i);
    }
    return chosen;
}

Truth truth_of(Status status) {
    return status == Status::fired       ? Truth::yes
           : status == Status::undecided ? Truth::unknown
                                         : Truth::no;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_proposed_case_passes) {
    std::size_t proposed = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        RuleSetOptions small;
        small.most_rules = 6;
        const Engine engine(generate_rules(seed, small), seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        authoring::ProposeOptions options;
        options.as_of = *Date::from_text("2024-02-29");
        options.seed = seed;
        options.most_tries = 12;
        const authoring::Proposals proposals =
            authoring::propose(authoring::run_cases(engine.rules(), "rules.yaml", {}), options);
        proposed += proposals.count;
        authoring::CaseFile file =
            authoring::read_case_file(engine.rules(), proposals.yaml, "p.yaml");
        if (!file.is_usable) {
            return engine.text() + proposals.yaml + render(file.diagnostics.front(), file.source);
        }
        const authoring::TestRun run = authoring::run_cases(engine.rules(), "rules.yaml", {file});
        if (run.unapproved_failed() != 0 || run.results.size() != proposals.count) {
            return engine.text() + proposals.yaml + authoring::write_text(run);
        }
        const authoring::CoverageShare share = run.coverage.with_unapproved();
        if (share.wanted - share.shown != proposals.left) {
            return "another count of what is left than the report's\n" + engine.text() +
                   proposals.yaml + authoring::write_text(run);
        }
        return "";
    });
    BOOST_TEST(proposed > 0U);
    BOOST_TEST_MESSAGE(proposed << " cases proposed");
}

BOOST_AUTO_TEST_CASE(a_test_is_counted_as_a_rule_of_the_same_words_ends) {
    std::size_t compared = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        RuleSetOptions options;
        // What is behind a gate, or in a phrase, is not what its words alone say.
        options.gates = options.applies_to = options.terms = false;
        const GeneratedRuleSet generated = generate_rules(seed, options);
        const Engine engine(generated, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        const auto& loaded = api::loaded_of(engine.rules());
        cases::Conditions conditions(loaded.model, loaded.source);
        const auto chosen = outside_where(conditions);
        const std::optional<std::string> probes = with_probes(engine, conditions, chosen);
        if (!probes) return "";
        const Loaded more = load_text(*probes);
        if (!more.rules) return "the probes do not load\n" + render(more);
        Screening plain;
        Screening probed;
        cases::Shown shown;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const std::string json =
                engine.json(generate_profile(generated, seed * profiles_each + i));
            screen(read_profile(engine.rules(), json), plain);
            screen(read_profile(*more.rules, json), probed);
            conditions.look(plain, shown);
            for (const std::size_t each : chosen) {
                ++compared;
                const auto rule = more.rules->find_rule("probe-" + std::to_string(each));
                const Truth truth = truth_of(probed.status(*rule));
                if (shown.truths[each] == cases::bit_of(truth)) continue;
                return "counted " + std::to_string(shown.truths[each]) + ", but it is " +
                       std::string(cases::words_of(truth)) + ": " + conditions.all()[each].words +
                       "\n" + engine.text() + json;
            }
        }
        return "";
    });
    BOOST_TEST(compared > 1000U);
    BOOST_TEST_MESSAGE(compared << " truths compared");
}

BOOST_AUTO_TEST_SUITE_END()
