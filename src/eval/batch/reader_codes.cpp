// Columns of codes and of lists of codes. Entrances: ColumnPass::read_mapped and read_sets.

#include "eval/batch/column_pass.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace caveat::eval {

/// Places in a list of codes. What stands in a row without a value is not looked at.
template <class Index>
void ColumnPass::map_codes() {
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
const std::uint8_t* ColumnPass::byte_indices(std::size_t size) {
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
bool ColumnPass::map_bytes() {
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

void ColumnPass::read_mapped() {
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
void ColumnPass::mask_lists(const std::uint64_t* bits, std::size_t entries, std::uint64_t* masks) {
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
bool ColumnPass::mask_lists(std::uint64_t* masks) {
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
void ColumnPass::read_lists() {
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

void ColumnPass::read_masks_8() {
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

void ColumnPass::read_sets() {
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

}  // namespace caveat::eval
