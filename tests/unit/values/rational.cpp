#include "values/rational.hpp"

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

BOOST_AUTO_TEST_SUITE_END()
