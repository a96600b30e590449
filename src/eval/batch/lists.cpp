// The lists of one chunk: where they begin and end, and which records pass which tests. Entrance:
// BatchRun::count_lists.

#include "eval/batch/lists.hpp"

#include "facts/problems.hpp"

#include <algorithm>

namespace caveat::eval {

void BatchRun::count_lists() {
    const program::Program& program = *table_->program;
    for (std::uint32_t tests = 0; tests < program.record_tests.size(); ++tests) {
        const std::uint32_t fact = program.record_tests[tests].records;
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
        lists_->longest = table_->kernels->longest(lists_->offsets, chunk_.rows);
        lists_->all_closed = true;
        for (std::size_t word = 0; word < words; ++word) {
            const std::uint64_t rows = lowest_bits(chunk_.rows - word * word_bits);
            const std::uint64_t closed = lists_->usable[word] & lists_->closed[word];
            if (closed != rows) lists_->all_closed = false;
        }
        test_records(program.record_tests[tests]);
        count_passes(tests);
    }
}

/// Offsets that fall, or that lead beyond the columns, belong to no list.
void BatchRun::find_lists(std::uint32_t fact) {
    const ListColumn& list = table_->lists[fact];
    Lists& lists = *lists_;
    if (list.offsets == nullptr) {
        std::fill_n(lists.usable, chunk_.words, 0U);
        std::uint32_t* const none_at_all = lists.offset_buffer.need(chunk_.rows + 1);
        std::fill_n(none_at_all, chunk_.rows + 1, 0U);
        lists.offsets = none_at_all;
        return;
    }
    if (list.present == nullptr) {
        fill_bits(chunk_.rows, lists.usable);
    } else {
        copy_bits(list.present, chunk_.first, chunk_.rows, lists.usable);
    }
    if (list.complete == nullptr) {
        fill_bits(chunk_.rows, lists.closed);
    } else {
        copy_bits(list.complete, chunk_.first, chunk_.rows, lists.closed);
    }
    if (!hidden_.empty()) {
        for (std::size_t row = 0; row < chunk_.rows; ++row) {
            if (is_hidden(fact, chunk_.first + row)) set_bit(lists.usable, row, false);
        }
    }
    const std::uint32_t* const offsets = list.offsets + chunk_.first;
    lists.offsets = offsets;
    // An offset that falls makes the longest list longer than any may be.
    const bool is_sound =
        offsets[chunk_.rows] <= list.limit && offsets[0] <= list.limit &&
        table_->kernels->longest(offsets, chunk_.rows) <= facts::most_list_entries;
    if (is_sound) return;
    std::uint32_t* const sound = lists.offset_buffer.need(chunk_.rows + 1);
    lists.offsets = sound;
    if (!list.has_columns()) {
        // Nothing but the offsets says how many records there are: what is refused takes no room.
        sound[0] = 0;
        for (std::size_t row = 0; row < chunk_.rows; ++row) {
            sound[row + 1] = sound[row] + list.length(chunk_.first + row).value_or(0);
        }
        for_each_bit(lists.usable, chunk_.words, [&](std::size_t row) {
            if (list.length(chunk_.first + row)) return;
            set_bit(lists.usable, row, false);
            refuse(fact, {}, chunk_.first + row, 1);
        });
        return;
    }
    sound[0] = std::min(offsets[0], list.limit);
    for (std::size_t row = 0; row < chunk_.rows; ++row) {
        const std::uint32_t next = offsets[row + 1];
        sound[row + 1] = next >= sound[row] && next <= list.limit ? next : sound[row];
    }
    for_each_bit(lists.usable, chunk_.words, [&](std::size_t row) {
        const bool is_moved = sound[row] != offsets[row] || sound[row + 1] != offsets[row + 1];
        if (list.length(chunk_.first + row) && !is_moved) return;
        set_bit(lists.usable, row, false);
        refuse(fact, {}, chunk_.first + row, 1);
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
            const facts::Value value = value_at(column, type, at);
            if (value.given != facts::Given::answered || values::until(value.dates, *day)) continue;
            set_bit(lists.usable, row, false);
            refuse(fact, *declared.dated_by, chunk_.first + row, 1);
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

void BatchRun::test_records(const program::RecordTests& tests) {
    Lists& lists = *lists_;
    const Stretch stretch = lists.stretch(chunk_.rows);
    const std::size_t words = lists.bitmap_words(chunk_.rows);
    lists.test_bits.need(2 * (tests.tests.size() + 1) * words);
    lists.test_is_open.assign(tests.tests.size(), 0);
    std::vector<std::uint32_t>& next_test = lists.next_test;
    next_test.assign(table_->rules->catalogue[lists.fact].fields.size(), 0);
    for (std::size_t i = 0; i < tests.tests.size(); ++i) {
        const std::uint32_t field = tests.tests[i].field;
        const Encoding& encoding = table_->field_encodings[lists.fact][field];
        std::uint64_t* const yes = lists.test_yes(i, chunk_.rows);
        std::uint64_t* const may = lists.test_may(i, chunk_.rows);
        const std::uint32_t place = next_test[field]++;
        if (encoding.reading == Reading::none) {
            std::fill_n(yes, words, 0U);
            fill_bits(stretch.count, may);
            lists.test_is_open[i] = 1;
            continue;
        }
        ColumnValues& loaded = lists.loaded[field];
        if (place == 0 && !table_->is_of_profiles) {
            read_column(encoding, table_->lists[lists.fact].fields[field],
                        table_->rules->catalogue[lists.fact].fields[field].type, stretch,
                        *table_->kernels, lists.buffers[field], loaded);
            note_records(field, loaded);
        }
        const EncodedTest never;
        const EncodedTest& test = encoding.reading == Reading::odd ? never : encoding.tests[place];
        const bool is_open =
            test_column(encoding, test, loaded, stretch, *table_->kernels, yes, may, strip_words);
        lists.test_is_open[i] = is_open ? 1 : 0;
    }
}

/// What was refused or only partly known, by the row of its record.
void BatchRun::note_records(std::uint32_t field, const ColumnValues& loaded) {
    Lists& lists = *lists_;
    const auto row_of = [&](std::size_t record) {
        const auto after = std::upper_bound(lists.offsets, lists.offsets + chunk_.rows + 1,
                                            lists.offsets[0] + record);
        return static_cast<std::size_t>(after - lists.offsets) - 1;
    };
    if (loaded.refused != 0) {
        refuse(lists.fact, field, chunk_.first + row_of(loaded.first_refused), loaded.refused);
    }
    if (!loaded.has_partly) return;
    lists.has_partly = true;
    for_each_bit(loaded.partly, words_for(lists.records(chunk_.rows)),
                 [&](std::size_t record) { set_bit(lists.partly, row_of(record), true); });
}

}  // namespace caveat::eval
