// Binds columns to the tests of a program. Entrances: prepare, encode_place, encode_profiles.

#include "eval/batch/table.hpp"

#include "facts/problems.hpp"
#include "program/instructions.hpp"

#include <algorithm>
#include <span>

namespace caveat::eval {

using program::none;

namespace {

const Kernels& kernels_for([[maybe_unused]] program::Instructions instructions) {
#ifdef CAVEAT_WIDER_INSTRUCTIONS
    switch (instructions) {
        case program::Instructions::avx512:
            return avx512_kernels;
        case program::Instructions::avx2:
            return avx2_kernels;
        case program::Instructions::baseline:
            break;
    }
#endif
    return baseline_kernels;
}

std::vector<const program::Literal*> literals_on(const Table& table, std::uint32_t source) {
    std::vector<const program::Literal*> literals;
    if (source == none) return literals;
    const program::Source& from = table.program->sources[source];
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        literals.push_back(&table.program->literals[from.first_literal + i]);
    }
    return literals;
}

/// The tests of a list on one field, by position among them.
std::vector<const program::Literal*> tests_on(const program::RecordTests& tests,
                                              std::uint32_t field) {
    std::vector<const program::Literal*> literals;
    for (const program::FieldTest& test : tests.tests) {
        if (test.field == field) literals.push_back(&test.test);
    }
    return literals;
}

}  // namespace

std::optional<std::int32_t> Table::day_of(std::size_t row) const {
    if (is_of_profiles) return profiles[row]->as_of;
    if (as_of_days.type == ColumnType::none) return as_of;
    const std::size_t at = as_of_days.offset + row;
    if (as_of_days.present != nullptr && !has_bit(as_of_days.present, at)) return std::nullopt;
    const std::int64_t day = integer_at(as_of_days.type, as_of_days.values, at);
    if (day < values::first_day || day > values::last_day) return std::nullopt;
    return static_cast<std::int32_t>(day);
}

std::size_t Table::records_in(std::size_t first, std::size_t count) const {
    std::size_t most = 0;
    for (const ListColumn& list : lists) {
        if (!list.is_given()) continue;
        const std::int64_t begin = list.places.offset_at(first);
        const std::int64_t end = list.places.offset_at(first + count);
        if (begin < 0 || end < begin) continue;
        most = std::max(most, static_cast<std::size_t>(end - begin));
    }
    return most;
}

std::optional<ListPlaces::Place> ListColumn::find(std::size_t row) const {
    const auto place = places.find(row);
    return place && place->count <= facts::most_list_entries ? place : std::nullopt;
}

bool ListColumn::has_columns() const {
    return std::any_of(fields.begin(), fields.end(),
                       [](const Column& field) { return field.type != ColumnType::none; });
}

void prepare(Table& table, const model::RuleSet& rules, const Compiled& compiled,
             std::size_t rows) {
    table.rules = &rules;
    table.compiled = &compiled;
    table.program = &compiled.program;
    table.kernels = &kernels_for(compiled.instructions);
    table.rows = rows;
    table.plan = make_plan(rules, compiled.program);
    table.columns.resize(rules.catalogue.size());
    table.lists.resize(rules.catalogue.size());
    table.encodings.resize(rules.catalogue.size());
    table.field_encodings.resize(rules.catalogue.size());
    for (std::uint32_t fact = 0; fact < rules.catalogue.size(); ++fact) {
        table.lists[fact].fields.resize(rules.catalogue[fact].fields.size());
        table.field_encodings[fact].resize(rules.catalogue[fact].fields.size());
    }
}

void encode_place(Table& table, std::uint32_t fact, std::optional<std::uint32_t> field) {
    const facts::Fact& declared = table.rules->catalogue[fact];
    if (!field) {
        const auto literals = literals_on(table, table.plan.source_of_fact[fact]);
        const Subject subject{&declared.type, table.rules->packing.grid(fact), literals};
        table.encodings[fact] = encode(subject, table.columns[fact]);
        return;
    }
    const std::uint32_t tests = table.plan.tests_of_fact[fact];
    std::vector<const program::Literal*> literals;
    if (tests != none) literals = tests_on(table.program->record_tests[tests], *field);
    const Subject subject{&declared.fields[*field].type, table.rules->packing.grid(fact, *field),
                          literals};
    table.field_encodings[fact][*field] = encode(subject, table.lists[fact].fields[*field]);
}

void encode_profiles(Table& table) {
    table.is_of_profiles = true;
    for (std::uint32_t fact = 0; fact < table.rules->catalogue.size(); ++fact) {
        const facts::Fact& declared = table.rules->catalogue[fact];
        const auto literals = literals_on(table, table.plan.source_of_fact[fact]);
        if (!literals.empty()) {
            table.encodings[fact] =
                encode_packed({&declared.type, table.rules->packing.grid(fact), literals});
        }
        const std::uint32_t tests = table.plan.tests_of_fact[fact];
        if (tests == none) continue;
        for (std::uint32_t field = 0; field < declared.fields.size(); ++field) {
            const auto wanted = tests_on(table.program->record_tests[tests], field);
            if (wanted.empty()) continue;
            table.field_encodings[fact][field] = encode_packed(
                {&declared.fields[field].type, table.rules->packing.grid(fact, field), wanted});
        }
    }
}

}  // namespace caveat::eval
