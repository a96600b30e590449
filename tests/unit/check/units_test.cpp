// Units: what may be compared with what, and what a number without one means.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

namespace {

/// The limit of the only comparison, in the base unit of its dimension; or the codes of what is
/// wrong.
std::string limit(const std::string& condition) {
    const Checked checked = check_condition(condition);
    if (!checked.rules) return checked.codes();
    const auto* test = checked.only<model::Compare>();
    return values::to_text(*model::constant_number(checked.rules->tree, test->right));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(units)

BOOST_AUTO_TEST_CASE(a_number_without_a_unit_takes_that_of_the_fact) {
    BOOST_TEST(limit("weight >= 70") == limit("weight >= 70 kg"));
    BOOST_TEST(limit("weight >= 70") == limit("weight >= 70000 g"));
    BOOST_TEST(limit("height >= 1.8") == limit("height >= 180 cm"));
    BOOST_TEST(limit("height >= 180 cm") == "1.8");
}

BOOST_AUTO_TEST_CASE(months_and_years_convert_and_so_do_days_and_weeks_but_never_across) {
    BOOST_TEST(limit("age >= 24 months") == limit("age >= 2 years"));
    BOOST_TEST(limit("days since surgery >= 2 weeks") == limit("days since surgery >= 14 days"));
    BOOST_TEST(limit("days since surgery >= 2 months") == "different-units");
    BOOST_TEST(limit("age >= 52 weeks") == "different-units");
}

BOOST_AUTO_TEST_CASE(different_kinds_are_not_compared) {
    BOOST_TEST(limit("weight >= 70 cm") == "different-units");
    BOOST_TEST(limit("weight >= height") == "different-units");
    BOOST_TEST(limit("weight >= 70 %") == "different-units");
    BOOST_TEST(limit("pain >= 7 kg") == "different-units");
}

BOOST_AUTO_TEST_CASE(beside_a_computed_unit_a_number_needs_its_own) {
    BOOST_TEST(limit("weight / (height * height) >= 30") == "missing-unit");
    // Grams and metres are the bases.
    BOOST_TEST(limit("weight / (height * height) >= 30 kg/m2") == "30000");
}

BOOST_AUTO_TEST_CASE(only_a_ratio_of_one_dimension_is_compared_with_a_percentage) {
    BOOST_TEST(limit("(weight - 2 kg) / weight >= 90 %") == "0.9");
    BOOST_TEST(limit("pain >= 90 %") == "different-units");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
