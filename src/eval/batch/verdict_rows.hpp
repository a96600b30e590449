#pragma once

#include "eval/batch/buffer.hpp"
#include "eval/batch/chunk.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caveat::eval {

struct Result;

/// The three bounds on the verdict, and the three verdicts that are stricter than `proceed`.
enum class VerdictBound : std::uint8_t { at_least, verdict, at_most };
inline constexpr std::size_t bound_count = 3;
inline constexpr std::size_t strict_verdicts = 3;

/// Which of the strict verdicts this is, counted from 1; 0 for those that are not.
constexpr std::size_t level_of(Verdict verdict) {
    return verdict <= Verdict::proceed
               ? 0
               : static_cast<std::size_t>(verdict) - static_cast<std::size_t>(Verdict::proceed);
}

/// What holds for a row as a whole: the bounds on its verdict, whether the rules apply to it, and
/// whether anything is still to be asked. Rows count from the first one screened.
class VerdictRows {
  public:
    void begin(const Kernels& kernels, std::size_t rows);

    [[nodiscard]] Verdict bound(VerdictBound which, std::size_t row) const;
    /// Of all rows; good until the same is asked for again, or the next beginning.
    ///@{
    [[nodiscard]] std::span<const Verdict> bounds(VerdictBound which);
    [[nodiscard]] std::span<const Truth> truths();
    ///@}
    [[nodiscard]] Truth applicable(std::size_t row) const;
    [[nodiscard]] bool is_complete(std::size_t row) const;
    [[nodiscard]] std::span<const std::uint64_t> complete() const { return bits(complete_); }
    [[nodiscard]] std::span<const std::uint64_t> applicable() const { return bits(applicable_); }
    [[nodiscard]] std::span<const std::uint64_t> perhaps_applicable() const {
        return bits(perhaps_applicable_);
    }

    // Where whoever decides writes.
    /// Rows whose bound is at least the strict verdict of this level, counted from 1.
    [[nodiscard]] std::uint64_t* reached(VerdictBound which, std::size_t level) {
        return reached_[static_cast<std::size_t>(which)][level - 1].data();
    }
    [[nodiscard]] std::uint64_t* complete_words() { return complete_.data(); }
    [[nodiscard]] std::uint64_t* applicable_words() { return applicable_.data(); }
    [[nodiscard]] std::uint64_t* perhaps_applicable_words() { return perhaps_applicable_.data(); }

    /// What the screening of one row alone gave, in the place of what was found here.
    void put(std::size_t row, const Result& alone);

  private:
    using Bits = Buffer<std::uint64_t>;
    [[nodiscard]] std::span<const std::uint64_t> bits(const Bits& bits) const {
        return {bits.data(), words_for(rows_)};
    }

    void read_bits(std::span<const std::uint64_t* const> bitmaps, const std::uint8_t* meanings,
                   std::uint8_t* to) const;

    const Kernels* kernels_ = nullptr;
    std::size_t rows_ = 0;
    Bits reached_[bound_count][strict_verdicts];
    Bits complete_;
    Bits applicable_;
    Bits perhaps_applicable_;
    std::array<std::vector<Verdict>, bound_count> bounds_;
    std::vector<Truth> truths_;
};

}  // namespace caveat::eval
