// The public view of a batch: columns are checked (batch_targets.cpp) and bound. Entrance: Batch.
// Its rows as profiles are in batch_rows.cpp, what a screening of it found in batch_screening.cpp.

#include <caveat/batch.hpp>

#include "api/access.hpp"
#include "api/batch_binding.hpp"
#include "api/batch_targets.hpp"
#include "api/loaded_rules.hpp"
#include "facts/problems.hpp"
#include "values/dates.hpp"

#include <optional>
#include <string>
#include <utility>

namespace caveat {

namespace {

using api::batch_problem;
using eval::Table;

/// Whether no offset falls, and no list has more records than it may: told at a glance.
bool are_plain(const Table& table, const eval::ListPlaces& places) {
    const auto* const first = static_cast<const char*>(places.offsets) +
                              static_cast<std::ptrdiff_t>(places.offset * sizeof(std::uint32_t));
    const bool is_aligned = reinterpret_cast<std::uintptr_t>(first) % alignof(std::uint32_t) == 0;
    if (places.is_64 || !is_aligned || places.offset_at(0) < 0) return false;
    // One that falls makes a list that is far too long.
    return table.kernels->longest(reinterpret_cast<const std::uint32_t*>(first), table.rows) <=
           facts::most_list_entries;
}

/// The first row with more records than one list may have.
std::optional<std::size_t> first_too_long(const eval::ListPlaces& places, std::size_t rows) {
    std::int64_t before = places.offset_at(0);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::int64_t after = places.offset_at(row + 1);
        if (after - before > static_cast<std::int64_t>(facts::most_list_entries)) return row;
        before = after;
    }
    return std::nullopt;
}

bool never_falls(const eval::ListPlaces& places, std::size_t rows) {
    std::int64_t before = places.offset_at(0);
    if (before < 0) return false;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::int64_t after = places.offset_at(row + 1);
        if (after < before) return false;
        before = after;
    }
    return true;
}

}  // namespace

Batch::Batch(const RuleSet& rules, std::size_t rows)
    : rules_(rules), binding_(std::make_unique<api::BatchBinding>()) {
    const api::LoadedRules& loaded = api::loaded_of(rules_);
    eval::prepare(binding_->table, loaded.model, loaded.compiled, rows);
    const facts::Catalogue& catalogue = loaded.model.catalogue;
    binding_->is_given.resize(catalogue.size(), 0);
    binding_->encoded.resize(catalogue.size());
    for (const facts::Fact& fact : catalogue.facts()) {
        binding_->is_field_given.emplace_back(fact.fields.size(), std::uint8_t{0});
        binding_->field_encoded.emplace_back(fact.fields.size());
        binding_->most_records += facts::most_list_entries * fact.fields.size();
    }
    if (binding_->most_records <= facts::most_record_values) binding_->most_records = 0;
}

Batch::Batch(const RuleSet& rules, std::span<const Profile> profiles)
    : Batch(rules, profiles.size()) {
    Table& table = binding_->table;
    table.profiles.reserve(profiles.size());
    binding_->profiles.reserve(profiles.size());
    std::size_t strangers = 0;
    std::size_t first_stranger = 0;
    for (const Profile& profile : profiles) {
        if (profile.rules().same_as(rules_)) {
            binding_->profiles.push_back(profile);
        } else {
            if (strangers++ == 0) first_stranger = table.profiles.size();
            ProfileBuilder nobody(rules_);
            if (const auto day = profile.as_of()) nobody.as_of(*day);
            binding_->profiles.push_back(nobody.build());
        }
        table.profiles.push_back(&api::facts_of(binding_->profiles.back()));
    }
    if (strangers != 0) {
        batch_problem(
            table, "wrong-rule-set", "",
            std::to_string(strangers) +
                " profiles were built for another rule set, the first one in row " +
                std::to_string(first_stranger),
            "build them anew with the rule set that screens them; until then nothing is known "
            "of these rows");
    }
    eval::encode_profiles(table);
}

Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

std::size_t Batch::rows() const {
    return binding_->table.rows;
}

std::span<const Diagnostic> Batch::problems() const {
    return binding_->table.problems;
}

Batch& Batch::clear(std::size_t rows) {
    Table& table = binding_->table;
    if (table.is_of_profiles) return *this = Batch(rules_, rows);
    table.rows = rows;
    table.as_of.reset();
    if (table.as_of_days.type != eval::ColumnType::none) table.as_of_days = {};
    table.problems.clear();
    for (const std::uint32_t fact : binding_->order) {
        // How a column is read is kept, here and in `Encoded`: without a type there is none.
        table.columns[fact].type = eval::ColumnType::none;
        table.encodings[fact].reading = eval::ColumnReading::none;
        table.lists[fact].places = {};
        for (eval::Column& field : table.lists[fact].fields) field.type = eval::ColumnType::none;
        for (eval::Encoding& field : table.field_encodings[fact]) {
            field.reading = eval::ColumnReading::none;
        }
        binding_->is_given[fact] = 0;
        std::fill(binding_->is_field_given[fact].begin(), binding_->is_field_given[fact].end(),
                  std::uint8_t{0});
    }
    binding_->order.clear();
    binding_->cells.clear();
    return *this;
}

Batch& Batch::as_of(Date day) {
    Table& table = binding_->table;
    if (table.is_of_profiles || !day.is_valid() || !day.is_full()) {
        batch_problem(table, "bad-as-of", "as_of",
                      table.is_of_profiles ? "profiles have a day of their own"
                                           : text::quoted(day.to_text()) + " is no full date",
                      "it was left out");
        return *this;
    }
    table.as_of = values::range_of(day).low;
    table.as_of_days = {};
    return *this;
}

Batch& Batch::as_of(const Column& days) {
    Table& table = binding_->table;
    if (table.is_of_profiles || days.type != ColumnType::int32) {
        batch_problem(table, "bad-as-of", "as_of",
                      table.is_of_profiles ? "profiles have a day of their own"
                                           : "the days of the screening are no integers of 32 bits",
                      "it was left out");
        return *this;
    }
    if (days.size < table.rows || (days.values == nullptr && table.rows != 0)) {
        batch_problem(table, "wrong-length", "as_of",
                      "the days of the screening are fewer than the rows", "it was left out");
        return *this;
    }
    table.as_of.reset();
    table.as_of_days = {};
    table.as_of_days.type = eval::ColumnType::int32;
    table.as_of_days.values = days.values;
    table.as_of_days.present = days.present;
    table.as_of_days.offset = days.offset;
    return *this;
}

bool api::BatchBinding::put_again(const Place& place, const Column& given) {
    const std::uint32_t fact = place.fact.index;
    if (place.record || fact >= encoded.size()) return false;
    eval::ListColumn& list = table.lists[fact];
    if (place.field && (*place.field >= list.fields.size() || !list.is_given())) return false;
    const Encoded& before = place.field ? field_encoded[fact][*place.field] : encoded[fact];
    std::uint8_t& is_there = place.field ? is_field_given[fact][*place.field] : is_given[fact];
    const std::size_t rows = place.field ? static_cast<std::size_t>(list.places.limit) : table.rows;
    // Few columns have several words a row, and only those are worth a division.
    const bool is_long_enough =
        given.size >= rows && (before.words == 1 || given.size / before.words >= rows);
    if (is_there != 0 || !before.is_like(given) || !is_long_enough || given.values == nullptr) {
        return false;
    }
    is_there = 1;
    if (!place.field) order.push_back(fact);
    eval::Column& column = place.field ? list.fields[*place.field] : table.columns[fact];
    column.type = before.type;
    column.values = given.values;
    column.present = given.present;
    column.offset = given.offset;
    column.codes = given.codes;
    (place.field ? table.field_encodings[fact][*place.field] : table.encodings[fact]).reading =
        before.reading;
    return true;
}

Batch& Batch::set(const Place& place, const Column& values) {
    if (!binding_->put_again(place, values)) set_anew(place, values);
    return *this;
}

void Batch::set_anew(const Place& place, const Column& values) {
    const auto target = api::find_target(*binding_, place);
    if (!target || !api::take(*target)) return;
    auto column = api::read_column_of(*target, values);
    const ColumnType type_read = column ? values.type : ColumnType::none;
    target->column = column ? *std::move(column) : eval::Column{};
    target->encode(type_read);
}

Batch& Batch::set_codes(Place place, const ListColumn& lists, const Column& items) {
    const auto target = api::find_target(*binding_, place);
    if (!target || !api::take(*target)) return *this;
    // Items are read as a choice is.
    eval::Column column;
    column.type = eval::ColumnType::listed;
    column.item_type = api::type_for(items.type, FactKind::choice);
    const bool is_integer = column.item_type != eval::ColumnType::none &&
                            items.type != ColumnType::bits && items.type != ColumnType::float32 &&
                            items.type != ColumnType::float64;
    if (target->type.kind != FactKind::choices || !is_integer || items.codes.data() == nullptr) {
        target->wrong("wrong-column", target->shown() + " cannot be read from such a column");
        return *this;
    }
    const auto places = api::read_lists_of(*target, lists);
    if (!places) return *this;
    column.places = *places;
    column.places.limit = items.size;
    column.present = lists.present;
    column.offset = lists.offset;
    column.values = items.values;
    column.item_present = items.present;
    column.item_offset = items.offset;
    column.is_mapped = true;
    column.codes = items.codes;
    target->column = std::move(column);
    target->encode();
    return *this;
}

Batch& Batch::set_list(FactId fact, const ListColumn& lists) {
    const auto target = api::find_target(*binding_, fact);
    if (!target || !api::take(*target)) return *this;
    eval::ListColumn& list = target->table().lists[target->fact];
    if (target->type.kind != FactKind::records || lists.sizes != nullptr) {
        target->wrong("wrong-column", target->shown() + " takes no lists of records" +
                                          (lists.sizes != nullptr ? " with sizes" : ""));
        return *this;
    }
    auto places = api::read_lists_of(*target, lists);
    if (!places) return *this;
    const bool is_plain = are_plain(target->table(), *places);
    if (!is_plain && !never_falls(*places, target->rows)) {
        target->wrong("wrong-offsets", "the offsets of " + target->shown() + " fall somewhere");
        return *this;
    }
    places->limit = static_cast<std::uint64_t>(places->offset_at(target->rows));
    list.places = *places;
    list.present = lists.present;
    list.complete = lists.complete;
    if (is_plain) return *this;
    if (const auto row = first_too_long(*places, target->rows)) {
        target->wrong("too-long",
                      target->shown() + " has more than " +
                          std::to_string(facts::most_list_entries) + " records in row " +
                          std::to_string(*row),
                      "the list of that row, and of every other one as long, counts as "
                      "unanswered");
    }
    return *this;
}

Batch& Batch::set_cell(Place place, std::size_t row, Answer answer) {
    Table& table = binding_->table;
    const auto fact = api::find_batch_fact(table, place.fact);
    if (!fact) return *this;
    const facts::Fact& declared = table.rules->catalogue[*fact];
    const bool is_whole_record = place.record && !place.field;
    const bool is_place =
        place.field ? place.record && *place.field < declared.fields.size()
                    : !is_whole_record || std::holds_alternative<Unreadable>(answer.value);
    if (!is_place || row >= table.rows) {
        batch_problem(table,
                      row >= table.rows ? text::DiagnosticCode("wrong-length")
                                        : text::DiagnosticCode("unknown-field"),
                      "facts." + declared.key,
                      row >= table.rows ? "there is no row " + std::to_string(row)
                                        : text::quoted(declared.name) + " have no such field",
                      "the answer of this row was left out");
        return *this;
    }
    if (!place.record &&
        std::find(binding_->order.begin(), binding_->order.end(), *fact) == binding_->order.end()) {
        binding_->order.push_back(*fact);
    }
    auto& cells = binding_->cells;
    auto at = cells.end();
    while (at != cells.begin() && (at - 1)->row > row) --at;
    cells.insert(at, {row, place, std::move(answer)});
    return *this;
}

std::uint16_t Batch::find_code(Place place, std::string_view code) const {
    const facts::Catalogue& catalogue = binding_->table.rules->catalogue;
    if (place.fact.index >= catalogue.size()) return no_code;
    const facts::Fact& fact = catalogue[place.fact.index];
    if (place.field && *place.field >= fact.fields.size()) return no_code;
    const auto found =
        place.field ? fact.fields[*place.field].type.find_code(code) : fact.type.find_code(code);
    return found ? static_cast<std::uint16_t>(*found) : no_code;
}

}  // namespace caveat
