// Facts that are only asked where they apply, and facts for which records stand in.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(gates)

BOOST_AUTO_TEST_CASE(a_test_of_a_fact_with_a_gate_is_met_only_behind_it) {
    const Checked checked = check_condition("pregnant");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const auto* gated = std::get_if<model::Gated>(&checked.node(checked.rules->rules[0].when));
    BOOST_TEST_REQUIRE(gated != nullptr);
    BOOST_TEST(std::holds_alternative<model::YesNo>(checked.node(gated->test)));
    const auto gates = checked.rules->tree.children(gated->gates);
    BOOST_TEST_REQUIRE(gates.size() == 1U);
    BOOST_TEST(std::holds_alternative<model::IsOneOf>(checked.node(gates[0])));
    BOOST_TEST(checked.rules->gate[1] == gates[0]);
    BOOST_TEST(checked.rules->gate[0] == model::none);
}

BOOST_AUTO_TEST_CASE(not_stands_above_the_gate_so_that_what_does_not_apply_is_not_so) {
    const Checked checked = check_condition("not pregnant");
    const auto* denial = std::get_if<model::Not>(&checked.node(checked.rules->rules[0].when));
    BOOST_TEST_REQUIRE(denial != nullptr);
    BOOST_TEST(std::holds_alternative<model::Gated>(checked.node(denial->part)));
}

BOOST_AUTO_TEST_CASE(gates_in_a_circle_are_an_error) {
    BOOST_TEST(check_facts("  a: {type: yes/no, only if: b}\n"
                           "  b: {type: yes/no, only if: a}\n")
                   .codes() == "cycle");
    BOOST_TEST(check_facts("  a: {type: yes/no, only if: a}\n").codes() == "cycle");
}

BOOST_AUTO_TEST_CASE(only_a_count_a_quantifier_or_a_measure_of_records_stands_in) {
    const std::string visits =
        "  visits:\n    type: records\n    each: visit\n    of: {effort: {type: number, whole: "
        "true, "
        "from: 0, to: 10}}\n";
    const auto codes = [&](const std::string& type, const std::string& otherwise) {
        return check_facts(visits + "  other: {type: " + type + ", otherwise: " + otherwise + "}\n")
            .codes();
    };
    const std::string number = "number, whole: true, from: 0, to: 10";
    BOOST_TEST(codes(number, "count of visits") == "");
    BOOST_TEST(codes(number, "highest effort of visits") == "");
    BOOST_TEST(codes("yes/no", "any visit where effort >= 7") == "");
    BOOST_TEST(codes("yes/no", "fever") == "bad-fall-back");
    BOOST_TEST(codes(number, "count of visits + 1") == "bad-fall-back");
}

BOOST_AUTO_TEST_CASE(an_entry_that_is_never_0_says_what_is_added_when_it_is_not_asked) {
    const auto codes = [](const std::string& from, const std::string& entry) {
        return check_file(std::string(sample_header) + "facts:\n  fever: yes/no\n" +
                          "  sick days: {type: number, whole: true, from: " + from +
                          ", to: 5, only if: fever}\n" + "scores:\n  load:\n    points:\n      - " +
                          entry + "\n    bands: {low: below 3, high: 3 and over}\n" +
                          std::string(sample_outcomes) +
                          "rules:\n  - {id: r, when: load is high, " + "then: suggest rest}\n")
            .codes();
    };
    BOOST_TEST(codes("0", "sick days") == "");
    BOOST_TEST(codes("1", "sick days") == "missing-not-asked");
    BOOST_TEST(codes("1", "sick days: {not asked: 0}") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
