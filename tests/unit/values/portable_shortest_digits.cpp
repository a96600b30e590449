// Floating-point numbers as text by whole numbers, as where the standard library has no other way,
// beside what the standard library of this compiler writes.

#define CAVEAT_NO_TO_CHARS

#include "values/shortest_digits.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

BOOST_AUTO_TEST_SUITE(portable_shortest_digits)

namespace {

template <class Number>
std::string by_library(Number number) {
    std::array<char, 40> buffer;
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                       std::chars_format::scientific);
    return {buffer.data(), written.ptr};
}

template <class Number>
void check(Number number) {
    BOOST_TEST(std::string(caveat::values::shortest_digits(number).view()) == by_library(number));
}

}  // namespace

BOOST_AUTO_TEST_CASE(numbers_of_the_clinic_are_as_short_as_they_were_written) {
    check(38.4);
    check(0.1);
    check(0.1 + 0.2);
    check(-0.0);
    check(1e22);
    check(5e-324);
    check(38.4F);
    check(16777216.0F);
    check(std::numeric_limits<double>::max());
    check(std::numeric_limits<float>::min());
    for (int tenths = 0; tenths < 2000; ++tenths) check(tenths / 10.0);
}

BOOST_AUTO_TEST_CASE(powers_of_two_and_their_neighbours_have_the_digits_that_the_library_finds) {
    for (int power = -1074; power < 1024; ++power) {
        const double number = std::ldexp(1.0, power);
        check(number);
        check(std::nextafter(number, 0.0));
        check(std::nextafter(number, std::numeric_limits<double>::infinity()));
    }
    for (int power = -149; power < 128; ++power) check(std::ldexp(1.0F, power));
}

BOOST_AUTO_TEST_CASE(any_number_has_the_digits_that_the_library_finds) {
    std::mt19937_64 random(20261120);
    for (int at = 0; at < 20'000; ++at) {
        const std::uint64_t bits = random();
        const double number = std::bit_cast<double>(bits);
        if (std::isfinite(number)) check(number);
        const float small = std::bit_cast<float>(static_cast<std::uint32_t>(bits >> 32));
        if (std::isfinite(small)) check(small);
    }
}

BOOST_AUTO_TEST_SUITE_END()
