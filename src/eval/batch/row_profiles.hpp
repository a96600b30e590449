#pragma once

#include "eval/batch/bits.hpp"
#include "eval/batch/table.hpp"
#include "facts/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caveat::eval {

/// Answers that count as unanswered, because others of their row contradict them. Rows are those of
/// the batch.
class HiddenAnswers {
  public:
    void begin(std::size_t first, std::size_t rows);
    /// False for one that was hidden before.
    bool hide(std::uint32_t fact, std::size_t row);
    [[nodiscard]] bool has(std::uint32_t fact, std::size_t row) const {
        return has_any(fact) && has_bit(rows_of_[fact].data(), row - first_);
    }
    [[nodiscard]] bool has_any(std::uint32_t fact) const {
        return fact < rows_of_.size() && !rows_of_[fact].empty();
    }

  private:
    std::size_t first_ = 0;
    std::size_t words_ = 0;
    std::vector<std::vector<std::uint64_t>> rows_of_;  ///< by fact; empty where there is none
};

/// Rows of a batch as profiles, one after the other, for whoever asks the typed tree.
class RowProfiles {
  public:
    void begin(const Table& table, std::size_t first, std::size_t rows);
    /// The row of the batch, with at least the answers to these facts; until the next is asked for.
    const facts::Profile& at(std::size_t row, std::span<const std::uint32_t> facts);
    /// The row with all of its answers, each packed.
    const facts::Profile& whole(std::size_t row);

    [[nodiscard]] HiddenAnswers& hidden() { return hidden_; }

  private:
    void read(std::size_t row, std::span<const std::uint32_t> wanted, bool for_tree);
    void read_list(std::size_t row, std::uint32_t index, bool for_tree);

    const Table* table_ = nullptr;
    HiddenAnswers hidden_;
    facts::Profile profile_;
    std::vector<std::uint32_t> every_fact_;
};

}  // namespace caveat::eval
