#include "values/rational_text.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(rational)

#include "rational_cases.hpp"

static_assert(std::is_trivially_copyable_v<Rational>);
static_assert(Rational(2) < Rational(3) && negate(Rational(2)) == Rational(-2));
static_assert(Rational(7).is_whole() && Rational().is_zero());

BOOST_AUTO_TEST_CASE(a_number_shows_enough_digits_to_be_told_from_what_stands_beside_it) {
    const Rational third = *divide(1, 3);
    const Rational beside[] = {30};
    const auto near_thirty = [&](std::int64_t parts) {
        return *add(30, *divide(third, Rational(parts)));
    };
    BOOST_TEST(to_text(near_thirty(10), beside) == "about 30.0333");
    BOOST_TEST(to_text(near_thirty(100'000), beside) == "about 30.000003");
    BOOST_TEST(to_text(near_thirty(-100'000), beside) == "about 29.999997");
    BOOST_TEST(to_text(near_thirty(100'000'000'000), beside) == "about 30.000000000003");
    BOOST_TEST(to_text(third, beside) == to_text(third));
}

BOOST_AUTO_TEST_SUITE_END()
