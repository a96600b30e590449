// Rules: their ids, what they override, and the orders in which they are evaluated and shown.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::testing {

namespace {

using Order = std::vector<std::uint32_t>;

Order positions(const std::vector<RuleId>& rules) {
    Order found;
    for (const RuleId rule : rules) found.push_back(rule.index);
    return found;
}

std::string rule(const std::string& id, const std::string& then, const std::string& more = "") {
    return "  - {id: " + id + ", when: fever, then: " + then + more + "}\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(a_rule_of_one_name_or_phrase_is_called_by_its_words) {
    const Checked checked =
        check_rules("  - fever → suggest rest\n  - seen 2 times → refer for a check-up\n",
                    "terms:\n  seen {n} time(s): at least n visits\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(checked.rules->rules[0].id == "fever");
    BOOST_TEST(checked.rules->rules[1].id == "seen-2-times");
}

BOOST_AUTO_TEST_CASE(more_than_one_name_and_an_exemption_need_an_id) {
    BOOST_TEST(check_rules("  - pain >= 7 → suggest rest\n").codes() == "missing-id");
    BOOST_TEST(check_rules("  - fever unless pregnant → suggest rest\n").codes() == "missing-id");
}

BOOST_AUTO_TEST_CASE(two_rules_of_one_id_are_an_error_in_any_spelling) {
    BOOST_TEST(check_rules("  - fever → suggest rest\n  - fever → avoid massage\n").codes() ==
               "duplicate-id");
    BOOST_TEST(
        check_rules(rule("see-you", "suggest rest") + rule("See_You", "avoid massage")).codes() ==
        "duplicate-id");
}

BOOST_AUTO_TEST_CASE(a_rule_is_evaluated_after_all_that_override_it) {
    const Checked checked = check_rules(rule("a", "suggest rest") +
                                        rule("b", "refer for a check-up", ", overrides: [a]") +
                                        rule("c", "avoid massage", ", overrides: [b, a]"));
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(positions(checked.rules->evaluation_order) == (Order{2, 1, 0}));
    BOOST_TEST(positions(checked.rules->rules[0].overridden_by) == (Order{1, 2}));
}

BOOST_AUTO_TEST_CASE(the_strictest_is_shown_first_and_equals_as_in_the_file) {
    const Checked checked =
        check_rules(rule("a", "suggest rest") + rule("b", "avoid massage") +
                    rule("c", "suggest rest") + rule("d", "refer for a check-up"));
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(positions(checked.rules->display_order) == (Order{1, 3, 0, 2}));
}

BOOST_AUTO_TEST_CASE(all_suggest_means_every_other_rule_whose_strictest_outcome_suggests) {
    const Checked checked = check_rules(
        rule("a", "suggest rest") + rule("b", "[suggest rest, refer for a check-up]") +
        rule("c", "suggest rest") + rule("d", "avoid massage", ", overrides: [all suggest]"));
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(positions(checked.rules->rules[3].overrides) == (Order{0, 2}));
}

BOOST_AUTO_TEST_CASE(overrides_in_a_circle_are_an_error) {
    BOOST_TEST(check_rules(rule("a", "suggest rest", ", overrides: [b]") +
                           rule("b", "suggest rest", ", overrides: [a]"))
                   .codes() == "cycle");
    BOOST_TEST(check_rules(rule("a", "suggest rest", ", overrides: [a]")).codes() == "cycle");
}

BOOST_AUTO_TEST_CASE(an_override_names_a_rule_that_exists) {
    const Checked checked = check_rules(rule("plan", "suggest rest") +
                                        rule("b", "avoid massage", ", overrides: [plam]"));
    BOOST_TEST(checked.codes() == "unknown-rule");
    BOOST_TEST(checked.help() == "did you mean `plan`?");
}

BOOST_AUTO_TEST_CASE(to_lift_a_stricter_rule_is_a_warning_unless_it_is_accepted) {
    const std::string stricter = rule("strict", "avoid massage");
    const Checked warned =
        check_rules(stricter + rule("b", "suggest rest", ", overrides: [strict]"));
    BOOST_TEST(warned.codes() == "hides-stricter");
    BOOST_TEST(warned.rules.has_value());
    BOOST_TEST(
        check_rules(stricter + rule("b", "suggest rest",
                                    ", overrides: [strict], accept: {hides-stricter: Agreed}"))
            .codes() == "");
    BOOST_TEST(
        check_rules(stricter + rule("b", "avoid massage", ", overrides: [strict]")).codes() == "");
}

BOOST_AUTO_TEST_CASE(no_verdict_rests_on_silence) {
    BOOST_TEST(check_rules(rule("a", "suggest rest", ", if unknown: ignore")).codes() == "");
    BOOST_TEST(check_rules(rule("a", "refer for a check-up", ", if unknown: ignore")).codes() ==
               "unsafe-ignore");
    BOOST_TEST(check_rules(rule("a", "refer for a check-up", ", if unknown: presume")).codes() ==
               "");
}

BOOST_AUTO_TEST_CASE(a_rule_has_one_exemption) {
    BOOST_TEST(
        check_rules("  - {id: a, rule: fever unless pregnant → suggest rest, unless: pain >= 7}\n")
            .codes() == "two-exemptions");
}

BOOST_AUTO_TEST_CASE(applies_to_is_joined_to_every_condition_by_and) {
    const Checked checked = check_rules(rule("a", "suggest rest"), "applies to: sex is female\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const auto* all = std::get_if<model::All>(&checked.node(checked.rules->rules[0].when));
    BOOST_TEST_REQUIRE(all != nullptr);
    const auto parts = checked.rules->tree.children(all->parts);
    BOOST_TEST(parts[0] == checked.rules->applies_to);
    BOOST_TEST(std::holds_alternative<model::YesNo>(checked.node(parts[1])));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
