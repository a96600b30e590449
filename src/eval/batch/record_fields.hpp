#pragma once

#include "eval/batch/record_lists.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caveat::eval {

/// The fields of the records of one list in a chunk: which records pass which tests, a bit each,
/// and what of them has to be refused.
class RecordFields {
  public:
    /// The records of another list.
    void open(const Chunk& chunk, RecordLists& lists);
    void test(const Chunk& chunk, const program::RecordTests& tests, RecordLists& lists,
              RowProblems& problems);
    /// Fields that no test looked at, and days after that of the screening.
    void read_untested(const Chunk& chunk, RecordLists& lists, RowProblems& problems);

    // By test. Where one is open, `may` has the records that may pass.
    [[nodiscard]] bool is_open(std::size_t test) const { return test_is_open_[test] != 0; }
    [[nodiscard]] std::uint64_t* yes_of(std::size_t test) const {
        return test_bits_.data() + 2 * test * bitmap_words_;
    }
    [[nodiscard]] std::uint64_t* may_of(std::size_t test) const {
        return yes_of(test) + bitmap_words_;
    }

  private:
    void read(const Chunk& chunk, std::uint32_t field, RecordLists& lists, RowProblems& problems);
    void gather(const Chunk& chunk, std::uint32_t field, RecordLists& lists);

    // By field.
    std::vector<ColumnValues> loaded_;
    std::vector<ColumnBuffer> buffers_;
    std::vector<Buffer<std::int64_t>> words_;  ///< gathered from profiles
    std::vector<std::uint32_t> next_test_;     ///< position among the tests on it

    std::size_t bitmap_words_ = 0;
    Buffer<std::uint64_t> test_bits_;
    std::vector<std::uint8_t> test_is_open_;
};

}  // namespace caveat::eval
