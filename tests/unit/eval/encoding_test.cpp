// How tests read a column: its values become bytes that keep the order among the thresholds, and
// each test an interval of bytes.

#include "eval/batch/encoding.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::eval {

namespace {

program::Literal at_least(std::int64_t low) {
    program::Literal literal;
    literal.kind = program::LiteralKind::interval;
    literal.low = low;
    return literal;
}

/// A whole number of 0 to `to`, tested against some limits; limits are in steps of the grid,
/// here 1.
struct Tested {
    facts::ValueType type;
    std::vector<program::Literal> literals;
    std::vector<const program::Literal*> pointers;

    Tested(int to, const std::vector<std::int64_t>& limits) {
        type.kind = FactKind::number;
        type.whole = true;
        type.range = {0, to, true};
        for (const std::int64_t limit : limits) literals.push_back(at_least(limit));
        for (const program::Literal& literal : literals) pointers.push_back(&literal);
    }
    [[nodiscard]] Encoding read(ColumnType column, int scale = 0) const {
        Column given;
        given.type = column;
        given.scale = scale;
        return encode({&type, 1, pointers}, given);
    }
};

/// The bytes that a test takes: `1..255`.
std::string bytes(const Encoding& encoding, std::size_t test) {
    const ByteTest& interval = encoding.intervals[encoding.tests[test].first];
    return std::to_string(interval.low) + ".." + std::to_string(interval.low + interval.span);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(encoding)

BOOST_AUTO_TEST_CASE(a_column_of_bytes_is_read_as_it_is) {
    const Encoding encoding = Tested(10, {7}).read(ColumnType::uint8);
    BOOST_TEST((encoding.reading == ColumnReading::bytes));
    // Nothing above 10 may be, so nothing above it is taken.
    BOOST_TEST(bytes(encoding, 0) == "7..10");
    BOOST_TEST(encoding.low == 0);
    BOOST_TEST(encoding.high == 10);
}

BOOST_AUTO_TEST_CASE(wider_values_are_narrowed_where_all_thresholds_lie_within_a_byte) {
    const Encoding encoding = Tested(1000, {500, 700}).read(ColumnType::int32);
    BOOST_TEST((encoding.reading == ColumnReading::narrowed));
    BOOST_TEST(encoding.base == 499);  // one below the first, so that 0 is everything below it
    BOOST_TEST(bytes(encoding, 0) == "1..255");
    BOOST_TEST(bytes(encoding, 1) == "201..255");
}

BOOST_AUTO_TEST_CASE(thresholds_254_apart_are_narrowed_and_255_apart_are_not) {
    const Encoding apart = Tested(1000, {500, 754}).read(ColumnType::int32);
    BOOST_TEST((apart.reading == ColumnReading::narrowed));
    BOOST_TEST(bytes(apart, 1) == "255..255");
    const Encoding farther = Tested(1000, {500, 755}).read(ColumnType::int32);
    BOOST_TEST((farther.reading == ColumnReading::looked_up));
    BOOST_TEST(bytes(farther, 0) == "1..255");
    BOOST_TEST(bytes(farther, 1) == "2..255");
    BOOST_TEST_REQUIRE(farther.ranks.size() == 257U);
    BOOST_TEST(farther.ranks[0] == 0U);
    BOOST_TEST(farther.ranks[1] == 1U);
    BOOST_TEST(farther.ranks[255] == 1U);
    BOOST_TEST(farther.ranks[256] == 2U);
}

BOOST_AUTO_TEST_CASE(a_few_tests_of_16_bits_are_cheaper_than_ranks) {
    const Encoding encoding = Tested(30000, {100, 20000}).read(ColumnType::int16);
    BOOST_TEST((encoding.reading == ColumnReading::halves));
    BOOST_TEST(encoding.tests[1].low == 20000);
    BOOST_TEST(encoding.tests[1].high == 30000);
}

BOOST_AUTO_TEST_CASE(thresholds_too_far_apart_for_a_table_are_searched) {
    const Encoding encoding = Tested(1'000'000, {100, 500'000}).read(ColumnType::int32);
    BOOST_TEST((encoding.reading == ColumnReading::searched));
    BOOST_TEST(encoding.cuts == (std::vector<std::int64_t>{100, 500'000}));
    BOOST_TEST(bytes(encoding, 1) == "2..255");
}

BOOST_AUTO_TEST_CASE(a_column_with_decimals_is_tested_in_its_own_steps) {
    // A column of tenths: at least 7 is at least 70 of them.
    const Encoding tenths = Tested(10, {7}).read(ColumnType::int16, 1);
    BOOST_TEST(tenths.tests[0].low == 70);
    BOOST_TEST(tenths.high == 100);
    BOOST_TEST(tenths.divisor == 10);  // only whole numbers may be
}

BOOST_AUTO_TEST_CASE(a_test_that_no_value_passes_is_never_met) {
    const Encoding encoding = Tested(10, {11}).read(ColumnType::uint8);
    BOOST_TEST((encoding.tests[0].kind == EncodedTest::Kind::never));
}

BOOST_AUTO_TEST_CASE(choices_are_sets_in_planes_of_bytes) {
    facts::ValueType type;
    type.kind = FactKind::choices;
    type.codes.resize(9);
    program::Literal literal;
    literal.kind = program::LiteralKind::any_of;
    literal.codes.insert(1);
    literal.codes.insert(8);
    const std::vector<const program::Literal*> literals{&literal};
    const Encoding encoding = encode({&type, 1, literals}, {ColumnType::mask16});
    BOOST_TEST((encoding.reading == ColumnReading::sets));
    BOOST_TEST(encoding.planes == 2U);
    BOOST_TEST(encoding.sets == (std::vector<std::uint8_t>{0b10, 0b1}));
    BOOST_TEST(encoding.all_codes == 0x1ffU);
    // A code that stands alone is looked for beside others, value by value.
    type.exclusive.insert(8);
    BOOST_TEST((encode({&type, 1, literals}, {ColumnType::mask16}).reading == ColumnReading::odd));
}

BOOST_AUTO_TEST_CASE(a_column_fits_a_fact_whose_values_it_can_hold) {
    facts::ValueType type;
    type.kind = FactKind::choices;
    type.codes.resize(9);
    BOOST_TEST(!fits(type, {ColumnType::mask8}));
    BOOST_TEST(fits(type, {ColumnType::mask16}));
    BOOST_TEST(!fits(type, {ColumnType::int32}));
    type.kind = FactKind::yes_no;
    BOOST_TEST(fits(type, {ColumnType::bits}));
    BOOST_TEST(!fits(type, {ColumnType::real}));
    type.kind = FactKind::number;
    BOOST_TEST(fits(type, {ColumnType::real}));
    BOOST_TEST(!fits(type, {ColumnType::bits}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::eval
