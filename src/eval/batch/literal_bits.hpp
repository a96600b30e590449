#pragma once

#include <caveat/values.hpp>

#include "eval/batch/buffer.hpp"
#include "eval/batch/chunk.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace caveat::eval {

/// What is known of each literal in the rows of a chunk: a bit where it is yes, and one where it
/// may be. Strip after strip, and in each strip literal after literal. While a literal is known in
/// every row, its second bits are not written; readers ask `word`.
class LiteralBits {
  public:
    /// Room for so many literals in so many strips.
    void fit(std::size_t literals, std::size_t strips);
    /// Nothing is known to be open in a new chunk.
    void begin() { some_open_ = false; }

    [[nodiscard]] std::uint64_t* yes_of(std::uint32_t literal) const {
        return yes_.data() + literal * strip_words;
    }
    [[nodiscard]] std::uint64_t* may_of(std::uint32_t literal) const {
        return may_.data() + literal * strip_words;
    }
    /// How far the bits of one literal in the next strip are.
    [[nodiscard]] std::size_t strip_stride() const { return count_ * strip_words; }
    /// One word of the bits that `yes_of` and `may_of` point at.
    [[nodiscard]] std::uint64_t& word_in(std::uint64_t* bits, std::size_t word) const {
        return bits[word / strip_words * strip_stride() + word % strip_words];
    }
    /// Where the literal is yes, or `may` be.
    [[nodiscard]] std::uint64_t word(std::uint32_t literal, std::size_t word, bool may) const {
        return word_in(may && is_open(literal) ? may_of(literal) : yes_of(literal), word);
    }

    [[nodiscard]] bool is_open(std::uint32_t literal) const { return is_open_[literal] != 0; }
    [[nodiscard]] bool some_open() const { return some_open_; }
    /// Says whether the bits written of a literal differ.
    void set_open(std::uint32_t literal, bool is_open) {
        is_open_[literal] = is_open ? 1 : 0;
        some_open_ = some_open_ || is_open;
    }
    /// Nothing is written of this literal yet.
    void leave(std::uint32_t literal) { is_open_[literal] = unwritten; }
    [[nodiscard]] bool is_written(std::uint32_t literal) const {
        return is_open_[literal] != unwritten;
    }

    /// Unknown in every row.
    void know_nothing(std::uint32_t literal, const Chunk& chunk);
    /// Gives a literal that was known everywhere bits of its own for where it may be yes.
    void open(std::uint32_t literal, const Chunk& chunk);
    /// Of a literal that is open.
    void set(std::uint32_t literal, std::size_t row, Truth truth) {
        const std::uint64_t bit = std::uint64_t{1} << (row % word_bits);
        std::uint64_t& yes = word_in(yes_of(literal), row / word_bits);
        std::uint64_t& may = word_in(may_of(literal), row / word_bits);
        yes = truth == Truth::yes ? yes | bit : yes & ~bit;
        may = truth != Truth::no ? may | bit : may & ~bit;
    }
    /// Denies the literal when `flip` is all ones, and clears what lies after the last row.
    void finish(std::uint32_t literal, std::uint64_t flip, const Chunk& chunk);
    /// What is known everywhere may be yes where it is: for readers that look at both.
    void complete(const Chunk& chunk);

    [[nodiscard]] StripBitmaps strip(std::size_t strip) const {
        const std::size_t at = strip * strip_stride();
        return {yes_.data() + at, may_.data() + at, is_open_.data()};
    }

  private:
    static constexpr std::uint8_t unwritten = 2;

    void copy_to_may(std::uint32_t literal, const Chunk& chunk);

    std::size_t count_ = 0;
    Buffer<std::uint64_t> yes_;
    Buffer<std::uint64_t> may_;
    std::vector<std::uint8_t> is_open_;  ///< by literal: 1 = `may` differs
    bool some_open_ = false;
};

/// The literals of a condition over other literals: all, any, or so many of them.
void derive(const Chunk& chunk, std::uint32_t source, LiteralBits& bits);

}  // namespace caveat::eval
