// From records that pass tests to how many of each row meet a condition, and to the literals on
// that number. Entrances: RecordCounts::count, RecordCounts::test.

#include "eval/batch/record_counts.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace caveat::eval {

namespace {

constexpr std::size_t together = 8;         ///< counts in the bytes of a word
constexpr std::int64_t most_in_byte = 254;  ///< 255 stands for any number

/// Bit k of a byte as byte k of a word.
constexpr std::array<std::uint64_t, 256> spread_of_byte = [] {
    std::array<std::uint64_t, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        for (std::size_t bit = 0; bit < together; ++bit) {
            table[byte] |= std::uint64_t{byte >> bit & 1U} << (8 * bit);
        }
    }
    return table;
}();

/// How many bits of [first, last) are set.
std::int64_t count_bits(const std::uint64_t* bitmap, std::size_t first, std::size_t last) {
    std::int64_t count = 0;
    while (first < last) {
        const std::size_t here = std::min(last - first, word_bits - first % word_bits);
        const std::uint64_t bits = bitmap[first / word_bits] >> (first % word_bits);
        count += std::popcount(bits & lowest_bits(here));
        first += here;
    }
    return count;
}

/// Running sums of eight bits side by side; `sums` gets one more than there are bytes.
void sum_up(const std::uint8_t* bytes, std::size_t count, std::uint64_t* sums) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        sums[i] = sum;
        sum += spread_of_byte[bytes[i]];
    }
    sums[count] = sum;
}

/// Whether bytes can tell every number that the literals on this count tell.
bool fits_bytes(const program::Program& program, std::uint32_t source) {
    const program::Source& from = program.sources[source];
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        const program::Literal& test = program.literals[from.first_literal + i];
        if (test.low != least && test.low > most_in_byte) return false;
        if (test.high != most && test.high > most_in_byte) return false;
    }
    return true;
}

/// Rows whose byte lies in [low, high].
void within(const Chunk& chunk, const std::uint8_t* counts, std::int64_t low, std::int64_t high,
            std::uint64_t* rows, std::size_t strip_stride) {
    const ByteTest wanted{static_cast<std::uint8_t>(low), static_cast<std::uint8_t>(high - low)};
    chunk.table.kernels->intervals(counts, chunk.words, &wanted, 1, 0, rows, strip_stride);
}

}  // namespace

void RecordCounts::count(const Chunk& chunk, std::uint32_t record_tests, const RecordLists& lists,
                         const RecordFields& fields) {
    const program::Program& program = *chunk.table.program;
    sources_.clear();
    for (const std::uint32_t source : chunk.table.plan.count_sources) {
        const program::Count& count = program.counts[program.sources[source].index];
        if (count.record_tests == record_tests) sources_.push_back(source);
    }
    records_ = lists.records();
    bitmap_words_ = lists.bitmap_words();
    padded_rows_ = chunk.words * word_bits;
    pass_bits_.need(2 * (sources_.size() + 1) * bitmap_words_);
    is_open_.assign(sources_.size(), 0);
    same_as_.assign(sources_.size(), 0);
    counts_.need(2 * (sources_.size() + 1) * padded_rows_);
    for (std::size_t place = 0; place < sources_.size(); ++place) {
        find_passes(program.counts[program.sources[sources_[place]].index], place, fields);
    }
    is_long_ = lists.longest() > static_cast<std::size_t>(most_in_byte);
    if (!is_long_) count_together(chunk, lists);
}

void RecordCounts::test(const Chunk& chunk, const RecordLists& lists, TreeRows& trees,
                        RowProfiles& profiles, LiteralBits& bits) {
    const program::Program& program = *chunk.table.program;
    for (std::size_t place = 0; place < sources_.size(); ++place) {
        const program::Source& from = program.sources[sources_[place]];
        if (is_long_ || !fits_bytes(program, sources_[place])) {
            test_long(chunk, place, lists, bits);
        } else {
            for (std::uint32_t i = 0; i < from.literal_count; ++i) {
                test_short(chunk, place, from.first_literal + i, lists, bits);
            }
        }
        if (!lists.has_partly()) continue;
        trees.settle_partly(chunk, sources_[place], lists.partly(), profiles, bits);
    }
}

/// Records that pass all tests of one of the lanes.
void RecordCounts::find_passes(const program::Count& count, std::size_t place,
                               const RecordFields& fields) {
    std::uint64_t tests = 0;
    for (const std::uint64_t lane : count.lanes) tests |= lane;
    for_each_bit(&tests, 1, [&](std::size_t test) {
        if (fields.is_open(test)) is_open_[place] = 1;
    });
    pass_lanes(count, false, fields, yes_of(place));
    if (is_open(place)) pass_lanes(count, true, fields, may_of(place));
}

/// The records that pass.
///
/// may  whether those that perhaps pass do
void RecordCounts::pass_lanes(const program::Count& count, bool may, const RecordFields& fields,
                              std::uint64_t* passes) {
    const std::size_t words = words_for(records_);
    const auto bits_of = [&](std::uint64_t tests) {
        const auto test = static_cast<std::size_t>(std::countr_zero(tests));
        return may && fields.is_open(test) ? fields.may_of(test) : fields.yes_of(test);
    };
    std::uint64_t* const lane_bits = lane_bits_.need(words);
    bool is_first = true;
    for (const std::uint64_t lane : count.lanes) {
        std::uint64_t* const to = is_first ? passes : lane_bits;
        if (lane == 0) {
            std::fill_n(to, words, ~std::uint64_t{0});
        } else {
            std::copy_n(bits_of(lane), words, to);
        }
        for (std::uint64_t rest = lane & (lane - 1); lane != 0 && rest != 0; rest &= rest - 1) {
            const std::uint64_t* const met = bits_of(rest);
            for (std::size_t word = 0; word < words; ++word) to[word] &= met[word];
        }
        for (std::size_t word = 0; !is_first && word < words; ++word) passes[word] |= to[word];
        is_first = false;
    }
    if (is_first) std::fill_n(passes, words, 0U);
}

/// An earlier count of the same records, such as `no session where x` of `2 sessions where x`; or
/// the count itself.
std::size_t RecordCounts::find_same(std::size_t place) const {
    if (is_open(place)) return place;
    const std::size_t whole = records_ / word_bits;
    const std::uint64_t* const passes = yes_of(place);
    for (std::size_t other = 0; other < place; ++other) {
        if (is_open(other) || same_as_[other] != other) continue;
        const std::uint64_t* const known = yes_of(other);
        if (!std::equal(passes, passes + whole, known)) continue;
        const std::uint64_t rest = lowest_bits(records_ % word_bits);
        if (rest == 0 || ((passes[whole] ^ known[whole]) & rest) == 0) return other;
    }
    return place;
}

/// Up to eight bitmaps of records at a time into bytes of each row.
void RecordCounts::count_together(const Chunk& chunk, const RecordLists& lists) {
    const Kernels& kernels = *chunk.table.kernels;
    std::array<const std::uint64_t*, together> bitmaps{};
    std::array<std::uint8_t*, together> counts{};
    std::size_t used = 0;
    std::uint64_t* const sums = sums_.need(records_ + 1);
    std::uint8_t* const met = met_.need(words_for(records_) * word_bits);
    const auto flush = [&] {
        if (used == 0) return;
        kernels.interleave(bitmaps.data(), used, words_for(records_), met);
        sum_up(met, records_, sums);
        kernels.lane_counts(sums, lists.offsets(), chunk.rows, counts.data(), used);
        used = 0;
    };
    for (std::size_t place = 0; place < sources_.size(); ++place) {
        same_as_[place] = find_same(place);
        if (same_as_[place] != place) continue;
        bitmaps[used] = yes_of(place);
        counts[used++] = least_of(place);
        if (used == together) flush();
        if (!is_open(place)) continue;
        bitmaps[used] = may_of(place);
        counts[used++] = greatest_of(place);
        if (used == together) flush();
    }
    flush();
}

void RecordCounts::test_short(const Chunk& chunk, std::size_t place, std::uint32_t literal,
                              const RecordLists& lists, LiteralBits& bits) {
    const program::Literal& test = chunk.table.program->literals[literal];
    const bool is_known = lists.all_closed() && !is_open(place);
    const std::int64_t first = std::max<std::int64_t>(test.low, 0);
    const bool has_end = test.high <= most_in_byte;
    const std::int64_t last = has_end ? test.high - 1 : most_in_byte + 1;
    std::uint64_t* const yes = bits.yes_of(literal);
    std::uint64_t* const may = bits.may_of(literal);
    bits.set_open(literal, !is_known);
    if (last < first) {
        for (std::size_t word = 0; word < chunk.words; ++word) {
            bits.word_in(yes, word) = 0;
            bits.word_in(may, word) = 0;
        }
    } else if (is_known) {
        within(chunk, least_of(same_as_[place]), first, last, yes, bits.strip_stride());
    } else {
        const NumberRows number = bound(chunk, place, first, last);
        // An open list may have any number more, one that is missing any number.
        const std::uint64_t endless = has_end ? 0 : ~std::uint64_t{0};
        const std::uint64_t of_nothing = first == 0 ? endless : 0;
        for (std::size_t word = 0; word < chunk.words; ++word) {
            const std::uint64_t usable = lists.usable()[word];
            const std::uint64_t closed = lists.closed()[word] & usable;
            bits.word_in(yes, word) =
                (usable & number.reaches[word] & ((closed & number.stays[word]) | endless)) |
                (~usable & of_nothing);
            bits.word_in(may, word) =
                (usable & number.may_stay[word] & (~closed | number.may_reach[word])) | ~usable;
        }
    }
    bits.finish(literal, test.is_negated ? ~std::uint64_t{0} : 0, chunk);
}

RecordCounts::NumberRows RecordCounts::bound(const Chunk& chunk, std::size_t place,
                                             std::int64_t first, std::int64_t last) {
    const std::uint8_t* const least = least_of(same_as_[place]);
    const std::size_t words = chunk.strips * strip_words;
    NumberRows rows;
    rows.reaches = bounds_.need(4 * words);
    rows.may_stay = rows.reaches + words;
    within(chunk, least, first, most_in_byte + 1, rows.reaches, strip_words);
    within(chunk, least, 0, last, rows.may_stay, strip_words);
    rows.may_reach = rows.reaches;
    rows.stays = rows.may_stay;
    if (!is_open(place)) return rows;
    rows.may_reach = rows.may_stay + words;
    rows.stays = rows.may_reach + words;
    within(chunk, greatest_of(place), first, most_in_byte + 1, rows.may_reach, strip_words);
    within(chunk, greatest_of(place), 0, last, rows.stays, strip_words);
    return rows;
}

/// Lists or thresholds beyond what a byte counts: row by row.
void RecordCounts::test_long(const Chunk& chunk, std::size_t place, const RecordLists& lists,
                             LiteralBits& bits) const {
    const program::Program& program = *chunk.table.program;
    const program::Source& from = program.sources[sources_[place]];
    constexpr std::int64_t any_number = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        bits.know_nothing(from.first_literal + i, chunk);
    }
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        const std::size_t first = lists.offsets()[row] - lists.offsets()[0];
        const std::size_t last = lists.offsets()[row + 1] - lists.offsets()[0];
        std::int64_t low = count_bits(yes_of(place), first, last);
        std::int64_t high = is_open(place) ? count_bits(may_of(place), first, last) : low;
        const bool is_usable = has_bit(lists.usable(), row);
        if (!is_usable) low = 0;
        if (!is_usable || !has_bit(lists.closed(), row)) high = any_number;
        for (std::uint32_t i = 0; i < from.literal_count; ++i) {
            const std::uint32_t literal = from.first_literal + i;
            bits.set(literal, row, truth_between(program.literals[literal], low, high));
        }
    }
}

}  // namespace caveat::eval
