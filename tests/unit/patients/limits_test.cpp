// Answers worth trying: what lies on both sides of every limit in the rules.

#include "patients/candidates.hpp"
#include "patients/trials.hpp"
#include "sample.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace caveat::patients::testing {

namespace {

values::Day day_number() {
    return values::range_of(today()).low;
}

/// The answers around the one limit of a fact.
std::vector<std::string> around(const Candidates& candidates, std::uint32_t fact) {
    std::vector<std::string> texts;
    for (const Boundary& each : candidates.boundaries()) {
        if (each.fact != fact) continue;
        for (const DraftAnswer& answer : each.around) {
            texts.push_back(answer.is_given ? answer.number.to_text() : "none");
        }
    }
    return texts;
}

RuleUses uses_of(const model::RuleSet& model, RuleId rule) {
    explain::Dependencies dependencies(model);
    dependencies.find(rule);
    return {model, dependencies};
}

/// The numbers that are tried for a fact, for one rule.
std::vector<std::string> tried(const RuleSet& rules, RuleId rule, std::uint32_t fact) {
    const model::RuleSet& model = model_of(rules);
    const RuleUses uses = uses_of(model, rule);
    facts::Profile nobody;
    nobody.clear(model.packing);
    nobody.as_of = day_number();
    std::vector<std::string> texts;
    for (const Trial& each : TrialMaker(model, uses, nobody).trials(fact).answers) {
        const facts::ValueType& type = model.catalogue[fact].type;
        const auto own = values::from_base(each.value.number, type.unit.value_or(values::Unit{}));
        texts.push_back(values::to_text(*own) + (each.is_between ? " or so" : ""));
    }
    return texts;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(a_whole_number_is_tried_one_below_at_and_one_above) {
    const RuleSet rules = load();
    const Candidates candidates(model_of(rules), day_number());
    BOOST_TEST((around(candidates, 1) == std::vector<std::string>{"6", "7", "8"}));
}

BOOST_AUTO_TEST_CASE(another_number_is_tried_a_tenth_below_at_and_above) {
    const RuleSet rules = load();
    const Candidates candidates(model_of(rules), day_number());
    BOOST_TEST((around(candidates, 3) == std::vector<std::string>{"62.4", "62.5", "62.6"}));
}

BOOST_AUTO_TEST_CASE(nothing_outside_the_declared_range_is_tried) {
    const RuleSet rules = load(
        "caveat: 1\nid: t\nversion: 1.0.0\nfacts:\n  a: {type: number, whole: true, from: 0, to: "
        "5}\n"
        "outcomes:\n  inform it: {say: It.}\nrules:\n  - {id: r, rule: a >= 5 → inform it}\n");
    const Candidates candidates(model_of(rules), day_number());
    BOOST_TEST((around(candidates, 0) == std::vector<std::string>{"4", "5", "none"}));
}

BOOST_AUTO_TEST_CASE(every_answer_picked_is_one_that_a_profile_may_have) {
    const RuleSet rules = load();
    const Candidates candidates(model_of(rules), day_number());
    DraftReader reader(rules, today());
    Dice dice(7);
    for (std::size_t i = 0; i < 400; ++i) {
        Draft draft(model_of(rules).catalogue.size());
        for (std::uint32_t fact = 0; fact < draft.size(); ++fact) {
            draft[fact] = candidates.pick(fact, dice);
        }
        const Profile profile = reader.profile(draft);
        std::string said;
        for (const Diagnostic& each : profile.problems()) {
            // Now and then a record is like the one before on purpose, which deserves a warning.
            if (each.severity == Severity::error) said += each.path + ": " + each.message + '\n';
        }
        BOOST_REQUIRE_MESSAGE(said.empty(), said);
    }
}

BOOST_AUTO_TEST_CASE(for_one_rule_a_number_is_tried_at_its_turns_and_between_them) {
    const RuleSet rules = load();
    const std::vector<std::string> weights = tried(rules, {0}, 3);
    const std::vector<std::string> expected{"0", "31.25 or so", "62.5", "231.25 or so", "400"};
    BOOST_TEST(weights == expected, boost::test_tools::per_element());
    // Whole numbers of a short scale are all tried.
    BOOST_TEST(tried(rules, {0}, 1).size() == 11U);
}

BOOST_AUTO_TEST_CASE(what_a_rule_does_not_look_at_has_no_turns_of_its_own) {
    const RuleSet rules = load();
    const RuleUses uses = uses_of(model_of(rules), RuleId{1});
    BOOST_TEST(uses.of({3, {}}).thresholds.empty());
    BOOST_TEST(uses.of({6, {}}).times.size() == 1U);
    BOOST_TEST(uses.of_list(7).most_counted == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::patients::testing
