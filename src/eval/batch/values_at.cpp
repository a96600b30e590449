// One cell of a column as a profile would hold it. Entrance: value_at.

#include "eval/batch/reader.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

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

std::int64_t integer_at(const Column& column, std::size_t row) {
    switch (column.type) {
        case ColumnType::int8:
            return static_cast<const std::int8_t*>(column.values)[row];
        case ColumnType::int16:
            return static_cast<const std::int16_t*>(column.values)[row];
        case ColumnType::int32:
            return static_cast<const std::int32_t*>(column.values)[row];
        case ColumnType::int64:
            return static_cast<const std::int64_t*>(column.values)[row];
        case ColumnType::uint8:
            return static_cast<const std::uint8_t*>(column.values)[row];
        case ColumnType::uint16:
            return static_cast<const std::uint16_t*>(column.values)[row];
        case ColumnType::bits:
            return has_bit(static_cast<const std::uint64_t*>(column.values), row) ? 1 : 0;
        default:
            return 0;
    }
}

/// The number in the fact's own unit.
std::optional<Rational> number_at(const Column& column, std::size_t row) {
    if (column.type == ColumnType::real) {
        const auto decimal = Decimal::from_double(static_cast<const double*>(column.values)[row]);
        return decimal ? Rational::from(*decimal) : std::nullopt;
    }
    const auto digits = Decimal::from_integer(integer_at(column, row));
    const auto whole = digits ? Rational::from(*digits) : std::nullopt;
    const auto tenth = values::power(Rational(10), column.scale);
    return whole && tenth ? divide(*whole, *tenth) : std::nullopt;
}

Value number_value(const Column& column, const facts::ValueType& type, std::size_t row) {
    const auto number = number_at(column, row);
    if (!number) return wrong();
    const auto base = values::to_base(*number, type.unit.value_or(values::Unit{}));
    if (!base || values::Bound(*base) < type.range.low || values::Bound(*base) > type.range.high) {
        return wrong();
    }
    if (type.whole && !number->is_whole()) return wrong();
    Value value = answered();
    value.number = *base;
    return value;
}

Value choices_value(const Column& column, const facts::ValueType& type, std::size_t row) {
    Value value = answered();
    const std::size_t words = words_for(type.codes.size());
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t mask = 0;
        switch (column.type) {
            case ColumnType::mask8:
                mask = static_cast<const std::uint8_t*>(column.values)[row];
                break;
            case ColumnType::mask16:
                mask = static_cast<const std::uint16_t*>(column.values)[row];
                break;
            case ColumnType::mask32:
                mask = static_cast<const std::uint32_t*>(column.values)[row];
                break;
            default:
                mask = static_cast<const std::uint64_t*>(column.values)[row * words + word];
                break;
        }
        value.present.set_word(word, mask);
    }
    if (!value.present.is_subset_of(type.all_codes())) return wrong();
    if (value.present.meets(type.exclusive) && value.present.size() > 1) return wrong();
    value.absent = type.all_codes() - value.present;
    return value;
}

}  // namespace

Value value_at(const Column& column, const facts::ValueType& type, std::size_t row) {
    if (column.type == ColumnType::none) return {};
    if (column.present != nullptr && !has_bit(column.present, row)) return {};
    if (type.kind == FactKind::number) return number_value(column, type, row);
    if (type.kind == FactKind::choices) return choices_value(column, type, row);
    const std::int64_t integer = integer_at(column, row);
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
