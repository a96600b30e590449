#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace caveat::facts {

/// A set of codes of one fact, by position in its list. At most 256 codes a fact.
class CodeSet {
  public:
    static constexpr std::size_t capacity = 256;

    constexpr void insert(std::size_t code) {
        words_[code / 64] |= std::uint64_t{1} << (code % 64);
    }
    [[nodiscard]] constexpr bool contains(std::size_t code) const {
        return (words_[code / 64] >> (code % 64) & 1U) != 0;
    }
    [[nodiscard]] constexpr bool empty() const {
        return (words_[0] | words_[1] | words_[2] | words_[3]) == 0;
    }
    [[nodiscard]] constexpr std::size_t size() const {
        std::size_t count = 0;
        for (const std::uint64_t word : words_)
            count += static_cast<std::size_t>(std::popcount(word));
        return count;
    }
    /// Codes 64 * `index` and the 63 after it, lowest bit first.
    [[nodiscard]] constexpr std::uint64_t word(std::size_t index) const { return words_[index]; }
    constexpr void set_word(std::size_t index, std::uint64_t bits) { words_[index] = bits; }
    /// The first `count` codes: all of a fact with that many.
    static constexpr CodeSet first(std::size_t count) {
        CodeSet all;
        for (std::size_t code = 0; code < count; ++code) all.insert(code);
        return all;
    }
    [[nodiscard]] constexpr bool is_subset_of(const CodeSet& other) const {
        return (*this - other).empty();
    }
    [[nodiscard]] constexpr bool meets(const CodeSet& other) const {
        return !(*this & other).empty();
    }

    friend constexpr CodeSet operator&(const CodeSet& a, const CodeSet& b) {
        CodeSet result;
        for (std::size_t i = 0; i < a.words_.size(); ++i)
            result.words_[i] = a.words_[i] & b.words_[i];
        return result;
    }
    friend constexpr CodeSet operator|(const CodeSet& a, const CodeSet& b) {
        CodeSet result;
        for (std::size_t i = 0; i < a.words_.size(); ++i)
            result.words_[i] = a.words_[i] | b.words_[i];
        return result;
    }
    friend constexpr CodeSet operator-(const CodeSet& a, const CodeSet& b) {
        CodeSet result;
        for (std::size_t i = 0; i < a.words_.size(); ++i)
            result.words_[i] = a.words_[i] & ~b.words_[i];
        return result;
    }
    friend constexpr bool operator==(const CodeSet&, const CodeSet&) = default;

  private:
    std::array<std::uint64_t, capacity / 64> words_{};
};

}  // namespace caveat::facts
