#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Many patients at once, as columns: one row a patient.
namespace caveat {

namespace eval {
struct Table;
class BatchRun;
}  // namespace eval

/// One bit a row, lowest bit first: row `r` is bit `r % 64` of word `r / 64`. Bits after the last
/// row are not looked at.
using Bitmap = std::span<const std::uint64_t>;

/// How a column is to be read.
struct ColumnOptions {
    /// Which rows have a value; empty: all of them. What the column holds in any other row is not
    /// looked at, and the fact is unanswered there.
    Bitmap present = {};
    /// Of integers: the number is the integer divided by 10 to this power, 0 to 18.
    int scale = 0;
};

/// The facts of many patients, bound to a rule set once. The columns belong to the caller: they
/// must stay where they are while the batch is screened, and may be filled anew in between.
///
/// A fact without a column is unanswered in every row. A column that its fact cannot take, that is
/// too short, or that comes second is a problem of the batch, and the fact counts as unanswered in
/// every row. A value that the fact may not have (outside its range, no code of its list, not
/// whole, NaN) counts as unanswered in its row and is counted by the screening
/// (`BatchScreening::refused`).
///
/// Columns cannot say everything that a profile can: no partial dates, no open lists of codes, and
/// nothing of "asked, but not known", which counts as unanswered. Where that matters, make
/// the batch from profiles: each of them is then screened exactly as if it were alone.
///
/// Immutable once filled: any number of threads may screen rows of one batch at the same time, each
/// with a `BatchScreening` of its own.
class CAVEAT_EXPORT Batch {
  public:
    /// `rows` patients of whom nothing is known yet.
    Batch(RuleSet rules, std::size_t rows);
    /// One row for each profile, in order. They must outlive the batch. A profile that was built
    /// for another rule set is a problem, and nothing is known of that row.
    Batch(RuleSet rules, std::span<const Profile> profiles);
    ~Batch();
    Batch(Batch&&) noexcept;
    Batch& operator=(Batch&&) noexcept;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    /// The rule set that screens it.
    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    /// How many patients.
    [[nodiscard]] std::size_t rows() const;

    /// The day of the screening for every row: a full date.
    Batch& as_of(Date day);
    /// One for each row, as days since 1970-01-01.
    Batch& as_of(std::span<const std::int32_t> days, Bitmap present = {});

    /// A column of one fact:
    ///
    /// yes/no   0 is no and 1 is yes, in any width of integer; or `set_bits`
    /// number   in the fact's own unit, as declared; any integer with its scale, or doubles, each
    ///          of which counts as the shortest decimal that reads back to it
    /// choice   positions in the list of codes (`FactInfo::codes`), from 0, in any width
    /// choices  `set_masks`
    /// date     days since 1970-01-01, in any width of integer
    /// records  `records`
    ///@{
    Batch& set(FactId fact, std::span<const std::int8_t> values, ColumnOptions options = {});
    Batch& set(FactId fact, std::span<const std::int16_t> values, ColumnOptions options = {});
    Batch& set(FactId fact, std::span<const std::int32_t> values, ColumnOptions options = {});
    Batch& set(FactId fact, std::span<const std::int64_t> values, ColumnOptions options = {});
    Batch& set(FactId fact, std::span<const std::uint8_t> values, ColumnOptions options = {});
    Batch& set(FactId fact, std::span<const std::uint16_t> values, ColumnOptions options = {});
    Batch& set(FactId fact, std::span<const double> values, ColumnOptions options = {});
    ///@}
    /// A yes/no fact: a set bit is yes.
    Batch& set_bits(FactId fact, Bitmap values, ColumnOptions options = {});
    /// A choices fact: bit `c` of a mask says that the code at position `c` is in the list; the
    /// list is complete. A fact with more than 8, 16, 32 codes needs the wider masks; one with more
    /// than 64 codes takes several 64-bit words a row, lowest codes first.
    ///@{
    Batch& set_masks(FactId fact, std::span<const std::uint8_t> masks, ColumnOptions options = {});
    Batch& set_masks(FactId fact, std::span<const std::uint16_t> masks, ColumnOptions options = {});
    Batch& set_masks(FactId fact, std::span<const std::uint32_t> masks, ColumnOptions options = {});
    Batch& set_masks(FactId fact, std::span<const std::uint64_t> masks, ColumnOptions options = {});
    ///@}

    /// The lists of a records fact: those of row `r` stand at `offsets[r]` up to, not including,
    /// `offsets[r + 1]` in the columns of the fields, which are given next. So there is one offset
    /// more than there are rows, and none is smaller than the one before it.
    ///
    /// present   which rows have a list
    /// complete  which lists are all there is; empty: all of them
    Batch& records(FactId fact, std::span<const std::uint32_t> offsets, Bitmap present = {},
                   Bitmap complete = {});
    /// A column of one field of the list opened last, one value for each record of all rows. A
    /// field without a column is unknown in every record.
    ///@{
    Batch& field(std::string_view name, std::span<const std::int8_t> values,
                 ColumnOptions options = {});
    Batch& field(std::string_view name, std::span<const std::int16_t> values,
                 ColumnOptions options = {});
    Batch& field(std::string_view name, std::span<const std::int32_t> values,
                 ColumnOptions options = {});
    Batch& field(std::string_view name, std::span<const std::int64_t> values,
                 ColumnOptions options = {});
    Batch& field(std::string_view name, std::span<const std::uint8_t> values,
                 ColumnOptions options = {});
    Batch& field(std::string_view name, std::span<const std::uint16_t> values,
                 ColumnOptions options = {});
    Batch& field(std::string_view name, std::span<const double> values, ColumnOptions options = {});
    Batch& field_bits(std::string_view name, Bitmap values, ColumnOptions options = {});
    Batch& field_masks(std::string_view name, std::span<const std::uint8_t> masks,
                       ColumnOptions options = {});
    Batch& field_masks(std::string_view name, std::span<const std::uint16_t> masks,
                       ColumnOptions options = {});
    Batch& field_masks(std::string_view name, std::span<const std::uint32_t> masks,
                       ColumnOptions options = {});
    Batch& field_masks(std::string_view name, std::span<const std::uint64_t> masks,
                       ColumnOptions options = {});
    ///@}

    /// What was wrong with the columns: `unknown-fact`, `unknown-field`, `wrong-column` (of a kind
    /// that the fact does not take), `wrong-length`, `wrong-offsets`, `too-long` (a list of more
    /// than 10,000 records), `wrong-scale`, `given-twice`,
    /// `bad-as-of`, `wrong-rule-set`. A batch without a day is none: whatever looks at time then
    /// stays unknown.
    [[nodiscard]] std::span<const Diagnostic> problems() const;

  private:
    friend struct api::Access;
    struct Values;
    struct Binding;
    Batch& set_fact(FactId fact, const Values& values, const ColumnOptions& options);
    Batch& set_field(std::string_view name, const Values& values, const ColumnOptions& options);
    [[nodiscard]] const eval::Table& table() const;

    RuleSet rules_;
    std::unique_ptr<Binding> binding_;
};

/// Values of one fact, or of one field of its records, that could not be used: each counts as
/// unanswered.
struct RefusedValues {
    FactId fact;                         ///< the fact, or the list of records
    std::optional<std::uint32_t> field;  ///< of the records; none: the fact itself
    std::uint64_t first_row = 0;         ///< row of the batch
    std::uint64_t count = 0;             ///< in all rows of the screening
    friend bool operator==(const RefusedValues&, const RefusedValues&) = default;
};

/// The rules that fired, row after row: those of row `r` are `rules[offsets[r]]` up to, not
/// including, `rules[offsets[r + 1]]`, in the order of the file.
struct FiredRules {
    std::span<const std::uint64_t> offsets;  ///< one more than there are rows
    std::span<const RuleId> rules;           ///< of all rows, one row after the other
};

/// What the screening of some rows of a batch gave. Reusable: one for each thread; `screen` fills
/// it anew and, once it has held as many rows, allocates nothing.
///
/// Rows count from 0 at the first one screened, so bit 0 of every bitmap is that row. Bits after
/// the last row are 0. One that was never filled, or was moved from, has no rows; a row or rule
/// that it does not have is undecided, with the strictest verdict. What a call returns is good
/// until the next call of `screen`, or of the same function.
class CAVEAT_EXPORT BatchScreening {
  public:
    BatchScreening();
    ~BatchScreening();
    BatchScreening(BatchScreening&&) noexcept;
    BatchScreening& operator=(BatchScreening&&) noexcept;
    BatchScreening(const BatchScreening&) = delete;
    BatchScreening& operator=(const BatchScreening&) = delete;

    /// The first row of the batch that was screened, and how many.
    ///@{
    [[nodiscard]] std::size_t first_row() const;
    [[nodiscard]] std::size_t rows() const;
    ///@}

    /// The rows in which a rule ended so.
    [[nodiscard]] Bitmap rows_with(RuleId rule, Status status);
    /// How one rule ended in one row.
    [[nodiscard]] Status status(RuleId rule, std::size_t row) const;
    /// The rows in which a rule is undecided, and only somebody who cannot answer now could decide
    /// it. Empty when everybody can.
    [[nodiscard]] Bitmap rows_deferred(RuleId rule) const;

    /// As of a `Screening`, for one row.
    ///@{
    [[nodiscard]] Truth applicable(std::size_t row) const;
    [[nodiscard]] Verdict at_least(std::size_t row) const;
    [[nodiscard]] Verdict verdict(std::size_t row) const;
    [[nodiscard]] Verdict at_most(std::size_t row) const;
    [[nodiscard]] bool complete(std::size_t row) const;
    ///@}

    /// The same for all rows, one entry each.
    ///@{
    [[nodiscard]] std::span<const Verdict> at_least();
    [[nodiscard]] std::span<const Verdict> verdicts();
    [[nodiscard]] std::span<const Verdict> at_most();
    ///@}
    /// The rows in which nothing but `if unknown: ignore` rules is presumed or undecided.
    [[nodiscard]] Bitmap complete_rows() const;
    /// The rows to which the rule set applies for certain; and those to which it may apply.
    ///@{
    [[nodiscard]] Bitmap rows_applicable() const;
    [[nodiscard]] Bitmap rows_perhaps_applicable() const;
    ///@}

    /// The rules that fired in rows [first, last).
    [[nodiscard]] FiredRules fired(std::size_t first, std::size_t last);
    /// Those of all rows.
    [[nodiscard]] FiredRules fired() { return fired(0, rows()); }

    /// Values that could not be used, by fact and field.
    [[nodiscard]] std::vector<RefusedValues> refused() const;

  private:
    friend struct api::Access;
    [[nodiscard]] eval::BatchRun& run();
    [[nodiscard]] bool has(RuleId rule) const;
    [[nodiscard]] bool has_row(std::size_t row) const;

    std::unique_ptr<eval::BatchRun> run_;  ///< made when it is first needed
};

/// Screens rows [first_row, last_row) of a batch; rows beyond its end are left out. Each row ends
/// as `screen` ends for that patient alone: the same statuses, verdict, bounds, and completeness.
/// Any rows may be taken; ranges that begin at a multiple of 64 are read a little faster.
///
/// The results of a range take up to `rules * rows / 4` bytes, so a long table is better screened
/// a few thousand rows at a time.
CAVEAT_EXPORT void screen(const Batch& batch, std::size_t first_row, std::size_t last_row,
                          BatchScreening& screening, Respondents respondents = {});

}  // namespace caveat
