// The same cases with Boost's integers, as on compilers without a 128-bit integer of their own.
// The code under test is compiled here once more, in its own inline namespace.

#define CAVEAT_NO_INT128

#include "values/rational.cpp"  // NOLINT

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(portable_rational)

#include "rational_cases.hpp"

static_assert(!std::is_arithmetic_v<Int128>);

BOOST_AUTO_TEST_SUITE_END()
