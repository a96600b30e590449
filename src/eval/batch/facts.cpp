// The facts of one chunk into bits of the literals on them. Entrances: BatchRun::load_facts,
// BatchRun::test_facts.

#include "eval/batch/run.hpp"

#include <algorithm>

namespace caveat::eval {

using program::none;

void BatchRun::refuse(std::uint32_t fact, std::optional<std::uint32_t> field, std::size_t first_row,
                      std::uint64_t count) {
    for (Refused& known : refused_) {
        if (known.fact != fact || known.field != field) continue;
        known.count += count;
        return;
    }
    refused_.push_back({fact, field, first_row, count});
}

void BatchRun::refuse_row(std::uint32_t fact, std::optional<std::uint32_t> field, std::size_t row) {
    refuse(fact, field, row, 1);
    set_bit(problems_.data(), row - first_, true);
}

void BatchRun::load_facts() {
    if (table_->is_of_profiles) return gather_profiles();
    const auto load = [&](std::uint32_t fact) {
        const Encoding& encoding = table_->encodings[fact];
        if (encoding.reading == Reading::none) return;
        ColumnValues& loaded = loaded_[fact];
        read_column(encoding, table_->columns[fact], table_->rules->catalogue[fact].type,
                    chunk_.stretch(), *table_->kernels, buffers_[fact], loaded);
        if (loaded.refused != 0) {
            refuse(fact, {}, chunk_.first + loaded.first_refused, loaded.refused);
        }
        if (!loaded.has_flagged) return;
        std::uint64_t* const problems = problems_.data() + (chunk_.first - first_) / word_bits;
        for (std::size_t word = 0; word < chunk_.words; ++word) {
            problems[word] |= loaded.flagged[word];
        }
    };
    for (const std::uint32_t source : table_->plan.fact_sources) {
        load(table_->program->sources[source].index);
    }
    // Whatever else was given is read to find what has to be refused.
    for (std::uint32_t fact = 0; fact < table_->columns.size(); ++fact) {
        if (table_->columns[fact].type == ColumnType::none) continue;
        if (table_->plan.source_of_fact[fact] == none) load(fact);
        refuse_later_dates(fact);
    }
    drop_contradictions();
}

/// Dates that may not lie after the day of the screening.
void BatchRun::refuse_later_dates(std::uint32_t fact) {
    const facts::ValueType& type = table_->rules->catalogue[fact].type;
    const Column& column = table_->columns[fact];
    if (!type.to_as_of || column.type == ColumnType::none) return;
    for_each_bit(loaded_[fact].known, chunk_.words, [&](std::size_t row) {
        const auto day = table_->day_of(chunk_.first + row);
        if (!day) return;
        const facts::Value value = value_at(column, type, chunk_.first + row);
        if (!values::until(value.dates, *day)) refuse_row(fact, {}, chunk_.first + row);
    });
}

void BatchRun::gather_profiles() {
    for (const std::uint32_t source : table_->plan.fact_sources) {
        const std::uint32_t fact = table_->program->sources[source].index;
        const Encoding& encoding = table_->encodings[fact];
        ColumnValues& loaded = loaded_[fact];
        buffers_[fact].fit(chunk_.rows, encoding.planes, loaded);
        loaded.all_known = true;
        for (std::size_t plane = 0; plane < encoding.planes; ++plane) {
            loaded.planes[plane] = buffers_[fact].plane(plane);
        }
        if (encoding.reading == Reading::wide) loaded.wide = buffers_[fact].wide(chunk_.rows);
    }
    for (std::size_t first = 0; first < chunk_.rows; first += word_bits) {
        gather_group(first / word_bits, std::min(word_bits, chunk_.rows - first));
    }
}

/// 64 profiles, or as many as are left.
void BatchRun::gather_group(std::size_t group, std::size_t rows) {
    const facts::Packing& packing = table_->rules->packing;
    std::array<const std::uint64_t*, word_bits> packed{};
    for (std::size_t i = 0; i < rows; ++i) {
        packed[i] = table_->profiles[chunk_.first + group * word_bits + i]->packed.data();
    }
    std::array<std::uint64_t, word_bits> known{};
    std::array<std::uint64_t, word_bits> partly{};
    std::array<std::int64_t, word_bits> words{};
    std::size_t loaded_word = none;
    for (const std::uint32_t source : table_->plan.fact_sources) {
        const std::uint32_t fact = table_->program->sources[source].index;
        if (fact / word_bits != loaded_word) {
            loaded_word = fact / word_bits;
            std::uint64_t some = 0;
            for (std::size_t i = 0; i < rows; ++i) {
                known[i] = packed[i][loaded_word];
                partly[i] = packed[i][packing.partly() + loaded_word];
                some |= partly[i];
            }
            std::fill(known.begin() + static_cast<std::ptrdiff_t>(rows), known.end(), 0U);
            transpose(known);
            if (some != 0) {
                std::fill(partly.begin() + static_cast<std::ptrdiff_t>(rows), partly.end(), 0U);
                transpose(partly);
            } else {
                partly.fill(0);
            }
        }
        ColumnValues& loaded = loaded_[fact];
        const std::uint64_t is_known = known[fact % word_bits];
        loaded.known[group] = is_known;
        loaded.partly[group] = partly[fact % word_bits];
        if (is_known != lowest_bits(rows)) loaded.all_known = false;
        if (loaded.partly[group] != 0) loaded.has_partly = true;
        for (std::size_t i = 0; i < rows; ++i) {
            words[i] = static_cast<std::int64_t>(packed[i][packing.words() + fact]);
        }
        const Encoding& encoding = table_->encodings[fact];
        const std::size_t at = group * word_bits;
        if (encoding.reading == Reading::sets) {
            for (std::size_t plane = 0; plane < encoding.planes; ++plane) {
                std::uint8_t* const to = buffers_[fact].plane(plane) + at;
                for (std::size_t i = 0; i < word_bits; ++i) {
                    to[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(words[i]) >>
                                                      (8U * plane));
                }
            }
        } else if (encoding.reading == Reading::wide) {
            std::copy_n(words.begin(), rows, buffers_[fact].wide(chunk_.rows) + at);
        } else {
            to_bytes(encoding, words.data(), word_bits, *table_->kernels,
                     buffers_[fact].plane(0) + at);
        }
    }
}

void BatchRun::test_facts() {
    for (const std::uint32_t source : table_->plan.fact_sources) {
        const program::Source& from = table_->program->sources[source];
        const Encoding& encoding = table_->encodings[from.index];
        if (encoding.reading == Reading::none) {
            for (std::uint32_t i = 0; i < from.literal_count; ++i) {
                know_nothing(from.first_literal + i);
            }
            continue;
        }
        const ColumnValues& loaded = loaded_[from.index];
        test_source(source, encoding, loaded);
        if (loaded.has_partly) settle_partly(source, loaded.partly);
    }
}

void BatchRun::test_source(std::uint32_t source, const Encoding& encoding,
                           const ColumnValues& loaded) {
    const program::Source& from = table_->program->sources[source];
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        const std::uint32_t literal = from.first_literal + i;
        // A column read value by value has no tests of its own.
        const EncodedTest never;
        const EncodedTest& test = encoding.reading == Reading::odd ? never : encoding.tests[i];
        const bool is_open = test_column(encoding, test, loaded, chunk_.stretch(), *table_->kernels,
                                         yes_of(literal), may_of(literal), strip_stride());
        is_open_[literal] = is_open ? 1 : 0;
        some_open_ = some_open_ || is_open;
    }
}

void BatchRun::know_nothing(std::uint32_t literal) {
    is_open_[literal] = 1;
    some_open_ = true;
    for (std::size_t word = 0; word < chunk_.strips * strip_words; ++word) {
        const std::size_t row = word * word_bits;
        word_of(yes_of(literal), row) = 0;
        word_of(may_of(literal), row) = row < chunk_.rows ? lowest_bits(chunk_.rows - row) : 0;
    }
}

}  // namespace caveat::eval
