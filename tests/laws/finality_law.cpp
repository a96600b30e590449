// A decided answer never flips because more facts arrive, and the bounds of the
// verdict only move towards each other.

#include "engine.hpp"
#include "law.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"
#include "support/weaken.hpp"

#include <boost/test/unit_test.hpp>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(finality)

namespace {

constexpr int rule_sets = 150;
constexpr std::uint64_t profiles_each = 4;
constexpr int many_steps = 8;

/// What the weaker profile decided and the stronger one took back; empty if nothing.
std::string taken_back(const GeneratedRuleSet& rules, const Screening& weaker,
                       const Screening& stronger) {
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
        const Status before = weaker.statuses()[i];
        const Status after = stronger.statuses()[i];
        if (is_final(before) && !same_decision(before, after)) {
            return rules.rules[i].id + " was " + name_of(before) + " and became " + name_of(after) +
                   " with more facts";
        }
    }
    if (stronger.at_least() < weaker.at_least()) return "more facts lowered `at least`";
    if (stronger.at_most() > weaker.at_most()) return "more facts raised `at most`";
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(more_facts_never_take_a_decision_back) {
    std::size_t compared = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed, {.contradictions = seed % 3 == 0});
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        Chance chance(seed);
        Screening stronger;
        Screening weaker;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            ProfileOptions options;
            if (i % 2 == 0) options.percent_answered = 95;
            const GeneratedProfile profile =
                generate_profile(rules, seed * profiles_each + i, options);
            engine.screen(profile, stronger);
            if (has_problems(stronger)) continue;
            std::vector<GeneratedProfile> weakened = weaker_by_one(rules, profile);
            for (int k = 0; k < many_steps; ++k) {
                weakened.push_back(weaker_by_many(rules, profile, chance));
            }
            for (const GeneratedProfile& less : weakened) {
                ++compared;
                engine.screen(less, weaker);
                const std::string broken = taken_back(rules, weaker, stronger);
                if (broken.empty()) continue;
                return describe({rules, profile}, seed, broken) + engine.json(less);
            }
        }
        return "";
    });
    BOOST_TEST_MESSAGE(compared << " weaker profiles compared");
}

BOOST_AUTO_TEST_SUITE_END()
