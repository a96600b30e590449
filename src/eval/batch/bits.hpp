#pragma once

// Bitmaps of rows: bit r % 64 of word r / 64.

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace caveat::eval {

inline constexpr std::size_t word_bits = 64;

constexpr std::size_t words_for(std::size_t bits) {
    return (bits + word_bits - 1) / word_bits;
}

/// The lowest `count` bits (0 to 64).
constexpr std::uint64_t lowest_bits(std::size_t count) {
    return count >= word_bits ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

constexpr bool has_bit(const std::uint64_t* bitmap, std::size_t row) {
    return (bitmap[row / word_bits] >> (row % word_bits) & 1U) != 0;
}
constexpr void set_bit(std::uint64_t* bitmap, std::size_t row, bool value) {
    const std::uint64_t bit = std::uint64_t{1} << (row % word_bits);
    bitmap[row / word_bits] =
        value ? bitmap[row / word_bits] | bit : bitmap[row / word_bits] & ~bit;
}

/// Of a bitmap of bytes.
constexpr bool has_bit(const std::uint8_t* bitmap, std::size_t row) {
    return (bitmap[row / 8] >> (row % 8) & 1U) != 0;
}

/// Bits [first, first + count) of a bitmap of bytes, which may stand anywhere; bits after them
/// are 0. No byte is read that has none of them.
inline void copy_bits(const std::uint8_t* bitmap, std::size_t first, std::size_t count,
                      std::uint64_t* to) {
    constexpr std::size_t byte_bits = 8;
    const std::uint8_t* from = bitmap + first / byte_bits;
    const std::size_t shift = first % byte_bits;
    std::size_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        // Words of which every bit is wanted; a shifted one ends in the byte behind it.
        for (; (word + 1) * word_bits <= count; ++word, from += sizeof(std::uint64_t)) {
            std::uint64_t bits = 0;
            std::memcpy(&bits, from, sizeof bits);
            if (shift != 0) {
                bits = bits >> shift | std::uint64_t{from[sizeof bits]} << (word_bits - shift);
            }
            to[word] = bits;
        }
    }
    for (; word * word_bits < count; ++word) {
        const std::size_t wanted = std::min(count - word * word_bits, word_bits);
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i * byte_bits < shift + wanted; ++i) {
            const std::uint64_t byte = from[i];
            bits |= i == 0 ? byte >> shift : byte << (i * byte_bits - shift);
        }
        to[word] = bits & lowest_bits(wanted);
        from += sizeof(std::uint64_t);
    }
}

/// Whether all of bits [first, first + count) of a bitmap of bytes are set.
inline bool all_set(const std::uint8_t* bitmap, std::size_t first, std::size_t count) {
    if (count == 0) return true;
    const std::size_t last = first + count - 1;
    const std::uint8_t* const begin = bitmap + first / 8;
    const std::uint8_t* const end = bitmap + last / 8;
    // Bits that are not meant are taken for set.
    const auto before = static_cast<std::uint8_t>((1U << (first % 8)) - 1);
    const auto after = static_cast<std::uint8_t>(0xFEU << (last % 8));
    if (begin == end) return (*begin | before | after) == 0xFF;
    std::uint8_t all = static_cast<std::uint8_t>((*begin | before) & (*end | after));
    for (const std::uint8_t* at = begin + 1; at < end; ++at) all &= *at;
    return all == 0xFF;
}

/// Ones for `count` rows; bits after them are 0.
inline void fill_bits(std::size_t count, std::uint64_t* to) {
    for (std::size_t word = 0; word * word_bits < count; ++word) {
        to[word] = lowest_bits(count - word * word_bits);
    }
}

/// Bit j of word i becomes bit i of word j.
/// Source: H. S. Warren, "Hacker's Delight", 7-3.
inline void transpose(std::array<std::uint64_t, word_bits>& words) {
    std::uint64_t mask = 0x00000000FFFFFFFFU;
    for (std::size_t j = word_bits / 2; j != 0; j >>= 1U, mask ^= mask << j) {
        for (std::size_t k = 0; k < word_bits; k = ((k | j) + 1) & ~j) {
            const std::uint64_t swapped = ((words[k] >> j) ^ words[k | j]) & mask;
            words[k] ^= swapped << j;
            words[k | j] ^= swapped;
        }
    }
}

/// Calls `visit(row)` for every bit set.
template <class Visit>
void for_each_bit(const std::uint64_t* bitmap, std::size_t words, const Visit& visit) {
    for (std::size_t word = 0; word < words; ++word) {
        for (std::uint64_t rest = bitmap[word]; rest != 0; rest &= rest - 1) {
            visit(word * word_bits + static_cast<std::size_t>(std::countr_zero(rest)));
        }
    }
}

}  // namespace caveat::eval
