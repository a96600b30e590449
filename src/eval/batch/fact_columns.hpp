#pragma once

#include "eval/batch/literal_bits.hpp"
#include "eval/batch/row_problems.hpp"
#include "eval/batch/tree_rows.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caveat::eval {

/// The answers to the facts of a chunk, but for lists of records: from columns or profiles to
/// bytes, and from those to bits of the literals on them.
class FactColumns {
  public:
    void begin(const Table& table);
    /// Reads the columns, or gathers them from profiles.
    void load(const Chunk& chunk, RowProblems& problems);
    /// An answer that was read counts as unanswered in this row of the chunk.
    void forget(std::uint32_t fact, std::size_t row);
    void test(const Chunk& chunk, TreeRows& trees, RowProfiles& profiles, LiteralBits& bits) const;

  private:
    void load(const Chunk& chunk, std::uint32_t fact, RowProblems& problems);
    void refuse_later_dates(const Chunk& chunk, std::uint32_t fact, RowProblems& problems) const;
    void gather(const Chunk& chunk);
    void gather_group(const Chunk& chunk, std::size_t group);
    void keep_words(const Chunk& chunk, std::uint32_t fact, std::size_t group,
                    const std::int64_t* words);

    // By fact.
    std::vector<ColumnValues> loaded_;
    std::vector<ColumnBuffer> buffers_;
};

}  // namespace caveat::eval
