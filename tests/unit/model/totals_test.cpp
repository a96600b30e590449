// Sets of numbers that a score may come to, and which of them lies in a band.

#include "model/totals.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace caveat::model {

namespace {

using values::Bound;
using values::Rational;
using Numbers = std::vector<Rational>;

Totals steps(int low, int high, const Rational& step) {
    return Totals(values::Range{low, high, false}, step);
}

std::string one(const Totals& totals, const Interval& interval) {
    const auto found = totals.one_in(interval);
    return found ? values::to_text(*found) : "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(totals)

BOOST_AUTO_TEST_CASE(before_anything_is_added_the_total_is_0) {
    BOOST_TEST((Totals().each() == Numbers{0}));
}

BOOST_AUTO_TEST_CASE(numbers_are_kept_once_and_ascending) {
    BOOST_TEST((Totals(Numbers{3, 0, 3, 1}).each() == Numbers{0, 1, 3}));
}

BOOST_AUTO_TEST_CASE(a_range_with_a_step_is_counted_from_its_low_end) {
    BOOST_TEST((steps(1, 7, 2).each() == Numbers{1, 3, 5, 7}));
    BOOST_TEST((steps(1, 6, 2).each() == Numbers{1, 3, 5}));
    BOOST_TEST((steps(4, 4, 0).each() == Numbers{4}));
}

BOOST_AUTO_TEST_CASE(adding_takes_one_number_of_each) {
    Totals totals(Numbers{0, 1});
    totals.add(Totals(Numbers{0, 5}));
    BOOST_TEST((totals.each() == Numbers{0, 1, 5, 6}));
    BOOST_TEST((totals.range() == values::Range{0, 6, false}));
}

BOOST_AUTO_TEST_CASE(joining_takes_the_numbers_of_both) {
    Totals totals(Numbers{0, 2});
    totals.join(Totals(Numbers{2, 7}));
    BOOST_TEST((totals.each() == Numbers{0, 2, 7}));
}

BOOST_AUTO_TEST_CASE(the_least_number_in_an_interval_is_named_and_ends_left_out_are_left_out) {
    const Totals totals(Numbers{0, 2, 5});
    BOOST_TEST(one(totals, {2, 5, true, true}) == "2");
    BOOST_TEST(one(totals, {2, 5, false, true}) == "5");
    BOOST_TEST(one(totals, {2, 5, false, false}) == "none");
    BOOST_TEST(one(totals, {3, 4, true, true}) == "none");
    BOOST_TEST(one(totals, {6, Bound::plus_infinity()}) == "none");
}

BOOST_AUTO_TEST_CASE(a_range_without_steps_has_a_number_in_every_interval_that_is_not_empty) {
    const Totals totals = steps(0, 10, 0);
    BOOST_TEST(one(totals, {3, 4, true, true}) == "3");
    BOOST_TEST(one(totals, {3, 4, false, false}) == "3.5");
    BOOST_TEST(one(totals, {3, 3, false, true}) == "none");
    BOOST_TEST(one(totals, {11, 12, true, true}) == "none");
}

BOOST_AUTO_TEST_CASE(up_to_4096_numbers_are_kept_and_beyond_them_a_lattice) {
    BOOST_TEST(steps(1, 4096, 1).each().size() == 4096U);
    BOOST_TEST(steps(1, 4097, 1).each().empty());
    // Every total is in the lattice, and none between its points.
    const Totals even = steps(0, 20'000, 2);
    BOOST_TEST(even.each().empty());
    BOOST_TEST(one(even, {10'001, 10'001, true, true}) == "none");
    BOOST_TEST(one(even, {10'001, 10'003, true, true}) == "10002");
    BOOST_TEST(one(even, {20'001, Bound::plus_infinity()}) == "none");
}

BOOST_AUTO_TEST_CASE(a_lattice_and_numbers_beside_it_are_in_one_with_their_common_step) {
    Totals totals = steps(0, 40'000, 4);
    totals.join(Totals(Numbers{6}));  // 6 is 2 beside it
    BOOST_TEST(one(totals, {5, 5, true, true}) == "none");
    BOOST_TEST(one(totals, {6, 6, true, true}) == "6");
    Totals sums = steps(0, 40'000, 4);
    sums.add(Totals(Numbers{0, 6}));
    BOOST_TEST(one(sums, {40'006, 40'010, true, true}) == "40006");
    BOOST_TEST(one(sums, {40'007, 40'010, true, true}) == "none");
}

BOOST_AUTO_TEST_CASE(what_two_intervals_share_has_an_end_only_where_both_include_it) {
    const Interval shared = overlap({0, 5, true, true}, {0, 7, false, true});
    BOOST_TEST((shared.low == Bound(0)));
    BOOST_TEST(!shared.low_is_included);
    BOOST_TEST((shared.high == Bound(5)));
    BOOST_TEST(shared.high_is_included);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::model
