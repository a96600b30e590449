// From a column to bytes. Entrance: read_column.

#include "eval/batch/reader.hpp"

#include "facts/problems.hpp"

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

namespace {

/// What one reading of a column works with.
struct Pass {
    const Encoding& encoding;
    const Column& column;
    const facts::ValueType& type;
    const Stretch& stretch;
    const Kernels& kernels;
    ColumnBuffer& buffer;
    ColumnValues& loaded;

    /// The values of the stretch, brought to where they can be read.
    template <class T>
    [[nodiscard]] const T* values() const {
        const std::size_t first = (column.offset + stretch.first) * sizeof(T);
        const auto* const from = static_cast<const char*>(column.values) + first;
        if (reinterpret_cast<std::uintptr_t>(from) % alignof(T) == 0) {
            return reinterpret_cast<const T*>(from);
        }
        std::uint8_t* const copy = buffer.aligned(stretch.count * sizeof(T));
        if (stretch.count != 0) std::memcpy(copy, from, stretch.count * sizeof(T));
        return reinterpret_cast<const T*>(copy);
    }

    void flag(std::size_t at) {
        if (!loaded.has_flagged) std::fill_n(loaded.flagged, stretch.words(), 0U);
        set_bit(loaded.flagged, at, true);
        loaded.has_flagged = true;
    }
    /// The value of this row cannot be used.
    void refuse(std::size_t at) {
        if (loaded.refused++ == 0) loaded.first_refused = at;
        set_bit(loaded.known, at, false);
        loaded.all_known = false;
        flag(at);
    }
    /// The value of this row does not lie on the grid, or is wrong.
    void look_at(std::size_t at) {
        const facts::Value value = value_at(column, type, stretch.first + at);
        if (value.given != facts::Given::answered) return refuse(at);
        set_bit(loaded.known, at, false);
        set_bit(loaded.partly, at, true);
        loaded.all_known = false;
        loaded.has_partly = true;
        if (!value.is_complete) flag(at);
    }
    /// Refuses every known row for which `is_wrong(row)`.
    template <class Wrong>
    void refuse_where(const Wrong& is_wrong) {
        for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) {
            if (is_wrong(at)) refuse(at);
        });
    }

    /// Looks at every known row for which `is_odd(row)`.
    template <class Odd>
    void look_where(const Odd& is_odd) {
        for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) {
            if (is_odd(at)) look_at(at);
        });
    }

    void find_known() {
        const std::size_t first = column.offset + stretch.first;
        if (column.present == nullptr || all_set(column.present, first, stretch.count)) {
            fill_bits(stretch.count, loaded.known);
            loaded.all_known = true;
            return;
        }
        copy_bits(column.present, first, stretch.count, loaded.known);
    }

    void read_bytes() {
        const std::uint8_t* bytes = values<std::uint8_t>();
        if (stretch.count % word_bits != 0) {
            std::memcpy(buffer.plane(0), bytes, stretch.count);
            std::memset(buffer.plane(0) + stretch.count, 0, word_bits);
            bytes = buffer.plane(0);
        }
        loaded.planes[0] = bytes;
        const ByteTest allowed{static_cast<std::uint8_t>(encoding.low),
                               static_cast<std::uint8_t>(encoding.high - encoding.low)};
        const bool is_checked = encoding.high - encoding.low >= 255 ||
                                kernels.all_within(bytes, stretch.count, allowed);
        if (!is_checked) {
            refuse_where([&](std::size_t at) {
                return static_cast<std::uint8_t>(bytes[at] - allowed.low) > allowed.span;
            });
        }
    }

    void read_halves() {
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
    void narrow(Narrow kernel) {
        std::uint8_t* const bytes = buffer.plane(0);
        loaded.planes[0] = bytes;
        const T* const from = values<T>();
        const bool is_within =
            kernel(from, stretch.count, encoding.base, encoding.low, encoding.high, bytes);
        if (!is_within) {
            refuse_where([&](std::size_t at) {
                return from[at] < encoding.low || from[at] > encoding.high;
            });
        }
    }

    template <class T>
    std::int64_t* widen() {
        std::int64_t* const wide = buffer.wide(stretch.count);
        const T* const from = values<T>();
        for (std::size_t i = 0; i < stretch.count; ++i) wide[i] = from[i];
        return wide;
    }

    /// What has no place among 64 bits with a sign is no answer of any fact.
    std::int64_t* widen_unsigned() {
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
    std::int64_t* read_reals(double most_steps) {
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

    std::int64_t* read_wide() {
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

    void read_numbers() {
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

    /// Places in a list of codes. What stands in a row without a value is not looked at.
    template <class Index>
    void map_codes() {
        const Index* const from = values<Index>();
        std::uint8_t* const to = buffer.plane(0);
        loaded.planes[0] = to;
        const std::uint16_t* const codes = column.codes.data();
        const auto size = static_cast<std::uint64_t>(column.codes.size());
        unsigned met = 0;
        const auto code_at = [&](std::size_t i) {
            const auto at = static_cast<std::uint64_t>(static_cast<std::int64_t>(from[i]));
            return at < size ? codes[at] : no_code;
        };
        for (std::size_t word = 0; word < stretch.words(); ++word) {
            const std::size_t first = word * word_bits;
            const std::size_t last = std::min(first + word_bits, stretch.count);
            const std::uint64_t known = loaded.known[word];
            if (known == lowest_bits(last - first)) {
                for (std::size_t i = first; i < last; ++i) {
                    const unsigned code = code_at(i);
                    to[i] = static_cast<std::uint8_t>(code);
                    met = std::max(met, code);
                }
                continue;
            }
            for (std::size_t i = first; i < last; ++i) {
                const unsigned code = (known >> (i - first) & 1U) != 0 ? code_at(i) : 0U;
                to[i] = static_cast<std::uint8_t>(code);
                met = std::max(met, code);
            }
        }
        const std::size_t codes_known = type.codes.size();
        if (met < codes_known) return;
        refuse_where([&](std::size_t at) { return code_at(at) >= codes_known; });
    }

    /// Indices as bytes, where each leads into the first `size` places; else null.
    const std::uint8_t* byte_indices(std::size_t size) {
        std::uint8_t* const to = buffer.plane(0);
        const auto last = static_cast<std::int64_t>(size) - 1;
        const auto narrowed = [&](const auto* from, const auto kernel) {
            return kernel(from, stretch.count, 0, 0, last, to) ? to : nullptr;
        };
        // Those without a sign that are too great to have one lie below 0.
        switch (encoding.type) {
            case ColumnType::int8:
            case ColumnType::uint8:
                return values<std::uint8_t>();
            case ColumnType::int16:
            case ColumnType::uint16:
                return narrowed(values<std::int16_t>(), kernels.narrow_i16);
            case ColumnType::int32:
            case ColumnType::uint32:
                return narrowed(values<std::int32_t>(), kernels.narrow_i32);
            default:
                return narrowed(values<std::int64_t>(), kernels.narrow_i64);
        }
    }

    /// By a table of bytes, if that is large enough; false where it is not, and nothing was read.
    bool map_bytes() {
        constexpr std::uint8_t none = 255;
        const std::size_t known = type.codes.size();
        std::size_t size = column.codes.size();
        if (encoding.type == ColumnType::int8) size = std::min<std::size_t>(size, 128);
        if (known > none || size == 0 || size > none) return false;
        const std::uint8_t* const indices = byte_indices(size);
        if (indices == nullptr) return false;
        std::array<std::uint8_t, 256> table;
        table.fill(none);
        for (std::size_t i = 0; i < size; ++i) {
            if (column.codes[i] < known) table[i] = static_cast<std::uint8_t>(column.codes[i]);
        }
        std::uint8_t* const to = buffer.plane(0);
        loaded.planes[0] = to;
        if (kernels.look_up(indices, stretch.count, table.data(), size, to) < none) return true;
        refuse_where([&](std::size_t at) { return to[at] == none; });
        return true;
    }

    void read_mapped() {
        if (map_bytes()) return;
        switch (encoding.type) {
            case ColumnType::int8:
                return map_codes<std::int8_t>();
            case ColumnType::int16:
                return map_codes<std::int16_t>();
            case ColumnType::int32:
                return map_codes<std::int32_t>();
            case ColumnType::uint8:
                return map_codes<std::uint8_t>();
            case ColumnType::uint16:
                return map_codes<std::uint16_t>();
            case ColumnType::uint32:
                return map_codes<std::uint32_t>();
            case ColumnType::uint64:
                return map_codes<std::uint64_t>();
            default:
                return map_codes<std::int64_t>();
        }
    }

    /// Lists of indices, by what each entry is worth in a mask; one with anything but codes is
    /// looked at by itself. Indices beyond the entries are worth nothing, as the last one of
    /// `bits`.
    template <class Index>
    void mask_lists(const std::uint64_t* bits, std::size_t entries, std::uint64_t* masks) {
        for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) {
            const auto place = column.places.find(stretch.first + at);
            bool is_plain = place && place->count <= facts::most_list_entries;
            std::uint64_t mask = 0;
            for (std::uint64_t i = 0; is_plain && i < place->count; ++i) {
                const auto item = static_cast<std::size_t>(place->first + i) + column.item_offset;
                const auto entry = static_cast<std::uint64_t>(
                    static_cast<std::int64_t>(value_of<Index>(column.values, item)));
                const std::uint64_t bit = bits[std::min<std::uint64_t>(entry, entries)];
                is_plain = bit != 0;
                mask |= bit;
            }
            if (is_plain) {
                masks[at] = mask;
            } else {
                look_at(at);
            }
        });
    }

    /// False where a table of all entries is not worth its making, and nothing was read.
    bool mask_lists(std::uint64_t* masks) {
        constexpr std::size_t most_entries = 4096;
        const std::size_t entries = column.codes.size();
        if (column.item_present != nullptr || entries > most_entries) return false;
        std::uint64_t* const bits = buffer.entries(entries + 1);
        for (std::size_t i = 0; i < entries; ++i) {
            const std::uint16_t code = column.codes[i];
            bits[i] = code < type.codes.size() ? std::uint64_t{1} << code : 0;
        }
        bits[entries] = 0;
        switch (column.item_type) {
            case ColumnType::int8:
                mask_lists<std::int8_t>(bits, entries, masks);
                return true;
            case ColumnType::int16:
                mask_lists<std::int16_t>(bits, entries, masks);
                return true;
            case ColumnType::int32:
                mask_lists<std::int32_t>(bits, entries, masks);
                return true;
            case ColumnType::uint8:
                mask_lists<std::uint8_t>(bits, entries, masks);
                return true;
            case ColumnType::uint16:
                mask_lists<std::uint16_t>(bits, entries, masks);
                return true;
            case ColumnType::uint32:
                mask_lists<std::uint32_t>(bits, entries, masks);
                return true;
            default:
                return false;
        }
    }

    /// Lists of codes become masks.
    void read_lists() {
        auto* const masks = reinterpret_cast<std::uint64_t*>(buffer.wide(stretch.count));
        for (std::size_t i = 0; i < stretch.count; ++i) masks[i] = 0;
        if (!mask_lists(masks)) {
            for_each_bit(loaded.known, stretch.words(), [&](std::size_t at) {
                if (const auto mask = plain_mask(column, type, stretch.first + at)) {
                    masks[at] = *mask;
                } else {
                    look_at(at);
                }
            });
        }
        for (unsigned plane = 0; plane < encoding.planes; ++plane) {
            kernels.split_u64(masks, stretch.count, plane, buffer.plane(plane));
            loaded.planes[plane] = buffer.plane(plane);
        }
    }

    void read_masks_8() {
        const std::uint8_t* masks = values<std::uint8_t>();
        if (stretch.count % word_bits != 0) {
            std::memcpy(buffer.plane(0), masks, stretch.count);
            masks = buffer.plane(0);
        }
        loaded.planes[0] = masks;
        // The codes are the lowest bits, so that masks of nothing else are small numbers.
        const auto all = static_cast<std::uint8_t>(encoding.all_codes);
        if (kernels.all_within(masks, stretch.count, {0, all})) return;
        look_where([&](std::size_t at) { return masks[at] > all; });
    }

    void read_sets() {
        std::uint64_t met = 0;
        for (unsigned plane = 0; plane < encoding.planes; ++plane) {
            std::uint8_t* const to = buffer.plane(plane);
            std::uint8_t all = 0;
            switch (encoding.type) {
                case ColumnType::mask8:
                    return read_masks_8();
                case ColumnType::mask16:
                    all = kernels.split_u16(values<std::uint16_t>(), stretch.count, plane, to);
                    break;
                case ColumnType::mask32:
                    all = kernels.split_u32(values<std::uint32_t>(), stretch.count, plane, to);
                    break;
                default:
                    all = kernels.split_u64(values<std::uint64_t>(), stretch.count, plane, to);
                    break;
            }
            loaded.planes[plane] = to;
            met |= std::uint64_t{all} << (8U * plane);
        }
        if ((met & ~encoding.all_codes) == 0) return;
        look_where([&](std::size_t at) {
            std::uint64_t mask = 0;
            for (unsigned plane = 0; plane < encoding.planes; ++plane) {
                mask |= std::uint64_t{loaded.planes[plane][at]} << (8U * plane);
            }
            return (mask & ~encoding.all_codes) != 0;
        });
    }

    void read() {
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
};

}  // namespace

void read_column(const Encoding& encoding, const Column& column, const facts::ValueType& type,
                 const Stretch& stretch, const Kernels& kernels, ColumnBuffer& buffer,
                 ColumnValues& loaded) {
    buffer.fit(stretch.count, encoding.planes, loaded);
    Pass{encoding, column, type, stretch, kernels, buffer, loaded}.read();
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
