// The facts of one chunk into bits of the literals on them. Entrances: FactColumns::load,
// FactColumns::test. Those of profiles are in fact_columns_gathered.cpp.

#include "eval/batch/fact_columns.hpp"

namespace caveat::eval {

using program::none;

void FactColumns::begin(const Table& table) {
    loaded_.resize(table.rules->catalogue.size());
    buffers_.resize(table.rules->catalogue.size());
}

void FactColumns::load(const Chunk& chunk, RowProblems& problems) {
    const Table& table = chunk.table;
    if (table.is_of_profiles) return gather(chunk);
    for (const std::uint32_t source : table.plan.fact_sources) {
        load(chunk, table.program->sources[source].index, problems);
    }
    // Whatever else was given is read to find what has to be refused.
    for (std::uint32_t fact = 0; fact < table.columns.size(); ++fact) {
        if (table.columns[fact].type == ColumnType::none) continue;
        if (table.plan.source_of_fact[fact] == none) load(chunk, fact, problems);
        refuse_later_dates(chunk, fact, problems);
    }
}

void FactColumns::load(const Chunk& chunk, std::uint32_t fact, RowProblems& problems) {
    const Table& table = chunk.table;
    const Encoding& encoding = table.encodings[fact];
    if (encoding.reading == ColumnReading::none) return;
    ColumnValues& loaded = loaded_[fact];
    read_column(encoding, table.columns[fact], table.rules->catalogue[fact].type, chunk.stretch(),
                *table.kernels, buffers_[fact], loaded);
    if (loaded.refused != 0) {
        problems.refuse(fact, {}, chunk.first + loaded.first_refused, loaded.refused);
    }
    if (loaded.has_flagged) problems.flag(chunk, loaded.flagged);
}

/// Dates that may not lie after the day of the screening.
void FactColumns::refuse_later_dates(const Chunk& chunk, std::uint32_t fact,
                                     RowProblems& problems) const {
    const Table& table = chunk.table;
    const facts::ValueType& type = table.rules->catalogue[fact].type;
    const Column& column = table.columns[fact];
    if (!type.to_as_of || column.type == ColumnType::none) return;
    for_each_bit(loaded_[fact].known, chunk.words, [&](std::size_t at) {
        const std::size_t row = chunk.first + at;
        const auto day = table.day_of(row);
        if (!day) return;
        const facts::Value value = value_at(column, type, row);
        if (!values::until(value.dates, *day)) problems.refuse_row(fact, {}, row);
    });
}

void FactColumns::forget(std::uint32_t fact, std::size_t row) {
    ColumnValues& loaded = loaded_[fact];
    set_bit(loaded.known, row, false);
    if (loaded.has_partly) set_bit(loaded.partly, row, false);
    loaded.all_known = false;
}

void FactColumns::test(const Chunk& chunk, TreeRows& trees, RowProfiles& profiles,
                       LiteralBits& bits) const {
    const Table& table = chunk.table;
    for (const std::uint32_t source : table.plan.fact_sources) {
        const program::Source& from = table.program->sources[source];
        const Encoding& encoding = table.encodings[from.index];
        const ColumnValues& loaded = loaded_[from.index];
        for (std::uint32_t i = 0; i < from.literal_count; ++i) {
            const std::uint32_t literal = from.first_literal + i;
            if (encoding.reading == ColumnReading::none) {
                bits.know_nothing(literal, chunk);
                continue;
            }
            const bool is_open =
                test_column(encoding, encoding.test(i), loaded, chunk.stretch(), *table.kernels,
                            bits.yes_of(literal), bits.may_of(literal), bits.strip_stride());
            bits.set_open(literal, is_open);
        }
        if (encoding.reading == ColumnReading::none || !loaded.has_partly) continue;
        trees.settle_partly(chunk, source, loaded.partly, profiles, bits);
    }
}

}  // namespace caveat::eval
