#include "eval/batch/record_fields.hpp"

#include <algorithm>

namespace caveat::eval {

void RecordFields::open(const Chunk& chunk, RecordLists& lists) {
    const std::size_t fields = chunk.table.rules->catalogue[lists.fact()].fields.size();
    loaded_.resize(std::max(loaded_.size(), fields));
    buffers_.resize(std::max(buffers_.size(), fields));
    words_.resize(std::max(words_.size(), fields));
    next_test_.assign(fields, 0);
    bitmap_words_ = lists.bitmap_words();
    if (!chunk.table.is_of_profiles) return;
    for (std::uint32_t field = 0; field < fields; ++field) gather(chunk, field, lists);
}

void RecordFields::read_untested(const Chunk& chunk, RecordLists& lists, RowProblems& problems) {
    const Table& table = chunk.table;
    if (table.is_of_profiles) return;
    const facts::Fact& declared = table.rules->catalogue[lists.fact()];
    for (std::uint32_t field = 0; field < declared.fields.size(); ++field) {
        if (table.field_encodings[lists.fact()][field].reading == ColumnReading::none) continue;
        if (next_test_[field] == 0) read(chunk, field, lists, problems);
        const facts::ValueType& type = declared.fields[field].type;
        if (!type.to_as_of) continue;
        const Column& column = table.lists[lists.fact()].fields[field];
        for_each_bit(lists.usable(), chunk.words, [&](std::size_t row) {
            const auto day = table.day_of(chunk.first + row);
            const std::size_t end = lists.offsets()[row + 1];
            for (std::size_t at = lists.offsets()[row]; day && at < end; ++at) {
                const facts::Value value = value_at(column, type, lists.base() + at);
                if (value.given != facts::Given::answered) continue;
                if (values::until(value.dates, *day)) continue;
                problems.refuse_row(lists.fact(), field, chunk.first + row);
            }
        });
    }
}

void RecordFields::test(const Chunk& chunk, const program::RecordTests& tests, RecordLists& lists,
                        RowProblems& problems) {
    const Table& table = chunk.table;
    const Stretch stretch = lists.stretch();
    test_bits_.need(2 * (tests.tests.size() + 1) * bitmap_words_);
    test_is_open_.assign(tests.tests.size(), 0);
    for (std::size_t i = 0; i < tests.tests.size(); ++i) {
        const std::uint32_t field = tests.tests[i].field;
        const Encoding& encoding = table.field_encodings[lists.fact()][field];
        const std::uint32_t place = next_test_[field]++;
        if (encoding.reading == ColumnReading::none) {
            std::fill_n(yes_of(i), bitmap_words_, 0U);
            fill_bits(stretch.count, may_of(i));
            test_is_open_[i] = 1;
            continue;
        }
        if (place == 0 && !table.is_of_profiles) read(chunk, field, lists, problems);
        const bool is_open = test_column(encoding, encoding.test(place), loaded_[field], stretch,
                                         *table.kernels, yes_of(i), may_of(i), strip_words);
        test_is_open_[i] = is_open ? 1 : 0;
    }
}

/// One column, and what of it was refused or is known in part, by the row of its record.
void RecordFields::read(const Chunk& chunk, std::uint32_t field, RecordLists& lists,
                        RowProblems& problems) {
    const Table& table = chunk.table;
    const std::uint32_t fact = lists.fact();
    ColumnValues& loaded = loaded_[field];
    read_column(table.field_encodings[fact][field], table.lists[fact].fields[field],
                table.rules->catalogue[fact].fields[field].type, lists.stretch(), *table.kernels,
                buffers_[field], loaded);
    if (loaded.refused != 0) {
        const std::size_t row = lists.row_of(loaded.first_refused);
        problems.refuse(fact, field, chunk.first + row, loaded.refused);
    }
    const std::size_t words = words_for(lists.records());
    if (loaded.has_flagged) {
        for_each_bit(loaded.flagged, words, [&](std::size_t record) {
            problems.flag(chunk.first + lists.row_of(record));
        });
    }
    if (!loaded.has_partly) return;
    for_each_bit(loaded.partly, words,
                 [&](std::size_t record) { lists.note_partly(lists.row_of(record)); });
}

/// Answers of profiles stand patient by patient; here they become columns.
void RecordFields::gather(const Chunk& chunk, std::uint32_t field, RecordLists& lists) {
    const Table& table = chunk.table;
    const std::uint32_t fact = lists.fact();
    const facts::Packing& packing = table.rules->packing;
    const Encoding& encoding = table.field_encodings[fact][field];
    if (encoding.reading == ColumnReading::none) return;
    const std::size_t bit_words = facts::Packing::words_for(packing.field_count(fact));
    const std::size_t records = lists.records();
    ColumnValues& loaded = loaded_[field];
    ColumnBuffer& buffer = buffers_[field];
    buffer.fit(records, encoding.planes, loaded);
    loaded.all_known = true;
    std::int64_t* const words = words_[field].need(words_for(records) * word_bits);
    std::size_t at = 0;
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        const std::size_t count = lists.offsets()[row + 1] - lists.offsets()[row];
        if (count == 0) continue;
        const std::uint64_t* const packed = table.profiles[chunk.first + row]->packed.data();
        const std::uint64_t* record = packed + (packed[packing.words() + fact] >> 32U);
        for (std::size_t i = 0; i < count; ++i, ++at, record += packing.record_size(fact)) {
            words[at] = static_cast<std::int64_t>(record[2 * bit_words + field]);
            if (has_bit(record, field)) {
                set_bit(loaded.known, at, true);
                continue;
            }
            loaded.all_known = false;
            if (has_bit(record + bit_words, field)) lists.note_partly(row);
        }
    }
    for (std::size_t plane = 0; plane < encoding.planes; ++plane) {
        loaded.planes[plane] = buffer.plane(plane);
    }
    loaded.wide = words;
    if (encoding.reading == ColumnReading::sets) {
        for (unsigned plane = 0; plane < encoding.planes; ++plane) {
            table.kernels->split_u64(reinterpret_cast<const std::uint64_t*>(words), records, plane,
                                     buffer.plane(plane));
        }
    } else if (encoding.reading != ColumnReading::wide) {
        to_bytes(encoding, words, records, *table.kernels, buffer.plane(0));
    }
}

}  // namespace caveat::eval
