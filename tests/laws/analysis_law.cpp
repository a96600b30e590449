// What the analysis calls possible happens for the patient shown; what it calls impossible never
// happens: held against every profile where those can be counted, and against random ones.

#include "engine.hpp"
#include "enumeration.hpp"
#include "law.hpp"
#include "patients/written.hpp"
#include "proof/reasoner.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

using namespace caveat;
using namespace caveat::testing;
using proof::Answered;
using proof::Aspect;
using proof::Claim;
using proof::Possible;
using proof::Reasoner;
using proof::ReasonerOptions;

BOOST_AUTO_TEST_SUITE(analysing)

namespace {

constexpr unsigned patience = 3000;  // milliseconds a question

Aspect aspect_of(Status status) {
    switch (status) {
        case Status::fired:
            return Aspect::fired;
        case Status::presumed:
            return Aspect::presumed;
        case Status::undecided:
            return Aspect::open;
        case Status::overridden:
            return Aspect::overridden;
        case Status::not_fired:
            break;
    }
    return Aspect::not_fired;
}

std::string told(const Engine& engine, const std::string& what) {
    return engine.text() + "\n" + what;
}

// Random patients

constexpr int rule_sets = 4;
constexpr std::uint64_t profiles_each = 5;

/// How every rule ended, all at once.
proof::Question all_of(const Screening& screening) {
    proof::Question question;
    for (std::uint32_t rule = 0; rule < screening.statuses().size(); ++rule) {
        question.claims.push_back({aspect_of(screening.status({rule})), {rule}, 0, true});
    }
    return question;
}

std::map<Possible, int> answers_for_random_patients;

std::string what_happened(std::uint64_t seed) {
    RuleSetOptions options;
    options.most_facts = 6;
    options.most_rules = 5;
    const GeneratedRuleSet rules = generate_rules(seed, options);
    const Engine engine(rules, seed);
    if (!engine.is_loaded()) return engine.diagnostics();
    ReasonerOptions how;
    how.is_partly_answered = true;
    how.most_records = 4;
    how.milliseconds = patience;
    Reasoner reasoner({engine.rules()}, how);
    Screening screening;
    for (std::uint64_t i = 0; i < profiles_each; ++i) {
        const GeneratedProfile profile =
            generate_profile(rules, seed * profiles_each + i, {0, std::nullopt, 0});
        engine.screen(profile, screening);
        if (!screening.problems().empty()) continue;
        const Answered answered = reasoner.ask(all_of(screening));
        ++answers_for_random_patients[answered.possible];
        if (answered.possible == Possible::no) {
            return told(engine, engine.json(profile) + "\nis called impossible");
        }
    }
    return "";
}

// Every patient

constexpr int complete_rule_sets = 120;
constexpr int partly_rule_sets = 80;
constexpr std::size_t most_profiles = 4'000;

/// What was met among all profiles.
struct Met {
    std::vector<std::set<Status>> statuses;                   ///< by rule
    std::set<std::pair<std::uint32_t, std::uint32_t>> alone;  ///< fired, and the other did not
};

Met meet_everybody(const Enumeration& everybody, const RuleSet& rules) {
    Met met;
    met.statuses.resize(rules.rule_count());
    Screening screening;
    everybody.for_each([&](const Profile& profile) {
        screen(profile, screening);
        for (std::uint32_t a = 0; a < rules.rule_count(); ++a) {
            met.statuses[a].insert(screening.status({a}));
            if (screening.status({a}) != Status::fired) continue;
            for (std::uint32_t b = 0; b < rules.rule_count(); ++b) {
                if (screening.status({b}) != Status::fired) met.alone.insert({a, b});
            }
        }
    });
    return met;
}

std::map<Possible, int> answers_for_everybody;

std::string compare(const Engine& engine, Reasoner& reasoner, const proof::Question& question,
                    bool was_met, const std::string& what) {
    const Answered answered = reasoner.ask(question);
    ++answers_for_everybody[answered.possible];
    if (answered.possible == Possible::no && was_met) {
        return told(engine, what + " is called impossible, and was met");
    }
    if (answered.possible == Possible::yes && !was_met) {
        return told(engine, what + " is called possible, and was never met:\n" +
                                patients::json_of(*answered.patient));
    }
    return "";
}

std::string everybody(std::uint64_t seed, bool is_partly) {
    RuleSetOptions options;
    options.most_facts = is_partly ? 3 : 5;
    options.most_rules = 4;
    options.records = false;
    options.units = false;
    const GeneratedRuleSet rules = generate_rules(seed, options);
    const Engine engine(rules, seed);
    if (!engine.is_loaded()) return engine.diagnostics();
    const Enumeration all(engine.rules(), is_partly);
    if (!all.size() || *all.size() > most_profiles) return "";
    const Met met = meet_everybody(all, engine.rules());
    ReasonerOptions how;
    how.is_partly_answered = is_partly;
    how.milliseconds = patience;
    Reasoner reasoner({engine.rules()}, how);
    for (std::uint32_t rule = 0; rule < engine.rules().rule_count(); ++rule) {
        const std::set<Status>& statuses = met.statuses[rule];
        const bool is_out =
            statuses.contains(Status::not_fired) || statuses.contains(Status::overridden);
        const bool is_open =
            statuses.contains(Status::undecided) || statuses.contains(Status::presumed);
        const std::pair<Aspect, bool> claims[] = {
            {Aspect::fired, statuses.contains(Status::fired)},
            {Aspect::presumed, statuses.contains(Status::presumed)},
            {Aspect::overridden, statuses.contains(Status::overridden)},
            {Aspect::open, is_open},
            {Aspect::not_fired, is_out}};
        for (const auto& [aspect, was_met] : claims) {
            const std::string broken = compare(
                engine, reasoner, {{{aspect, {rule}, 0, true}}, std::nullopt, false}, was_met,
                "aspect " + std::to_string(static_cast<int>(aspect)) + " of rule " +
                    std::to_string(rule));
            if (!broken.empty()) return broken;
        }
        for (std::uint32_t other = 0; other < engine.rules().rule_count(); ++other) {
            if (other == rule) continue;
            const proof::Question alone{
                {{Aspect::fired, {rule}, 0, true}, {Aspect::fired, {other}, 0, false}},
                std::nullopt,
                false};
            const std::string broken =
                compare(engine, reasoner, alone, met.alone.contains({rule, other}),
                        "rule " + std::to_string(rule) + " without " + std::to_string(other));
            if (!broken.empty()) return broken;
        }
    }
    return "";
}

/// The laws above say something only where questions are decided. How many are within their time
/// depends on the machine.
void expect_decided(std::map<Possible, int>& answers, bool with_impossible) {
    BOOST_TEST_MESSAGE("possible " << answers[Possible::yes] << ", impossible "
                                   << answers[Possible::no] << ", not decided "
                                   << answers[Possible::not_decided]);
    BOOST_TEST(answers[Possible::yes] > 0);
    if (!with_impossible) return;
    BOOST_TEST(answers[Possible::no] > 0);
    // Rule sets that can be counted off ask easy questions.
    BOOST_TEST(answers[Possible::yes] > 10 * answers[Possible::not_decided]);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_happens_to_a_patient_is_never_called_impossible) {
    hold(rule_sets, what_happened);
    expect_decided(answers_for_random_patients, false);
}

BOOST_AUTO_TEST_CASE(what_is_possible_is_what_happens_among_all_complete_profiles) {
    answers_for_everybody.clear();
    hold(complete_rule_sets, [](std::uint64_t seed) { return everybody(seed, false); });
    expect_decided(answers_for_everybody, true);
}

BOOST_AUTO_TEST_CASE(what_is_possible_is_what_happens_among_all_partly_answered_profiles) {
    answers_for_everybody.clear();
    hold(partly_rule_sets, [](std::uint64_t seed) { return everybody(seed, true); });
    expect_decided(answers_for_everybody, true);
}

BOOST_AUTO_TEST_SUITE_END()
