// The loops over rows: the same bits at every width of vectors.

#include "eval/batch/kernels.hpp"

#include "eval/batch/bits.hpp"
#include "eval/batch/table.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace caveat::eval {

namespace {

/// The loops that are picked for each width, as far as this machine has it.
std::vector<const Kernels*> widths() {
    using program::Instructions;
    std::vector<const Kernels*> all;
    const model::RuleSet nothing;
    for (const auto each : {Instructions::baseline, Instructions::avx2, Instructions::avx512}) {
        const Compiled compiled = compile(nothing, each);
        Table table;
        prepare(table, nothing, compiled, 0);
        all.push_back(table.kernels);
    }
    return all;
}

/// Bytes 0 to 255, in four words of rows.
std::array<std::uint8_t, 256> all_bytes() {
    std::array<std::uint8_t, 256> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i);
    return bytes;
}

std::vector<std::size_t> rows_of(const std::array<std::uint64_t, strip_words>& bitmap) {
    std::vector<std::size_t> rows;
    for_each_bit(bitmap.data(), 4, [&](std::size_t row) { rows.push_back(row); });
    return rows;
}

using Rows = std::vector<std::size_t>;

}  // namespace

BOOST_AUTO_TEST_SUITE(kernels)

BOOST_AUTO_TEST_CASE(a_byte_passes_one_of_some_intervals_with_both_ends) {
    const auto bytes = all_bytes();
    const std::array<ByteTest, 2> tests{ByteTest{63, 2}, ByteTest{255, 0}};  // 63 to 65, and 255
    for (const Kernels* each : widths()) {
        std::array<std::uint64_t, strip_words> bits{};
        each->intervals(bytes.data(), 4, tests.data(), 2, 0, bits.data(), strip_words);
        BOOST_TEST(rows_of(bits) == (Rows{63, 64, 65, 255}));
        each->intervals(bytes.data(), 4, tests.data(), 2, ~std::uint64_t{0}, bits.data(),
                        strip_words);
        BOOST_TEST(rows_of(bits).size() == 252U);
    }
}

BOOST_AUTO_TEST_CASE(an_interval_of_signed_bytes_wraps_round) {
    const auto bytes = all_bytes();
    const ByteTest around_zero{254, 3};  // -2 to 1
    for (const Kernels* each : widths()) {
        std::array<std::uint64_t, strip_words> bits{};
        each->intervals(bytes.data(), 4, &around_zero, 1, 0, bits.data(), strip_words);
        BOOST_TEST(rows_of(bits) == (Rows{0, 1, 254, 255}));
    }
}

BOOST_AUTO_TEST_CASE(a_set_of_codes_shares_one_or_holds_all) {
    const auto bytes = all_bytes();
    const std::uint8_t* const planes[] = {bytes.data()};
    const std::uint8_t set = 0b1100'0000;
    for (const Kernels* each : widths()) {
        std::array<std::uint64_t, strip_words> any{};
        each->any_of(planes, &set, 1, 4, 0, any.data(), strip_words);
        BOOST_TEST(rows_of(any).size() == 192U);
        BOOST_TEST(rows_of(any).front() == 64U);
        std::array<std::uint64_t, strip_words> all{};
        each->all_of(planes, &set, 1, 4, 0, all.data(), strip_words);
        BOOST_TEST(rows_of(all).size() == 64U);
        BOOST_TEST(rows_of(all).front() == 192U);
    }
}

BOOST_AUTO_TEST_CASE(wider_values_are_narrowed_and_cut_off_and_those_outside_are_seen) {
    std::vector<std::int32_t> values(64, 500);
    values[0] = -1000;
    values[1] = 499;
    values[2] = 700;
    values[63] = 100000;
    for (const Kernels* each : widths()) {
        std::array<std::uint8_t, 64> bytes{};
        BOOST_TEST(each->narrow_i32(values.data(), 64, 499, -1000, 100000, bytes.data()));
        BOOST_TEST(bytes[0] == 0);
        BOOST_TEST(bytes[1] == 0);
        BOOST_TEST(bytes[2] == 201);
        BOOST_TEST(bytes[3] == 1);
        BOOST_TEST(bytes[63] == 255);
        BOOST_TEST(!each->narrow_i32(values.data(), 64, 499, -999, 100000, bytes.data()));
        BOOST_TEST(!each->narrow_i32(values.data(), 64, 499, -1000, 99999, bytes.data()));
    }
}

BOOST_AUTO_TEST_CASE(bitmaps_become_the_bits_of_bytes) {
    constexpr std::size_t words = 3;
    std::array<std::array<std::uint64_t, words>, 8> bitmaps;
    std::uint64_t some = 1;
    for (auto& bitmap : bitmaps) {
        for (std::uint64_t& word : bitmap) word = some = some * 6364136223846793005U + 99;
    }
    std::array<const std::uint64_t*, 8> from;
    for (std::size_t k = 0; k < from.size(); ++k) from[k] = bitmaps[k].data();
    for (const Kernels* each : widths()) {
        for (std::size_t count = 1; count <= from.size(); ++count) {
            std::vector<std::uint8_t> expected(words * word_bits);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                for (std::size_t k = 0; k < count; ++k) {
                    if (has_bit(from[k], i)) expected[i] |= static_cast<std::uint8_t>(1U << k);
                }
            }
            std::vector<std::uint8_t> bytes(expected.size());
            each->interleave(from.data(), count, words, bytes.data());
            BOOST_TEST(bytes == expected);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_no_yes_and_may_be_one) {
    for (const Kernels* each : widths()) {
        std::array<std::uint64_t, strip_words> known{};
        std::array<std::uint64_t, strip_words> met{};
        std::array<std::uint64_t, strip_words> may{};
        known[0] = 0b0011;
        met[0] = 0b0101;
        each->settle(known.data(), 1, met.data(), may.data(), strip_words);
        BOOST_TEST(met[0] == 0b0001U);
        BOOST_TEST((may[0] & 0b1111U) == 0b1101U);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::eval
