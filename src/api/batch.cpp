// The public view of a batch: columns are checked against what the rule file declares, and bound.
// Entrance: Batch. Its rows as profiles are in batch_rows.cpp, what a screening of it found in
// batch_screening.cpp.

#include <caveat/batch.hpp>

#include "api/access.hpp"
#include "api/batch_binding.hpp"
#include "api/loaded_rules.hpp"
#include "facts/problems.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"
#include "values/unit_spellings.hpp"

#include <optional>
#include <string>
#include <utility>

namespace caveat {

namespace {

using eval::Table;

constexpr int most_scale = 18;
constexpr std::size_t word_bits = 64;
constexpr const char* nobody_answered = "it was left out, and the fact counts as unanswered";

Diagnostic& batch_problem(Table& table, text::DiagnosticCode code, std::string path,
                          std::string message, std::string help) {
    Diagnostic& found = table.problems.emplace_back();
    found.code = code.text();
    found.path = std::move(path);
    found.message = std::move(message);
    found.help = std::move(help);
    return found;
}

/// A fact or field that a column is for.
struct ColumnTarget {
    const facts::ValueType& type;
    std::string_view name;
    std::size_t rows;  ///< that the column must have
    eval::Column& column;
    api::BatchBinding& binding;
    std::uint32_t fact;
    std::optional<std::uint32_t> field;

    [[nodiscard]] Table& table() const { return binding.table; }
    [[nodiscard]] std::string shown() const { return text::quoted(name); }
    [[nodiscard]] std::uint8_t& is_given() const {
        return field ? binding.is_field_given[fact][*field] : binding.is_given[fact];
    }
    [[nodiscard]] std::string path() const {
        const facts::Fact& declared = table().rules->catalogue[fact];
        std::string path = "facts." + declared.key;
        return field ? path + '.' + declared.fields[*field].key : path;
    }
    void wrong(text::DiagnosticCode code, std::string message,
               std::string help = nobody_answered) const {
        batch_problem(table(), code, path(), std::move(message), std::move(help));
    }
    /// Makes the tests on this place read its column, unless they do already.
    void encode(ColumnType given = ColumnType::none) const {
        api::BatchBinding::Encoded& before =
            field ? binding.field_encoded[fact][*field] : binding.encoded[fact];
        eval::Encoding& encoding =
            field ? table().field_encodings[fact][*field] : table().encodings[fact];
        if (before.is_like(column)) {
            encoding.reading = before.reading;
            return;
        }
        eval::encode_place(table(), fact, field);
        before = {given,
                  column.type,
                  column.scale,
                  column.is_mapped,
                  column.unit ? column.unit->symbol : std::string(),
                  encoding.reading,
                  words_of(column.type)};
    }
    /// How many values a row has in a column of this type.
    [[nodiscard]] std::size_t words_of(eval::ColumnType type_given) const {
        if (type_given != eval::ColumnType::mask64) return 1;
        return (type.codes.size() + word_bits - 1) / word_bits;
    }
};

std::optional<std::uint32_t> find_batch_fact(Table& table, FactId id) {
    if (table.is_of_profiles) {
        batch_problem(table, "wrong-column", "facts", "a batch of profiles takes no columns",
                      "make a batch of columns, or give the answers to the profiles");
        return std::nullopt;
    }
    if (id.index < table.rules->catalogue.size()) return id.index;
    batch_problem(table, "unknown-fact", "facts",
                  "no fact has the number " + std::to_string(id.index),
                  "take the ids of facts from the rule set of this batch; it was left out");
    return std::nullopt;
}

/// What a column for this place has to do with; nothing after a report.
std::optional<ColumnTarget> find_target(api::BatchBinding& binding, Place place) {
    Table& table = binding.table;
    const auto index = find_batch_fact(table, place.fact);
    if (!index) return std::nullopt;
    const facts::Fact& fact = table.rules->catalogue[*index];
    if (!place.field && !place.record) {
        return ColumnTarget{fact.type, fact.name, table.rows,  table.columns[*index],
                            binding,   *index,    std::nullopt};
    }
    if (!place.field || place.record || *place.field >= fact.fields.size()) {
        batch_problem(table, "unknown-field", "facts." + fact.key,
                      text::quoted(fact.name) + " have no such field",
                      "name a fact, or the list and a field of it without a record; it was left "
                      "out");
        return std::nullopt;
    }
    const facts::Field& field = fact.fields[*place.field];
    eval::ListColumn& list = table.lists[*index];
    if (!list.is_given()) {
        // What is wrong with the list itself has been said.
        if (binding.is_given[*index] == 0) {
            batch_problem(
                table, "wrong-column", "facts." + fact.key + '.' + field.key,
                text::quoted(field.name) + " comes before the lists of " + text::quoted(fact.name),
                "set the lists first; it was left out");
        }
        return std::nullopt;
    }
    return ColumnTarget{field.type,
                        field.name,
                        static_cast<std::size_t>(list.places.limit),
                        list.fields[*place.field],
                        binding,
                        *index,
                        place.field};
}

/// False after a report where the place has a column already.
bool take(const ColumnTarget& target) {
    if (std::exchange(target.is_given(), 1) == 0) {
        if (!target.field) target.binding.order.push_back(target.fact);
        return true;
    }
    target.wrong("given-twice", "`" + std::string(target.name) + "` has two columns",
                 "both were left out, and the fact counts as unanswered");
    target.column = {};
    target.encode();
    if (!target.field) target.table().lists[target.fact].places = {};
    return false;
}

/// The engine's name for the type: whole numbers are masks where they hold a list of codes.
eval::ColumnType type_for(ColumnType type, FactKind kind) {
    const bool is_mask = kind == FactKind::choices;
    switch (type) {
        case ColumnType::none:
            break;
        case ColumnType::bits:
            return eval::ColumnType::bits;
        case ColumnType::int8:
            return eval::ColumnType::int8;
        case ColumnType::int16:
            return eval::ColumnType::int16;
        case ColumnType::int32:
            return eval::ColumnType::int32;
        case ColumnType::int64:
            return eval::ColumnType::int64;
        case ColumnType::uint8:
            return is_mask ? eval::ColumnType::mask8 : eval::ColumnType::uint8;
        case ColumnType::uint16:
            return is_mask ? eval::ColumnType::mask16 : eval::ColumnType::uint16;
        case ColumnType::uint32:
            return is_mask ? eval::ColumnType::mask32 : eval::ColumnType::uint32;
        case ColumnType::uint64:
            return is_mask ? eval::ColumnType::mask64 : eval::ColumnType::uint64;
        case ColumnType::float32:
            return eval::ColumnType::float32;
        case ColumnType::float64:
            return eval::ColumnType::real;
    }
    return eval::ColumnType::none;
}

/// The unit of a column of numbers; nothing, after a report, for one that the fact has not.
bool find_column_unit(const ColumnTarget& target, std::string_view unit, eval::Column& column) {
    if (unit.empty()) return true;
    const values::Unit own = target.type.unit.value_or(values::Unit{});
    const auto found = values::find_unit(unit);
    if (!found) {
        target.wrong("unknown-unit", "no unit is called " + text::quoted(unit),
                     facts::joined(values::unit_help(unit), nobody_answered));
        return false;
    }
    if (target.type.kind != FactKind::number || !values::is_same_kind(*found, own)) {
        target.wrong("wrong-unit",
                     target.shown() + " cannot be read from a column in " + text::quoted(unit),
                     target.type.kind != FactKind::number || own.symbol.empty()
                         ? facts::joined("its rule file declares no unit", nobody_answered)
                         : facts::joined(values::why_apart(own, *found), nobody_answered));
        return false;
    }
    if (!(*found == own)) column.unit = *found;
    return true;
}

/// What the engine makes of a column; nothing after a report.
std::optional<eval::Column> read_column_of(const ColumnTarget& target, const Column& given) {
    eval::Column column;
    column.type = type_for(given.type, target.type.kind);
    column.values = given.values;
    column.present = given.present;
    column.offset = given.offset;
    column.scale = given.scale;
    column.codes = given.codes;
    column.is_mapped = given.codes.data() != nullptr;
    if (column.type == eval::ColumnType::none || !eval::fits(target.type, column)) {
        target.wrong("wrong-column", target.shown() + " cannot be read from such a column");
        return std::nullopt;
    }
    const bool takes_scale = target.type.kind == FactKind::number &&
                             given.type != ColumnType::float32 && given.type != ColumnType::float64;
    if (given.scale < 0 || given.scale > most_scale || (given.scale != 0 && !takes_scale)) {
        target.wrong(
            "wrong-scale",
            "the column of " + target.shown() + " has the scale " + std::to_string(given.scale),
            "integers of a number fact take 0 to 18, all others 0; " +
                std::string(nobody_answered));
        return std::nullopt;
    }
    const std::size_t words = target.words_of(column.type);
    if (given.size / words < target.rows || (given.values == nullptr && target.rows != 0)) {
        target.wrong("wrong-length", "the column of " + target.shown() + " has fewer than " +
                                         std::to_string(target.rows) + " values");
        return std::nullopt;
    }
    if (!find_column_unit(target, given.unit, column)) return std::nullopt;
    return column;
}

/// Where lists stand; nothing after a report.
std::optional<eval::ListPlaces> read_lists_of(const ColumnTarget& target, const ListColumn& given) {
    if (given.size < target.rows || given.offsets == nullptr) {
        target.wrong("wrong-length",
                     target.shown() + " has fewer than " + std::to_string(target.rows) + " lists");
        return std::nullopt;
    }
    return eval::ListPlaces{given.offsets, given.sizes, given.is_64, given.offset, 0};
}

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
    const auto target = find_target(*binding_, place);
    if (!target || !take(*target)) return;
    auto column = read_column_of(*target, values);
    target->column = column ? *std::move(column) : eval::Column{};
    target->encode(column ? values.type : ColumnType::none);
}

Batch& Batch::set_codes(Place place, const ListColumn& lists, const Column& items) {
    const auto target = find_target(*binding_, place);
    if (!target || !take(*target)) return *this;
    // Items are read as a choice is.
    eval::Column column;
    column.type = eval::ColumnType::listed;
    column.item_type = type_for(items.type, FactKind::choice);
    const bool is_integer = column.item_type != eval::ColumnType::none &&
                            items.type != ColumnType::bits && items.type != ColumnType::float32 &&
                            items.type != ColumnType::float64;
    if (target->type.kind != FactKind::choices || !is_integer || items.codes.data() == nullptr) {
        target->wrong("wrong-column", target->shown() + " cannot be read from such a column");
        return *this;
    }
    const auto places = read_lists_of(*target, lists);
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
    const auto target = find_target(*binding_, fact);
    if (!target || !take(*target)) return *this;
    eval::ListColumn& list = target->table().lists[target->fact];
    if (target->type.kind != FactKind::records || lists.sizes != nullptr) {
        target->wrong("wrong-column", target->shown() + " takes no lists of records" +
                                          (lists.sizes != nullptr ? " with sizes" : ""));
        return *this;
    }
    auto places = read_lists_of(*target, lists);
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
    const auto fact = find_batch_fact(table, place.fact);
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
