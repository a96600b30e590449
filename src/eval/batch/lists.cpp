// The lists of one chunk: where they begin and end. Entrance: BatchRun::count_lists.

#include "eval/batch/lists.hpp"

#include "facts/problems.hpp"

#include <algorithm>
#include <limits>

namespace caveat::eval {

void BatchRun::count_lists() {
    const program::Program& program = *table_->program;
    for (std::uint32_t tests = 0; tests < program.record_tests.size(); ++tests) {
        const std::uint32_t fact = program.record_tests[tests].records;
        open_lists(fact);
        const std::size_t words = chunk_.words;
        lists_->longest = table_->kernels->longest(lists_->offsets, chunk_.rows);
        lists_->all_closed = true;
        for (std::size_t word = 0; word < words; ++word) {
            const std::uint64_t rows = lowest_bits(chunk_.rows - word * word_bits);
            const std::uint64_t closed = lists_->usable[word] & lists_->closed[word];
            if (closed != rows) lists_->all_closed = false;
        }
        test_records(program.record_tests[tests]);
        count_passes(tests);
        read_untested(fact);
    }
    if (table_->is_of_profiles) return;
    // No test counts these: they are read to find what has to be refused.
    for (std::uint32_t fact = 0; fact < table_->lists.size(); ++fact) {
        if (!table_->lists[fact].is_given()) continue;
        if (table_->plan.tests_of_fact[fact] != program::none) continue;
        open_lists(fact);
        lists_->next_test.assign(table_->rules->catalogue[fact].fields.size(), 0);
        read_untested(fact);
    }
}

void BatchRun::open_lists(std::uint32_t fact) {
    lists_->fact = fact;
    const std::size_t fields = table_->rules->catalogue[fact].fields.size();
    lists_->loaded.resize(std::max(lists_->loaded.size(), fields));
    lists_->buffers.resize(std::max(lists_->buffers.size(), fields));
    lists_->words.resize(std::max(lists_->words.size(), fields));
    const std::size_t words = chunk_.words;
    lists_->usable = lists_->row_bits.need(3 * words);
    lists_->closed = lists_->usable + words;
    lists_->partly = lists_->closed + words;
    lists_->has_partly = false;
    std::fill_n(lists_->partly, words, 0U);
    if (table_->is_of_profiles) {
        gather_lists(fact);
    } else {
        find_lists(fact);
        drop_later_records(fact);
    }
}

/// Offsets that fall, or that lead beyond the columns, belong to no list.
void BatchRun::find_lists(std::uint32_t fact) {
    const ListColumn& list = table_->lists[fact];
    Lists& lists = *lists_;
    lists.base = 0;
    if (!list.is_given()) {
        std::fill_n(lists.usable, chunk_.words, 0U);
        std::uint32_t* const none_at_all = lists.offset_buffer.need(chunk_.rows + 1);
        std::fill_n(none_at_all, chunk_.rows + 1, 0U);
        lists.offsets = none_at_all;
        return;
    }
    const ListPlaces& places = list.places;
    if (list.present == nullptr) {
        fill_bits(chunk_.rows, lists.usable);
    } else {
        copy_bits(list.present, places.offset + chunk_.first, chunk_.rows, lists.usable);
    }
    if (list.complete == nullptr) {
        fill_bits(chunk_.rows, lists.closed);
    } else {
        copy_bits(list.complete, places.offset + chunk_.first, chunk_.rows, lists.closed);
    }
    if (!hidden_.empty()) {
        for (std::size_t row = 0; row < chunk_.rows; ++row) {
            if (is_hidden(fact, chunk_.first + row)) set_bit(lists.usable, row, false);
        }
    }
    const auto* const offsets = static_cast<const char*>(places.offsets) +
                                (places.offset + chunk_.first) *
                                    (places.is_64 ? sizeof(std::int64_t) : sizeof(std::int32_t));
    const bool is_aligned = reinterpret_cast<std::uintptr_t>(offsets) % alignof(std::int32_t) == 0;
    if (!places.is_64 && is_aligned &&
        take_offsets(reinterpret_cast<const std::uint32_t*>(offsets), places.limit)) {
        return;
    }
    copy_offsets(fact);
}

/// Takes offsets as they stand, if all of them are sound. One that falls makes the longest list
/// longer than any may be, and so does one below 0.
bool BatchRun::take_offsets(const std::uint32_t* offsets, std::uint64_t limit) {
    const bool is_sound =
        offsets[chunk_.rows] <= limit && offsets[0] <= limit &&
        table_->kernels->longest(offsets, chunk_.rows) <= facts::most_list_entries;
    if (is_sound) lists_->offsets = offsets;
    return is_sound;
}

/// Makes sound offsets, counted from `base`, of any others; lists that have none are refused.
void BatchRun::copy_offsets(std::uint32_t fact) {
    const ListColumn& list = table_->lists[fact];
    Lists& lists = *lists_;
    // Where nothing but the offsets says how many records there are, what is refused takes no room.
    const bool has_columns = list.has_columns();
    const std::int64_t limit = static_cast<std::int64_t>(list.places.limit);
    if (has_columns) {
        lists.base = static_cast<std::uint64_t>(
            std::clamp<std::int64_t>(list.places.offset_at(chunk_.first), 0, limit));
    }
    std::uint32_t* const sound = lists.offset_buffer.need(chunk_.rows + 1);
    lists.offsets = sound;
    sound[0] = 0;
    for (std::size_t row = 0; row < chunk_.rows; ++row) {
        if (!has_columns) {
            const auto place = list.find(chunk_.first + row);
            sound[row + 1] = sound[row] + (place ? static_cast<std::uint32_t>(place->count) : 0);
            continue;
        }
        const std::int64_t next = list.places.offset_at(chunk_.first + row + 1);
        const std::int64_t after = next - static_cast<std::int64_t>(lists.base);
        const bool is_sound = next >= 0 && next <= limit && after >= sound[row] &&
                              after <= std::numeric_limits<std::uint32_t>::max();
        sound[row + 1] = is_sound ? static_cast<std::uint32_t>(after) : sound[row];
    }
    for_each_bit(lists.usable, chunk_.words, [&](std::size_t row) {
        const auto place = list.find(chunk_.first + row);
        const bool is_moved = has_columns && place &&
                              (lists.base + sound[row] != place->first ||
                               lists.base + sound[row + 1] != place->first + place->count);
        if (place && !is_moved) return;
        set_bit(lists.usable, row, false);
        refuse_row(fact, {}, chunk_.first + row);
    });
}

/// A record dated after the day of the screening makes its whole list unusable.
void BatchRun::drop_later_records(std::uint32_t fact) {
    const facts::Fact& declared = table_->rules->catalogue[fact];
    if (!declared.dated_by) return;
    const Column& column = table_->lists[fact].fields[*declared.dated_by];
    if (column.type == ColumnType::none) return;
    const facts::ValueType& type = declared.fields[*declared.dated_by].type;
    Lists& lists = *lists_;
    for_each_bit(lists.usable, chunk_.words, [&](std::size_t row) {
        const auto day = table_->day_of(chunk_.first + row);
        if (!day) return;
        for (std::size_t at = lists.offsets[row]; at < lists.offsets[row + 1]; ++at) {
            const facts::Value value = value_at(column, type, lists.base + at);
            if (value.given != facts::Given::answered || values::until(value.dates, *day)) continue;
            set_bit(lists.usable, row, false);
            refuse_row(fact, *declared.dated_by, chunk_.first + row);
            return;
        }
    });
}

/// Answers of profiles stand patient by patient; here they become columns.
void BatchRun::gather_lists(std::uint32_t fact) {
    const facts::Packing& packing = table_->rules->packing;
    Lists& lists = *lists_;
    std::fill_n(lists.usable, chunk_.words, 0U);
    std::fill_n(lists.closed, chunk_.words, 0U);
    std::uint32_t* const offsets = lists.offset_buffer.need(chunk_.rows + 1);
    lists.offsets = offsets;
    lists.base = 0;
    offsets[0] = 0;
    const auto packed_at = [&](std::size_t row) {
        return table_->profiles[chunk_.first + row]->packed.data();
    };
    for (std::size_t row = 0; row < chunk_.rows; ++row) {
        const std::uint64_t* const packed = packed_at(row);
        const bool is_known = has_bit(packed, fact);
        const bool is_given = is_known || has_bit(packed + packing.partly(), fact);
        const std::uint64_t word = packed[packing.words() + fact];
        const auto count = static_cast<std::uint32_t>(word);
        offsets[row + 1] = offsets[row] + (is_given ? count : 0);
        set_bit(lists.usable, row, is_given);
        set_bit(lists.closed, row, is_known);
    }
    const std::size_t records = lists.records(chunk_.rows);
    const std::size_t fields = packing.field_count(fact);
    const std::size_t bit_words = facts::Packing::words_for(fields);
    for (std::uint32_t field = 0; field < fields; ++field) {
        const Encoding& encoding = table_->field_encodings[fact][field];
        ColumnValues& loaded = lists.loaded[field];
        if (encoding.reading == Reading::none) continue;
        lists.buffers[field].fit(records, encoding.planes, loaded);
        loaded.all_known = true;
        std::int64_t* const words = lists.words[field].need(words_for(records) * word_bits);
        std::size_t at = 0;
        for (std::size_t row = 0; row < chunk_.rows; ++row) {
            const std::size_t count = lists.offsets[row + 1] - lists.offsets[row];
            if (count == 0) continue;
            const std::uint64_t* const packed = packed_at(row);
            const std::uint64_t* record = packed + (packed[packing.words() + fact] >> 32U);
            for (std::size_t i = 0; i < count; ++i, ++at, record += packing.record_size(fact)) {
                words[at] = static_cast<std::int64_t>(record[2 * bit_words + field]);
                if (has_bit(record, field)) {
                    set_bit(loaded.known, at, true);
                    continue;
                }
                loaded.all_known = false;
                if (!has_bit(record + bit_words, field)) continue;
                set_bit(lists.partly, row, true);
                lists.has_partly = true;
            }
        }
        for (std::size_t plane = 0; plane < encoding.planes; ++plane) {
            loaded.planes[plane] = lists.buffers[field].plane(plane);
        }
        loaded.wide = words;
        if (encoding.reading == Reading::sets) {
            for (unsigned plane = 0; plane < encoding.planes; ++plane) {
                table_->kernels->split_u64(reinterpret_cast<const std::uint64_t*>(words), records,
                                           plane, lists.buffers[field].plane(plane));
            }
        } else if (encoding.reading != Reading::wide) {
            to_bytes(encoding, words, records, *table_->kernels, lists.buffers[field].plane(0));
        }
    }
}

}  // namespace caveat::eval
