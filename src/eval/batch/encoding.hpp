#pragma once

// How the tests on one fact or field read its column: values become bytes in which the order among
// the thresholds is kept, and each test an interval of bytes.

#include "eval/batch/kernels.hpp"
#include "facts/catalogue.hpp"
#include "program/program.hpp"
#include "values/units.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

namespace caveat::eval {

enum class ColumnType : std::uint8_t {
    none,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float32,
    real,
    bits,
    mask8,
    mask16,
    mask32,
    mask64,
    listed,  ///< a list of codes for each row
};

/// A value that may stand at any address.
template <class T>
T value_of(const void* values, std::size_t at) {
    T value;
    std::memcpy(&value, static_cast<const char*>(values) + at * sizeof(T), sizeof(T));
    return value;
}

/// Where the list of each row stands among the items of all rows.
struct ListPlaces {
    const void* offsets = nullptr;  ///< null: no column
    const void* sizes = nullptr;    ///< null: each list ends where the next one begins
    bool is_64 = false;             ///< offsets and sizes have 64 bits; else 32
    std::size_t offset = 0;         ///< of the first row
    std::uint64_t limit = 0;        ///< how many items there are

    struct Place {
        std::uint64_t first = 0;
        std::uint64_t count = 0;
    };
    [[nodiscard]] std::int64_t offset_at(std::size_t row) const { return at(offsets, row); }
    /// Nothing for offsets that fall, are negative, or lead beyond the items.
    [[nodiscard]] std::optional<Place> find(std::size_t row) const {
        const std::int64_t first = offset_at(row);
        const std::int64_t size =
            sizes != nullptr ? at(sizes, row) : saturated(offset_at(row + 1), first);
        const auto begin = static_cast<std::uint64_t>(first);
        const auto count = static_cast<std::uint64_t>(size);
        if (first < 0 || size < 0 || begin > limit || count > limit - begin) return std::nullopt;
        return Place{begin, count};
    }

  private:
    [[nodiscard]] std::int64_t at(const void* numbers, std::size_t row) const {
        return is_64 ? value_of<std::int64_t>(numbers, offset + row)
                     : std::int64_t{value_of<std::int32_t>(numbers, offset + row)};
    }
    /// The difference of what are no negative numbers; else one that no list has.
    static std::int64_t saturated(std::int64_t last, std::int64_t first) {
        return last < 0 || first < 0 ? -1 : last - first;
    }
};

/// A column as its owner gave it. Pointers are to the row `-offset`.
struct Column {
    ColumnType type = ColumnType::none;
    const void* values = nullptr;           ///< of `listed`: the items
    const std::uint8_t* present = nullptr;  ///< a bit a row; null: every row has a value
    std::size_t offset = 0;
    int scale = 0;                       ///< of integers
    std::optional<values::Unit> unit{};  ///< of numbers; nothing: that of the fact
    /// Whether integers are places in `codes`, which has the position of each code; `no_code` is
    /// none of them.
    bool is_mapped = false;
    std::span<const std::uint16_t> codes{};
    // Of `listed`.
    ListPlaces places{};
    ColumnType item_type = ColumnType::none;
    const std::uint8_t* item_present = nullptr;
    std::size_t item_offset = 0;
};

inline constexpr std::uint16_t no_code = 0xFFFF;

/// The integer at this row of a column of integers or bits; one of 64 bits without a sign is cut
/// off at the greatest with one.
std::int64_t integer_at(ColumnType type, const void* values, std::size_t at);

/// The position of a code; `no_code` for whatever is none.
inline std::uint16_t code_of(const Column& column, std::int64_t index) {
    const auto at = static_cast<std::uint64_t>(index);
    return at < column.codes.size() ? column.codes[at] : no_code;
}

/// How a column's values become bytes.
enum class ColumnReading : std::uint8_t {
    none,       ///< no column: unknown in every row
    bits,       ///< a bitmap
    bytes,      ///< as they are
    halves,     ///< as they are, of 16 bits each
    narrowed,   ///< less `base`, cut off at 0 and 255
    looked_up,  ///< less `base`, cut off, then by `ranks`
    searched,   ///< the number of `cuts` that do not lie above it
    wide,       ///< not at all: more than 255 ranks; tests look at 64 bits
    mapped,     ///< by the column's own list of codes
    sets,       ///< planes of bytes
    odd,        ///< value by value, exactly
};

struct EncodedTest {
    enum class Kind : std::uint8_t { never, intervals, any_of, all_of };
    Kind kind = Kind::never;
    bool is_negated = false;
    std::uint32_t first = 0;  ///< into `intervals` or `sets`
    std::uint32_t count = 0;
    std::int64_t low = 0;  ///< of an interval: in values of the column, both included
    std::int64_t high = 0;
};

struct Encoding {
    ColumnReading reading = ColumnReading::none;
    ColumnType type = ColumnType::none;
    /// Values of the column that the fact may have; of masks, all bits that may be set.
    std::int64_t low = 0;
    std::int64_t high = 0;
    std::uint64_t all_codes = 0;
    bool is_checked = false;  ///< every value has been checked before (profiles)
    /// Only multiples are steps of the fact's grid; the others are read one by one. 1: all are.
    std::int64_t divisor = 1;
    double real_factor = 1;  ///< of doubles: how many units of the column make 1
    std::int64_t base = 0;
    std::size_t planes = 1;  ///< of sets
    std::vector<std::uint8_t> ranks;
    std::vector<std::int64_t> cuts;
    std::vector<EncodedTest> tests;  ///< in the order of the literals
    std::vector<ByteTest> intervals;
    std::vector<std::uint8_t> sets;

    /// The test of the literal at this place; a column read value by value has none of its own.
    [[nodiscard]] const EncodedTest& test(std::size_t literal) const {
        static constexpr EncodedTest never;
        return reading == ColumnReading::odd ? never : tests[literal];
    }
};

/// What the tests on a value of this type need to know about it.
struct Subject {
    const facts::ValueType* type = nullptr;
    std::int64_t grid = 1;
    std::span<const program::Literal* const> literals;
};

/// The encoding of a column that the caller gave.
Encoding encode(const Subject& subject, const Column& column);
/// The encoding of the words of packed profiles.
Encoding encode_packed(const Subject& subject);

/// Whether a fact of this type can be read from such a column.
bool fits(const facts::ValueType& type, const Column& column);

}  // namespace caveat::eval
