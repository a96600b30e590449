// From the bytes of a column to the bits of tests on it. Entrance: test_column.

#include "eval/batch/reader.hpp"

#include <algorithm>
#include <array>

namespace caveat::eval {

namespace {

constexpr std::uint64_t& word_at(std::uint64_t* bits, std::size_t word, std::size_t strip_stride) {
    return bits[word / strip_words * strip_stride + word % strip_words];
}

/// Which rows meet the test, whatever is known of them.
void test_values(const Encoding& encoding, const EncodedTest& test, const ColumnValues& loaded,
                 const Stretch& stretch, const Kernels& kernels, std::uint64_t* yes,
                 std::size_t strip_stride) {
    const std::uint64_t flip = test.is_negated ? ~std::uint64_t{0} : 0;
    const std::size_t words = stretch.words();
    if (test.kind == EncodedTest::Kind::never || encoding.reading == ColumnReading::odd) {
        for (std::size_t word = 0; word < words; ++word) word_at(yes, word, strip_stride) = flip;
    } else if (encoding.reading == ColumnReading::bits) {
        for (std::size_t word = 0; word < words; ++word) {
            word_at(yes, word, strip_stride) = loaded.bits[word] ^ flip;
        }
    } else if (encoding.reading == ColumnReading::halves) {
        const HalfTest wanted{static_cast<std::uint16_t>(test.low),
                              static_cast<std::uint16_t>(test.high - test.low)};
        kernels.interval_16(loaded.halves, words, wanted, flip, yes, strip_stride);
    } else if (encoding.reading == ColumnReading::wide) {
        for (std::size_t word = 0; word < words; ++word) {
            std::uint64_t met = 0;
            const std::size_t here = std::min(word_bits, stretch.count - word * word_bits);
            for (std::size_t i = 0; i < here; ++i) {
                const std::int64_t value = loaded.wide[word * word_bits + i];
                const bool is_met = value >= test.low && value <= test.high;
                met |= std::uint64_t{is_met ? 1U : 0U} << i;
            }
            word_at(yes, word, strip_stride) = met ^ flip;
        }
    } else if (test.kind == EncodedTest::Kind::intervals) {
        kernels.intervals(loaded.planes[0], words, encoding.intervals.data() + test.first,
                          test.count, flip, yes, strip_stride);
    } else {
        // Planes in which the set is empty decide nothing.
        std::array<const std::uint8_t*, ColumnValues::most_planes> planes{};
        std::array<std::uint8_t, ColumnValues::most_planes> sets{};
        std::size_t used = 0;
        for (std::size_t plane = 0; plane < encoding.planes; ++plane) {
            const std::uint8_t set = encoding.sets[test.first + plane];
            if (set == 0) continue;
            planes[used] = loaded.planes[plane];
            sets[used++] = set;
        }
        const auto kernel =
            test.kind == EncodedTest::Kind::all_of ? kernels.all_of : kernels.any_of;
        kernel(planes.data(), sets.data(), used, words, flip, yes, strip_stride);
    }
}

}  // namespace

bool test_column(const Encoding& encoding, const EncodedTest& test, const ColumnValues& loaded,
                 const Stretch& stretch, const Kernels& kernels, std::uint64_t* yes,
                 std::uint64_t* may, std::size_t strip_stride) {
    test_values(encoding, test, loaded, stretch, kernels, yes, strip_stride);
    const std::size_t words = stretch.words();
    if (!loaded.all_known) {
        kernels.settle(loaded.known, (words + strip_words - 1) / strip_words, yes, may,
                       strip_stride);
    }
    const std::size_t all_words = (words + strip_words - 1) / strip_words * strip_words;
    for (std::size_t word = stretch.count / word_bits; word < all_words; ++word) {
        const std::uint64_t rows =
            word * word_bits < stretch.count ? lowest_bits(stretch.count - word * word_bits) : 0;
        std::uint64_t& met = word_at(yes, word, strip_stride);
        met = rows == 0 ? 0 : met & rows;
        if (loaded.all_known) continue;
        std::uint64_t& perhaps = word_at(may, word, strip_stride);
        perhaps = rows == 0 ? 0 : perhaps & rows;
    }
    return !loaded.all_known;
}

}  // namespace caveat::eval
