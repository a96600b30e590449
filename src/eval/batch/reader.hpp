#pragma once

// One column, some rows at a time: values into bytes, and which of them may be used.

#include "eval/batch/bits.hpp"
#include "eval/batch/buffer.hpp"
#include "eval/batch/encoding.hpp"
#include "facts/profile.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace caveat::eval {

/// Rows [first, first + count) of a column, or records of a list.
struct Stretch {
    std::size_t first = 0;
    std::size_t count = 0;
    [[nodiscard]] std::size_t words() const { return words_for(count); }
};

/// What was read of one column. Bits are counted from the stretch's first row.
struct ColumnValues {
    static constexpr std::size_t most_planes = 8;
    std::array<const std::uint8_t*, most_planes> planes{};  ///< padded to 64 rows
    const std::uint16_t* halves = nullptr;                  ///< of `ColumnReading::halves`
    const std::int64_t* wide = nullptr;                     ///< of `ColumnReading::wide`
    const std::uint64_t* bits = nullptr;                    ///< of `ColumnReading::bits`
    std::uint64_t* known = nullptr;                         ///< rows whose bytes may be used
    bool all_known = false;
    std::uint64_t* partly = nullptr;  ///< rows with an answer that bytes cannot hold
    bool has_partly = false;
    std::uint64_t* flagged = nullptr;  ///< rows with an answer that has, or may have, a problem
    bool has_flagged = false;
    std::uint64_t refused = 0;      ///< values that the fact may not have
    std::size_t first_refused = 0;  ///< position in the stretch
};

/// Memory for what is read of one column.
class ColumnBuffer {
  public:
    /// Space for a stretch; fills in the pointers of `loaded`, with nothing known.
    void fit(std::size_t count, std::size_t planes, ColumnValues& loaded);
    std::uint8_t* plane(std::size_t index) { return bytes_.data() + index * plane_size_; }
    std::int64_t* wide(std::size_t count) { return wide_.need(words_for(count) * word_bits); }
    std::uint64_t* bits() { return bits_.data() + 3 * bit_words_; }
    /// For values that do not stand where they can be read.
    std::uint8_t* aligned(std::size_t size) { return aligned_.need(size); }
    /// What each entry of a list of codes is worth in a mask.
    std::uint64_t* entries(std::size_t count) { return entries_.need(count); }

  private:
    Buffer<std::uint8_t> bytes_;
    Buffer<std::int64_t> wide_;
    Buffer<std::uint64_t> bits_;
    Buffer<std::uint8_t> aligned_;
    Buffer<std::uint64_t> entries_;
    std::size_t plane_size_ = 0;
    std::size_t bit_words_ = 0;
};

/// Reads a stretch of a column. The encoding is not `ColumnReading::none`.
void read_column(const Encoding& encoding, const Column& column, const facts::ValueType& type,
                 const Stretch& stretch, const Kernels& kernels, ColumnBuffer& buffer,
                 ColumnValues& loaded);

/// Brings 64-bit values of the encoding's units into bytes.
void to_bytes(const Encoding& encoding, const std::int64_t* values, std::size_t count,
              const Kernels& kernels, std::uint8_t* bytes);

/// One test over what was read. `yes` and, unless the column is known in every row, `may` are
/// written, strips `strip_stride` words apart; bits after the last row are 0. Returns whether `may`
/// was written. Rows that are partly known count as unknown.
bool test_column(const Encoding& encoding, const EncodedTest& test, const ColumnValues& loaded,
                 const Stretch& stretch, const Kernels& kernels, std::uint64_t* yes,
                 std::uint64_t* may, std::size_t strip_stride);

/// The codes of a row's list as bits, where each item is one of at most 64; nothing otherwise.
std::optional<std::uint64_t> plain_mask(const Column& column, const facts::ValueType& type,
                                        std::size_t row);

/// The same answer as a profile would hold it: absent, wrong, or answered.
facts::Value value_at(const Column& column, const facts::ValueType& type, std::size_t row);

}  // namespace caveat::eval
