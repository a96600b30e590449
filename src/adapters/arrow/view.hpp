#pragma once

// Values of an array whose structure was checked, one by one. They may stand at any address.

#include <caveat/arrow_abi.h>

#include "adapters/arrow/types.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace caveat::arrow {

template <class T>
T read_at(const void* values, std::int64_t at) {
    T value;
    std::memcpy(&value,
                static_cast<const char*>(values) + at * static_cast<std::int64_t>(sizeof(T)),
                sizeof(T));
    return value;
}

inline bool bit_at(const void* bits, std::int64_t at) {
    return (static_cast<const std::uint8_t*>(bits)[at / 8] >> (at % 8) & 1U) != 0;
}

inline void put_bit(std::uint8_t* bits, std::size_t at) {
    bits[at / 8] = static_cast<std::uint8_t>(bits[at / 8] | 1U << (at % 8));
}

/// The lowest `count` bits of a word.
constexpr std::uint64_t ones(std::size_t count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// Bits [first, first + count) of a bitmap, at most 64 of them, the first one lowest. No byte is
/// read that has none of them.
inline std::uint64_t bits_at(const void* bits, std::int64_t first, std::size_t count) {
    const auto* const from = static_cast<const std::uint8_t*>(bits) + first / 8;
    const auto shift = static_cast<unsigned>(first % 8);
    const std::size_t bytes = (shift + count + 7) / 8;
    std::uint64_t low = 0;
    if (std::endian::native == std::endian::little && bytes >= sizeof low) {
        std::memcpy(&low, from, sizeof low);
    } else {
        for (std::size_t i = 0; i < std::min(bytes, sizeof low); ++i) {
            low |= std::uint64_t{from[i]} << (8 * i);
        }
    }
    std::uint64_t found = low >> shift;
    if (bytes > sizeof low) found |= std::uint64_t{from[sizeof low]} << (64 - shift);
    return found & ones(count);
}

/// Whether all of bits [first, first + count) are set; at least one.
inline bool all_set(const void* bits, std::int64_t first, std::int64_t count) {
    const auto* const bytes = static_cast<const std::uint8_t*>(bits);
    const std::int64_t last = first + count - 1;
    // Bits that are not meant are taken for set.
    const auto before = static_cast<std::uint8_t>((1U << (first % 8)) - 1);
    const auto after = static_cast<std::uint8_t>(0xFEU << (last % 8));
    const std::uint8_t begin = bytes[first / 8];
    const std::uint8_t end = bytes[last / 8];
    if (first / 8 == last / 8) return (begin | before | after) == 0xFF;
    auto all = static_cast<std::uint8_t>((begin | before) & (end | after));
    for (std::int64_t at = first / 8 + 1; at < last / 8; ++at) {
        all = static_cast<std::uint8_t>(all & bytes[at]);
    }
    return all == 0xFF;
}

/// Calls `visit` with a value of the type that the integers of a field have.
template <class Visit>
auto with_integers(const Field& field, const Visit& visit) {
    switch (field.width) {
        case 1:
            return field.is_signed ? visit(std::int8_t{}) : visit(std::uint8_t{});
        case 2:
            return field.is_signed ? visit(std::int16_t{}) : visit(std::uint16_t{});
        case 4:
            return field.is_signed ? visit(std::int32_t{}) : visit(std::uint32_t{});
        default:
            return field.is_signed ? visit(std::int64_t{}) : visit(std::uint64_t{});
    }
}

/// An array with its type; places count from its own first value.
struct ArrayView {
    const Field* field = nullptr;
    const ArrowArray* array = nullptr;

    [[nodiscard]] std::int64_t length() const { return array->length; }
    [[nodiscard]] std::int64_t physical(std::int64_t at) const { return array->offset + at; }
    /// Null where every value is there.
    [[nodiscard]] const void* validity() const {
        return field->kind == Kind::null || array->n_buffers == 0 ? nullptr : array->buffers[0];
    }
    [[nodiscard]] bool is_null(std::int64_t at) const {
        if (field->kind == Kind::null) return true;
        const void* const bits = validity();
        return bits != nullptr && !bit_at(bits, physical(at));
    }
    /// Which of values [first, first + count), at most 64, are there: a bit for each.
    [[nodiscard]] std::uint64_t there(std::int64_t first, std::size_t count) const {
        if (field->kind == Kind::null) return 0;
        const void* const bits = validity();
        return bits == nullptr ? ones(count) : bits_at(bits, physical(first), count);
    }
    /// Whether none of values [first, first + count) is null.
    [[nodiscard]] bool are_all_there(std::int64_t first, std::int64_t count) const {
        if (field->kind == Kind::null) return count == 0;
        const void* const bits = validity();
        if (bits == nullptr) return true;
        return count == 0 || all_set(bits, physical(first), count);
    }
    [[nodiscard]] ArrayView child(std::size_t index) const {
        return {&field->children[index], array->children[index]};
    }
    [[nodiscard]] ArrayView dictionary() const {
        return {field->dictionary.get(), array->dictionary};
    }

    [[nodiscard]] bool boolean(std::int64_t at) const {
        return bit_at(array->buffers[1], physical(at));
    }
    /// Of integers, dates and timestamps; of 64 bits without a sign as they are.
    [[nodiscard]] std::int64_t integer(std::int64_t at) const {
        const void* const values = array->buffers[1];
        const std::int64_t place = physical(at);
        const int width = field->kind == Kind::integer     ? field->width
                          : field->kind == Kind::date_days ? 4
                                                           : 8;
        const bool is_signed = field->kind != Kind::integer || field->is_signed;
        switch (width) {
            case 1:
                return is_signed ? std::int64_t{read_at<std::int8_t>(values, place)}
                                 : std::int64_t{read_at<std::uint8_t>(values, place)};
            case 2:
                return is_signed ? std::int64_t{read_at<std::int16_t>(values, place)}
                                 : std::int64_t{read_at<std::uint16_t>(values, place)};
            case 4:
                return is_signed ? std::int64_t{read_at<std::int32_t>(values, place)}
                                 : std::int64_t{read_at<std::uint32_t>(values, place)};
            default:
                return read_at<std::int64_t>(values, place);
        }
    }
    /// Of texts, and of dictionaries of them.
    [[nodiscard]] std::string_view text(std::int64_t at) const {
        if (field->dictionary) return dictionary().text(integer(at));
        const std::int64_t place = physical(at);
        if (field->kind == Kind::text_view) {
            constexpr std::int32_t most_inside = 12;
            constexpr std::int64_t size = 16;
            const char* const view = static_cast<const char*>(array->buffers[1]) + place * size;
            const auto length = read_at<std::int32_t>(view, 0);
            if (length <= most_inside) return {view + 4, static_cast<std::size_t>(length)};
            const auto* const from =
                static_cast<const char*>(array->buffers[2 + read_at<std::int32_t>(view, 2)]);
            return {from + read_at<std::int32_t>(view, 3), static_cast<std::size_t>(length)};
        }
        const void* const offsets = array->buffers[1];
        const std::int64_t first = field->is_large ? read_at<std::int64_t>(offsets, place)
                                                   : read_at<std::int32_t>(offsets, place);
        const std::int64_t last = field->is_large ? read_at<std::int64_t>(offsets, place + 1)
                                                  : read_at<std::int32_t>(offsets, place + 1);
        if (first == last) return {};
        return {static_cast<const char*>(array->buffers[2]) + first,
                static_cast<std::size_t>(last - first)};
    }
    /// Whether a text is there: an index may lead to a null of its dictionary.
    [[nodiscard]] bool has_text(std::int64_t at) const {
        return !is_null(at) && (!field->dictionary || !dictionary().is_null(integer(at)));
    }

    struct Items {
        std::int64_t first = 0;  ///< of the child, from its own first value
        std::int64_t count = 0;
    };
    /// Of lists.
    [[nodiscard]] Items items(std::int64_t at) const {
        const std::int64_t place = physical(at);
        if (field->kind == Kind::fixed_list) {
            return {place * field->list_size, field->list_size};
        }
        const auto number = [&](std::int64_t buffer, std::int64_t which) {
            return field->is_large
                       ? read_at<std::int64_t>(array->buffers[buffer], which)
                       : std::int64_t{read_at<std::int32_t>(array->buffers[buffer], which)};
        };
        const std::int64_t first = number(1, place);
        if (field->kind == Kind::list_view) return {first, number(2, place)};
        return {first, number(1, place + 1) - first};
    }
};

/// Whether `array` has the structure of the field, and values [first, first + count) lead to where
/// there is something: offsets, lists, indices, texts. False, with what is wrong and where. What a
/// buffer holds is read as far as its type says that it reaches: how large it is, only the producer
/// knows.
bool is_sound(const Field& field, const ArrowArray& array, std::int64_t first, std::int64_t count,
              std::string& wrong);

}  // namespace caveat::arrow
