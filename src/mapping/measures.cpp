#include "mapping/measures.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

namespace caveat::mapping {

namespace {

const facts::ValueType& type_of(const NumberPlace& place) {
    return api::loaded_of(place.tables.rules).model.catalogue.type_at({place.fact, place.field});
}

/// In the base unit of the dimension; nothing where it is not of the kind of the fact.
std::optional<values::Rational> in_base(const facts::ValueType& type, const Decimal& number,
                                        std::string_view unit) {
    const auto value = values::Rational::from(number);
    if (!value) return std::nullopt;
    const auto own = type.unit ? type.unit : std::optional<values::Unit>{};
    if (unit.empty()) return own ? values::to_base(*value, *own) : value;
    const auto given = values::find_unit(unit);
    if (!given || (own ? !values::is_same_kind(*given, *own) : !given->dimension.is_none())) {
        return std::nullopt;
    }
    return values::to_base(*value, *given);
}

std::string_view symbol_of(values::CalendarUnit unit) {
    switch (unit) {
        case values::CalendarUnit::days:
            return "d";
        case values::CalendarUnit::weeks:
            return "wk";
        case values::CalendarUnit::months:
            return "mo";
        case values::CalendarUnit::years:
            break;
    }
    return "a";
}

values::CalendarUnit counted_in(const facts::ValueType& type, values::CalendarUnit usual) {
    const auto counted = values::find_unit(symbol_of(usual));
    if (!type.unit || !counted || type.unit->factor >= counted->factor) return usual;
    return usual == values::CalendarUnit::years ? values::CalendarUnit::months
                                                : values::CalendarUnit::days;
}

}  // namespace

bool has_unit(const NumberPlace& place) {
    const auto& unit = type_of(place).unit;
    return unit && !unit->dimension.is_none();
}

bool takes(const NumberPlace& place, std::string_view unit) {
    return in_base(type_of(place), *Decimal::from_integer(1), unit).has_value();
}

std::optional<Measured> measured(const NumberPlace& place, std::string_view digits,
                                 std::string_view unit, std::string_view comparator) {
    const auto number = Decimal::from_text(digits);
    if (!number) return std::nullopt;
    const auto value = in_base(type_of(place), *number, unit);
    if (!value) return std::nullopt;
    Measured result;
    result.unit = unit;
    if (comparator.empty()) {
        result.digits = digits;
        result.in_base = values::single(*value);
        return result;
    }
    result.limits.unit = unit;
    if (comparator == "<") {
        result.limits.below = *number;
        result.in_base.high = values::Bound::just_below(*value);
    } else if (comparator == "<=") {
        result.limits.to = *number;
        result.in_base.high = *value;
    } else if (comparator == ">") {
        result.limits.above = *number;
        result.in_base.low = values::Bound::just_above(*value);
    } else if (comparator == ">=") {
        result.limits.from = *number;
        result.in_base.low = *value;
    } else {
        return std::nullopt;
    }
    return result;
}

std::optional<Measured> measured_between(const NumberPlace& place, std::string_view low,
                                         std::string_view high, std::string_view unit) {
    Measured result;
    result.unit = unit;
    result.limits.unit = unit;
    const auto end = [&](std::string_view digits, std::optional<Decimal>& limit,
                         values::Bound& bound) {
        if (digits.empty()) return true;
        limit = Decimal::from_text(digits);
        const auto value = limit ? in_base(type_of(place), *limit, unit) : std::nullopt;
        if (value) bound = *value;
        return value.has_value();
    };
    if (!end(low, result.limits.from, result.in_base.low) ||
        !end(high, result.limits.to, result.in_base.high) || (low.empty() && high.empty()) ||
        result.in_base.high < result.in_base.low) {
        return std::nullopt;
    }
    return result;
}

Truth is_within(const Window& window, const Date& date, const Date& as_of) {
    return values::is_within_last(values::range_of(date), window.count, window.unit,
                                  values::range_of(as_of).low);
}

std::optional<Measured> elapsed(const NumberPlace& place, const values::DateRange& since,
                                const Date& as_of, values::CalendarUnit unit) {
    const values::Day day = values::range_of(as_of).low;
    if (since.high > day) return std::nullopt;
    const values::CalendarUnit counted = counted_in(type_of(place), unit);
    const std::string least = std::to_string(values::completed(since.high, day, counted));
    const std::string most = std::to_string(values::completed(since.low, day, counted));
    // A plain number is one of whatever is counted.
    const std::string_view symbol = type_of(place).unit ? symbol_of(counted) : std::string_view();
    return least == most ? measured(place, most, symbol, {})
                         : measured_between(place, least, most, symbol);
}

Truth is_before(const Date& a, const Date& b) {
    return values::is_before(values::range_of(a), values::range_of(b));
}

}  // namespace caveat::mapping
