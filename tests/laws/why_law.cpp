// The facts named in a why, alone, give the same status, and without any one of
// them they do not.

#include <caveat/explain.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(reasons)

namespace {

constexpr int rule_sets = 250;
constexpr std::uint64_t profiles_each = 6;

GeneratedProfile keeping(const GeneratedProfile& profile, const std::vector<FactId>& facts,
                         std::optional<std::size_t> besides) {
    GeneratedProfile kept;
    kept.as_of = profile.as_of;
    kept.facts.resize(profile.facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (besides != i) kept.facts[facts[i].index] = profile.facts[facts[i].index];
    }
    return kept;
}

std::string names_of(const GeneratedRuleSet& rules, const std::vector<FactId>& facts) {
    std::string names;
    for (FactId fact : facts) names += " `" + rules.facts[fact.index].name + "`";
    return names;
}

/// What is wrong with the reasons of one rule; empty if nothing.
std::string unreasonable(const GeneratedRuleSet& rules, const Engine& engine,
                         const GeneratedProfile& profile, const Screening& screening,
                         std::uint32_t rule, Screening& other) {
    const Status status = screening.statuses()[rule];
    const Why reasons = why(screening, RuleId{rule});
    const std::string about = rules.rules[rule].id + " (" + name_of(status) + ") because of" +
                              names_of(rules, reasons.facts);
    if (status == Status::undecided) {
        return reasons.facts.empty() ? "" : about + ", though nothing decides it";
    }
    engine.screen(keeping(profile, reasons.facts, std::nullopt), other);
    if (other.statuses()[rule] != status) {
        return about + ", but they alone make it " + name_of(other.statuses()[rule]);
    }
    for (std::size_t i = 0; i < reasons.facts.size(); ++i) {
        engine.screen(keeping(profile, reasons.facts, i), other);
        if (other.statuses()[rule] != status) continue;
        return about + ", but `" + rules.facts[reasons.facts[i].index].name + "` is not needed";
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_facts_of_a_why_are_enough_and_none_is_too_many) {
    std::size_t judged = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        Screening screening;
        Screening other;
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            const GeneratedProfile profile = generate_profile(rules, seed * profiles_each + i);
            engine.screen(profile, screening);
            if (has_problems(screening)) continue;
            for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
                ++judged;
                const std::string broken =
                    unreasonable(rules, engine, profile, screening, rule, other);
                if (!broken.empty()) return describe({rules, profile}, seed, broken);
            }
        }
        return "";
    });
    BOOST_TEST_MESSAGE(judged << " rules judged");
}

BOOST_AUTO_TEST_SUITE_END()
