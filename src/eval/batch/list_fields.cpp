// The fields of the records of one chunk: which records pass which tests, and what of them has to
// be refused. Entrances: BatchRun::test_records, BatchRun::read_untested.

#include "eval/batch/lists.hpp"

#include <algorithm>

namespace caveat::eval {

/// Fields that no test looks at, and days after that of the screening.
void BatchRun::read_untested(std::uint32_t fact) {
    if (table_->is_of_profiles) return;
    Lists& lists = *lists_;
    const facts::Fact& declared = table_->rules->catalogue[fact];
    for (std::uint32_t field = 0; field < declared.fields.size(); ++field) {
        const Encoding& encoding = table_->field_encodings[fact][field];
        if (encoding.reading == Reading::none) continue;
        const Column& column = table_->lists[fact].fields[field];
        const facts::ValueType& type = declared.fields[field].type;
        if (lists.next_test[field] == 0) {
            read_column(encoding, column, type, lists.stretch(chunk_.rows), *table_->kernels,
                        lists.buffers[field], lists.loaded[field]);
            note_records(field, lists.loaded[field]);
        }
        if (!type.to_as_of) continue;
        for_each_bit(lists.usable, chunk_.words, [&](std::size_t row) {
            const auto day = table_->day_of(chunk_.first + row);
            for (std::size_t at = lists.offsets[row]; day && at < lists.offsets[row + 1]; ++at) {
                const facts::Value value = value_at(column, type, lists.base + at);
                if (value.given != facts::Given::answered) continue;
                if (!values::until(value.dates, *day)) refuse_row(fact, field, chunk_.first + row);
            }
        });
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
    if (loaded.has_flagged) {
        for_each_bit(loaded.flagged, words_for(lists.records(chunk_.rows)),
                     [&](std::size_t record) {
                         set_bit(problems_.data(), chunk_.first - first_ + row_of(record), true);
                     });
    }
    if (!loaded.has_partly) return;
    lists.has_partly = true;
    for_each_bit(loaded.partly, words_for(lists.records(chunk_.rows)),
                 [&](std::size_t record) { set_bit(lists.partly, row_of(record), true); });
}

}  // namespace caveat::eval
