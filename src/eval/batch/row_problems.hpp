#pragma once

#include "eval/batch/buffer.hpp"
#include "eval/batch/chunk.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caveat::eval {

/// Values that a fact or field may not have.
struct Refused {
    std::uint32_t fact = 0;
    std::optional<std::uint32_t> field;
    std::uint64_t first_row = 0;  ///< of the batch
    std::uint64_t count = 0;
};

/// What was refused in a screening of many rows, and which rows have, or may have, a problem. Rows
/// are those of the batch.
class RowProblems {
  public:
    /// With the problems that are none of one answer: the day of the screening, and what the typed
    /// tree may find while it is evaluated.
    void begin(const Table& table, std::size_t first, std::size_t rows);

    void refuse(std::uint32_t fact, std::optional<std::uint32_t> field, std::size_t first_row,
                std::uint64_t count);
    /// One value, and its row has a problem.
    void refuse_row(std::uint32_t fact, std::optional<std::uint32_t> field, std::size_t row);
    void flag(std::size_t row) { set_bit(rows_with_.data(), row - first_, true); }
    /// Rows of a chunk, a bit each.
    void flag(const Chunk& chunk, const std::uint64_t* rows);

    [[nodiscard]] std::span<const Refused> refused() const { return refused_; }
    /// Bits that count from the first row screened.
    [[nodiscard]] std::span<const std::uint64_t> rows_with() const {
        return {rows_with_.data(), words_for(rows_)};
    }

  private:
    void flag_always(const Table& table, std::uint32_t records);

    std::size_t first_ = 0;
    std::size_t rows_ = 0;
    Buffer<std::uint64_t> rows_with_;
    std::vector<Refused> refused_;
};

}  // namespace caveat::eval
