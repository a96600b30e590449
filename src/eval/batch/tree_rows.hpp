#pragma once

#include "eval/batch/literal_bits.hpp"
#include "eval/batch/row_profiles.hpp"
#include "model/evaluation.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace caveat::eval {

/// Rows with something that columns and bits cannot say: the typed tree is asked, row by row.
class TreeRows {
  public:
    /// Answers that contradict each other: a fact and a row of the batch, maybe twice. All are
    /// looked for in the columns as they were given: what one takes out, another still sees.
    std::span<const std::pair<std::uint32_t, std::size_t>> find_contradictions(
        const Chunk& chunk, RowProfiles& profiles);
    /// The literals on a fact or a count, in rows whose answer no word can hold.
    void settle_partly(const Chunk& chunk, std::uint32_t source, const std::uint64_t* rows,
                       RowProfiles& profiles, LiteralBits& bits);
    /// The literals on the tree itself, in rows in which they may decide something.
    void evaluate(const Chunk& chunk, RowProfiles& profiles, LiteralBits& bits);

  private:
    std::uint64_t* find_wanted(const Chunk& chunk, LiteralBits& bits);
    void find_wanted(const Chunk& chunk, std::size_t place, const LiteralBits& bits,
                     std::uint64_t* rows) const;

    model::Values values_;
    model::Scratch scratch_;
    Buffer<std::uint64_t> wanted_;  ///< by tree source, and of any: rows that need it
    std::vector<std::pair<std::uint32_t, std::size_t>> contradictions_;
};

}  // namespace caveat::eval
