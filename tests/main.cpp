// The one file that compiles Boost.Test's runner; every test executable links it.

#define BOOST_TEST_MODULE caveat
#include <boost/test/included/unit_test.hpp>
