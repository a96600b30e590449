#pragma once

#include "eval/batch/bits.hpp"
#include "eval/batch/kernels.hpp"
#include "eval/batch/reader.hpp"
#include "eval/batch/table.hpp"

#include <cstddef>
#include <cstdint>

namespace caveat::eval {

/// Words of whole strips that hold so many bits.
constexpr std::size_t strip_words_for(std::size_t bits) {
    return (words_for(bits) + strip_words - 1) / strip_words * strip_words;
}

/// The rows looked at together. Bits of theirs are counted from the first of them; in results they
/// begin with a word of their own.
struct Chunk {
    /// first, rows  of the batch
    /// done  rows of the same screening that come before; whole strips
    Chunk(const Table& all, std::size_t first_row, std::size_t row_count, std::size_t done)
        : table(all),
          first(first_row),
          rows(row_count),
          words(words_for(row_count)),
          strips(strip_words_for(row_count) / strip_words),
          words_before(done / word_bits) {}

    const Table& table;
    std::size_t first;
    std::size_t rows;
    std::size_t words;
    std::size_t strips;
    std::size_t words_before;  ///< of results

    [[nodiscard]] Stretch stretch() const { return {first, rows}; }
    /// Ones for the rows of a word; none for one after the last row.
    [[nodiscard]] std::uint64_t rows_of(std::size_t word) const {
        const std::size_t row = word * word_bits;
        return row < rows ? lowest_bits(rows - row) : 0;
    }
    /// Where the results of a strip begin.
    [[nodiscard]] std::size_t word_of(std::size_t strip) const {
        return words_before + strip * strip_words;
    }
};

}  // namespace caveat::eval
