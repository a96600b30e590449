#pragma once

// The records of one list in one chunk: which of them pass which tests.

#include "eval/batch/run.hpp"

namespace caveat::eval {

struct BatchRun::Lists {
    std::uint32_t fact = 0;
    Buffer<std::uint32_t> offset_buffer;
    const std::uint32_t* offsets = nullptr;  ///< of the chunk's rows, and one more; they never fall
    std::uint64_t base = 0;  ///< of the columns: the record from which `offsets` count
    std::size_t longest = 0;
    Buffer<std::uint64_t> row_bits;
    std::uint64_t* usable = nullptr;  ///< rows that have a list
    std::uint64_t* closed = nullptr;  ///< rows whose list is all there is
    std::uint64_t* partly = nullptr;  ///< rows with a field that one word cannot hold
    bool all_closed = false;
    bool has_partly = false;

    // By field.
    std::vector<ColumnValues> loaded;
    std::vector<ColumnBuffer> buffers;
    std::vector<Buffer<std::int64_t>> words;  ///< gathered from profiles

    // By test: bits of the records.
    Buffer<std::uint64_t> test_bits;
    std::vector<std::uint8_t> test_is_open;
    std::vector<std::uint32_t> next_test;  ///< by field: position among the tests on it

    // By count; `sources` are those that look at this list.
    std::vector<std::uint32_t> sources;
    Buffer<std::uint64_t> pass_bits;
    std::vector<std::uint8_t> pass_is_open;
    std::vector<std::size_t> same_as;  ///< an earlier one with the same numbers, or itself
    Buffer<std::uint64_t> lane_bits;
    Buffer<std::uint8_t> met;  ///< a byte a record, a bit for each of eight counts
    Buffer<std::uint64_t> sums;
    Buffer<std::uint8_t> counts;  ///< by count: the least and the greatest number, a byte a row

    [[nodiscard]] std::size_t records(std::size_t rows) const { return offsets[rows] - offsets[0]; }
    [[nodiscard]] Stretch stretch(std::size_t rows) const {
        return {base + offsets[0], records(rows)};
    }
    /// Words of one bitmap of records.
    [[nodiscard]] std::size_t bitmap_words(std::size_t rows) const {
        return (words_for(records(rows)) + strip_words - 1) / strip_words * strip_words +
               strip_words;
    }
    std::uint64_t* test_yes(std::size_t test, std::size_t rows) {
        return test_bits.data() + 2 * test * bitmap_words(rows);
    }
    std::uint64_t* test_may(std::size_t test, std::size_t rows) {
        return test_yes(test, rows) + bitmap_words(rows);
    }
    /// `place` is the position of the count among those of this list.
    std::uint64_t* pass_yes(std::size_t place, std::size_t rows) {
        return pass_bits.data() + 2 * place * bitmap_words(rows);
    }
    std::uint64_t* pass_may(std::size_t place, std::size_t rows) {
        return pass_yes(place, rows) + bitmap_words(rows);
    }
    std::uint8_t* least(std::size_t place, std::size_t rows) {
        return counts.data() + 2 * place * (words_for(rows) * word_bits);
    }
    std::uint8_t* greatest(std::size_t place, std::size_t rows) {
        return least(place, rows) + words_for(rows) * word_bits;
    }
};

}  // namespace caveat::eval
