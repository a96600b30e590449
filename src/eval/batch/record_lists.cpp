// The lists of one chunk: where they begin and end. Entrance: RecordLists::open.

#include "eval/batch/record_lists.hpp"

#include "facts/problems.hpp"

#include <algorithm>
#include <limits>

namespace caveat::eval {

void RecordLists::open(const Chunk& chunk, std::uint32_t fact, const HiddenAnswers& hidden,
                       RowProblems& problems) {
    fact_ = fact;
    rows_ = chunk.rows;
    base_ = 0;
    usable_ = row_bits_.need(3 * chunk.words);
    closed_ = usable_ + chunk.words;
    partly_ = closed_ + chunk.words;
    has_partly_ = false;
    std::fill_n(partly_, chunk.words, 0U);
    if (chunk.table.is_of_profiles) {
        gather(chunk);
    } else {
        find(chunk, hidden, problems);
        drop_later_records(chunk, problems);
    }
}

void RecordLists::measure(const Chunk& chunk) {
    longest_ = chunk.table.kernels->longest(offsets_, chunk.rows);
    all_closed_ = true;
    for (std::size_t word = 0; word < chunk.words; ++word) {
        if ((usable_[word] & closed_[word]) != chunk.rows_of(word)) all_closed_ = false;
    }
}

std::size_t RecordLists::row_of(std::size_t record) const {
    const auto* const after =
        std::upper_bound(offsets_, offsets_ + rows_ + 1, offsets_[0] + record);
    return static_cast<std::size_t>(after - offsets_) - 1;
}

/// Offsets that fall, or that lead beyond the columns, belong to no list.
void RecordLists::find(const Chunk& chunk, const HiddenAnswers& hidden, RowProblems& problems) {
    const ListColumn& list = chunk.table.lists[fact_];
    if (!list.is_given()) {
        std::fill_n(usable_, chunk.words, 0U);
        std::uint32_t* const none_at_all = offset_buffer_.need(chunk.rows + 1);
        std::fill_n(none_at_all, chunk.rows + 1, 0U);
        offsets_ = none_at_all;
        return;
    }
    const ListPlaces& places = list.places;
    if (list.present == nullptr) {
        fill_bits(chunk.rows, usable_);
    } else {
        copy_bits(list.present, places.offset + chunk.first, chunk.rows, usable_);
    }
    if (list.complete == nullptr) {
        fill_bits(chunk.rows, closed_);
    } else {
        copy_bits(list.complete, places.offset + chunk.first, chunk.rows, closed_);
    }
    for (std::size_t row = 0; hidden.has_any(fact_) && row < chunk.rows; ++row) {
        if (hidden.has(fact_, chunk.first + row)) set_bit(usable_, row, false);
    }
    const auto* const offsets = static_cast<const char*>(places.offsets) +
                                (places.offset + chunk.first) *
                                    (places.is_64 ? sizeof(std::int64_t) : sizeof(std::int32_t));
    const bool is_aligned = reinterpret_cast<std::uintptr_t>(offsets) % alignof(std::int32_t) == 0;
    if (!places.is_64 && is_aligned &&
        take_offsets(chunk, reinterpret_cast<const std::uint32_t*>(offsets), places.limit)) {
        return;
    }
    copy_offsets(chunk, problems);
}

/// Takes offsets as they stand, if all of them are sound. One that falls makes the longest list
/// longer than any may be, and so does one below 0.
bool RecordLists::take_offsets(const Chunk& chunk, const std::uint32_t* offsets,
                               std::uint64_t limit) {
    const bool is_sound =
        offsets[chunk.rows] <= limit && offsets[0] <= limit &&
        chunk.table.kernels->longest(offsets, chunk.rows) <= facts::most_list_entries;
    if (is_sound) offsets_ = offsets;
    return is_sound;
}

/// Makes sound offsets, counted from `base`, of any others; lists that have none are refused.
void RecordLists::copy_offsets(const Chunk& chunk, RowProblems& problems) {
    const ListColumn& list = chunk.table.lists[fact_];
    // Where nothing but the offsets says how many records there are, what is refused takes no room.
    const bool has_columns = list.has_columns();
    const std::int64_t limit = static_cast<std::int64_t>(list.places.limit);
    if (has_columns) {
        base_ = static_cast<std::uint64_t>(
            std::clamp<std::int64_t>(list.places.offset_at(chunk.first), 0, limit));
    }
    std::uint32_t* const sound = offset_buffer_.need(chunk.rows + 1);
    offsets_ = sound;
    sound[0] = 0;
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        if (!has_columns) {
            const auto place = list.find(chunk.first + row);
            sound[row + 1] = sound[row] + (place ? static_cast<std::uint32_t>(place->count) : 0);
            continue;
        }
        const std::int64_t next = list.places.offset_at(chunk.first + row + 1);
        const std::int64_t after = next - static_cast<std::int64_t>(base_);
        const bool is_sound = next >= 0 && next <= limit && after >= sound[row] &&
                              after <= std::numeric_limits<std::uint32_t>::max();
        sound[row + 1] = is_sound ? static_cast<std::uint32_t>(after) : sound[row];
    }
    for_each_bit(usable_, chunk.words, [&](std::size_t row) {
        const auto place = list.find(chunk.first + row);
        const bool is_moved = has_columns && place &&
                              (base_ + sound[row] != place->first ||
                               base_ + sound[row + 1] != place->first + place->count);
        if (place && !is_moved) return;
        set_bit(usable_, row, false);
        problems.refuse_row(fact_, {}, chunk.first + row);
    });
}

/// A record dated after the day of the screening makes its whole list unusable.
void RecordLists::drop_later_records(const Chunk& chunk, RowProblems& problems) {
    const facts::Fact& declared = chunk.table.rules->catalogue[fact_];
    if (!declared.dated_by) return;
    const Column& column = chunk.table.lists[fact_].fields[*declared.dated_by];
    if (column.type == ColumnType::none) return;
    const facts::ValueType& type = declared.fields[*declared.dated_by].type;
    for_each_bit(usable_, chunk.words, [&](std::size_t row) {
        const auto day = chunk.table.day_of(chunk.first + row);
        if (!day) return;
        for (std::size_t at = offsets_[row]; at < offsets_[row + 1]; ++at) {
            const facts::Value value = value_at(column, type, base_ + at);
            if (value.given != facts::Given::answered || values::until(value.dates, *day)) continue;
            set_bit(usable_, row, false);
            problems.refuse_row(fact_, *declared.dated_by, chunk.first + row);
            return;
        }
    });
}

/// Of profiles: packed answers stand patient by patient.
void RecordLists::gather(const Chunk& chunk) {
    const facts::Packing& packing = chunk.table.rules->packing;
    std::fill_n(usable_, chunk.words, 0U);
    std::fill_n(closed_, chunk.words, 0U);
    std::uint32_t* const offsets = offset_buffer_.need(chunk.rows + 1);
    offsets_ = offsets;
    offsets[0] = 0;
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        const std::uint64_t* const packed = chunk.table.profiles[chunk.first + row]->packed.data();
        const bool is_known = has_bit(packed, fact_);
        const bool is_given = is_known || has_bit(packed + packing.partly(), fact_);
        const auto count = static_cast<std::uint32_t>(packed[packing.words() + fact_]);
        offsets[row + 1] = offsets[row] + (is_given ? count : 0);
        set_bit(usable_, row, is_given);
        set_bit(closed_, row, is_known);
    }
}

}  // namespace caveat::eval
