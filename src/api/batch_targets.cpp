// Columns are checked against what the rule file declares. Entrances: find_target, read_column_of.

#include "api/batch_targets.hpp"

#include "facts/problems.hpp"
#include "values/unit_spellings.hpp"

#include <utility>

namespace caveat::api {

using eval::Table;

namespace {

constexpr int most_scale = 18;
constexpr std::size_t word_bits = 64;

}  // namespace

Diagnostic& batch_problem(Table& table, text::DiagnosticCode code, std::string path,
                          std::string message, std::string help) {
    Diagnostic& found = table.problems.emplace_back();
    found.code = code.text();
    found.path = std::move(path);
    found.message = std::move(message);
    found.help = std::move(help);
    return found;
}

void ColumnTarget::encode(ColumnType given) const {
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

std::size_t ColumnTarget::words_of(eval::ColumnType type_given) const {
    if (type_given != eval::ColumnType::mask64) return 1;
    return (type.codes.size() + word_bits - 1) / word_bits;
}

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

std::optional<ColumnTarget> find_target(BatchBinding& binding, Place place) {
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

namespace {

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

}  // namespace

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

std::optional<eval::ListPlaces> read_lists_of(const ColumnTarget& target, const ListColumn& given) {
    if (given.size < target.rows || given.offsets == nullptr) {
        target.wrong("wrong-length",
                     target.shown() + " has fewer than " + std::to_string(target.rows) + " lists");
        return std::nullopt;
    }
    return eval::ListPlaces{given.offsets, given.sizes, given.is_64, given.offset, 0};
}

}  // namespace caveat::api
