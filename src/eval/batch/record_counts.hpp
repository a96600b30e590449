#pragma once

#include "eval/batch/record_fields.hpp"
#include "eval/batch/tree_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caveat::eval {

/// How many records of each row pass a condition, for every count of one list, and the literals on
/// those numbers. A count is named by its place among those of the list.
class RecordCounts {
  public:
    void count(const Chunk& chunk, std::uint32_t record_tests, const RecordLists& lists,
               const RecordFields& fields);
    void test(const Chunk& chunk, const RecordLists& lists, TreeRows& trees, RowProfiles& profiles,
              LiteralBits& bits);

  private:
    /// Where the number lies, a bit a row: surely, or perhaps, the first or more; the last or less.
    struct NumberRows {
        std::uint64_t* reaches = nullptr;
        std::uint64_t* may_reach = nullptr;
        std::uint64_t* stays = nullptr;
        std::uint64_t* may_stay = nullptr;
    };

    [[nodiscard]] bool is_open(std::size_t place) const { return is_open_[place] != 0; }
    [[nodiscard]] std::uint64_t* yes_of(std::size_t place) const {
        return pass_bits_.data() + 2 * place * bitmap_words_;
    }
    [[nodiscard]] std::uint64_t* may_of(std::size_t place) const {
        return yes_of(place) + bitmap_words_;
    }
    [[nodiscard]] std::uint8_t* least_of(std::size_t place) const {
        return counts_.data() + 2 * place * padded_rows_;
    }
    [[nodiscard]] std::uint8_t* greatest_of(std::size_t place) const {
        return least_of(place) + padded_rows_;
    }

    void find_passes(const program::Count& count, std::size_t place, const RecordFields& fields);
    void pass_lanes(const program::Count& count, bool may, const RecordFields& fields,
                    std::uint64_t* passes);
    [[nodiscard]] std::size_t find_same(std::size_t place) const;
    void count_together(const Chunk& chunk, const RecordLists& lists);
    void test_short(const Chunk& chunk, std::size_t place, std::uint32_t literal,
                    const RecordLists& lists, LiteralBits& bits);
    NumberRows bound(const Chunk& chunk, std::size_t place, std::int64_t first, std::int64_t last);
    void test_long(const Chunk& chunk, std::size_t place, const RecordLists& lists,
                   LiteralBits& bits) const;

    std::vector<std::uint32_t> sources_;  ///< those that look at this list
    std::size_t records_ = 0;
    std::size_t bitmap_words_ = 0;
    std::size_t padded_rows_ = 0;
    bool is_long_ = false;               ///< some list has more records than a byte counts
    Buffer<std::uint64_t> pass_bits_;    ///< records that pass, and that may
    std::vector<std::uint8_t> is_open_;  ///< those differ
    std::vector<std::size_t> same_as_;   ///< an earlier one with the same numbers, or itself
    Buffer<std::uint64_t> lane_bits_;
    Buffer<std::uint8_t> met_;  ///< a byte a record, a bit for each of eight counts
    Buffer<std::uint64_t> sums_;
    Buffer<std::uint8_t> counts_;   ///< the least and the greatest number, a byte a row
    Buffer<std::uint64_t> bounds_;  ///< of `NumberRows`
};

}  // namespace caveat::eval
