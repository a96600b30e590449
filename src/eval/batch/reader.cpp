// From a column to bytes. Entrance: read_column. Codes and lists of them are read in
// reader_codes.cpp.

#include "eval/batch/reader.hpp"

#include "eval/batch/column_pass.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace caveat::eval {

void ColumnBuffer::fit(std::size_t count, std::size_t planes, ColumnValues& loaded) {
    bit_words_ = words_for(count) + strip_words;
    plane_size_ = words_for(count) * word_bits + strip_rows;
    bytes_.need(std::max<std::size_t>(planes, 2) * plane_size_);  // or one of 16 bits
    loaded = {};
    loaded.known = bits_.need(4 * bit_words_);
    loaded.partly = loaded.known + bit_words_;
    loaded.flagged = loaded.partly + bit_words_;
    std::fill_n(loaded.known, 2 * bit_words_, 0U);  // `flagged` once there is one
}

void ColumnPass::find_known() {
    const std::size_t first = column.offset + stretch.first;
    if (column.present == nullptr || all_set(column.present, first, stretch.count)) {
        fill_bits(stretch.count, loaded.known);
        loaded.all_known = true;
        return;
    }
    copy_bits(column.present, first, stretch.count, loaded.known);
}

void ColumnPass::read_bytes() {
    const std::uint8_t* bytes = values<std::uint8_t>();
    if (stretch.count % word_bits != 0) {
        std::memcpy(buffer.plane(0), bytes, stretch.count);
        std::memset(buffer.plane(0) + stretch.count, 0, word_bits);
        bytes = buffer.plane(0);
    }
    loaded.planes[0] = bytes;
    const ByteTest allowed{static_cast<std::uint8_t>(encoding.low),
                           static_cast<std::uint8_t>(encoding.high - encoding.low)};
    const bool is_checked =
        encoding.high - encoding.low >= 255 || kernels.all_within(bytes, stretch.count, allowed);
    if (!is_checked) {
        refuse_where([&](std::size_t at) {
            return static_cast<std::uint8_t>(bytes[at] - allowed.low) > allowed.span;
        });
    }
}

void ColumnPass::read_halves() {
    const std::uint16_t* halves = values<std::uint16_t>();
    if (stretch.count % word_bits != 0) {
        std::uint8_t* const copy = buffer.plane(0);
        std::memcpy(copy, halves, sizeof(std::uint16_t) * stretch.count);
        halves = reinterpret_cast<const std::uint16_t*>(copy);
    }
    loaded.halves = halves;
    const HalfTest allowed{static_cast<std::uint16_t>(encoding.low),
                           static_cast<std::uint16_t>(encoding.high - encoding.low)};
    if (kernels.all_within_16(halves, stretch.count, allowed)) return;
    refuse_where([&](std::size_t at) {
        return static_cast<std::uint16_t>(halves[at] - allowed.low) > allowed.span;
    });
}

template <class T, class Narrow>
void ColumnPass::narrow(Narrow kernel) {
    std::uint8_t* const bytes = buffer.plane(0);
    loaded.planes[0] = bytes;
    const T* const from = values<T>();
    const bool is_within =
        kernel(from, stretch.count, encoding.base, encoding.low, encoding.high, bytes);
    if (!is_within) {
        refuse_where(
            [&](std::size_t at) { return from[at] < encoding.low || from[at] > encoding.high; });
    }
}

template <class T>
std::int64_t* ColumnPass::widen() {
    std::int64_t* const wide = buffer.wide(stretch.count);
    const T* const from = values<T>();
    for (std::size_t i = 0; i < stretch.count; ++i) wide[i] = from[i];
    return wide;
}

/// What has no place among 64 bits with a sign is no answer of any fact.
std::int64_t* ColumnPass::widen_unsigned() {
    std::int64_t* const wide = buffer.wide(stretch.count);
    const std::uint64_t* const from = values<std::uint64_t>();
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    for (std::size_t i = 0; i < stretch.count; ++i) {
        wide[i] = static_cast<std::int64_t>(std::min(from[i], most));
    }
    return wide;
}

/// Doubles as steps of the grid. A double that is the nearest one to so many steps, below 15
/// digits, has them as its shortest decimal; all others are looked at one by one.
///
/// The same of floats below 6 digits: so many of them tell any two floats apart, and a quotient
/// that is rounded twice lies too far from where two floats meet to become the wrong one.
template <class Real>
std::int64_t* ColumnPass::read_reals(double most_steps) {
    std::int64_t* const wide = buffer.wide(stretch.count);
    const Real* const from = values<Real>();
    const double factor = encoding.real_factor;
    for (std::size_t i = 0; i < stretch.count; ++i) {
        const double steps = static_cast<double>(from[i]) * factor;
        wide[i] = 0;
        const bool is_near = steps > -most_steps && steps < most_steps;
        const double nearest = is_near ? std::nearbyint(steps) : 0;
        if (is_near) wide[i] = static_cast<std::int64_t>(nearest);
        const auto back = static_cast<Real>(nearest / factor);
        const bool is_same = is_near && back <= from[i] && back >= from[i];
        if (!is_same && has_bit(loaded.known, i)) {
            look_at(i);
            wide[i] = encoding.low;
        }
    }
    return wide;
}

std::int64_t* ColumnPass::read_wide() {
    switch (encoding.type) {
        case ColumnType::int8:
            return widen<std::int8_t>();
        case ColumnType::int16:
            return widen<std::int16_t>();
        case ColumnType::int32:
            return widen<std::int32_t>();
        case ColumnType::uint8:
            return widen<std::uint8_t>();
        case ColumnType::uint16:
            return widen<std::uint16_t>();
        case ColumnType::uint32:
            return widen<std::uint32_t>();
        case ColumnType::uint64:
            return widen_unsigned();
        case ColumnType::float32:
            return read_reals<float>(1e6);
        case ColumnType::real:
            return read_reals<double>(1e15);
        default:
            return widen<std::int64_t>();
    }
}

void ColumnPass::read_numbers() {
    const bool is_plain = encoding.reading == ColumnReading::narrowed && encoding.divisor == 1;
    if (is_plain && encoding.type == ColumnType::int16) {
        return narrow<std::int16_t>(kernels.narrow_i16);
    }
    if (is_plain && encoding.type == ColumnType::uint16) {
        return narrow<std::uint16_t>(kernels.narrow_u16);
    }
    if (is_plain && encoding.type == ColumnType::int32) {
        return narrow<std::int32_t>(kernels.narrow_i32);
    }
    if (is_plain && encoding.type == ColumnType::int64) {
        return narrow<std::int64_t>(kernels.narrow_i64);
    }
    const std::int64_t* const wide = read_wide();
    if (encoding.divisor != 1) {
        for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) {
            if (wide[at] % encoding.divisor != 0) look_at(at);
        });
    }
    refuse_where(
        [&](std::size_t at) { return wide[at] < encoding.low || wide[at] > encoding.high; });
    loaded.wide = wide;
    if (encoding.reading == ColumnReading::wide) return;
    loaded.planes[0] = buffer.plane(0);
    to_bytes(encoding, wide, stretch.count, kernels, buffer.plane(0));
}

void ColumnPass::read() {
    find_known();
    switch (encoding.reading) {
        case ColumnReading::none:
            return;
        case ColumnReading::bits:
            copy_bits(static_cast<const std::uint8_t*>(column.values),
                      column.offset + stretch.first, stretch.count, buffer.bits());
            loaded.bits = buffer.bits();
            return;
        case ColumnReading::bytes:
            return read_bytes();
        case ColumnReading::halves:
            return read_halves();
        case ColumnReading::narrowed:
        case ColumnReading::looked_up:
        case ColumnReading::searched:
        case ColumnReading::wide:
            return read_numbers();
        case ColumnReading::mapped:
            return read_mapped();
        case ColumnReading::sets:
            return encoding.type == ColumnType::listed ? read_lists() : read_sets();
        case ColumnReading::odd:
            for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) { look_at(at); });
            return;
    }
}

void read_column(const Encoding& encoding, const Column& column, const facts::ValueType& type,
                 const Stretch& stretch, const Kernels& kernels, ColumnBuffer& buffer,
                 ColumnValues& loaded) {
    buffer.fit(stretch.count, encoding.planes, loaded);
    ColumnPass{encoding, column, type, stretch, kernels, buffer, loaded}.read();
}

void to_bytes(const Encoding& encoding, const std::int64_t* values, std::size_t count,
              const Kernels& kernels, std::uint8_t* bytes) {
    if (encoding.reading == ColumnReading::narrowed) {
        kernels.narrow_i64(values, count, encoding.base, encoding.low, encoding.high, bytes);
        return;
    }
    if (encoding.reading == ColumnReading::looked_up) {
        const auto top = static_cast<std::uint64_t>(encoding.ranks.size() - 1);
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t above =
                static_cast<std::uint64_t>(values[i]) - static_cast<std::uint64_t>(encoding.base);
            const std::uint64_t at = values[i] <= encoding.base ? 0 : std::min(above, top);
            bytes[i] = encoding.ranks[at];
        }
        return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto above = std::upper_bound(encoding.cuts.begin(), encoding.cuts.end(), values[i]);
        bytes[i] = static_cast<std::uint8_t>(above - encoding.cuts.begin());
    }
}

}  // namespace caveat::eval
