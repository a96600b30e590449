#pragma once

// The columns of a batch, and how the tests of a program read them.

#include <caveat/diagnostic.hpp>
#include <caveat/values.hpp>

#include "eval/batch/bits.hpp"
#include "eval/batch/encoding.hpp"
#include "eval/batch/kernels.hpp"
#include "eval/batch/plan.hpp"
#include "eval/compiled.hpp"
#include "facts/profile.hpp"
#include "model/rule_set.hpp"
#include "program/program.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::eval {

/// The lists of one records fact.
struct ListColumn {
    ListPlaces places;
    const std::uint8_t* present = nullptr;   ///< a bit a row, from that of `places.offset` on
    const std::uint8_t* complete = nullptr;  ///< the same
    std::vector<Column> fields;

    [[nodiscard]] bool is_given() const { return places.offsets != nullptr; }
    [[nodiscard]] bool is_present(std::size_t row) const {
        return is_given() && (present == nullptr || has_bit(present, places.offset + row));
    }
    [[nodiscard]] bool is_complete(std::size_t row) const {
        return complete == nullptr || has_bit(complete, places.offset + row);
    }
    /// The records of this row. Nothing for offsets that fall or lead beyond the columns, and for
    /// a list too long for a profile.
    [[nodiscard]] std::optional<ListPlaces::Place> find(std::size_t row) const;
    /// Whether anything is known of the records but how many there are.
    [[nodiscard]] bool has_columns() const;
};

struct Table {
    const model::RuleSet* rules = nullptr;
    const Compiled* compiled = nullptr;
    const program::Program* program = nullptr;  ///< of `compiled`
    const Kernels* kernels = nullptr;
    std::size_t rows = 0;
    BatchPlan plan;

    std::vector<Column> columns;    ///< by fact
    std::vector<ListColumn> lists;  ///< by fact
    std::optional<std::int32_t> as_of;
    Column as_of_days;  ///< of days, one a row

    /// One a row, when the batch is made of profiles; there are no columns then.
    std::vector<const facts::Profile*> profiles;
    bool is_of_profiles = false;

    std::vector<Encoding> encodings;                     ///< by fact
    std::vector<std::vector<Encoding>> field_encodings;  ///< by fact and field

    std::vector<Diagnostic> problems;

    /// The day of one row's screening.
    [[nodiscard]] std::optional<std::int32_t> day_of(std::size_t row) const;
    /// About how many records the longest of the lists has in these rows.
    [[nodiscard]] std::size_t records_in(std::size_t first, std::size_t count) const;
};

/// The table of a rule set without any column.
void prepare(Table& table, const model::RuleSet& rules, const Compiled& compiled, std::size_t rows);
/// Makes the tests on a fact, or on a field of its records, read its column.
void encode_place(Table& table, std::uint32_t fact, std::optional<std::uint32_t> field = {});
/// Makes every test read profiles.
void encode_profiles(Table& table);

}  // namespace caveat::eval
