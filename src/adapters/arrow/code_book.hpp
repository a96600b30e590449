#pragma once

// The codes of one fact by the texts that name them. Texts are known again by what they say, never
// by where they stand: memory is used again.

#include <caveat/batch.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::arrow {

/// Remembers the texts that it met: short ones in a table that is asked for 64 at a time, without a
/// branch between them.
///
/// A short text is two numbers there: its bytes, and zeros behind them. No text in the table ends
/// with a zero, so whatever else has the numbers of one is longer. Thus, if all have the numbers of
/// one, and are together as long as those, all are known.
class CodeBook {
  public:
    /// For the codes of `place`, which are looked up in any spelling.
    CodeBook(const Batch& batch, const Place& place);

    /// The position of a code; `no_code` for what is none.
    std::uint16_t find(std::string_view text);

    /// How many bytes from the beginning of a text on `read_short` reads.
    static constexpr std::size_t most_short = 16;

    /// The codes of up to 64 texts that stand side by side: text i begins at `offsets[i]`, of any
    /// alignment, and ends where the next one begins. Returns a bit for each that has to be asked
    /// for by `find`.
    template <class Offset, class Code>
    std::uint64_t read_short(const char* texts, const char* offsets, std::size_t count,
                             Code* codes) const {
        std::uint64_t apart = 0;
        std::uint64_t entries = 0;
        const auto add = [&](std::size_t /*i*/, std::uint64_t differs, std::uint64_t entry,
                             std::uint64_t /*length*/) {
            apart |= differs;
            entries += entry;
        };
        if (has_tails_) {
            compare<true, Offset>(texts, offsets, count, codes, add);
        } else {
            compare<false, Offset>(texts, offsets, count, codes, add);
        }
        const std::uint64_t all = offset<Offset>(offsets, count) - offset<Offset>(offsets, 0);
        if (apart == 0 && length_of(entries) == all) return 0;
        std::uint64_t missed = 0;
        compare<true, Offset>(
            texts, offsets, count, codes,
            [&](std::size_t i, std::uint64_t differs, std::uint64_t entry, std::uint64_t length) {
                differs |= length_of(entry) ^ length;
                missed |= std::uint64_t{differs != 0} << i;
            });
        return missed;
    }

  private:
    static constexpr int place_bits = 9;
    static constexpr std::size_t places = std::size_t{1} << place_bits;
    static constexpr std::size_t most_kept = 256;  ///< bytes of a text
    static constexpr unsigned most_clashes = 16;

    /// The first eight bytes of a short text, and the others.
    struct Key {
        std::uint64_t head = 0;
        std::uint64_t tail = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    /// Short texts. A place without one has the key of the empty text, which stands elsewhere.
    struct Table {
        std::array<std::uint64_t, places> heads{};
        std::array<std::uint64_t, places> tails{};
        std::array<std::uint64_t, places> entries{};
    };
    struct Long {
        std::string text;
        std::uint16_t code = no_code;
    };

    /// The length and the code of a text in one number; 64 of them can be added up.
    static constexpr int length_shift = 32;
    static std::uint64_t entry_of(std::size_t length, std::uint16_t code) {
        return std::uint64_t{length} << length_shift | code;
    }
    static std::uint64_t length_of(std::uint64_t entry) { return entry >> length_shift; }

    /// By the lowest byte of a length: which bits from `first` on are the text's own.
    static constexpr std::size_t lengths = 256;
    static constexpr auto own_bits(std::size_t first) {
        std::array<std::uint64_t, lengths> bits{};
        for (std::size_t length = first + 1; length < lengths; ++length) {
            bits[length] = length < first + 8 ? bits[length - 1] << 8U | 0xFFU : ~std::uint64_t{0};
        }
        return bits;
    }
    static const std::array<std::uint64_t, lengths> bits_of_head;
    static const std::array<std::uint64_t, lengths> bits_of_tail;

    template <class Offset>
    static std::uint64_t offset(const char* offsets, std::size_t i) {
        Offset found = 0;
        std::memcpy(&found, offsets + i * sizeof found, sizeof found);
        return static_cast<std::uint64_t>(found);
    }

    /// Calls `each(i, differs, entry, length)` for each text, with what stands in its place. Where
    /// `differs` is 0, the text begins with that of the entry, and has nothing but zeros behind it.
    ///
    /// HasTails  whether any text in the table is longer than its head
    template <bool HasTails, class Offset, class Code, class Each>
    void compare(const char* texts, const char* offsets, std::size_t count, Code* codes,
                 const Each& each) const {
        const Table& table = *table_;
        const std::uint64_t odd = odd_;
        std::uint64_t begin = offset<Offset>(offsets, 0);
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t end = offset<Offset>(offsets, i + 1);
            const std::uint64_t length = end - begin;
            Key key{eight(texts + begin) & bits_of_head[length % lengths], 0};
            if constexpr (HasTails) {
                key.tail = eight(texts + begin + 8) & bits_of_tail[length % lengths];
            }
            const std::size_t at = place_of(key, odd);
            const std::uint64_t entry = table.entries[at];
            codes[i] = static_cast<Code>(entry);
            std::uint64_t differs = table.heads[at] ^ key.head;
            if constexpr (HasTails) differs |= table.tails[at] ^ key.tail;
            each(i, differs, entry, length);
            begin = end;
        }
    }

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
    /// All that keys differ in reaches the highest bits of the product.
    static std::size_t place_of(const Key& key, std::uint64_t odd) {
        constexpr int apart = 17;
        return ((key.head + std::rotl(key.tail, apart)) * odd) >> (64 - place_bits);
    }
    void forget_shorts();
    std::uint16_t look_up_short(std::string_view text, const Key& key);
    std::uint16_t look_up_long(std::string_view text);

    const Batch* batch_;
    Place place_;
    std::uint64_t odd_ = 0x9E37'79B9'7F4A'7C15U;
    std::unique_ptr<Table> table_;
    bool has_tails_ = false;  ///< some text in it is longer than its head
    unsigned clashes_ = 0;    ///< since `odd_` was chosen
    std::vector<Long> longs_;
};

}  // namespace caveat::arrow
