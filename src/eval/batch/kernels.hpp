#pragma once

// The loops of a batch that gain from wide vectors, as one table of functions for each width.
//
// Rows are looked at in strips of 512: the bitmap of a strip is one cache line, and the bitmaps of
// all literals in one strip stand side by side. Values are bytes: whatever a column holds is first
// brought down to its rank among the thresholds.

#include <cstddef>
#include <cstdint>

namespace caveat::eval {

inline constexpr std::size_t strip_words = 8;
inline constexpr std::size_t strip_rows = 64 * strip_words;

/// The bitmaps of one strip. That of literal `l` begins at word `l * strip_words`.
struct StripBitmaps {
    const std::uint64_t* yes = nullptr;
    const std::uint64_t* may = nullptr;     ///< is not no; meant where `is_open` says so
    const std::uint8_t* is_open = nullptr;  ///< by literal: `may` differs from `yes`
};

/// Where the results of a strip go. Those of the rules of a group stand one after the other,
/// `stride` words apart.
struct StripResults {
    std::uint64_t* fired = nullptr;
    std::uint64_t* open = nullptr;
    std::size_t stride = 0;
    std::uint8_t* has_open = nullptr;  ///< some row so far is open, so `open` is written
    std::size_t words_before = 0;      ///< words of earlier strips
};

/// Rules that end alike, each decided by the greatest of some lanes. With `width` above 0 all have
/// one lane of so many literals; else `literals` holds for each rule the number of its lanes, and
/// for each lane its length and its literals.
struct RuleGroup {
    const std::uint32_t* literals = nullptr;
    std::size_t count = 0;
    std::size_t width = 0;
};

/// The union over the rules of a group.
struct GroupUnion {
    std::uint64_t fired[strip_words] = {};
    std::uint64_t open[strip_words] = {};
};

inline constexpr std::size_t most_written_beyond = 6;

/// A test on bytes.
struct ByteTest {
    std::uint8_t low = 0;
    std::uint8_t span = 0;  ///< low <= value <= low + span
};

/// A test on 16 bits.
struct HalfTest {
    std::uint16_t low = 0;
    std::uint16_t span = 0;  ///< low <= value <= low + span, wrapping round
};

struct Kernels {
    /// One bit a byte, of 64 * `words` bytes; strips of bitmaps lie `strip_stride` words apart.
    /// Yes when one of the tests is met, then changed by `flip` (all ones or 0).
    void (*intervals)(const std::uint8_t* values, std::size_t words, const ByteTest* tests,
                      std::size_t count, std::uint64_t flip, std::uint64_t* bits,
                      std::size_t strip_stride);
    /// The same for values of 16 bits, and a single test.
    void (*interval_16)(const std::uint16_t* values, std::size_t words, HalfTest test,
                        std::uint64_t flip, std::uint64_t* bits, std::size_t strip_stride);
    /// Values of several bytes in planes of bytes, each with a set: yes when some plane shares a
    /// bit with its set (`any`), or when all planes hold all of theirs.
    void (*any_of)(const std::uint8_t* const* planes, const std::uint8_t* sets, std::size_t count,
                   std::size_t words, std::uint64_t flip, std::uint64_t* bits,
                   std::size_t strip_stride);
    void (*all_of)(const std::uint8_t* const* planes, const std::uint8_t* sets, std::size_t count,
                   std::size_t words, std::uint64_t flip, std::uint64_t* bits,
                   std::size_t strip_stride);
    /// Whether low <= value <= low + span for all of `count` bytes.
    bool (*all_within)(const std::uint8_t* values, std::size_t count, ByteTest test);
    bool (*all_within_16)(const std::uint16_t* values, std::size_t count, HalfTest test);

    /// Where the value is not known: yes becomes no, and "is not no" is yes. `known` has whole
    /// strips.
    void (*settle)(const std::uint64_t* known, std::size_t strips, std::uint64_t* yes,
                   std::uint64_t* may, std::size_t strip_stride);

    // value - base, cut off below 0 and above 255; and whether all values lie in [low, high]. All
    // three are values of the column's type.
    bool (*narrow_i16)(const std::int16_t* values, std::size_t count, std::int64_t base,
                       std::int64_t low, std::int64_t high, std::uint8_t* bytes);
    bool (*narrow_u16)(const std::uint16_t* values, std::size_t count, std::int64_t base,
                       std::int64_t low, std::int64_t high, std::uint8_t* bytes);
    bool (*narrow_i32)(const std::int32_t* values, std::size_t count, std::int64_t base,
                       std::int64_t low, std::int64_t high, std::uint8_t* bytes);
    bool (*narrow_i64)(const std::int64_t* values, std::size_t count, std::int64_t base,
                       std::int64_t low, std::int64_t high, std::uint8_t* bytes);

    /// Each byte by a table of 256, of which those from `size` on are all 255; returns the greatest
    /// of what was found. `to` may be `values`.
    std::uint8_t (*look_up)(const std::uint8_t* values, std::size_t count,
                            const std::uint8_t* table, std::size_t size, std::uint8_t* to);

    // Byte `index` of each mask, and the bits that any mask has (of that byte).
    std::uint8_t (*split_u16)(const std::uint16_t* masks, std::size_t count, unsigned index,
                              std::uint8_t* bytes);
    std::uint8_t (*split_u32)(const std::uint32_t* masks, std::size_t count, unsigned index,
                              std::uint8_t* bytes);
    std::uint8_t (*split_u64)(const std::uint64_t* masks, std::size_t count, unsigned index,
                              std::uint8_t* bytes);

    /// The greatest difference of neighbours among rows + 1 offsets, as unsigned numbers.
    std::uint32_t (*longest)(const std::uint32_t* offsets, std::size_t rows);
    /// Up to eight bitmaps into bytes: bit k of byte i is bit i of bitmap k. 64 bytes a word.
    void (*interleave)(const std::uint64_t* const* bitmaps, std::size_t count, std::size_t words,
                       std::uint8_t* bytes);
    /// Eight counts for each row from running sums of eight lanes of a byte, one sum for each
    /// record and one more: how far they go from the row's offset to the next one. No row may have
    /// more than 255 records. `offsets` are rows + 1, and `sums` begins at the first.
    void (*lane_counts)(const std::uint64_t* sums, const std::uint32_t* offsets, std::size_t rows,
                        std::uint8_t* const* counts, std::size_t lanes);

    /// One word of the bitmaps of some rules: that of rule r stands `places[r] * stride` words on.
    /// `transposed[64 * b + r]` gets a bit for each of 64 rules from 64 * b on, in row r.
    void (*transpose)(const std::uint64_t* bitmaps, std::size_t stride, const std::uint32_t* places,
                      std::size_t rules, std::uint64_t* transposed);
    /// The numbers of the bits of each of these rows, as `transpose` leaves them, row after row;
    /// returns how many they are. `ends` gets for each row how many come before its end, from
    /// `before` on. Up to `most_written_beyond` places more are written.
    std::size_t (*list_rows)(const std::uint64_t* transposed, std::size_t blocks, std::size_t first,
                             std::size_t last, std::uint32_t* numbers, std::uint64_t before,
                             std::uint64_t* ends);

    /// The rules of a group in one strip, all of whose literals are known in every row.
    void (*decide_known)(const RuleGroup& group, const StripBitmaps& bitmaps,
                         const StripResults& results, GroupUnion& all);
    /// The same where some are not.
    void (*decide)(const RuleGroup& group, const StripBitmaps& bitmaps, const StripResults& results,
                   GroupUnion& all);
};

extern const Kernels baseline_kernels;
extern const Kernels avx2_kernels;
extern const Kernels avx512_kernels;

}  // namespace caveat::eval
