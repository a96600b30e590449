#pragma once

// One window of rows of a record batch, as a `Batch` screens them; memory that is used again.

#include <caveat/adapter.hpp>
#include <caveat/json.hpp>

#include "adapters/arrow/plan.hpp"
#include "adapters/arrow/view.hpp"

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
    enum class Kind : std::uint8_t { bad_day, unknown_fact } kind = Kind::bad_day;
    std::string text;
};

class Work {
  public:
    explicit Work(const Plan& plan);

    /// Looks at rows [first, first + count) of a sound array. Empty, or why they cannot be
    /// screened: no column is ever left out without a word.
    [[nodiscard]] std::string load(const ArrowArray& array, std::int64_t first, std::int64_t count);
    /// Screens them.
    void screen();

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] BatchScreening& screening() { return screening_; }
    /// Whether more has to be asked about a row than the batch says.
    [[nodiscard]] bool has_problem(std::size_t row) const;
    /// The profile of a row; good until the next one.
    const Profile& profile(std::size_t row);
    /// That profile, screened.
    const Screening& screened(std::size_t row);
    ReportWriter& reports() { return reports_; }

    /// Empty where there is none.
    std::string_view patient(std::size_t row);
    [[nodiscard]] bool has_patient(std::size_t row) const;
    [[nodiscard]] std::optional<std::int32_t> day(std::size_t row) const;
    /// The rows of the record batch that are null.
    [[nodiscard]] bool is_null(std::size_t row) const;
    [[nodiscard]] bool has_null_rows() const { return root_.validity() != nullptr; }
    [[nodiscard]] std::int64_t physical(std::size_t row) const {
        return root_.physical(first_ + static_cast<std::int64_t>(row));
    }

  private:
    /// Values of a column in the order of rows, or of records.
    struct Slice {
        View view;
        std::int64_t first = 0;                ///< the place of the first value
        const std::int64_t* places = nullptr;  ///< of each value, where they stand apart
        std::size_t count = 0;
        struct Above {
            View view;
            std::int64_t first = 0;
            const std::int64_t* places = nullptr;
        };
        std::vector<Above> above;  ///< structs around it: it is null where they are
        /// Of records: the row of each, and its place in the list of that row.
        const std::vector<std::uint32_t>* rows = nullptr;
        const std::vector<std::uint32_t>* records = nullptr;

        [[nodiscard]] std::int64_t place(std::size_t at) const {
            return places != nullptr ? places[at] : first + static_cast<std::int64_t>(at);
        }
        [[nodiscard]] bool is_null(std::size_t at) const;
        [[nodiscard]] bool is_direct() const { return places == nullptr && above.empty(); }
    };

    void load_roles();
    void load_not_known();
    void add_column(const BoundColumn& column, const Slice& slice);
    void add_direct(const BoundColumn& column, const Slice& slice, ColumnType type,
                    std::size_t width);
    /// Values as they stand, or side by side where they stand apart.
    Column taken(const Slice& slice, ColumnType type, std::size_t width,
                 const std::vector<bool>* present);
    void add_codes(const BoundColumn& column, const Slice& slice);
    void add_dictionary(const BoundColumn& column, const Slice& slice);
    void add_lists(const BoundColumn& column, const Slice& slice);
    static bool has_plain_items(const Slice& slice, std::size_t words);
    void add_open_lists(const BoundColumn& column, const Slice& slice);
    void add_dates(const BoundColumn& column, const Slice& slice);
    void add_decimals(const BoundColumn& column, const Slice& slice);
    void add_records(const BoundColumn& column, const Slice& slice);
    void set(const BoundColumn& column, Column made);
    void cell(const BoundColumn& column, const Slice& slice, std::size_t at, Answer answer);

    std::uint16_t code(const BoundColumn& column, std::string_view text);
    std::uint16_t code_in(const BoundColumn& column, const View& texts, std::int64_t at);
    void forget_codes() { memo_.assign(memo_size, {}); }
    /// The texts of a list, with JSON's word for those that are not there.
    std::vector<std::string> texts_of(const BoundColumn& column, const View& list,
                                      std::int64_t at) const;
    std::vector<std::uint8_t>& bits(std::size_t count, bool value);

    const Plan& plan_;
    Batch batch_;
    BatchScreening screening_;
    View root_;
    std::int64_t first_ = 0;
    std::size_t rows_ = 0;
    std::vector<std::int32_t> days_;
    std::vector<std::uint8_t> has_day_;
    std::vector<Extra> extras_;  ///< in the order of rows
    std::vector<std::uint8_t> has_extra_;

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
        std::vector<T>& take(std::size_t count, T value) {
            if (used == all.size()) all.emplace_back();
            all[used].assign(count, value);
            return all[used++];
        }
    };
    Pool<std::uint8_t> bytes_;
    Pool<std::uint16_t> shorts_;
    Pool<std::uint32_t> numbers_;
    Pool<std::int32_t> dates_;
    Pool<std::int64_t> integers_;
    Pool<std::uint64_t> masks_;

    struct Known {
        std::string_view text;
        std::uint16_t code = no_code;
        bool is_used = false;
    };
    static constexpr std::size_t memo_size = 256;
    std::vector<Known> memo_;                        ///< of the column that is read
    std::vector<std::uint16_t>* entries_ = nullptr;  ///< of its dictionary

    ProfileAdapter adapter_;
    Profile profile_;
    Screening alone_;
    ReportWriter reports_;
    std::string number_;
};

}  // namespace caveat::arrow
