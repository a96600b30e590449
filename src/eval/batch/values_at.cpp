// One cell of a column as a profile would hold it. Entrance: value_at.

#include <caveat/answer.hpp>

#include "eval/batch/reader.hpp"
#include "facts/problems.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <limits>

namespace caveat::eval {

using facts::Given;
using facts::Value;
using values::Rational;

namespace {

Value answered() {
    Value value;
    value.given = Given::answered;
    return value;
}

Value wrong() {
    Value value;
    value.given = Given::wrong;
    return value;
}

/// The number in the unit of the column.
std::optional<Rational> number_at(const Column& column, std::size_t row) {
    const std::size_t at = column.offset + row;
    if (column.type == ColumnType::real || column.type == ColumnType::float32) {
        const Answer shortest = column.type == ColumnType::real
                                    ? Answer(value_of<double>(column.values, at))
                                    : Answer(value_of<float>(column.values, at));
        const auto* const decimal = std::get_if<Decimal>(&shortest.value);
        return decimal != nullptr ? Rational::from(*decimal) : std::nullopt;
    }
    const auto digits = Decimal::from_integer(integer_at(column.type, column.values, at));
    const auto whole = digits ? Rational::from(*digits) : std::nullopt;
    const auto tenth = values::power(Rational(10), column.scale);
    return whole && tenth ? divide(*whole, *tenth) : std::nullopt;
}

Value number_value(const Column& column, const facts::ValueType& type, std::size_t row) {
    const auto number = number_at(column, row);
    if (!number) return wrong();
    const values::Unit own = type.unit.value_or(values::Unit{});
    const auto base = values::to_base(*number, column.unit ? *column.unit : own);
    if (!base || values::Bound(*base) < type.range.low || values::Bound(*base) > type.range.high) {
        return wrong();
    }
    if (type.whole) {
        const auto in_own_unit = values::from_base(*base, own);
        if (!in_own_unit || !in_own_unit->is_whole()) return wrong();
    }
    Value value = answered();
    value.number = *base;
    return value;
}

Value choices_value(const Column& column, const facts::ValueType& type, std::size_t row) {
    Value value = answered();
    const std::size_t words = words_for(type.codes.size());
    for (std::size_t word = 0; word < words; ++word) {
        const std::size_t at = column.offset + row;
        std::uint64_t mask = 0;
        switch (column.type) {
            case ColumnType::mask8:
                mask = value_of<std::uint8_t>(column.values, at);
                break;
            case ColumnType::mask16:
                mask = value_of<std::uint16_t>(column.values, at);
                break;
            case ColumnType::mask32:
                mask = value_of<std::uint32_t>(column.values, at);
                break;
            default:
                mask = value_of<std::uint64_t>(column.values, at * words + word);
                break;
        }
        value.present.set_word(word, mask);
    }
    // A bit that no code has leaves the rest unknown, as an unknown code does.
    value.is_complete = value.present.is_subset_of(type.all_codes());
    if (value.present.meets(type.exclusive) && value.present.size() > 1) return wrong();
    value.present = value.present & type.all_codes();
    if (!value.is_complete && value.present.empty()) return wrong();
    value.absent = value.is_complete ? type.all_codes() - value.present : type.exclusive;
    return value;
}

std::uint16_t item_code(const Column& column, const facts::ValueType& type, std::uint64_t item) {
    const auto at = static_cast<std::size_t>(item) + column.item_offset;
    if (column.item_present != nullptr && !has_bit(column.item_present, at)) return no_code;
    const std::int64_t index = integer_at(column.item_type, column.values, at);
    const std::uint16_t code = code_of(column, index);
    return code < type.codes.size() ? code : no_code;
}

/// As of a list in a profile: what is no code leaves the rest unknown.
Value listed_value(const Column& column, const facts::ValueType& type, std::size_t row) {
    const auto place = column.places.find(row);
    if (!place || place->count > facts::most_list_entries) return wrong();
    Value value = answered();
    for (std::uint64_t item = place->first; item < place->first + place->count; ++item) {
        const std::uint16_t code = item_code(column, type, item);
        if (code == no_code) value.is_complete = false;
        if (code != no_code) value.present.insert(code);
    }
    const bool has_others = value.present.size() > 1 || !value.is_complete;
    if (value.present.meets(type.exclusive) && has_others) return wrong();
    if (!value.is_complete && value.present.empty()) return wrong();
    if (value.is_complete) {
        value.absent = type.all_codes() - value.present;
    } else {
        value.absent = type.exclusive;
    }
    return value;
}

}  // namespace

std::int64_t integer_at(ColumnType type, const void* values, std::size_t at) {
    switch (type) {
        case ColumnType::int8:
            return value_of<std::int8_t>(values, at);
        case ColumnType::int16:
            return value_of<std::int16_t>(values, at);
        case ColumnType::int32:
            return value_of<std::int32_t>(values, at);
        case ColumnType::int64:
            return value_of<std::int64_t>(values, at);
        case ColumnType::uint8:
            return value_of<std::uint8_t>(values, at);
        case ColumnType::uint16:
            return value_of<std::uint16_t>(values, at);
        case ColumnType::uint32:
            return value_of<std::uint32_t>(values, at);
        case ColumnType::uint64: {
            constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
            return static_cast<std::int64_t>(std::min(value_of<std::uint64_t>(values, at), most));
        }
        case ColumnType::bits:
            return has_bit(static_cast<const std::uint8_t*>(values), at) ? 1 : 0;
        default:
            return 0;
    }
}

std::optional<std::uint64_t> plain_mask(const Column& column, const facts::ValueType& type,
                                        std::size_t row) {
    const auto place = column.places.find(row);
    if (!place || place->count > facts::most_list_entries) return std::nullopt;
    std::uint64_t mask = 0;
    for (std::uint64_t item = place->first; item < place->first + place->count; ++item) {
        const std::uint16_t code = item_code(column, type, item);
        if (code >= word_bits) return std::nullopt;
        mask |= std::uint64_t{1} << code;
    }
    return mask;
}

Value value_at(const Column& column, const facts::ValueType& type, std::size_t row) {
    if (column.type == ColumnType::none) return {};
    if (column.present != nullptr && !has_bit(column.present, column.offset + row)) return {};
    if (type.kind == FactKind::number) return number_value(column, type, row);
    if (column.type == ColumnType::listed) return listed_value(column, type, row);
    if (type.kind == FactKind::choices) return choices_value(column, type, row);
    std::int64_t integer = integer_at(column.type, column.values, column.offset + row);
    if (column.is_mapped) integer = code_of(column, integer);
    Value value = answered();
    switch (type.kind) {
        case FactKind::yes_no:
            if (integer != 0 && integer != 1) return wrong();
            value.truth = truth_of(integer == 1);
            return value;
        case FactKind::choice:
            if (integer < 0 || integer >= static_cast<std::int64_t>(type.codes.size())) {
                return wrong();
            }
            value.code = static_cast<std::uint32_t>(integer);
            return value;
        case FactKind::date: {
            if (integer < type.dates.low || integer > type.dates.high) return wrong();
            const auto day = static_cast<values::Day>(integer);
            value.dates = {day, day};
            return value;
        }
        default:
            return wrong();
    }
}

}  // namespace caveat::eval
