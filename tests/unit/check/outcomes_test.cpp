// Outcomes: verbs, arguments, and what several rules share.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

namespace {

Checked check_then(const std::string& then) {
    return check_rules("  - {id: a, when: fever, then: \"" + then + "\"}\n");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outcome)

BOOST_AUTO_TEST_CASE(an_outcome_has_a_verb_a_name_and_its_arguments) {
    const Checked checked = check_then("suggest 4 sessions over 6 weeks");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST_REQUIRE(checked.rules->outcomes.size() == 1U);
    const model::Outcome& outcome = checked.rules->outcomes[0];
    BOOST_TEST(outcome.id == "suggest_n_sessions_over_w_weeks");
    BOOST_TEST(outcome.name == "4 sessions over 6 weeks");
    BOOST_TEST((outcome.verb == Verb::suggest));
    BOOST_TEST(outcome.say == "4 sessions, 6 weeks.");
    BOOST_TEST_REQUIRE(outcome.arguments.size() == 2U);
    BOOST_TEST(outcome.arguments[0].name == "n");
    BOOST_TEST(outcome.arguments[1].name == "w");
}

BOOST_AUTO_TEST_CASE(a_number_below_zero_keeps_its_sign_in_the_name) {
    const Checked checked =
        check_rules("  - {id: a, when: fever, then: suggest -4 sessions over 6 weeks}\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(checked.rules->outcomes[0].name == "-4 sessions over 6 weeks");
}

BOOST_AUTO_TEST_CASE(rules_with_the_same_words_share_an_outcome_and_other_numbers_make_another) {
    const Checked checked = check_rules(
        "  - {id: a, when: fever, then: suggest 4 sessions over 6 weeks}\n"
        "  - {id: b, when: pain >= 7, then: suggest 4 sessions over 6 weeks}\n"
        "  - {id: c, when: pain >= 8, then: suggest 4 sessions over 7 weeks}\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(checked.rules->outcomes.size() == 2U);
    BOOST_TEST((checked.rules->rules[0].outcomes == checked.rules->rules[1].outcomes));
    BOOST_TEST((checked.rules->rules[0].outcomes != checked.rules->rules[2].outcomes));
}

BOOST_AUTO_TEST_CASE(outcomes_stand_strictest_first_then_as_declared) {
    const Checked checked = check_rules(
        "  - {id: a, when: fever, then: [suggest rest, refer for a check-up]}\n"
        "  - {id: b, when: pain >= 7, then: avoid massage}\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    std::string order;
    for (const OutcomeId id : checked.rules->outcome_order) {
        order += checked.rules->outcomes[id.index].id + " ";
    }
    BOOST_TEST(order == "avoid_massage refer_for_a_check_up suggest_rest ");
    BOOST_TEST((checked.rules->rules[0].strictest == Verb::refer));
}

BOOST_AUTO_TEST_CASE(a_verb_is_one_of_six) {
    const auto codes = [](const std::string& outcome) {
        return check_file(std::string(sample_header) + "facts:\n  fever: yes/no\noutcomes:\n  " +
                          outcome + ": {say: Words.}\nrules:\n  - fever → " + outcome + "\n")
            .codes();
    };
    for (const char* verb : {"avoid", "refer", "require", "caution", "suggest", "inform"}) {
        BOOST_TEST(codes(verb + std::string(" something")) == "");
    }
    BOOST_TEST(codes("advise something") == "unknown-verb");
}

BOOST_AUTO_TEST_CASE(an_outcome_that_is_not_declared_is_an_error) {
    BOOST_TEST(check_then("suggest rset").codes() != "");
    BOOST_TEST(check_then("suggest 4 sessions over 6 kg weeks").codes() != "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
