// "And" and "or" of alternatives: a form is its lanes, each a set of tests that must all hold.

#include "program/forms.hpp"

#include <boost/test/unit_test.hpp>

#include <numeric>
#include <optional>
#include <vector>

namespace caveat::program {

namespace {

/// Lanes of one test each: 1, 2 … `count`.
Form single_tests(std::uint32_t count) {
    Form form;
    for (std::uint32_t test = 1; test <= count; ++test) form.push_back({test});
    return form;
}

LiteralSet first_tests(std::uint32_t count) {
    LiteralSet set(count);
    std::iota(set.begin(), set.end(), 1U);
    return set;
}

std::optional<Form> so_many_of(std::uint32_t count, const std::vector<Form>& parts) {
    std::vector<const Form*> pointers;
    for (const Form& part : parts) pointers.push_back(&part);
    return at_least(count, pointers);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(forms)

BOOST_AUTO_TEST_CASE(a_product_joins_every_lane_of_one_with_every_lane_of_the_other) {
    BOOST_TEST((product({{1}, {2, 4}}, {{3}}) == Form{{1, 3}, {2, 3, 4}}));
    BOOST_TEST((product({{1}, {2}}, {{1}, {2}}) == Form{{1}, {1, 2}, {2}}));
}

BOOST_AUTO_TEST_CASE(a_sum_has_the_lanes_of_both_each_once) {
    BOOST_TEST((sum({{1}, {2}}, {{2}, {3}}) == Form{{1}, {2}, {3}}));
}

BOOST_AUTO_TEST_CASE(what_always_holds_is_one_lane_without_tests_and_what_never_does_has_no_lane) {
    const Form always{{}};
    const Form never;
    const Form form{{1}, {2}};
    BOOST_TEST((product(always, form) == form));
    BOOST_TEST((product(never, form) == never));
    BOOST_TEST((sum(never, form) == form));
}

BOOST_AUTO_TEST_CASE(eight_lanes_are_kept_and_nine_are_too_many) {
    const Form seven = single_tests(7);
    BOOST_TEST(sum(seven, {{8}}).has_value());
    BOOST_TEST(!sum(seven, {{8}, {9}}).has_value());
    BOOST_TEST(sum(seven, {{8}, {7}}).has_value());  // known already
    BOOST_TEST(product({{1}, {2}}, {{3}, {4}, {5}, {6}}).has_value());
    BOOST_TEST(!product({{1}, {2}, {3}}, {{4}, {5}, {6}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_lane_has_up_to_24_tests) {
    BOOST_TEST(product({first_tests(23)}, {{24}}).has_value());
    BOOST_TEST(!product({first_tests(24)}, {{25}}).has_value());
}

BOOST_AUTO_TEST_CASE(so_many_of_some_parts_are_their_combinations) {
    const std::vector<Form> three{{{1}}, {{2}}, {{3}}};
    BOOST_TEST((so_many_of(1, three) == Form{{1}, {2}, {3}}));
    BOOST_TEST((so_many_of(2, three) == Form{{1, 2}, {1, 3}, {2, 3}}));
    BOOST_TEST((so_many_of(3, three) == Form{{1, 2, 3}}));
    BOOST_TEST(!so_many_of(0, three).has_value());
    BOOST_TEST(!so_many_of(4, three).has_value());
}

BOOST_AUTO_TEST_CASE(two_of_four_are_six_lanes_and_two_of_five_would_be_ten) {
    std::vector<Form> parts{{{1}}, {{2}}, {{3}}, {{4}}};
    BOOST_TEST(so_many_of(2, parts).value().size() == 6U);
    parts.push_back({{5}});
    BOOST_TEST(!so_many_of(2, parts).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::program
