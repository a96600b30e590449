// Two versions of a rule set: the same in other words treats nobody differently, and that is
// proven; a change that does is shown by a patient who is treated differently.

#include <caveat/authoring/diff.hpp>
#include <caveat/format.hpp>
#include <caveat/json.hpp>
#include <caveat/proof.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "rewording.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using namespace caveat;
using namespace caveat::testing;
using proof::Difference;
using proof::Possible;

BOOST_AUTO_TEST_SUITE(differing)

namespace {

constexpr int same_rule_sets = 12;
constexpr int changed_rule_sets = 12;
constexpr int otherwise_declared_rule_sets = 24;
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

/// What holds for a patient, as people and programs are told.
std::multiset<std::string> told_of(const Screening& screening) {
    std::multiset<std::string> told;
    for (const OutcomeFound& found : screening.outcomes()) {
        const OutcomeInfo& info = screening.rules().outcome(found.outcome);
        told.insert(std::string(info.id) + '\n' + std::string(info.name) + '\n' +
                    std::string(info.say) +
                    (found.certainty == Certainty::certain ? "" : " presumed"));
    }
    return told;
}

/// Whether the two end differently for this profile, rule by rule, in an outcome or a verdict.
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
    return a.at_most() != b.at_most() || a.verdict() != b.verdict() ||
           a.at_least() != b.at_least() || a.applicable() != b.applicable() ||
           a.complete() != b.complete() || told_of(a) != told_of(b);
}

/// Whether a rule that is open passes over what it asked for, or asks for what it passed over.
bool passes_over(const RuleSet& before, const RuleSet& after, const std::string& json) {
    const Screening a = screen(read_profile(before, json));
    const auto rules = before.rules();
    return std::any_of(rules.begin(), rules.end(), [&](RuleId rule) {
        const RuleInfo& info = before.rule(rule);
        const auto same = after.find_rule(info.id);
        const bool is_open =
            a.status(rule) == Status::undecided || a.status(rule) == Status::presumed;
        return same && is_open && after.rule(*same).if_unknown != info.if_unknown;
    });
}

/// Whether they do where only the patient, or only a clinician, can answer.
bool defers_differently(const RuleSet& before, const RuleSet& after, const std::string& json) {
    for (const bool is_patient : {true, false}) {
        const Respondents now{.patient = is_patient, .clinician = !is_patient};
        const Screening a = screen(read_profile(before, json), now);
        const Screening b = screen(read_profile(after, json), now);
        if (a.at_most() != b.at_most()) return true;
        for (const RuleId rule : before.rules()) {
            const auto same = after.find_rule(before.rule(rule).id);
            if (same && a.is_deferred(rule) != b.is_deferred(*same)) return true;
        }
    }
    return false;
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

/// Where it is proven that nobody is treated differently, nobody of those who are made up is; and
/// whoever is shown is.
std::string holds_of_everybody(const Engine& before, const Engine& after,
                               const GeneratedRuleSet& rules, std::uint64_t seed,
                               std::map<Possible, int>& counts) {
    const Difference difference = proof::diff(before.rules(), after.rules(), how);
    ++counts[difference.treats_differently];
    for (const proof::RuleDifference& rule : difference.rules) {
        if (!rule.patient) continue;
        if (!differs(before.rules(), after.rules(), rule.patient->profile) &&
            !passes_over(before.rules(), after.rules(), rule.patient->profile)) {
            return told(before.text(), after.text(),
                        rule.patient->profile + "\nis treated the same");
        }
    }
    for (const proof::FactDifference& fact : difference.facts) {
        if (!fact.patient) continue;
        if (!defers_differently(before.rules(), after.rules(), fact.patient->profile)) {
            return told(before.text(), after.text(),
                        fact.patient->profile + "\nis asked by the same people");
        }
    }
    if (difference.treats_differently != Possible::no) return "";
    authoring::CohortCount cohort;
    for (std::uint64_t i = 0; i < profiles_each; ++i) {
        // Of every other one whatever is missing was asked for.
        const std::size_t percent_null = i % 2 == 0 ? 15 : 100;
        const GeneratedProfile profile = with_exact_numbers(
            generate_profile(rules, seed * profiles_each + i, {0, std::nullopt, 0, percent_null}));
        const std::string json = before.json(profile);
        if (differs(before.rules(), after.rules(), json)) {
            return told(before.text(), after.text(), json + "\nis treated differently");
        }
        cohort.add(read_profile(before.rules(), json), read_profile(after.rules(), json));
    }
    return cohort.so_far().changed == 0
               ? ""
               : told(before.text(), after.text(), authoring::text_of(cohort.so_far()));
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
    return holds_of_everybody(before, after, rules, seed, answers_after_a_change);
}

std::map<Possible, int> answers_otherwise_declared;

/// One change that no rule says itself, or the same limit written otherwise, which only a total
/// scaled up may tell apart. Few facts and rules, so that some changes matter to nobody.
std::string one_other_declaration(std::uint64_t seed) {
    Chance chance(seed);
    RuleSetOptions options;
    options.most_facts = 4;
    options.most_rules = 3;
    options.records = seed % 3 == 0;
    options.contradictions = true;
    GeneratedRuleSet rules = generate_rules(seed, options);
    for (Score& score : rules.scores) {
        if (chance.percent(50)) score.prorate_at_least = 1 + chance.below(score.entries.size());
    }
    GeneratedRuleSet changed = rules;
    const bool is_changed =
        chance.percent(80) ? mutate_beside_rules(changed, chance) : mutate(changed, chance);
    const Engine before(rules, seed);
    const Engine after(changed, seed);
    if (!is_changed || !before.is_loaded() || !after.is_loaded()) return "";
    return holds_of_everybody(before, after, rules, seed, answers_otherwise_declared);
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

BOOST_AUTO_TEST_CASE(what_no_rule_says_itself_is_not_forgotten) {
    hold(otherwise_declared_rule_sets, one_other_declaration);
    report(answers_otherwise_declared);
    BOOST_TEST(answers_otherwise_declared[Possible::yes] > 0);
    BOOST_TEST(answers_otherwise_declared[Possible::no] > 0);
}

BOOST_AUTO_TEST_SUITE_END()
