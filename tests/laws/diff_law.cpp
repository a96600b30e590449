// Two versions of a rule set: the same in other words treats nobody differently, and that is
// proven; a change that does is shown by a patient who is treated differently.

#include <caveat/format.hpp>
#include <caveat/json.hpp>
#include <caveat/proof.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "rewording.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace caveat;
using namespace caveat::testing;
using proof::Difference;
using proof::Possible;

BOOST_AUTO_TEST_SUITE(differing)

namespace {

constexpr int same_rule_sets = 12;
constexpr int changed_rule_sets = 12;
constexpr std::uint64_t profiles_each = 60;
constexpr proof::ProofOptions how{Date{2026, 11, 20}, 3000};

RuleSetOptions small() {
    RuleSetOptions options;
    options.most_facts = 6;
    options.most_rules = 5;
    return options;
}

std::string told(const std::string& before, const std::string& after, const std::string& what) {
    return before + "\n--- and ---\n" + after + "\n" + what;
}

std::map<Possible, int> answers;

/// The rule set in other words: reordered, terms renamed, laid out anew.
std::string same_in_other_words(std::uint64_t seed) {
    Chance chance(seed);
    RuleSetOptions options = small();
    options.records = seed % 2 == 0;
    const GeneratedRuleSet rules = generate_rules(seed, options);
    const GeneratedRuleSet other = with_terms_renamed(reordered(rules, chance));
    const Engine before(rules, seed);
    const Formatted formatted = format_rules(print_rules(other, seed + 1));
    if (!formatted.text) return render(formatted);
    const Loaded after = load_text(*formatted.text);
    if (!before.is_loaded() || !after.rules) return before.diagnostics() + render(after);
    const Difference difference = proof::diff(before.rules(), *after.rules, how);
    ++answers[difference.treats_differently];
    if (difference.treats_differently != Possible::yes) return "";
    return told(before.text(), *formatted.text,
                proof::text_of(difference, "the first", "the second"));
}

/// Whether the two end differently for this profile, rule by rule or in the verdict.
bool differs(const RuleSet& before, const RuleSet& after, const std::string& json) {
    Screening a;
    Screening b;
    screen(read_profile(before, json), a);
    screen(read_profile(after, json), b);
    // By their ids: a rule written as one sentence has its words for an id.
    const auto status_of = [](const RuleSet& rules, const Screening& screening,
                              std::string_view id) {
        const auto rule = rules.find_rule(id);
        return rule ? screening.status(*rule) : Status::not_fired;
    };
    for (const RuleSet* rules : {&before, &after}) {
        for (std::uint32_t rule = 0; rule < rules->rule_count(); ++rule) {
            const std::string_view id = rules->rule({rule}).id;
            if (status_of(before, a, id) != status_of(after, b, id)) return true;
        }
    }
    return a.at_most() != b.at_most() || a.verdict() != b.verdict();
}

/// What is proven says nothing of numbers that are known in part.
GeneratedProfile with_exact_numbers(GeneratedProfile profile) {
    const auto make_exact = [](caveat::testing::Answer& answer) {
        answer.least = answer.most = std::nullopt;
    };
    for (caveat::testing::Answer& fact : profile.facts) {
        make_exact(fact);
        for (caveat::testing::Record& record : fact.records) {
            for (caveat::testing::Answer& field : record.fields) make_exact(field);
        }
    }
    return profile;
}

std::map<Possible, int> answers_after_a_change;

std::string one_change(std::uint64_t seed) {
    Chance chance(seed);
    const GeneratedRuleSet rules = generate_rules(seed, small());
    GeneratedRuleSet changed = rules;
    if (!mutate(changed, chance)) return "";
    const Engine before(rules, seed);
    const Engine after(changed, seed);
    // A threshold outside its range is an error at load, and no version of anything.
    if (!before.is_loaded() || !after.is_loaded()) return "";
    const Difference difference = proof::diff(before.rules(), after.rules(), how);
    ++answers_after_a_change[difference.treats_differently];
    for (const proof::RuleDifference& rule : difference.rules) {
        if (!rule.patient) continue;
        if (!differs(before.rules(), after.rules(), rule.patient->profile)) {
            return told(before.text(), after.text(),
                        rule.patient->profile + "\nis treated the same");
        }
    }
    if (difference.treats_differently != Possible::no) return "";
    for (std::uint64_t i = 0; i < profiles_each; ++i) {
        const GeneratedProfile profile = with_exact_numbers(
            generate_profile(rules, seed * profiles_each + i, {0, std::nullopt, 0}));
        const std::string json = before.json(profile);
        if (differs(before.rules(), after.rules(), json)) {
            return told(before.text(), after.text(), json + "\nis treated differently");
        }
    }
    return "";
}

void report(std::map<Possible, int>& counts) {
    BOOST_TEST_MESSAGE("treats somebody differently " << counts[Possible::yes] << ", nobody "
                                                      << counts[Possible::no] << ", not decided "
                                                      << counts[Possible::not_decided]);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_same_in_other_words_treats_nobody_differently) {
    hold(same_rule_sets, same_in_other_words);
    report(answers);
    BOOST_TEST(answers[Possible::no] > 0);
}

BOOST_AUTO_TEST_CASE(a_change_is_shown_by_a_patient_who_is_treated_differently) {
    hold(changed_rule_sets, one_change);
    report(answers_after_a_change);
    BOOST_TEST(answers_after_a_change[Possible::yes] > 0);
}

BOOST_AUTO_TEST_SUITE_END()
