// What names stand for.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(a_fact_is_meant_by_every_spelling_of_its_name) {
    for (const char* name : {"pain", "Pain", "PAIN"}) {
        BOOST_TEST(check_condition(std::string(name) + " >= 7").codes() == "");
    }
}

BOOST_AUTO_TEST_CASE(a_misspelt_name_is_an_error_that_asks_what_was_meant) {
    const Checked checked = check_condition("pian >= 7");
    BOOST_TEST(checked.codes() == "unknown-name");
    BOOST_TEST(checked.help() == "did you mean `pain`?");
    BOOST_TEST(!checked.rules.has_value());
}

BOOST_AUTO_TEST_CASE(each_mistake_is_reported_once_and_none_hides_another) {
    const Checked checked = check_condition("pian >= 7 and fevre and pian >= 7");
    BOOST_TEST(checked.codes() == "unknown-name unknown-name unknown-name");
}

BOOST_AUTO_TEST_CASE(a_term_stands_for_its_condition) {
    const Checked checked = check_condition("severe", "terms:\n  severe: pain >= 7\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const auto* test = std::get_if<model::Compare>(&checked.node(checked.rules->rules[0].when));
    BOOST_TEST_REQUIRE(test != nullptr);
    BOOST_TEST((test->comparison == model::Comparison::greater_or_equal));
    BOOST_TEST((*model::constant_number(checked.rules->tree, test->right) == values::Rational(7)));
}

BOOST_AUTO_TEST_CASE(the_value_of_a_term_keeps_its_name_in_the_tree) {
    const Checked checked = check_condition("points >= 3", "terms:\n  points: pain - 2\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const auto* test = checked.only<model::Compare>();
    BOOST_TEST_REQUIRE(test != nullptr);
    BOOST_TEST(checked.rules->tree.name(test->left_name) == "points");
    BOOST_TEST(checked.rules->tree.name(test->right_name) == "");
}

BOOST_AUTO_TEST_CASE(terms_that_are_made_of_each_other_are_a_cycle) {
    const Checked checked = check_condition("a", "terms:\n  a: b or fever\n  b: not a\n");
    BOOST_TEST(checked.codes() == "cycle");
}

BOOST_AUTO_TEST_CASE(a_phrase_takes_a_number_or_the_name_of_a_parameter) {
    const std::string sections =
        "parameters:\n  often: {value: 3, why: Agreed.}\n"
        "terms:\n  seen {n} time(s): at least n visits\n";
    for (const auto& [use, count] :
         {std::pair("seen 2 times", 2), {"seen 1 time", 1}, {"seen often times", 3}}) {
        const Checked checked = check_condition(use, sections);
        BOOST_TEST_REQUIRE(checked.codes() == "");
        BOOST_TEST(checked.only<model::RecordsAtLeast>()->count == count);
    }
    BOOST_TEST(check_condition("seen pain times", sections).codes() != "");
}

BOOST_AUTO_TEST_CASE(inside_where_the_fields_of_the_record_come_first) {
    const Checked checked = check_condition("any visit where (effort >= 7 and pain >= 7)");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(checked.only<model::FieldValue>() != nullptr);
    BOOST_TEST(checked.rules->fact_value[2] != model::none);  // of pain
    BOOST_TEST(check_condition("effort >= 7").codes() == "field-outside-where");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
