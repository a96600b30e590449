#pragma once

#include <caveat/answer.hpp>
#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

/// Many patients at once, as columns: one row a patient.
namespace caveat {

namespace api {
struct BatchBinding;
}
namespace eval {
class BatchRun;
}

class ProfileAdapter;

/// One bit a row, lowest bit first: row `r` is bit `r % 64` of word `r / 64`.
using Bitmap = std::span<const std::uint64_t>;

/// How the values of a column lie in memory.
enum class ColumnType : std::uint8_t {
    none,  ///< there is no column
    bits,  ///< a bit a row, the lowest bit of the first byte first
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float32,
    float64,
};

/// A column: values side by side in the memory of its owner, in the byte order of the machine, at
/// any address. It must stay where it is while it is screened, and may be filled anew in between.
/// What it holds in a row without a value is not looked at.
///
///     batch.set(pain, caveat::column(pains));
struct Column {
    ColumnType type = ColumnType::none;  ///< of `values`
    const void* values = nullptr;        ///< row `r` is value `offset + r`
    const std::uint8_t* present =
        nullptr;             ///< bit `offset + r` says whether there is one; null: all
    std::size_t size = 0;    ///< rows, counted from `offset` on
    std::size_t offset = 0;  ///< values before the first row
    int scale = 0;  ///< of integers: the number is the integer divided by 10 to this power, 0 to 18
    /// Of a choice, or of the items of choices: the integers are places in this list, which holds
    /// the position of each code among those of the fact; `no_code` for one that is none of them.
    /// Empty: the integers are those positions.
    std::span<const std::uint16_t> codes = {};
    std::string_view unit = {};  ///< of numbers, as rule files write it; empty: that of the fact
};

/// None of the codes of a fact; any number that is not below their count.
inline constexpr std::uint16_t no_code = 0xFFFF;

/// A column of the values of a container, which has to outlive it.
///
/// values   std::vector, std::span, std::array of integers, float or double
/// present  which rows have a value; null: all
template <class Values>
Column column(const Values& values, const std::uint8_t* present = nullptr) {
    using Value = std::remove_cvref_t<decltype(*std::data(values))>;
    static_assert(std::is_arithmetic_v<Value> && sizeof(Value) <= sizeof(std::uint64_t));
    constexpr bool is_float = std::is_floating_point_v<Value>;
    constexpr auto of = [](ColumnType narrow, ColumnType half, ColumnType word, ColumnType wide) {
        return sizeof(Value) == 1   ? narrow
               : sizeof(Value) == 2 ? half
               : sizeof(Value) == 4 ? word
                                    : wide;
    };
    Column made;
    made.type =
        is_float ? of(ColumnType::none, ColumnType::none, ColumnType::float32, ColumnType::float64)
        : std::is_signed_v<Value>
            ? of(ColumnType::int8, ColumnType::int16, ColumnType::int32, ColumnType::int64)
            : of(ColumnType::uint8, ColumnType::uint16, ColumnType::uint32, ColumnType::uint64);
    made.values = std::data(values);
    made.present = present;
    made.size = std::size(values);
    return made;
}

/// A list for each row, of records or of codes. The list of row `r` stands in the columns of the
/// fields, or of the items, from `offsets[offset + r]` up to, not including, the offset after it;
/// so there is one offset more than there are rows. Or, where there are `sizes`, it is as long as
/// its size says.
struct ListColumn {
    const void* offsets = nullptr;          ///< of 32 or 64 bits with a sign, none below 0
    const void* sizes = nullptr;            ///< as wide; null: each ends where the next one begins
    bool is_64 = false;                     ///< 64 bits; else 32
    const std::uint8_t* present = nullptr;  ///< bit `offset + r`: there is a list; null: everywhere
    const std::uint8_t* complete = nullptr;  ///< bit `offset + r`: it is all there is; null: each
    std::size_t size = 0;                    ///< rows, counted from `offset` on
    std::size_t offset = 0;                  ///< lists before the first row
};

/// Lists whose offsets stand in a container, which has to outlive them.
///
/// offsets  std::vector, std::span, std::array of integers of 32 or 64 bits, one more than rows
template <class Offsets>
ListColumn lists(const Offsets& offsets) {
    using Offset = std::remove_cvref_t<decltype(*std::data(offsets))>;
    static_assert(std::is_integral_v<Offset> && sizeof(Offset) >= sizeof(std::int32_t));
    ListColumn made;
    made.offsets = std::data(offsets);
    made.is_64 = sizeof(Offset) == sizeof(std::int64_t);
    made.size = std::size(offsets) == 0 ? 0 : std::size(offsets) - 1;
    return made;
}

/// The facts of many patients, bound to a rule set once. Columns belong to the caller.
///
/// A fact without a column is unanswered in every row. A column that its fact cannot take, that is
/// too short, or that comes second is a problem of the batch, and the fact counts as unanswered in
/// every row. What is wrong with a value of one row is a problem of that row alone, as it is in a
/// profile: it counts as unanswered there, is counted by the screening
/// (`BatchScreening::refused`), and `profile` says what it is.
///
/// What no column can say of a row (partial dates, open lists of codes, "asked, but not known") is
/// said by `set_cell`. Or make the batch from profiles: each is then screened as if it were alone.
///
/// Immutable once filled: any number of threads may screen rows of one batch at the same time, each
/// with a `BatchScreening` of its own.
class CAVEAT_EXPORT Batch {
  public:
    /// `rows` patients of whom nothing is known yet.
    explicit Batch(const RuleSet& rules, std::size_t rows = 0);
    /// One row for each profile, in order. They must outlive the batch. A profile that was built
    /// for another rule set is a problem, and nothing is known of that row.
    Batch(const RuleSet& rules, std::span<const Profile> profiles);
    ~Batch();
    Batch(Batch&&) noexcept;
    Batch& operator=(Batch&&) noexcept;
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    /// The rule set that screens it.
    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    /// How many patients.
    [[nodiscard]] std::size_t rows() const;

    /// Begins anew with so many patients of whom nothing is known, the day of the screening
    /// included. How columns are read is kept: one of the type that the fact had before is bound
    /// for next to nothing.
    Batch& clear(std::size_t rows);

    /// The day of the screening for every row: a full date.
    Batch& as_of(Date day);
    /// One for each row: days since 1970-01-01 as integers of 32 bits.
    Batch& as_of(const Column& days);

    /// A column of one fact, or of one field of the records of all rows: `{fact, {}, field}`, after
    /// `set_list`, one value for each record.
    ///
    /// yes/no   bits, or integers of any width: 0 is no and 1 is yes
    /// number   in its unit: any integers with their scale; floats, each of which counts as the
    ///          shortest decimal that reads back to it
    /// choice   positions in the list of codes (`FactInfo::codes`), from 0, or places in
    ///          `Column::codes`; integers of any width
    /// choices  masks, in unsigned integers: bit `c` says that the code at position `c` is in the
    ///          list, which is complete. More than 64 codes take several words of 64 bits a row,
    ///          lowest codes first, and `size` counts words. Or `set_codes`
    /// date     days since 1970-01-01, integers of any width
    /// records  `set_list`
    Batch& set(const Place& place, const Column& values);
    /// The lists of a records fact. Not with `sizes`: records stand one list after the other.
    Batch& set_list(FactId fact, const ListColumn& lists);
    /// A choices fact, or a field: for each row the list of its codes, which is complete. An item
    /// without a value is a problem of its row, and leaves the rest of the codes unknown, as does
    /// one that is no code.
    ///
    /// items  as the column of a choice
    Batch& set_codes(Place place, const ListColumn& lists, const Column& items);
    /// One answer of one row, in the place of what a column may hold there; it is checked as that
    /// of a profile. `NotKnown` where a column has a value is `given-twice`.
    ///
    /// place  a fact; a field of a record, which counts from 0 in the list of its row; or a whole
    ///        record, as `Unreadable`. Other places are a problem of the batch
    ///
    /// Rows with such an answer are screened one by one.
    Batch& set_cell(Place place, std::size_t row, Answer answer);

    /// The position of a code of a choice, in any spelling that rule files accept, among those of a
    /// fact or field; `no_code` where it has none of this name.
    [[nodiscard]] std::uint16_t find_code(Place place, std::string_view code) const;

    /// The profile of one row as JSON would have given it, with its problems: `screen` of it ends
    /// as that row does. An empty one for a row beyond the end.
    ///
    /// What has no words in a column is shown by its number there: a position that no code has, a
    /// day beyond the year 9999.
    [[nodiscard]] Profile profile(std::size_t row) const;
    /// The same handed over to an adapter for profiles of this rule set, which may be told more
    /// before and afterwards.
    void write_profile(std::size_t row, ProfileAdapter& adapter) const;

    /// What was wrong with the columns: `unknown-fact`, `unknown-field`, `wrong-column` (of a kind
    /// that the fact does not take), `wrong-length`, `wrong-offsets`, `too-long` (a list of more
    /// than 10,000 records), `wrong-scale`, `unknown-unit`, `wrong-unit`, `given-twice`,
    /// `bad-as-of`, `wrong-rule-set`. A batch without a day is none: whatever looks at time then
    /// stays unknown.
    [[nodiscard]] std::span<const Diagnostic> problems() const;

  private:
    friend struct api::Access;
    [[nodiscard]] const api::BatchBinding& binding() const { return *binding_; }
    void set_anew(const Place& place, const Column& values);

    RuleSet rules_;
    std::unique_ptr<api::BatchBinding> binding_;
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
    /// How it ended in each of the first rows, as many as there is room for.
    void statuses(RuleId rule, std::span<Status> to);
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
    [[nodiscard]] std::span<const Truth> applicable();
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

    /// The rows about whose profile or screening there is, or may be, an error or a warning: it may
    /// have too many, never too few. `Batch::profile` of each, screened, tells what it is.
    [[nodiscard]] Bitmap rows_with_problems() const;
    /// Values that could not be used, by fact and field.
    [[nodiscard]] std::vector<RefusedValues> refused() const;

  private:
    friend struct api::Access;
    [[nodiscard]] eval::BatchRun& run();
    [[nodiscard]] bool has(RuleId rule) const;
    [[nodiscard]] bool has_row(std::size_t row) const;
    friend CAVEAT_EXPORT void screen(const Batch& batch, std::size_t first_row,
                                     std::size_t last_row, BatchScreening& screening,
                                     Respondents respondents);

    struct Alone;
    std::unique_ptr<eval::BatchRun> run_;  ///< made when it is first needed
    std::unique_ptr<Alone> alone_;         ///< for rows that are screened one by one
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
