// Tests that can never differ from patient to patient: the declared range alone decides them.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(declared)

BOOST_AUTO_TEST_CASE(a_limit_must_lie_where_somebody_is_on_either_side_of_it) {
    // pain is 0 to 10
    BOOST_TEST(check_condition("pain >= 0").codes() == "decided-test");
    BOOST_TEST(check_condition("pain >= 1").codes() == "");
    BOOST_TEST(check_condition("pain >= 10").codes() == "");
    BOOST_TEST(check_condition("pain >= 11").codes() == "decided-test");
    BOOST_TEST(check_condition("pain > 10").codes() == "decided-test");
    BOOST_TEST(check_condition("pain <= 9").codes() == "");
    BOOST_TEST(check_condition("pain is between 0 and 9").codes() == "");
    BOOST_TEST(check_condition("pain is between 0 and 10").codes() == "decided-test");
}

BOOST_AUTO_TEST_CASE(a_test_is_decided_by_the_range_of_what_is_computed) {
    BOOST_TEST(check_condition("2 * pain >= 20").codes() == "");
    BOOST_TEST(check_condition("2 * pain >= 21").codes() == "decided-test");
    BOOST_TEST(check_condition("count of regions >= 3").codes() == "");
    BOOST_TEST(check_condition("count of regions >= 4").codes() == "decided-test");
}

BOOST_AUTO_TEST_CASE(every_code_or_none_decides_a_choice) {
    BOOST_TEST(check_condition("sex is female").codes() == "");
    BOOST_TEST(check_condition("\"sex is one of female, male\"").codes() == "decided-test");
}

BOOST_AUTO_TEST_CASE(a_fraction_is_no_limit_for_what_is_always_whole) {
    const Checked scale = check_condition("pain >= 6.5");
    BOOST_TEST(scale.codes() == "fraction-of-whole");
    BOOST_TEST(scale.help() == "write `pain >= 6` or `pain >= 7`");
    const Checked years = check_condition("years since surgery < 0.5");
    BOOST_TEST(years.codes() == "fraction-of-whole");
    BOOST_TEST(years.help() == "write `months since surgery < 6` or `years since surgery < 1`");
    BOOST_TEST(check_condition("weight >= 70.5").codes() == "");
    BOOST_TEST(check_condition("average effort of visits >= 6.5").codes() == "");
    BOOST_TEST(check_condition("highest effort of visits >= 6.5").codes() == "fraction-of-whole");
}

BOOST_AUTO_TEST_CASE(a_divisor_may_never_be_0) {
    BOOST_TEST(check_condition("weight / pain >= 7 kg").codes() == "divisor-may-be-zero");
    BOOST_TEST(check_condition("weight / height >= 40 kg/m").codes() == "");
    BOOST_TEST(check_condition("weight / (height - 0.3 m) >= 40 kg/m").codes() ==
               "divisor-may-be-zero");
    BOOST_TEST(check_condition("weight / (height - 0.2 m) >= 40 kg/m").codes() == "");
}

BOOST_AUTO_TEST_CASE(a_number_divided_by_a_number_is_asked_about) {
    BOOST_TEST(check_condition("pain >= 7/10").codes() == "divided-literals");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
