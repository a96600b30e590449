// Columns of plain values into columns of a batch; what no column holds into cells. Entrance:
// Work::add_column.

#include "adapters/arrow/digits.hpp"
#include "adapters/arrow/work.hpp"

#include <array>
#include <limits>

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
            return field.dictionary ? add_dictionary(column, slice) : add_codes(column, slice);
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

/// Values stay where they are; only which of them are there may have to be put together.
///
/// present  where it is known already
Column Work::taken(const Slice& slice, ColumnType type, std::size_t width,
                   const std::vector<bool>* present) {
    Column made;
    made.type = type;
    made.size = slice.count;
    const View& view = slice.view;
    const auto* const values = static_cast<const std::uint8_t*>(view.array->buffers[1]);
    std::size_t shift = 0;
    if (slice.places == nullptr) {
        const auto offset = static_cast<std::size_t>(view.physical(slice.first));
        if (slice.above.empty() && present == nullptr) {
            made.values = values;
            made.present = static_cast<const std::uint8_t*>(view.validity());
            made.offset = offset;
            return made;
        }
        // Whole bytes of bits are left behind, and as many values.
        shift = offset % 8;
        made.values = values + (width == 0 ? offset / 8 : (offset - shift) * width);
        made.offset = shift;
    } else {
        std::vector<std::uint8_t>& copied =
            bytes_.take(slice.count * std::max<std::size_t>(width, 1) + 1, 0);
        for (std::size_t at = 0; at < slice.count; ++at) {
            const std::int64_t place = view.physical(slice.places[at]);
            if (width == 0) {
                if (bit_at(values, place)) put_bit(copied, at);
            } else {
                std::memcpy(copied.data() + at * width,
                            values + static_cast<std::size_t>(place) * width, width);
            }
        }
        made.values = copied.data();
    }
    std::vector<std::uint8_t>& there = bits(shift + slice.count, false);
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (present != nullptr ? (*present)[at] : !slice.is_null(at)) put_bit(there, shift + at);
    }
    made.present = there.data();
    return made;
}

void Work::add_direct(const BoundColumn& column, const Slice& slice, ColumnType type,
                      std::size_t width) {
    // Without rows there need be no buffers.
    static constexpr std::uint8_t nothing = 0;
    Column made{type, &nothing, nullptr, 0};
    if (slice.count != 0) made = taken(slice, type, width, nullptr);
    made.unit = column.unit;
    set(column, made);
}

std::uint16_t Work::code(const BoundColumn& column, std::string_view text) {
    std::uint64_t head = 0;
    // A text of nothing may stand nowhere.
    if (!text.empty()) std::memcpy(&head, text.data(), std::min(text.size(), sizeof head));
    constexpr std::uint64_t odd = 0x9E37'79B9'7F4A'7C15U;
    const std::uint64_t mixed = (head ^ (text.size() * odd)) * odd;
    Known& known = memo_[mixed >> 56U];
    if (!known.is_used || known.text != text) {
        known = {text, batch_.find_code(column.place, text), true};
    }
    return known.code;
}

void Work::add_codes(const BoundColumn& column, const Slice& slice) {
    forget_codes();
    std::vector<std::uint16_t>& codes = shorts_.take(slice.count + 1, 0);
    std::vector<std::uint8_t>& present = bits(slice.count, false);
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (slice.is_null(at)) continue;
        const std::string_view text = slice.view.text(slice.place(at));
        const std::uint16_t found = code(column, text);
        if (found == no_code) {
            cell(column, slice, at, Answer(text));
            continue;
        }
        codes[at] = found;
        put_bit(present, at);
    }
    Column made = caveat::column(codes, present.data());
    made.size = slice.count;
    set(column, made);
}

/// The code of an entry of a dictionary, looked up when it is first met.
std::uint16_t Work::code_in(const BoundColumn& column, const View& texts, std::int64_t at) {
    std::uint16_t& known = (*entries_)[static_cast<std::size_t>(at)];
    if (known == not_looked_up) known = code(column, texts.text(at));
    return known;
}

void Work::add_dictionary(const BoundColumn& column, const Slice& slice) {
    forget_codes();
    const View texts = slice.view.dictionary();
    const auto size = static_cast<std::size_t>(texts.length());
    entries_ = &shorts_.take(size + 1, not_looked_up);
    // Every entry of a short one; of a long one those that are met.
    bool is_plain = size <= slice.count;
    if (is_plain) {
        for (std::int64_t at = 0; at < texts.length(); ++at) {
            if (texts.is_null(at) || code_in(column, texts, at) == no_code) is_plain = false;
        }
    }
    Column made;
    const ColumnType type = integers(slice.view.field->width, slice.view.field->is_signed);
    const auto width = static_cast<std::size_t>(slice.view.field->width);
    static constexpr std::uint8_t nothing = 0;
    if (slice.count == 0) {
        made = {type, &nothing, nullptr, 0};
    } else if (is_plain) {
        made = taken(slice, type, width, nullptr);
    } else {
        std::vector<bool> present(slice.count, false);
        for (std::size_t at = 0; at < slice.count; ++at) {
            if (slice.is_null(at)) continue;
            const std::int64_t index = slice.view.integer(slice.place(at));
            if (texts.is_null(index)) continue;
            if (code_in(column, texts, index) == no_code) {
                cell(column, slice, at, Answer(texts.text(index)));
                continue;
            }
            present[at] = true;
        }
        made = taken(slice, type, width, &present);
    }
    made.codes = *entries_;
    set(column, made);
}

void Work::add_dates(const BoundColumn& column, const Slice& slice) {
    std::vector<std::int32_t>& days = dates_.take(slice.count + 1, 0);
    std::vector<std::uint8_t>& present = bits(slice.count, false);
    const Field& field = *slice.view.field;
    constexpr std::int64_t seconds_a_day = 86'400;
    constexpr std::int64_t thousand = 1000;
    const std::int64_t a_day =
        seconds_a_day * (field.kind == Kind::timestamp ? field.per_second : thousand);
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (slice.is_null(at)) continue;
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
        if (!day) continue;
        days[at] = *day;
        put_bit(present, at);
    }
    Column made = caveat::column(days, present.data());
    made.size = slice.count;
    set(column, made);
}

void Work::add_decimals(const BoundColumn& column, const Slice& slice) {
    const Field& field = *slice.view.field;
    constexpr int most_scale = 18;
    const auto width = static_cast<std::size_t>(field.width);
    const bool has_scale = field.scale >= 0 && field.scale <= most_scale;
    std::vector<std::int64_t>& values = integers_.take(slice.count + 1, 0);
    std::vector<std::uint8_t>& present = bits(slice.count, false);
    for (std::size_t at = 0; at < slice.count; ++at) {
        if (slice.is_null(at)) continue;
        const std::int64_t place = slice.view.physical(slice.place(at));
        const auto* const bytes = static_cast<const std::uint8_t*>(slice.view.array->buffers[1]) +
                                  static_cast<std::size_t>(place) * width;
        // More than 18 digits may still be a number: zeros at the end are none of them.
        if (const auto value = small_integer(bytes, width); value && has_scale) {
            values[at] = *value;
            put_bit(present, at);
            continue;
        }
        std::string digits = decimal_digits(bytes, width, field.scale);
        if (const auto number = Decimal::from_text(digits)) {
            cell(column, slice, at, Answer(Quantity{*number, column.unit}));
        } else {
            cell(column, slice, at, Answer(NumberText{std::move(digits), column.unit}));
        }
    }
    Column made = caveat::column(values, present.data());
    made.size = slice.count;
    made.scale = has_scale ? field.scale : 0;
    made.unit = column.unit;
    set(column, made);
}

}  // namespace caveat::arrow
