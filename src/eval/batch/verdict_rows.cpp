#include "eval/batch/verdict_rows.hpp"

#include "eval/result.hpp"

#include <array>
#include <bit>

namespace caveat::eval {

void VerdictRows::begin(const Kernels& kernels, std::size_t rows) {
    kernels_ = &kernels;
    rows_ = rows;
    const std::size_t words = strip_words_for(rows);
    for (auto& bound : reached_) {
        for (Bits& level : bound) level.need(words);
    }
    complete_.need(words);
    applicable_.need(words);
    perhaps_applicable_.need(words);
}

Truth VerdictRows::applicable(std::size_t row) const {
    if (has_bit(applicable_.data(), row)) return Truth::yes;
    return has_bit(perhaps_applicable_.data(), row) ? Truth::unknown : Truth::no;
}

bool VerdictRows::is_complete(std::size_t row) const {
    return has_bit(complete_.data(), row);
}

Verdict VerdictRows::bound(VerdictBound which, std::size_t row) const {
    if (!has_bit(perhaps_applicable_.data(), row)) return Verdict::not_applicable;
    if (which == VerdictBound::at_least && !has_bit(applicable_.data(), row)) {
        return Verdict::not_applicable;
    }
    const auto& levels = reached_[static_cast<std::size_t>(which)];
    for (std::size_t level = strict_verdicts; level > 0; --level) {
        if (!has_bit(levels[level - 1].data(), row)) continue;
        return static_cast<Verdict>(static_cast<std::size_t>(Verdict::proceed) + level);
    }
    return Verdict::proceed;
}

/// Up to eight bitmaps, side by side in the bits of a byte, by a table of what they mean.
void VerdictRows::read_bits(std::span<const std::uint64_t* const> bitmaps,
                            const std::uint8_t* meanings, std::uint8_t* to) const {
    const std::size_t words = words_for(rows_);
    if (words == 0) return;
    kernels_->interleave(bitmaps.data(), bitmaps.size(), words, to);
    kernels_->look_up(to, words * word_bits, meanings, std::size_t{1} << bitmaps.size(), to);
}

std::span<const Verdict> VerdictRows::bounds(VerdictBound which) {
    static_assert(sizeof(Verdict) == 1);
    /// By whether the rules apply, and which levels are reached.
    static constexpr auto meanings = [] {
        std::array<std::uint8_t, 256> table{};
        table.fill(255);
        for (unsigned bits = 0; bits < 1U << (strict_verdicts + 1); ++bits) {
            const auto level = static_cast<unsigned>(std::bit_width(bits >> 1U));
            const auto reached =
                static_cast<std::uint8_t>(static_cast<unsigned>(Verdict::proceed) + level);
            table[bits] =
                (bits & 1U) != 0 ? reached : static_cast<std::uint8_t>(Verdict::not_applicable);
        }
        return table;
    }();
    const auto& levels = reached_[static_cast<std::size_t>(which)];
    const bool is_certain = which == VerdictBound::at_least;
    const std::array<const std::uint64_t*, strict_verdicts + 1> bitmaps{
        is_certain ? applicable_.data() : perhaps_applicable_.data(), levels[0].data(),
        levels[1].data(), levels[2].data()};
    std::vector<Verdict>& verdicts = bounds_[static_cast<std::size_t>(which)];
    verdicts.resize(words_for(rows_) * word_bits);
    read_bits(bitmaps, meanings.data(), reinterpret_cast<std::uint8_t*>(verdicts.data()));
    return std::span(verdicts).first(rows_);
}

std::span<const Truth> VerdictRows::truths() {
    static_assert(sizeof(Truth) == 1);
    static constexpr auto meanings = [] {
        std::array<std::uint8_t, 256> table{};
        table.fill(255);
        table[0] = static_cast<std::uint8_t>(Truth::no);
        table[1] = static_cast<std::uint8_t>(Truth::unknown);
        table[2] = table[3] = static_cast<std::uint8_t>(Truth::yes);
        return table;
    }();
    const std::array<const std::uint64_t*, 2> bitmaps{perhaps_applicable_.data(),
                                                      applicable_.data()};
    truths_.resize(words_for(rows_) * word_bits);
    read_bits(bitmaps, meanings.data(), reinterpret_cast<std::uint8_t*>(truths_.data()));
    return std::span(truths_).first(rows_);
}

void VerdictRows::put(std::size_t row, const Result& alone) {
    const std::array<Verdict, bound_count> verdicts{alone.at_least, alone.verdict, alone.at_most};
    for (std::size_t which = 0; which < bound_count; ++which) {
        for (std::size_t level = 0; level < strict_verdicts; ++level) {
            set_bit(reached_[which][level].data(), row, level_of(verdicts[which]) >= level + 1);
        }
    }
    set_bit(complete_.data(), row, alone.is_complete);
    set_bit(applicable_.data(), row, alone.applicable == Truth::yes);
    set_bit(perhaps_applicable_.data(), row, alone.applicable != Truth::no);
}

}  // namespace caveat::eval
