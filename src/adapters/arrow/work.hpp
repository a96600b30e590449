#pragma once

// One window of rows of a record batch, as a `Batch` screens them; memory that is used again.

#include <caveat/adapter.hpp>
#include <caveat/json.hpp>

#include "adapters/arrow/arrays.hpp"
#include "adapters/arrow/code_book.hpp"
#include "adapters/arrow/plan.hpp"
#include "adapters/arrow/view.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::arrow {

inline constexpr std::int64_t most_rows = 65'536;  ///< of one window

/// What was said beside the facts, and no batch holds.
struct Extra {
    std::size_t row = 0;
    enum class Kind : std::uint8_t { bad_patient, bad_day, unknown_fact } kind = Kind::bad_day;
    std::string text;
};

class Work {
  public:
    explicit Work(const Plan& plan);

    /// Looks at rows [first, first + count) of a sound array, or at fewer of them, at least one,
    /// where views of lists lie over each other. Empty, or why they cannot be screened: no column
    /// is ever left out without a word.
    [[nodiscard]] std::string load(const ArrowArray& array, std::int64_t first, std::int64_t count);
    /// Screens rows [first, last) of them; `first` is a multiple of 64.
    void screen(std::size_t first, std::size_t last);

    [[nodiscard]] std::size_t rows() const { return rows_; }
    /// What the rows screened last ended as; they count from the first of them.
    [[nodiscard]] BatchScreening& screening() { return screening_; }
    /// Those of them about which more has to be asked than that says.
    [[nodiscard]] Bitmap rows_with_problems() const { return problems_; }
    /// The profile of a row; good until the next one.
    const Profile& profile(std::size_t row);
    /// That profile, screened.
    const Screening& screened(std::size_t row);
    ReportWriter& reports() { return reports_; }
    Zeros& zeros() { return zeros_; }

    /// Empty where there is none.
    std::string_view patient(std::size_t row);
    [[nodiscard]] bool has_patients() const { return plan_.patient.has_value(); }
    [[nodiscard]] bool has_patient(std::size_t row) const;
    [[nodiscard]] std::optional<std::int32_t> day(std::size_t row) const;
    /// Whether rows may differ in their day; else all have that of the first.
    [[nodiscard]] bool has_own_days() const { return !days_.empty(); }
    /// The rows of the record batch that are null.
    [[nodiscard]] bool is_null(std::size_t row) const;
    [[nodiscard]] bool has_null_rows() const { return root_.validity() != nullptr; }
    [[nodiscard]] std::int64_t physical(std::size_t row) const {
        return root_.physical(first_ + static_cast<std::int64_t>(row));
    }

  private:
    /// Values of a column in the order of rows, or of records.
    struct Slice {
        ArrayView view;
        std::int64_t first = 0;                ///< the place of the first value
        const std::int64_t* places = nullptr;  ///< of each value, where they stand apart
        std::size_t count = 0;
        struct Above {
            ArrayView view;
            std::int64_t first = 0;
            const std::int64_t* places = nullptr;
        };
        std::vector<Above> above;  ///< structs around it: it is null where they are
        /// Of records: where those of each row begin, and where the last ones end.
        std::span<const std::int32_t> begins;

        [[nodiscard]] std::int64_t place(std::size_t at) const {
            return places != nullptr ? places[at] : first + static_cast<std::int64_t>(at);
        }
        [[nodiscard]] bool is_null(std::size_t at) const;
    };
    /// A bit for each value of a slice, in words; null: all are set.
    using Bits = const std::uint64_t*;

    /// Where the lists of a slice stand among the items of all.
    struct Lists {
        ListColumn column;     ///< of places in `items`
        Bits there = nullptr;  ///< which lists
        Slice items;
    };

    void cut_rows();
    void load_patients();
    void load_days();
    void load_not_known();
    [[nodiscard]] std::span<const Extra> extras_of(std::size_t row) const;
    [[nodiscard]] Slice top_slice(const BoundColumn& column) const;
    void add_column(const BoundColumn& column, const Slice& slice);
    void add_direct(const BoundColumn& column, const Slice& slice, ColumnType type,
                    std::size_t width);
    /// Values as they stand, or side by side where they stand apart.
    Column taken(const Slice& slice, ColumnType type, std::size_t width, Bits there);
    void add_codes(const BoundColumn& column, const Slice& slice);
    void add_lists(const BoundColumn& column, const Slice& slice);
    void add_open_lists(const BoundColumn& column, const Slice& slice);
    void add_dates(const BoundColumn& column, const Slice& slice);
    void add_decimals(const BoundColumn& column, const Slice& slice);
    void add_records(const BoundColumn& column, const Slice& slice);
    void set(const BoundColumn& column, Column made);
    void cell(const BoundColumn& column, const Slice& slice, std::size_t at, Answer answer);

    /// Which values are there, whatever is behind them.
    Bits there(const Slice& slice);
    /// The same as a column has it.
    const std::uint8_t* as_bytes(Bits bits, std::size_t count);
    Lists lists_of(const Slice& slice);
    /// The lists of records, one after the other.
    Lists records_of(const Slice& slice);
    /// Codes where there are any; `strangers_` gets the places of what is there and is none.
    Column read_codes(const BoundColumn& column, const Slice& slice);
    /// Without those at `strangers_`.
    Bits without_strangers(Bits there, std::size_t count);
    Column read_dictionary(const BoundColumn& column, const Slice& slice);
    template <class Offset, class Code>
    static void read_neighbours(const Slice& slice, Bits there, CodeBook& book, Code* codes);
    template <class Code>
    Column read_texts(const BoundColumn& column, const Slice& slice, std::vector<Code>& codes);
    /// The texts of a list, with JSON's word for those that are not there.
    std::vector<std::string> texts_of(const BoundColumn& column, const ArrayView& list,
                                      std::int64_t at) const;
    std::vector<std::uint64_t>& words(std::size_t count, bool value);

    const Plan& plan_;
    Batch batch_;
    BatchScreening screening_;
    ArrayView root_;
    std::int64_t first_ = 0;
    std::size_t rows_ = 0;
    std::optional<std::int32_t> same_day_;  ///< of every row
    std::vector<std::int32_t> days_;        ///< of each, where it has its own
    std::vector<std::uint64_t> has_day_;
    std::vector<Extra> extras_;             ///< in the order of rows
    std::vector<std::uint64_t> has_extra_;  ///< nothing where there are none
    std::vector<std::uint64_t> problems_;   ///< of the rows screened last
    std::vector<CodeBook> books_;           ///< as `Plan::books`
    std::vector<std::size_t> strangers_;

    struct Cell {
        Place place;
        std::size_t row = 0;
        Answer answer;
    };
    std::vector<Cell> cells_;

    /// What columns of this window stand on: used again, window after window.
    template <class T>
    struct Pool {
        std::deque<std::vector<T>> all;
        std::size_t used = 0;
        /// Filled with anything.
        std::vector<T>& take(std::size_t count) {
            if (used == all.size()) all.emplace_back();
            if (all[used].size() < count) all[used].resize(count);
            return all[used++];
        }
        std::vector<T>& take(std::size_t count, T value) {
            std::vector<T>& taken = take(count);
            std::fill_n(taken.begin(), count, value);
            return taken;
        }
    };
    Pool<std::uint8_t> bytes_;
    Pool<std::uint16_t> shorts_;
    Pool<std::int32_t> numbers_;
    Pool<std::int64_t> integers_;
    Pool<std::uint64_t> words_;

    ProfileAdapter adapter_;
    Profile profile_;
    Screening alone_;
    ReportWriter reports_;
    std::string number_;
    Zeros zeros_;
};

}  // namespace caveat::arrow
