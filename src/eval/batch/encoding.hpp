#pragma once

// How the tests on one fact or field read its column: values become bytes in which the order among
// the thresholds is kept, and each test an interval of bytes.

#include "eval/batch/kernels.hpp"
#include "facts/catalogue.hpp"
#include "program/program.hpp"

#include <cstddef>
#include <cstdint>
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
    real,
    bits,
    mask8,
    mask16,
    mask32,
    mask64,
};

/// A column as its owner gave it.
struct Column {
    ColumnType type = ColumnType::none;
    const void* values = nullptr;
    const std::uint64_t* present = nullptr;  ///< null: every row has a value
    int scale = 0;                           ///< of integers
};

/// How a column's values become bytes.
enum class Reading : std::uint8_t {
    none,       ///< no column: unknown in every row
    bits,       ///< a bitmap
    bytes,      ///< as they are
    halves,     ///< as they are, of 16 bits each
    narrowed,   ///< less `base`, cut off at 0 and 255
    looked_up,  ///< less `base`, cut off, then by `ranks`
    searched,   ///< the number of `cuts` that do not lie above it
    wide,       ///< not at all: more than 255 ranks; tests look at 64 bits
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
    Reading reading = Reading::none;
    ColumnType type = ColumnType::none;
    const void* values = nullptr;
    const std::uint64_t* present = nullptr;
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
