// What the analysis calls possible happens for the patient shown; what it calls impossible never
// happens.

#include "analysis/reasoner.hpp"
#include "engine.hpp"
#include "law.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <map>

using namespace caveat;
using namespace caveat::testing;
using analysis::Answered;
using analysis::Aspect;
using analysis::Claim;
using analysis::Possible;
using analysis::Reasoner;

namespace {

constexpr int rule_sets = 60;
constexpr std::uint64_t profiles_each = 30;

/// How every rule ended, as claims.
std::vector<Claim> claims_of(const Screening& screening) {
    std::vector<Claim> claims;
    for (std::uint32_t rule = 0; rule < screening.statuses().size(); ++rule) {
        const Status status = screening.statuses()[rule];
        const Aspect aspect = status == Status::fired        ? Aspect::fired
                              : status == Status::presumed   ? Aspect::presumed
                              : status == Status::undecided  ? Aspect::open
                              : status == Status::overridden ? Aspect::overridden
                                                             : Aspect::not_fired;
        claims.push_back({aspect, {rule}, 0, true});
    }
    return claims;
}

std::map<std::string, int> outcomes;

std::string partly_answered(std::uint64_t seed) {
    RuleSetOptions options;
    options.most_facts = 6;
    options.most_rules = 5;
    options.records = getenv("NOREC") == nullptr;
    const GeneratedRuleSet rules = generate_rules(seed, options);
    const Engine engine(rules, seed);
    if (!engine.is_loaded()) return engine.diagnostics();
    analysis::ReasonerOptions how;
    how.is_partly_answered = true;
    how.most_records = 4;
    how.milliseconds = 1000;
    Reasoner reasoner({engine.rules()}, how);
    Screening screening;
    for (std::uint64_t i = 0; i < profiles_each; ++i) {
        const GeneratedProfile profile =
            generate_profile(rules, seed * profiles_each + i, {0, std::nullopt, 0});
        engine.screen(profile, screening);
        if (!screening.problems().empty()) continue;
        const std::vector<Claim> claims = claims_of(screening);
        const Answered answered = reasoner.ask({claims, std::nullopt, false});
        if (answered.possible == Possible::no) {
            return engine.text() + engine.json(profile) + "\nis called impossible";
        }
        ++outcomes[answered.possible == Possible::yes ? "yes" : answered.why];
        if (answered.possible != Possible::yes && getenv("SHOW")) {
            fprintf(stderr, "%s\n%s\n%s\n", engine.text().c_str(), engine.json(profile).c_str(),
                    answered.why.c_str());
        }
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(analysing)

BOOST_AUTO_TEST_CASE(what_happens_to_a_patient_is_never_called_impossible) {
    hold(rule_sets, partly_answered);
    for (const auto& [what, count] : outcomes) BOOST_TEST_MESSAGE(what << ": " << count);
}

BOOST_AUTO_TEST_SUITE_END()
