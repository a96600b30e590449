#pragma once

// The fact or field that a column of a batch is for, and what the engine makes of the column.
// What is wrong with either is reported as a problem of the batch.

#include <caveat/batch.hpp>

#include "api/batch_binding.hpp"
#include "text/diagnostics.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::api {

inline constexpr const char* nobody_answered = "it was left out, and the fact counts as unanswered";

Diagnostic& batch_problem(eval::Table& table, text::DiagnosticCode code, std::string path,
                          std::string message, std::string help);

/// A fact or field that a column is for.
struct ColumnTarget {
    const facts::ValueType& type;
    std::string_view name;
    std::size_t rows;  ///< that the column must have
    eval::Column& column;
    BatchBinding& binding;
    std::uint32_t fact;
    std::optional<std::uint32_t> field;

    [[nodiscard]] eval::Table& table() const { return binding.table; }
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
    void encode(ColumnType given = ColumnType::none) const;
    /// How many values a row has in a column of this type.
    [[nodiscard]] std::size_t words_of(eval::ColumnType type_given) const;
};

/// Nothing, after a report, for a fact that there is not, or a batch that takes no columns.
std::optional<std::uint32_t> find_batch_fact(eval::Table& table, FactId id);
/// What a column for this place has to do with; nothing after a report.
std::optional<ColumnTarget> find_target(BatchBinding& binding, Place place);
/// False after a report where the place has a column already.
bool take(const ColumnTarget& target);

/// The engine's name for the type: whole numbers are masks where they hold a list of codes.
eval::ColumnType type_for(ColumnType type, FactKind kind);
/// What the engine makes of a column; nothing after a report.
std::optional<eval::Column> read_column_of(const ColumnTarget& target, const Column& given);
/// Where lists stand; nothing after a report.
std::optional<eval::ListPlaces> read_lists_of(const ColumnTarget& target, const ListColumn& given);

}  // namespace caveat::api
