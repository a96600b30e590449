// Columns of plain values into columns of a batch; what no column holds into cells. Entrance:
// Work::add_column.

#include "adapters/arrow/digits.hpp"
#include "adapters/arrow/work.hpp"

#include <algorithm>
#include <bit>
#include <span>

namespace caveat::arrow {

namespace {

constexpr std::uint16_t not_looked_up = no_code - 1;

ColumnType integers(int width, bool is_signed) {
    switch (width) {
        case 1:
            return is_signed ? ColumnType::int8 : ColumnType::uint8;
        case 2:
            return is_signed ? ColumnType::int16 : ColumnType::uint16;
        case 4:
            return is_signed ? ColumnType::int32 : ColumnType::uint32;
        default:
            return is_signed ? ColumnType::int64 : ColumnType::uint64;
    }
}

}  // namespace

void Work::add_column(const BoundColumn& column, const Slice& slice) {
    const Field& field = *column.field;
    switch (column.kind) {
        case FactKind::records:
            return add_records(column, slice);
        case FactKind::choices:
            return column.is_open ? add_open_lists(column, slice) : add_lists(column, slice);
        case FactKind::choice:
            return add_codes(column, slice);
        case FactKind::date:
            if (field.kind != Kind::date_days) return add_dates(column, slice);
            return add_direct(column, slice, ColumnType::int32, sizeof(std::int32_t));
        case FactKind::yes_no:
        case FactKind::number:
            break;
    }
    if (field.kind == Kind::boolean) return add_direct(column, slice, ColumnType::bits, 0);
    if (field.kind == Kind::decimal) return add_decimals(column, slice);
    const auto width = static_cast<std::size_t>(field.width);
    if (field.kind == Kind::floating) {
        const bool is_narrow = width == sizeof(float);
        return add_direct(column, slice, is_narrow ? ColumnType::float32 : ColumnType::float64,
                          width);
    }
    add_direct(column, slice, integers(field.width, field.is_signed), width);
}

/// Values stay where they are; those that stand apart are brought together.
///
/// there  which of them are, where more is said of that than by the column itself
Column Work::taken(const Slice& slice, ColumnType type, std::size_t width, Bits there) {
    Column made;
    made.type = type;
    made.size = slice.count;
    made.present = as_bytes(there, slice.count);
    const ArrayView& view = slice.view;
    const auto* const values = static_cast<const std::uint8_t*>(view.array->buffers[1]);
    if (slice.places == nullptr) {
        const std::int64_t first = view.physical(slice.first);
        if (width != 0) {
            made.values = values + static_cast<std::size_t>(first) * width;
            return made;
        }
        if (there == nullptr) {
            made.values = values;
            made.offset = static_cast<std::size_t>(first);
            return made;
        }
        std::vector<std::uint64_t>& copied = words(slice.count, false);
        for (std::size_t at = 0; at < slice.count; at += 64) {
            copied[at / 64] = bits_at(values, first + static_cast<std::int64_t>(at),
                                      std::min<std::size_t>(slice.count - at, 64));
        }
        made.values = as_bytes(copied.data(), slice.count);
        return made;
    }
    std::vector<std::uint8_t>& copied =
        bytes_.take(slice.count * std::max<std::size_t>(width, 1) + 1, 0);
    for (std::size_t at = 0; at < slice.count; ++at) {
        const std::int64_t place = view.physical(slice.places[at]);
        if (width == 0) {
            if (bit_at(values, place)) put_bit(copied.data(), at);
        } else {
            std::memcpy(copied.data() + at * width,
                        values + static_cast<std::size_t>(place) * width, width);
        }
    }
    made.values = copied.data();
    return made;
}

void Work::add_direct(const BoundColumn& column, const Slice& slice, ColumnType type,
                      std::size_t width) {
    // Without rows there need be no buffers.
    static constexpr std::uint8_t nothing = 0;
    Column made{type, &nothing, nullptr, 0};
    const bool is_as_given = slice.above.empty() && slice.places == nullptr;
    if (slice.count != 0 && is_as_given) {
        made = {type, slice.view.array->buffers[1],
                static_cast<const std::uint8_t*>(slice.view.validity()), slice.count,
                static_cast<std::size_t>(slice.view.physical(slice.first))};
    } else if (slice.count != 0) {
        made = taken(slice, type, width, there(slice));
    }
    made.unit = column.unit;
    set(column, made);
}

namespace {

/// Calls `visit(at)` for each value of a slice that is there.
template <class Bits, class Visit>
void for_each_there(Bits there, std::size_t count, const Visit& visit) {
    for (std::size_t first = 0; first < count; first += 64) {
        const std::size_t end = std::min<std::size_t>(first + 64, count);
        if (there == nullptr || there[first / 64] == ones(end - first)) {
            for (std::size_t at = first; at < end; ++at) visit(at);
            continue;
        }
        for (std::uint64_t rest = there[first / 64]; rest != 0; rest &= rest - 1) {
            visit(first + static_cast<std::size_t>(std::countr_zero(rest)));
        }
    }
}

}  // namespace

/// Texts side by side; those at the end of their memory are read one by one. Where there is none,
/// the code is 0.
template <class Offset, class Code>
void Work::read_neighbours(const Slice& slice, Bits there, CodeBook& book, Code* codes) {
    const ArrayView& view = slice.view;
    const std::size_t count = slice.count;
    const auto* const texts = static_cast<const char*>(view.array->buffers[2]);
    const auto* const offsets =
        static_cast<const char*>(view.array->buffers[1]) +
        view.physical(slice.first) * static_cast<std::int64_t>(sizeof(Offset));
    const auto offset = [&](std::size_t at) {
        return std::int64_t{read_at<Offset>(offsets, static_cast<std::int64_t>(at))};
    };
    const std::int64_t last_short = offset(count) - static_cast<std::int64_t>(CodeBook::most_short);
    const auto find = [&](std::size_t at) {
        codes[at] = static_cast<Code>(book.find(view.text(slice.place(at))));
    };
    std::size_t at = 0;
    while (at < count) {
        const std::size_t here = std::min<std::size_t>(count - at, 64);
        if (offset(at + here - 1) > last_short) break;
        std::uint64_t missed =
            book.read_short<Offset>(texts, offsets + at * sizeof(Offset), here, codes + at);
        // What lies behind a null is no text.
        if (there != nullptr) {
            missed &= there[at / 64];
            std::uint64_t nulls = ones(here) & ~there[at / 64];
            for (; nulls != 0; nulls &= nulls - 1) {
                codes[at + static_cast<std::size_t>(std::countr_zero(nulls))] = 0;
            }
        }
        for (; missed != 0; missed &= missed - 1) {
            find(at + static_cast<std::size_t>(std::countr_zero(missed)));
        }
        at += here;
    }
    for (; at < count; ++at) {
        codes[at] = 0;
        if (there == nullptr || (there[at / 64] >> (at % 64) & 1U) != 0) find(at);
    }
}

template <class Code>
Column Work::read_texts(const BoundColumn& column, const Slice& slice, std::vector<Code>& codes) {
    const ArrayView& view = slice.view;
    CodeBook& book = books_[column.book];
    Bits there = this->there(slice);
    if (slice.places == nullptr && view.field->kind == Kind::text) {
        if (view.field->is_large) {
            read_neighbours<std::int64_t>(slice, there, book, codes.data());
        } else {
            read_neighbours<std::int32_t>(slice, there, book, codes.data());
        }
    } else {
        for_each_there(there, slice.count, [&](std::size_t at) {
            codes[at] = static_cast<Code>(book.find(view.text(slice.place(at))));
        });
    }
    constexpr auto none = static_cast<Code>(no_code);
    Code most = 0;
    for (std::size_t at = 0; at < slice.count; ++at) most = std::max(most, codes[at]);
    if (most == none) {
        for_each_there(there, slice.count, [&](std::size_t at) {
            if (codes[at] == none) strangers_.push_back(at);
        });
        there = without_strangers(there, slice.count);
    }
    Column made = caveat::column(codes, as_bytes(there, slice.count));
    made.size = slice.count;
    return made;
}

Work::Bits Work::without_strangers(Bits there, std::size_t count) {
    std::vector<std::uint64_t>& left = words(count, true);
    if (there != nullptr) std::copy_n(there, (count + 63) / 64, left.begin());
    for (const std::size_t at : strangers_) left[at / 64] &= ~(std::uint64_t{1} << (at % 64));
    return left.data();
}

Column Work::read_codes(const BoundColumn& column, const Slice& slice) {
    strangers_.clear();
    if (slice.view.field->dictionary) return read_dictionary(column, slice);
    static constexpr std::uint8_t nothing = 0;
    if (slice.count == 0) return {ColumnType::uint8, &nothing, nullptr, 0};
    constexpr std::size_t most_in_byte = 255;
    if (column.code_count <= most_in_byte) {
        return read_texts(column, slice, bytes_.take(slice.count + 1));
    }
    return read_texts(column, slice, shorts_.take(slice.count + 1));
}

/// The indices stay as they are, with the code of each entry beside them. A short dictionary is
/// looked up whole, of a long one the entries that are met.
Column Work::read_dictionary(const BoundColumn& column, const Slice& slice) {
    const ArrayView entries = slice.view.dictionary();
    const auto size = static_cast<std::size_t>(entries.length());
    std::vector<std::uint16_t>& codes = shorts_.take(size + 1);
    CodeBook& book = books_[column.book];
    const auto look_up = [&](std::int64_t entry) {
        return entries.is_null(entry) ? no_code : book.find(entries.text(entry));
    };
    bool is_plain = size <= slice.count;
    for (std::size_t entry = 0; is_plain && entry < size; ++entry) {
        codes[entry] = look_up(static_cast<std::int64_t>(entry));
        is_plain = codes[entry] != no_code;
    }
    const Field& field = *slice.view.field;
    const auto width = static_cast<std::size_t>(field.width);
    const ColumnType type = integers(field.width, field.is_signed);
    static constexpr std::uint8_t nothing = 0;
    Column made{type, &nothing, nullptr, 0};
    Bits there = slice.count == 0 ? nullptr : this->there(slice);
    if (!is_plain && slice.count != 0) {
        std::fill_n(codes.begin(), size, not_looked_up);
        std::vector<std::uint64_t>& named = words(slice.count, false);
        for_each_there(there, slice.count, [&](std::size_t at) {
            const std::int64_t entry = slice.view.integer(slice.place(at));
            std::uint16_t& code = codes[static_cast<std::size_t>(entry)];
            if (code == not_looked_up) code = look_up(entry);
            if (code != no_code) {
                named[at / 64] |= std::uint64_t{1} << (at % 64);
            } else if (!entries.is_null(entry)) {
                strangers_.push_back(at);
            }
        });
        there = named.data();
    }
    if (slice.count != 0) made = taken(slice, type, width, there);
    // Never nothing: that would say that the indices are the codes.
    codes[size] = no_code;
    made.codes = std::span(codes).first(size + 1);
    return made;
}

void Work::add_codes(const BoundColumn& column, const Slice& slice) {
    const Column made = read_codes(column, slice);
    for (const std::size_t at : strangers_) {
        cell(column, slice, at, Answer(slice.view.text(slice.place(at))));
    }
    set(column, made);
}

void Work::add_dates(const BoundColumn& column, const Slice& slice) {
    std::vector<std::int32_t>& days = numbers_.take(slice.count + 1, 0);
    std::vector<std::uint64_t>& present = words(slice.count, false);
    const Field& field = *slice.view.field;
    constexpr std::int64_t seconds_a_day = 86'400;
    constexpr std::int64_t thousand = 1000;
    const std::int64_t a_day =
        seconds_a_day * (field.kind == Kind::timestamp ? field.per_second : thousand);
    for_each_there(there(slice), slice.count, [&](std::size_t at) {
        const std::int64_t place = slice.place(at);
        std::optional<std::int32_t> day;
        if (field.is_text()) {
            const std::string_view text = slice.view.text(place);
            day = full_day(text);
            if (!day) cell(column, slice, at, Answer(text));
        } else {
            const std::int64_t value = slice.view.integer(place);
            const std::int64_t days_since = value / a_day;
            if (value % a_day == 0 && is_calendar_day(days_since)) {
                day = static_cast<std::int32_t>(days_since);
            } else {
                cell(column, slice, at, Answer(moment(value, a_day)));
            }
        }
        if (!day) return;
        days[at] = *day;
        present[at / 64] |= std::uint64_t{1} << (at % 64);
    });
    Column made = caveat::column(days, as_bytes(present.data(), slice.count));
    made.size = slice.count;
    set(column, made);
}

void Work::add_decimals(const BoundColumn& column, const Slice& slice) {
    const Field& field = *slice.view.field;
    constexpr int most_scale = 18;
    const auto width = static_cast<std::size_t>(field.width);
    const bool has_scale = field.scale >= 0 && field.scale <= most_scale;
    std::vector<std::int64_t>& values = integers_.take(slice.count + 1, 0);
    std::vector<std::uint64_t>& present = words(slice.count, false);
    for_each_there(there(slice), slice.count, [&](std::size_t at) {
        const std::int64_t place = slice.view.physical(slice.place(at));
        const auto* const bytes = static_cast<const std::uint8_t*>(slice.view.array->buffers[1]) +
                                  static_cast<std::size_t>(place) * width;
        // More than 18 digits may still be a number: zeros at the end are none of them.
        if (const auto value = small_integer(bytes, width); value && has_scale) {
            values[at] = *value;
            present[at / 64] |= std::uint64_t{1} << (at % 64);
            return;
        }
        std::string digits = decimal_digits(bytes, width, field.scale);
        if (const auto number = Decimal::from_text(digits)) {
            cell(column, slice, at, Answer(Quantity{*number, column.unit}));
        } else {
            cell(column, slice, at, Answer(NumberText{std::move(digits), column.unit}));
        }
    });
    Column made = caveat::column(values, as_bytes(present.data(), slice.count));
    made.size = slice.count;
    made.scale = has_scale ? field.scale : 0;
    made.unit = column.unit;
    set(column, made);
}

}  // namespace caveat::arrow
