// The public view of a batch: columns are checked against what the rule file declares, and bound.
// Entrance: Batch. What a screening of it found is in batch_screening.cpp.

#include <caveat/batch.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "eval/batch/table.hpp"
#include "facts/problems.hpp"
#include "text/diagnostics.hpp"
#include "values/dates.hpp"

#include <string>
#include <utility>

namespace caveat {

namespace {

using eval::Column;
using eval::ColumnType;
using eval::Table;

constexpr int most_scale = 18;
constexpr std::size_t word_bits = 64;
constexpr const char* nobody_answered = "it was left out, and the fact counts as unanswered";

/// A column together with how many values it has.
struct Given {
    Column column;
    std::size_t size = 0;
    bool is_bits = false;  ///< `size` counts words of 64 values
};

Given given(ColumnType type, const void* values, std::size_t size, const ColumnOptions& options) {
    const std::uint64_t* const present = options.present.empty() ? nullptr : options.present.data();
    return {{type, values, present, options.scale}, size, type == ColumnType::bits};
}

void problem(Table& table, text::Code code, std::string path, std::string message,
             std::string help) {
    Diagnostic& found = table.problems.emplace_back();
    found.code = code.text();
    found.path = std::move(path);
    found.message = std::move(message);
    found.help = std::move(help);
}

/// What a fact or field is called where something is wrong with its column.
struct Subject {
    const facts::ValueType& type;
    std::string name;
    std::string path;
};

/// Whether a bitmap has a bit for each of `rows`; an empty one stands for all.
bool is_long_enough(Bitmap bitmap, std::size_t rows) {
    return bitmap.empty() || bitmap.size() * word_bits >= rows;
}

/// Reports what is wrong with a column; true when nothing is.
bool check(Table& table, const Subject& subject, const Given& given, const ColumnOptions& options,
           std::size_t rows) {
    const std::string name = text::quoted(subject.name);
    if (!eval::fits(subject.type, given.column)) {
        problem(table, "wrong-column", subject.path, name + " cannot be read from such a column",
                nobody_answered);
        return false;
    }
    const bool takes_scale =
        subject.type.kind == FactKind::number && given.column.type != ColumnType::real;
    const int scale = options.scale;
    if (scale < 0 || scale > most_scale || (scale != 0 && !takes_scale)) {
        problem(table, "wrong-scale", subject.path,
                "the column of " + name + " has the scale " + std::to_string(scale),
                "integers of a number fact take 0 to 18, all others 0; " +
                    std::string(nobody_answered));
        return false;
    }
    const std::size_t words = given.column.type == ColumnType::mask64
                                  ? (subject.type.codes.size() + word_bits - 1) / word_bits
                                  : 1;
    const std::size_t has = given.is_bits ? given.size * word_bits : given.size / words;
    if (has < rows || !is_long_enough(options.present, rows)) {
        problem(table, "wrong-length", subject.path,
                "the column of " + name + " has fewer than " + std::to_string(rows) + " values",
                nobody_answered);
        return false;
    }
    return true;
}

const facts::Fact* find_fact(Table& table, FactId id) {
    const facts::Catalogue& catalogue = table.rules->catalogue;
    if (table.is_of_profiles) {
        problem(table, "wrong-column", "facts", "a batch of profiles takes no columns",
                "make a batch of columns, or give the answers to the profiles");
        return nullptr;
    }
    if (id.index < catalogue.size()) return &catalogue[id.index];
    problem(table, "unknown-fact", "facts", "no fact has the number " + std::to_string(id.index),
            "take the ids of facts from the rule set of this batch; it was left out");
    return nullptr;
}

void given_twice(Table& table, const std::string& name, const std::string& path) {
    problem(table, "given-twice", path, "`" + name + "` has two columns",
            "both were left out, and the fact counts as unanswered");
}

void set_column(Table& table, std::vector<bool>& is_given, FactId id, const Given& given,
                const ColumnOptions& options) {
    const facts::Fact* const fact = find_fact(table, id);
    if (fact == nullptr) return;
    const Subject subject{fact->type, fact->name, "facts." + fact->key};
    Column& column = table.columns[id.index];
    if (is_given[id.index]) {
        given_twice(table, fact->name, subject.path);
        column = {};
        table.lists[id.index].offsets = nullptr;
    } else if (check(table, subject, given, options, table.rows)) {
        column = given.column;
    }
    is_given[id.index] = true;
    eval::encode_fact(table, id.index);
}

/// The first row with more records than one list may have.
std::optional<std::size_t> first_too_long(std::span<const std::uint32_t> offsets) {
    for (std::size_t row = 0; row + 1 < offsets.size(); ++row) {
        if (offsets[row + 1] - offsets[row] > facts::most_list_entries) return row;
    }
    return std::nullopt;
}

}  // namespace

/// Values of any type.
struct Batch::Values {
    ColumnType type = ColumnType::none;
    const void* first = nullptr;
    std::size_t size = 0;
};

/// The table, and what only its making needs to know.
struct Batch::Binding {
    Table table;
    std::vector<bool> is_given;              ///< by fact
    std::optional<std::uint32_t> open_list;  ///< whose fields are given now
    std::vector<bool> is_field_given;        ///< of that list
    std::size_t records = 0;                 ///< of all rows of that list
    std::vector<Profile> nobodies;           ///< in place of profiles of other rule sets
};

Batch::Batch(RuleSet rules, std::size_t rows)
    : rules_(std::move(rules)), binding_(std::make_unique<Binding>()) {
    const api::LoadedRules& loaded = api::loaded_of(rules_);
    eval::prepare(binding_->table, loaded.model, loaded.compiled, rows);
    binding_->is_given.resize(loaded.model.catalogue.size(), false);
}

Batch::Batch(RuleSet rules, std::span<const Profile> profiles)
    : Batch(std::move(rules), profiles.size()) {
    Table& table = binding_->table;
    table.profiles.reserve(profiles.size());
    std::size_t strangers = 0;
    std::size_t first_stranger = 0;
    for (const Profile& profile : profiles) {
        if (profile.rules().same_as(rules_)) {
            table.profiles.push_back(&api::facts_of(profile));
            continue;
        }
        if (strangers++ == 0) first_stranger = table.profiles.size();
        ProfileBuilder nobody(rules_);
        if (const auto day = profile.as_of()) nobody.as_of(*day);
        binding_->nobodies.push_back(nobody.build());
        table.profiles.push_back(&api::facts_of(binding_->nobodies.back()));
    }
    if (strangers != 0) {
        problem(table, "wrong-rule-set", "",
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

const eval::Table& Batch::table() const {
    return binding_->table;
}

Batch& Batch::as_of(Date day) {
    Table& table = binding_->table;
    if (table.is_of_profiles || !day.is_valid() || !day.is_full()) {
        problem(table, "bad-as-of", "as_of",
                table.is_of_profiles ? "profiles have a day of their own"
                                     : text::quoted(day.to_text()) + " is no full date",
                "it was left out");
        return *this;
    }
    table.as_of = values::range_of(day).low;
    table.as_of_days = nullptr;
    return *this;
}

Batch& Batch::as_of(std::span<const std::int32_t> days, Bitmap present) {
    Table& table = binding_->table;
    if (table.is_of_profiles || days.size() < table.rows || !is_long_enough(present, table.rows)) {
        problem(table, table.is_of_profiles ? text::Code("bad-as-of") : text::Code("wrong-length"),
                "as_of",
                table.is_of_profiles ? "profiles have a day of their own"
                                     : "the days of the screening are fewer than the rows",
                "it was left out");
        return *this;
    }
    table.as_of.reset();
    table.as_of_days = days.data();
    table.as_of_present = present.empty() ? nullptr : present.data();
    return *this;
}

Batch& Batch::records(FactId id, std::span<const std::uint32_t> offsets, Bitmap present,
                      Bitmap complete) {
    Table& table = binding_->table;
    binding_->open_list.reset();
    const facts::Fact* const fact = find_fact(table, id);
    if (fact == nullptr) return *this;
    const std::string path = "facts." + fact->key;
    const std::string name = text::quoted(fact->name);
    eval::ListColumn& list = table.lists[id.index];
    if (binding_->is_given[id.index]) {
        given_twice(table, fact->name, path);
        list.offsets = nullptr;
        table.columns[id.index] = {};
        eval::encode_fact(table, id.index);
        return *this;
    }
    binding_->is_given[id.index] = true;
    if (fact->type.kind != FactKind::records) {
        problem(table, "wrong-column", path, name + " takes no lists of records", nobody_answered);
        return *this;
    }
    if (offsets.size() < table.rows + 1 || !is_long_enough(present, table.rows) ||
        !is_long_enough(complete, table.rows)) {
        problem(table, "wrong-length", path,
                name + " has fewer than " + std::to_string(table.rows + 1) +
                    " offsets, or a bitmap that is too short",
                nobody_answered);
        return *this;
    }
    if (!std::is_sorted(offsets.begin(),
                        offsets.begin() + static_cast<std::ptrdiff_t>(table.rows) + 1)) {
        problem(table, "wrong-offsets", path, "the offsets of " + name + " fall somewhere",
                nobody_answered);
        return *this;
    }
    list.offsets = offsets.data();
    list.present = present.empty() ? nullptr : present.data();
    list.complete = complete.empty() ? nullptr : complete.data();
    list.limit = offsets[table.rows];
    if (const auto row = first_too_long(offsets.first(table.rows + 1))) {
        problem(table, "too-long", path,
                name + " has more than " + std::to_string(facts::most_list_entries) +
                    " records in row " + std::to_string(*row),
                "the list of that row, and of every other one as long, counts as unanswered");
    }
    binding_->open_list = id.index;
    binding_->is_field_given.assign(fact->fields.size(), false);
    binding_->records = list.limit;
    eval::encode_fact(table, id.index);
    return *this;
}

namespace {

/// Finds the field of the list opened last; nothing after a reported problem.
std::optional<std::uint32_t> find_field(Table& table, const std::optional<std::uint32_t>& open_list,
                                        std::string_view name) {
    if (!open_list) return std::nullopt;
    const facts::Fact& fact = table.rules->catalogue[*open_list];
    const auto field = fact.find_field(name);
    if (!field) {
        problem(table, "unknown-field", "facts." + fact.key,
                text::quoted(fact.name) + " have no field " + text::quoted(name),
                "it was left out");
    }
    return field;
}

}  // namespace

Batch& Batch::set_field(std::string_view name, const Values& values, const ColumnOptions& options) {
    Table& table = binding_->table;
    const auto field = find_field(table, binding_->open_list, name);
    if (!field) return *this;
    const std::uint32_t fact = *binding_->open_list;
    const facts::Field& declared = table.rules->catalogue[fact].fields[*field];
    const Subject subject{declared.type, declared.name,
                          "facts." + table.rules->catalogue[fact].key + "." + declared.key};
    const Given column = given(values.type, values.first, values.size, options);
    Column& place = table.lists[fact].fields[*field];
    if (binding_->is_field_given[*field]) {
        given_twice(table, declared.name, subject.path);
        place = {};
    } else if (check(table, subject, column, options, binding_->records)) {
        place = column.column;
    }
    binding_->is_field_given[*field] = true;
    eval::encode_fact(table, fact);
    return *this;
}

Batch& Batch::set_fact(FactId fact, const Values& values, const ColumnOptions& options) {
    binding_->open_list.reset();
    set_column(binding_->table, binding_->is_given, fact,
               given(values.type, values.first, values.size, options), options);
    return *this;
}

Batch& Batch::set(FactId fact, std::span<const std::int8_t> values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::int8, values.data(), values.size()}, options);
}
Batch& Batch::field(std::string_view name, std::span<const std::int8_t> values,
                    ColumnOptions options) {
    return set_field(name, {ColumnType::int8, values.data(), values.size()}, options);
}
Batch& Batch::set(FactId fact, std::span<const std::int16_t> values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::int16, values.data(), values.size()}, options);
}
Batch& Batch::field(std::string_view name, std::span<const std::int16_t> values,
                    ColumnOptions options) {
    return set_field(name, {ColumnType::int16, values.data(), values.size()}, options);
}
Batch& Batch::set(FactId fact, std::span<const std::int32_t> values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::int32, values.data(), values.size()}, options);
}
Batch& Batch::field(std::string_view name, std::span<const std::int32_t> values,
                    ColumnOptions options) {
    return set_field(name, {ColumnType::int32, values.data(), values.size()}, options);
}
Batch& Batch::set(FactId fact, std::span<const std::int64_t> values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::int64, values.data(), values.size()}, options);
}
Batch& Batch::field(std::string_view name, std::span<const std::int64_t> values,
                    ColumnOptions options) {
    return set_field(name, {ColumnType::int64, values.data(), values.size()}, options);
}
Batch& Batch::set(FactId fact, std::span<const std::uint8_t> values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::uint8, values.data(), values.size()}, options);
}
Batch& Batch::field(std::string_view name, std::span<const std::uint8_t> values,
                    ColumnOptions options) {
    return set_field(name, {ColumnType::uint8, values.data(), values.size()}, options);
}
Batch& Batch::set(FactId fact, std::span<const std::uint16_t> values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::uint16, values.data(), values.size()}, options);
}
Batch& Batch::field(std::string_view name, std::span<const std::uint16_t> values,
                    ColumnOptions options) {
    return set_field(name, {ColumnType::uint16, values.data(), values.size()}, options);
}
Batch& Batch::set(FactId fact, std::span<const double> values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::real, values.data(), values.size()}, options);
}
Batch& Batch::field(std::string_view name, std::span<const double> values, ColumnOptions options) {
    return set_field(name, {ColumnType::real, values.data(), values.size()}, options);
}
Batch& Batch::set_bits(FactId fact, Bitmap values, ColumnOptions options) {
    return set_fact(fact, {ColumnType::bits, values.data(), values.size()}, options);
}
Batch& Batch::field_bits(std::string_view name, Bitmap values, ColumnOptions options) {
    return set_field(name, {ColumnType::bits, values.data(), values.size()}, options);
}
Batch& Batch::set_masks(FactId fact, std::span<const std::uint8_t> masks, ColumnOptions options) {
    return set_fact(fact, {ColumnType::mask8, masks.data(), masks.size()}, options);
}
Batch& Batch::field_masks(std::string_view name, std::span<const std::uint8_t> masks,
                          ColumnOptions options) {
    return set_field(name, {ColumnType::mask8, masks.data(), masks.size()}, options);
}
Batch& Batch::set_masks(FactId fact, std::span<const std::uint16_t> masks, ColumnOptions options) {
    return set_fact(fact, {ColumnType::mask16, masks.data(), masks.size()}, options);
}
Batch& Batch::field_masks(std::string_view name, std::span<const std::uint16_t> masks,
                          ColumnOptions options) {
    return set_field(name, {ColumnType::mask16, masks.data(), masks.size()}, options);
}
Batch& Batch::set_masks(FactId fact, std::span<const std::uint32_t> masks, ColumnOptions options) {
    return set_fact(fact, {ColumnType::mask32, masks.data(), masks.size()}, options);
}
Batch& Batch::field_masks(std::string_view name, std::span<const std::uint32_t> masks,
                          ColumnOptions options) {
    return set_field(name, {ColumnType::mask32, masks.data(), masks.size()}, options);
}
Batch& Batch::set_masks(FactId fact, std::span<const std::uint64_t> masks, ColumnOptions options) {
    return set_fact(fact, {ColumnType::mask64, masks.data(), masks.size()}, options);
}
Batch& Batch::field_masks(std::string_view name, std::span<const std::uint64_t> masks,
                          ColumnOptions options) {
    return set_field(name, {ColumnType::mask64, masks.data(), masks.size()}, options);
}

}  // namespace caveat
