// From records that pass tests to how many of each row meet a condition, and to the literals on
// that number. Entrances: BatchRun::count_passes, BatchRun::test_counts.

#include "eval/batch/lists.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace caveat::eval {

namespace {

constexpr std::size_t lanes = 8;
constexpr std::int64_t most_in_byte = 254;  ///< 255 stands for any number

/// Bit k of a byte as lane k of eight bytes.
constexpr std::array<std::uint64_t, 256> lanes_of_byte = [] {
    std::array<std::uint64_t, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) {
        for (std::size_t bit = 0; bit < lanes; ++bit) {
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
void sum_lanes(const std::uint8_t* bytes, std::size_t count, std::uint64_t* sums) {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        sums[i] = sum;
        sum += lanes_of_byte[bytes[i]];
    }
    sums[count] = sum;
}

}  // namespace

void BatchRun::count_passes(std::uint32_t record_tests) {
    Lists& lists = *lists_;
    const program::Program& program = *table_->program;
    std::vector<std::uint32_t>& sources = lists.sources;
    sources.clear();
    for (const std::uint32_t source : table_->plan.count_sources) {
        const program::Count& count = program.counts[program.sources[source].index];
        if (count.record_tests == record_tests) sources.push_back(source);
    }
    const std::size_t words = lists.bitmap_words(chunk_.rows);
    lists.pass_bits.need(2 * (sources.size() + 1) * words);
    lists.pass_is_open.assign(sources.size(), 0);
    lists.same_as.assign(sources.size(), 0);
    lists.counts.need(2 * (sources.size() + 1) * words_for(chunk_.rows) * word_bits);
    for (std::size_t place = 0; place < sources.size(); ++place) find_passes(place);
    const bool is_long = lists.longest > static_cast<std::size_t>(most_in_byte);
    if (!is_long) count_in_lanes();
    for (std::size_t place = 0; place < sources.size(); ++place) {
        if (is_long || !fits_bytes(sources[place])) {
            test_long_counts(place);
        } else {
            test_counts(place);
        }
        if (lists.has_partly) settle_partly(sources[place], lists.partly);
    }
}

/// Records that pass all tests of one of the lanes.
void BatchRun::find_passes(std::size_t place) {
    Lists& lists = *lists_;
    const program::Program& program = *table_->program;
    const program::Count& count = program.counts[program.sources[lists.sources[place]].index];
    std::uint64_t tests = 0;
    for (const std::uint64_t lane : count.lanes) tests |= lane;
    for (std::uint64_t rest = tests; rest != 0; rest &= rest - 1) {
        const auto test = static_cast<std::size_t>(std::countr_zero(rest));
        if (lists.test_is_open[test] != 0) lists.pass_is_open[place] = 1;
    }
    pass_lanes(count, false, lists.pass_yes(place, chunk_.rows));
    if (lists.pass_is_open[place] != 0) pass_lanes(count, true, lists.pass_may(place, chunk_.rows));
}

/// The records that pass.
///
/// may  whether those that perhaps pass do
void BatchRun::pass_lanes(const program::Count& count, bool may, std::uint64_t* passes) {
    Lists& lists = *lists_;
    const std::size_t words = words_for(lists.records(chunk_.rows));
    const auto bits_of = [&](std::uint64_t tests) {
        const auto test = static_cast<std::size_t>(std::countr_zero(tests));
        return may && lists.test_is_open[test] != 0 ? lists.test_may(test, chunk_.rows)
                                                    : lists.test_yes(test, chunk_.rows);
    };
    std::uint64_t* const lane_bits = lists.lane_bits.need(words);
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
std::size_t BatchRun::find_same(std::size_t place) const {
    Lists& lists = *lists_;
    if (lists.pass_is_open[place] != 0) return place;
    const std::size_t records = lists.records(chunk_.rows);
    const std::size_t whole = records / word_bits;
    const std::uint64_t* const passes = lists.pass_yes(place, chunk_.rows);
    for (std::size_t other = 0; other < place; ++other) {
        if (lists.pass_is_open[other] != 0 || lists.same_as[other] != other) continue;
        const std::uint64_t* const known = lists.pass_yes(other, chunk_.rows);
        if (!std::equal(passes, passes + whole, known)) continue;
        const std::uint64_t rest = lowest_bits(records % word_bits);
        if (rest == 0 || ((passes[whole] ^ known[whole]) & rest) == 0) return other;
    }
    return place;
}

/// Up to eight bitmaps of records at a time into bytes of each row.
void BatchRun::count_in_lanes() {
    Lists& lists = *lists_;
    const std::size_t rows = chunk_.rows;
    std::array<const std::uint64_t*, lanes> bitmaps{};
    std::array<std::uint8_t*, lanes> counts{};
    std::size_t used = 0;
    const std::size_t records = lists.records(rows);
    std::uint64_t* const sums = lists.sums.need(records + 1);
    std::uint8_t* const met = lists.met.need(words_for(records) * word_bits);
    const auto flush = [&] {
        if (used == 0) return;
        table_->kernels->interleave(bitmaps.data(), used, words_for(records), met);
        sum_lanes(met, records, sums);
        table_->kernels->lane_counts(sums, lists.offsets, rows, counts.data(), used);
        used = 0;
    };
    for (std::size_t place = 0; place < lists.sources.size(); ++place) {
        lists.same_as[place] = find_same(place);
        if (lists.same_as[place] != place) continue;
        bitmaps[used] = lists.pass_yes(place, rows);
        counts[used++] = lists.least(place, rows);
        if (used == lanes) flush();
        if (lists.pass_is_open[place] == 0) continue;
        bitmaps[used] = lists.pass_may(place, rows);
        counts[used++] = lists.greatest(place, rows);
        if (used == lanes) flush();
    }
    flush();
}

bool BatchRun::fits_bytes(std::uint32_t source) const {
    const program::Source& from = table_->program->sources[source];
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        const program::Literal& test = table_->program->literals[from.first_literal + i];
        if (test.low != least && test.low > most_in_byte) return false;
        if (test.high != most && test.high > most_in_byte) return false;
    }
    return true;
}

void BatchRun::test_counts(std::size_t place) {
    const program::Source& from = table_->program->sources[lists_->sources[place]];
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        test_count(place, from.first_literal + i);
    }
}

void BatchRun::test_count(std::size_t place, std::uint32_t literal) {
    Lists& lists = *lists_;
    const program::Literal& test = table_->program->literals[literal];
    const std::uint8_t* const least = lists.least(lists.same_as[place], chunk_.rows);
    const bool has_own_greatest = lists.pass_is_open[place] != 0;
    const std::uint8_t* const greatest =
        has_own_greatest ? lists.greatest(place, chunk_.rows) : least;
    const bool is_known = lists.all_closed && !has_own_greatest;
    const std::int64_t first = std::max<std::int64_t>(test.low, 0);
    const bool has_end = test.high <= most_in_byte;
    const std::int64_t last = has_end ? test.high - 1 : most_in_byte + 1;
    const std::uint64_t flip = test.is_negated ? ~std::uint64_t{0} : 0;
    const auto tell = [&](const std::uint8_t* counts, std::int64_t low, std::int64_t high,
                          std::uint64_t* bits, std::size_t stride) {
        const ByteTest wanted{static_cast<std::uint8_t>(low),
                              static_cast<std::uint8_t>(high - low)};
        table_->kernels->intervals(counts, chunk_.words, &wanted, 1, 0, bits, stride);
    };
    std::uint64_t* const yes = yes_of(literal);
    std::uint64_t* const may = may_of(literal);
    is_open_[literal] = is_known ? 0 : 1;
    some_open_ = some_open_ || !is_known;
    if (last < first) {
        for (std::size_t word = 0; word < chunk_.words; ++word) {
            word_of(yes, word * word_bits) = 0;
            word_of(may, word * word_bits) = 0;
        }
        return finish_literal(literal, flip);
    }
    if (is_known) {
        tell(least, first, last, yes, strip_stride());
        return finish_literal(literal, flip);
    }
    const std::size_t words = chunk_.strips * strip_words;
    std::uint64_t* const reaches = wanted_.need(4 * words);  // surely `first` or more
    std::uint64_t* const stays = reaches + words;            // surely `last` or less
    std::uint64_t* const may_reach = stays + words;
    std::uint64_t* const may_stay = may_reach + words;
    tell(least, first, most_in_byte + 1, reaches, strip_words);
    tell(least, 0, last, may_stay, strip_words);
    if (has_own_greatest) {
        tell(greatest, first, most_in_byte + 1, may_reach, strip_words);
        tell(greatest, 0, last, stays, strip_words);
    } else {
        std::copy_n(reaches, words, may_reach);
        std::copy_n(may_stay, words, stays);
    }
    // An open list may have any number more, one that is missing any number.
    const std::uint64_t endless = has_end ? 0 : ~std::uint64_t{0};
    const std::uint64_t of_nothing = first == 0 ? endless : 0;
    for (std::size_t word = 0; word < chunk_.words; ++word) {
        const std::uint64_t usable = lists.usable[word];
        const std::uint64_t closed = lists.closed[word] & usable;
        word_of(yes, word * word_bits) =
            (usable & reaches[word] & ((closed & stays[word]) | endless)) | (~usable & of_nothing);
        word_of(may, word * word_bits) =
            (usable & may_stay[word] & (~closed | may_reach[word])) | ~usable;
    }
    finish_literal(literal, flip);
}

/// Denies the literal when `flip` is all ones, and clears what lies after the last row.
void BatchRun::finish_literal(std::uint32_t literal, std::uint64_t flip) {
    const bool is_open = is_open_[literal] != 0;
    if (flip == 0 && chunk_.rows % strip_rows == 0) return;
    for (std::size_t word = 0; word < chunk_.strips * strip_words; ++word) {
        const std::size_t row = word * word_bits;
        const std::uint64_t rows = row < chunk_.rows ? lowest_bits(chunk_.rows - row) : 0;
        std::uint64_t& yes = word_of(yes_of(literal), row);
        std::uint64_t& may = word_of(may_of(literal), row);
        if (rows == 0) {
            yes = 0;
            may = 0;
            continue;
        }
        const std::uint64_t met = yes;
        const std::uint64_t perhaps = is_open ? may : met;
        yes = ((flip != 0 ? perhaps : met) ^ flip) & rows;
        if (is_open) may = ((flip != 0 ? met : perhaps) ^ flip) & rows;
    }
}

/// Lists or thresholds beyond what a byte counts: row by row.
void BatchRun::test_long_counts(std::size_t place) {
    Lists& lists = *lists_;
    const program::Program& program = *table_->program;
    const program::Source& from = program.sources[lists.sources[place]];
    constexpr std::int64_t any_number = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t i = 0; i < from.literal_count; ++i) know_nothing(from.first_literal + i);
    for (std::size_t row = 0; row < chunk_.rows; ++row) {
        const std::size_t first = lists.offsets[row] - lists.offsets[0];
        const std::size_t last = lists.offsets[row + 1] - lists.offsets[0];
        std::int64_t low = count_bits(lists.pass_yes(place, chunk_.rows), first, last);
        std::int64_t high = low;
        if (lists.pass_is_open[place] != 0) {
            high = count_bits(lists.pass_may(place, chunk_.rows), first, last);
        }
        const bool is_usable = has_bit(lists.usable, row);
        if (!is_usable) low = 0;
        if (!is_usable || !has_bit(lists.closed, row)) high = any_number;
        for (std::uint32_t j = 0; j < from.literal_count; ++j) {
            const std::uint32_t literal = from.first_literal + j;
            set_truth(literal, row, truth_between(program.literals[literal], low, high));
        }
    }
}

}  // namespace caveat::eval
