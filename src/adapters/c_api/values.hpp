#pragma once

// Values and enumerations, from C++ to C. Both number their enumerators alike; see
// enumerations.cpp.

#include <caveat/caveat.h>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace caveat::c_api {

template <typename Enumeration>
constexpr std::int32_t number_of(Enumeration value) {
    return static_cast<std::int32_t>(value);
}

inline caveat_decimal in_c(const std::optional<Decimal>& number) {
    if (!number) return {};
    return {number->coefficient, number->scale, 1};
}

inline caveat_date in_c(const std::optional<Date>& date) {
    if (!date) return {};
    return {date->year, date->month, date->day};
}

inline caveat_place in_c(const Place& place) {
    return {place.fact.index, place.record.value_or(CAVEAT_NONE),
            place.field.value_or(CAVEAT_NONE)};
}

inline Place in_cpp(const caveat_place& place) {
    const auto index = [](std::uint32_t given) {
        return given == CAVEAT_NONE ? std::optional<std::uint32_t>() : given;
    };
    return {FactId{place.fact}, index(place.record), index(place.field)};
}

}  // namespace caveat::c_api
