#pragma once

// The codes of one fact by the texts that name them. Texts are known again by what they say, never
// by where they stand: memory is used again.

#include <caveat/batch.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::arrow {

/// Remembers the texts that it met: short ones in a table that is asked for 64 at a time, without a
/// branch between them.
class CodeBook {
  public:
    /// For the codes of `place`, which are looked up in any spelling.
    CodeBook(const Batch& batch, Place place)
        : batch_(&batch), place_(place), shorts_(places), longs_(places) {}

    /// The position of a code; `no_code` for what is none.
    std::uint16_t find(std::string_view text);

    /// How many bytes from the beginning of a text on `read_short` reads.
    static constexpr std::size_t most_inside = 16;

    /// The codes of up to 64 texts that stand side by side: text i begins at `offsets[i]`, of any
    /// alignment, and ends where the next one begins. Returns a bit for each that has to be asked
    /// for by `find`.
    template <class Offset, class Code>
    std::uint64_t read_short(const char* texts, const char* offsets, std::size_t count,
                             Code* codes) const {
        const Short* const shorts = shorts_.data();
        const std::uint64_t odd = odd_;
        std::uint64_t missed = 0;
        Offset begin = 0;
        std::memcpy(&begin, offsets, sizeof begin);
        for (std::size_t i = 0; i < count; ++i) {
            Offset end = 0;
            std::memcpy(&end, offsets + (i + 1) * sizeof end, sizeof end);
            const auto length = static_cast<std::uint64_t>(end - begin);
            const Ends ends = ends_inside(texts + begin, std::min(length, most_length));
            const Short& known = shorts[place_of(ends, length, odd)];
            const std::uint64_t apart = (known.ends.head ^ ends.head) |
                                        (known.ends.tail ^ ends.tail) | (known.length ^ length);
            codes[i] = static_cast<Code>(known.code);
            missed |= std::uint64_t{apart != 0} << i;
            begin = end;
        }
        return missed;
    }

  private:
    static constexpr int place_bits = 9;
    static constexpr std::size_t places = std::size_t{1} << place_bits;
    static constexpr std::uint64_t most_length = most_inside;
    static constexpr std::size_t most_kept = 256;  ///< bytes of a text
    static constexpr unsigned most_clashes = 16;

    /// The first eight bytes of a short text, and the rest.
    struct Ends {
        std::uint64_t head = 0;
        std::uint64_t tail = 0;
    };
    struct Short {
        Ends ends;
        std::uint64_t length = ~std::uint64_t{0};  ///< of no text
        std::uint16_t code = no_code;
    };

    static constexpr std::array<std::uint64_t, most_inside + 1> head_bytes = [] {
        std::array<std::uint64_t, most_inside + 1> masks{};
        for (std::size_t i = 1; i < masks.size(); ++i) masks[i] = masks[i - 1] << 8U | 0xFFU;
        for (std::size_t i = 8; i < masks.size(); ++i) masks[i] = ~std::uint64_t{0};
        return masks;
    }();
    static constexpr std::array<std::uint64_t, most_inside + 1> tail_bytes = [] {
        std::array<std::uint64_t, most_inside + 1> masks{};
        for (std::size_t i = 8; i < masks.size(); ++i) masks[i] = head_bytes[i - 8];
        return masks;
    }();

    /// The first byte lowest, on any machine.
    static std::uint64_t eight(const char* from) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, from, sizeof bytes);
        if constexpr (std::endian::native == std::endian::big) {
            std::uint64_t turned = 0;
            for (std::size_t i = 0; i < sizeof bytes; ++i) {
                turned = turned << 8U | (bytes >> (8 * i) & 0xFFU);
            }
            return turned;
        }
        return bytes;
    }
    /// All of a text of up to `most_inside` bytes, where as many can be read.
    static Ends ends_inside(const char* text, std::uint64_t length) {
        return {eight(text) & head_bytes[length], eight(text + 8) & tail_bytes[length]};
    }
    static std::size_t place_of(const Ends& ends, std::uint64_t length, std::uint64_t odd) {
        const std::uint64_t both = ends.head ^ (ends.tail * 0xD6E8'FEB8'6659'FD93U) ^ length;
        return ((both ^ both >> 32U) * odd) >> (64 - place_bits);
    }
    std::uint16_t look_up_short(std::string_view text, const Ends& ends);
    std::uint16_t look_up_long(std::string_view text);

    struct Long {
        std::string text;
        std::uint16_t code = no_code;
    };

    const Batch* batch_;
    Place place_;
    std::uint64_t odd_ = 0x9E37'79B9'7F4A'7C15U;
    std::vector<Short> shorts_;
    unsigned clashes_ = 0;  ///< since `odd_` was chosen
    std::vector<Long> longs_;
};

}  // namespace caveat::arrow
