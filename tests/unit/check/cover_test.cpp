// Whether intervals cover numbers, each of them once.

#include "check/cover.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace caveat::check {

namespace {

using model::Interval;
using model::Totals;
using values::Bound;

const Bound no_end_below = Bound::minus_infinity();
const Bound no_end = Bound::plus_infinity();

/// `gap at 5`, `overlap at 3`, `empty`, or nothing.
std::string fault(const std::vector<Interval>& intervals, const Totals& numbers) {
    const auto found = find_cover_fault(intervals, numbers);
    if (!found) return "";
    if (found->kind == CoverFault::Kind::empty) return "empty";
    return (found->kind == CoverFault::Kind::gap ? "gap at " : "overlap at ") +
           values::to_text(found->value);
}

Totals whole_numbers_to(int last) {
    return Totals(values::Range{0, last, true}, 1);
}
Totals all_numbers_to(int last) {
    return Totals(values::Range{0, last, false}, 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cover)

BOOST_AUTO_TEST_CASE(neighbours_meet_at_a_number_that_one_of_them_includes) {
    const Interval below_two{no_end_below, 2, true, false};
    const Interval up_to_two{no_end_below, 2, true, true};
    const Interval from_two{2, no_end, true, true};
    const Interval over_two{2, no_end, false, true};
    BOOST_TEST(fault({below_two, from_two}, all_numbers_to(10)) == "");
    BOOST_TEST(fault({up_to_two, over_two}, all_numbers_to(10)) == "");
    BOOST_TEST(fault({up_to_two, from_two}, all_numbers_to(10)) == "overlap at 2");
    BOOST_TEST(fault({below_two, over_two}, all_numbers_to(10)) == "gap at 2");
}

BOOST_AUTO_TEST_CASE(a_gap_is_one_where_a_number_lies_in_it) {
    const std::vector<Interval> intervals{{0, 4, true, true}, {5, 10, true, true}};
    BOOST_TEST(fault(intervals, whole_numbers_to(10)) == "");
    BOOST_TEST(fault(intervals, all_numbers_to(10)) == "gap at 4.5");
    BOOST_TEST(fault(intervals, whole_numbers_to(11)) == "gap at 11");
}

BOOST_AUTO_TEST_CASE(numbers_below_the_first_and_above_the_last_fall_through) {
    BOOST_TEST(fault({{1, no_end, true, true}}, whole_numbers_to(10)) == "gap at 0");
    BOOST_TEST(fault({{0, no_end, true, true}}, whole_numbers_to(10)) == "");
    BOOST_TEST(fault({{no_end_below, 9, true, true}}, whole_numbers_to(10)) == "gap at 10");
    BOOST_TEST(fault({{no_end_below, 10, true, true}}, whole_numbers_to(10)) == "");
}

BOOST_AUTO_TEST_CASE(the_order_in_which_they_are_written_makes_no_difference) {
    BOOST_TEST(fault({{5, 10, true, true}, {0, 4, true, true}}, whole_numbers_to(10)) == "");
    BOOST_TEST(fault({{6, 10, true, true}, {0, 4, true, true}}, whole_numbers_to(10)) ==
               "gap at 5");
}

BOOST_AUTO_TEST_CASE(an_interval_inside_another_overlaps_and_one_upside_down_is_empty) {
    BOOST_TEST(fault({{0, 10, true, true}, {4, 6, true, true}}, whole_numbers_to(10)) ==
               "overlap at 4");
    BOOST_TEST(fault({{5, 4, true, true}}, whole_numbers_to(10)) == "empty");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::check
