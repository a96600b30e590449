#include <caveat/values.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <string>

using caveat::Decimal;

BOOST_AUTO_TEST_SUITE(decimal)

BOOST_AUTO_TEST_CASE(numbers_are_read_exactly_and_normalised) {
    struct Case {
        const char* text;
        std::int64_t coefficient;
        std::int32_t scale;
        const char* shortest;
    };
    const Case cases[] = {
        {"0", 0, 0, "0"},
        {"-0", 0, 0, "0"},
        {"0.000", 0, 0, "0"},
        {"0e99999999999999999999", 0, 0, "0"},
        {"7", 7, 0, "7"},
        {"7.0", 7, 0, "7"},
        {"-7.50", -75, 1, "-7.5"},
        {"38.4", 384, 1, "38.4"},
        {"100", 100, 0, "100"},
        {"1e2", 100, 0, "100"},
        {"1E+2", 100, 0, "100"},
        {"1.5e1", 15, 0, "15"},
        {"1.25e1", 125, 1, "12.5"},
        {"25e-2", 25, 2, "0.25"},
        {"-25e-4", -25, 4, "-0.0025"},
        {"100e-2", 1, 0, "1"},
        {"0.00001e5", 1, 0, "1"},
        {"999999999999999999", 999999999999999999, 0, "999999999999999999"},
        {"-999999999999999999", -999999999999999999, 0, "-999999999999999999"},
        {"0.999999999999999999", 999999999999999999, 18, "0.999999999999999999"},
        {"123456789.012345678", 123456789012345678, 9, "123456789.012345678"},
        {"0.000000000000000001", 1, 18, "0.000000000000000001"},
        {"1e-18", 1, 18, "0.000000000000000001"},
        {"1e17", 100000000000000000, 0, "100000000000000000"},
        {"1.0000000000000000000000000000000", 1, 0, "1"},
        {"1000000000000000000000e-21", 1, 0, "1"},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.text) {
            const std::optional<Decimal> read = Decimal::from_text(c.text);
            BOOST_REQUIRE(read.has_value());
            BOOST_TEST(read->coefficient == c.coefficient);
            BOOST_TEST(read->scale == c.scale);
            BOOST_TEST(read->to_text() == c.shortest);
            BOOST_CHECK(Decimal::from_text(read->to_text()) == read);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_needs_more_than_eighteen_digits_is_refused) {
    for (const char* text :
         {"1000000000000000000", "1e18", "-1e18", "1234567890123456789", "0.1234567890123456789",
          "1.000000000000000001", "1e-19", "0.0000000000000000001", "123456789.0123456789", "1e400",
          "1e-400", "1e99999999999999999999", "1e-99999999999999999999", "100000000000000000.1"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!Decimal::from_text(text).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(only_the_grammar_of_json_is_a_number) {
    for (const char* text : {"",      " ",   "-",   "+1",       ".5",    "1.",  "010",   "00",
                             "-01",   "1e",  "1e+", "e5",       "1 ",    " 1",  "1,5",   "0x10",
                             "1_000", "inf", "nan", "Infinity", "1.5.2", "--1", "1e5.5", "١"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!Decimal::from_text(text).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_double_means_the_shortest_decimal_that_reads_back_to_it) {
    BOOST_CHECK(Decimal::from_double(38.4) == Decimal::from_text("38.4"));
    BOOST_CHECK(Decimal::from_double(0.1) == Decimal::from_text("0.1"));
    BOOST_CHECK(Decimal::from_double(100.0) == Decimal::from_text("100"));
    BOOST_CHECK(Decimal::from_double(-0.0) == Decimal::from_text("0"));
    BOOST_CHECK(Decimal::from_double(1e17) == Decimal::from_text("100000000000000000"));
    BOOST_CHECK(Decimal::from_double(1.5e-7) == Decimal::from_text("0.00000015"));
    BOOST_CHECK(Decimal::from_double(0.1 + 0.2) == Decimal::from_text("0.30000000000000004"));
    for (const double number :
         {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
          -std::numeric_limits<double>::infinity(), 1e18, -1e18, 1e300, 5e-324, 1e-19}) {
        BOOST_TEST(!Decimal::from_double(number).has_value());
    }
    std::mt19937_64 random(3);
    for (int i = 0; i < 20000; ++i) {
        const double number = static_cast<double>(random() % 2000000) / 1000 - 1000;
        const std::optional<Decimal> read = Decimal::from_double(number);
        BOOST_REQUIRE(read.has_value());
        BOOST_REQUIRE(std::stod(read->to_text()) == number);
    }
}

BOOST_AUTO_TEST_CASE(integers_have_eighteen_digits_at_most) {
    BOOST_CHECK(Decimal::from_integer(999999999999999999) == (Decimal{999999999999999999, 0}));
    BOOST_TEST(!Decimal::from_integer(1000000000000000000).has_value());
    BOOST_TEST(!Decimal::from_integer(-1000000000000000000).has_value());
    BOOST_TEST(!Decimal::from_integer(INT64_MIN).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
