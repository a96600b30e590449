#pragma once

#include "eval/batch/row_problems.hpp"
#include "eval/batch/row_profiles.hpp"

#include <cstddef>
#include <cstdint>

namespace caveat::eval {

/// Where the lists of one records fact stand in the rows of a chunk.
class RecordLists {
  public:
    /// Finds the lists of another fact.
    void open(const Chunk& chunk, std::uint32_t fact, const HiddenAnswers& hidden,
              RowProblems& problems);
    /// Finds the longest of them, and whether all are closed.
    void measure(const Chunk& chunk);

    [[nodiscard]] std::uint32_t fact() const { return fact_; }
    /// Of the chunk's rows, and one more; they never fall.
    [[nodiscard]] const std::uint32_t* offsets() const { return offsets_; }
    /// Of the columns: the record from which `offsets` count.
    [[nodiscard]] std::uint64_t base() const { return base_; }
    /// Rows that have a list.
    [[nodiscard]] const std::uint64_t* usable() const { return usable_; }
    /// Rows whose list is all there is.
    [[nodiscard]] const std::uint64_t* closed() const { return closed_; }
    [[nodiscard]] bool all_closed() const { return all_closed_; }
    [[nodiscard]] std::size_t longest() const { return longest_; }

    /// Records in all, of which bitmaps have a bit each.
    [[nodiscard]] std::size_t records() const { return offsets_[rows_] - offsets_[0]; }
    [[nodiscard]] Stretch stretch() const {
        return {static_cast<std::size_t>(base_ + offsets_[0]), records()};
    }
    /// Words of one bitmap of records.
    [[nodiscard]] std::size_t bitmap_words() const {
        return strip_words_for(records()) + strip_words;
    }
    /// The row of the chunk whose record this is, counted from the first.
    [[nodiscard]] std::size_t row_of(std::size_t record) const;

    /// Rows with a field that one word cannot hold.
    [[nodiscard]] const std::uint64_t* partly() const { return partly_; }
    [[nodiscard]] bool has_partly() const { return has_partly_; }
    void note_partly(std::size_t row) {
        set_bit(partly_, row, true);
        has_partly_ = true;
    }

  private:
    void find(const Chunk& chunk, const HiddenAnswers& hidden, RowProblems& problems);
    bool take_offsets(const Chunk& chunk, const std::uint32_t* offsets, std::uint64_t limit);
    void copy_offsets(const Chunk& chunk, RowProblems& problems);
    void drop_later_records(const Chunk& chunk, RowProblems& problems);
    void gather(const Chunk& chunk);

    std::uint32_t fact_ = 0;
    std::size_t rows_ = 0;
    Buffer<std::uint32_t> offset_buffer_;
    const std::uint32_t* offsets_ = nullptr;
    std::uint64_t base_ = 0;
    std::size_t longest_ = 0;
    Buffer<std::uint64_t> row_bits_;
    std::uint64_t* usable_ = nullptr;
    std::uint64_t* closed_ = nullptr;
    std::uint64_t* partly_ = nullptr;
    bool all_closed_ = false;
    bool has_partly_ = false;
};

}  // namespace caveat::eval
