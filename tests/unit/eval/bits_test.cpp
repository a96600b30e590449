// Bitmaps of rows.

#include "eval/batch/bits.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace caveat::eval {

BOOST_AUTO_TEST_SUITE(bits)

BOOST_AUTO_TEST_CASE(a_row_has_its_bit_in_the_word_of_its_64) {
    std::array<std::uint64_t, 2> bitmap{};
    set_bit(bitmap.data(), 63, true);
    set_bit(bitmap.data(), 64, true);
    BOOST_TEST(bitmap[0] == std::uint64_t{1} << 63);
    BOOST_TEST(bitmap[1] == 1U);
    BOOST_TEST(has_bit(bitmap.data(), 64));
    BOOST_TEST(!has_bit(bitmap.data(), 65));
    set_bit(bitmap.data(), 64, false);
    BOOST_TEST(!has_bit(bitmap.data(), 64));
}

BOOST_AUTO_TEST_CASE(so_many_rows_take_so_many_words) {
    BOOST_TEST(words_for(0) == 0U);
    BOOST_TEST(words_for(1) == 1U);
    BOOST_TEST(words_for(64) == 1U);
    BOOST_TEST(words_for(65) == 2U);
    BOOST_TEST(lowest_bits(0) == 0U);
    BOOST_TEST(lowest_bits(3) == 0b111U);
    BOOST_TEST(lowest_bits(64) == ~std::uint64_t{0});
}

BOOST_AUTO_TEST_CASE(a_part_of_a_bitmap_is_copied_to_its_beginning_and_nothing_after_it) {
    std::array<std::uint8_t, 17> bitmap{};
    const std::size_t set[] = {1, 60, 61, 63, 65, 66, 130};
    for (const std::size_t row : set) {
        bitmap[row / 8] = static_cast<std::uint8_t>(bitmap[row / 8] | 1U << (row % 8));
    }
    std::array<std::uint64_t, 3> copied{};
    // Wherever it begins, and however long it is; no byte behind the last row is looked at.
    for (std::size_t first = 0; first < 131; ++first) {
        for (std::size_t count = 0; first + count <= 131; ++count) {
            const std::size_t bytes = (first + count + 7) / 8;
            const std::vector<std::uint8_t> part(bitmap.begin(), bitmap.begin() + bytes);
            copied.fill(~std::uint64_t{0});
            copy_bits(part.data(), first, count, copied.data());
            for (std::size_t row = 0; row < words_for(count) * word_bits; ++row) {
                const bool expected = row < count && has_bit(bitmap.data(), first + row);
                BOOST_REQUIRE(has_bit(copied.data(), row) == expected);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_rows_that_there_are_have_ones_and_the_rest_of_the_word_none) {
    std::array<std::uint64_t, 2> rows{0, ~std::uint64_t{0}};
    fill_bits(66, rows.data());
    BOOST_TEST(rows[0] == ~std::uint64_t{0});
    BOOST_TEST(rows[1] == 0b11U);
}

BOOST_AUTO_TEST_CASE(transposed_bit_j_of_word_i_is_bit_i_of_word_j) {
    std::array<std::uint64_t, word_bits> words{};
    words[0] = 0b1010;                  // columns 1 and 3 of row 0
    words[63] = std::uint64_t{1} << 5;  // column 5 of row 63
    transpose(words);
    BOOST_TEST(words[0] == 0U);
    BOOST_TEST(words[1] == 1U);
    BOOST_TEST(words[3] == 1U);
    BOOST_TEST(words[5] == std::uint64_t{1} << 63);
}

BOOST_AUTO_TEST_CASE(every_bit_is_visited_in_order) {
    const std::array<std::uint64_t, 2> bitmap{0b101, std::uint64_t{1} << 63};
    std::vector<std::size_t> rows;
    for_each_bit(bitmap.data(), 2, [&](std::size_t row) { rows.push_back(row); });
    BOOST_TEST(rows == (std::vector<std::size_t>{0, 2, 127}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::eval
