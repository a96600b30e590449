// The engine, given the printed text, answers as the naive evaluator does, given
// the tree; and the census shows that every construct had its say.

#include "engine.hpp"
#include "law.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(agreement)

namespace {

constexpr int rule_sets = 2000;
constexpr std::uint64_t profiles_each = 12;

std::string disagreement(const Pair& pair, std::uint64_t print_seed) {
    const Engine engine(pair.rules, print_seed);
    if (!engine.is_loaded()) return "";
    Screening screening;
    engine.screen(pair.profile, screening);
    return difference(pair.rules, screening, naive_screen(pair.rules, pair.profile),
                      pair.profile.as_of.has_value());
}

std::string smallest(const Pair& pair, std::uint64_t print_seed) {
    const Pair small = minimise(
        pair, [&](const Pair& smaller) { return !disagreement(smaller, print_seed).empty(); });
    return describe(small, print_seed, disagreement(small, print_seed));
}

struct Tally {
    Census census;
    std::size_t pairs = 0;
    std::size_t with_undecided = 0;
    std::size_t with_fired = 0;

    void count(const NaiveResult& result) {
        ++pairs;
        bool undecided = false;
        bool fired = false;
        for (NaiveStatus status : result.statuses) {
            undecided = undecided || status == NaiveStatus::undecided;
            fired = fired || status == NaiveStatus::fired;
        }
        with_undecided += undecided ? 1 : 0;
        with_fired += fired ? 1 : 0;
    }
};

void agree(int runs, const RuleSetOptions& rule_options, const ProfileOptions& profile_options,
           Tally& tally) {
    hold(runs, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed, rule_options);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics() + engine.text();
        Screening screening;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const GeneratedProfile profile =
                generate_profile(rules, seed * profiles_each + i, profile_options);
            const NaiveResult naive = naive_screen(rules, profile, &tally.census);
            tally.count(naive);
            engine.screen(profile, screening);
            const std::string differs =
                difference(rules, screening, naive, profile.as_of.has_value());
            if (!differs.empty()) return smallest({rules, profile}, seed);
        }
        return "";
    });
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_engine_equals_the_naive_evaluator) {
    Tally tally;
    agree(rule_sets, {}, {}, tally);
    constexpr std::size_t least_each = 1000;
    BOOST_TEST_MESSAGE(tally.pairs << " pairs, " << tally.with_undecided
                                   << " with an undecided rule, " << tally.with_fired
                                   << " with a fired one");
    for (const auto& [kind, counts] : tally.census.counts) {
        BOOST_TEST_MESSAGE(kind << ": no " << counts[0] << ", unknown " << counts[1] << ", yes "
                                << counts[2]);
    }
    if (std::getenv("CAVEAT_LAW_ONE") != nullptr) return;
    constexpr std::size_t kinds = 36;
    BOOST_TEST(tally.census.counts.size() == kinds);
    for (const auto& [kind, counts] : tally.census.counts) {
        for (std::size_t truth = 0; truth < counts.size(); ++truth) {
            BOOST_TEST(counts[truth] >= least_each, kind << " was rarely " << truth);
        }
    }
    constexpr std::size_t turns = 5;
    BOOST_TEST(tally.census.turns.size() == turns);
    for (const auto& [turn, count] : tally.census.turns) {
        BOOST_TEST(count >= least_each, turn << " was rare: " << count);
    }
    BOOST_TEST(tally.with_undecided * 5 >= tally.pairs);
    BOOST_TEST(tally.with_fired * 5 >= tally.pairs);
}

BOOST_AUTO_TEST_CASE(the_engine_equals_the_naive_evaluator_on_wrong_values_too) {
    ProfileOptions options;
    options.percent_wrong = 8;
    Tally tally;
    agree(rule_sets / 10, {}, options, tally);
}

BOOST_AUTO_TEST_CASE(the_engine_equals_the_naive_evaluator_on_answers_that_contradict_each_other) {
    RuleSetOptions rules;
    rules.contradictions = true;
    ProfileOptions options;
    options.percent_wrong = 4;
    Tally tally;
    agree(rule_sets / 5, rules, options, tally);
}

BOOST_AUTO_TEST_SUITE_END()
