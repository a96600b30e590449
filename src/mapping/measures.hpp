#pragma once

// Numbers and times of a record, as facts have them.

#include <caveat/values.hpp>

#include "mapping/tables.hpp"
#include "values/dates.hpp"
#include "values/range.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::mapping {

/// A number with its unit, or limits of one, in the words of the rule language.
struct Measured {
    NumberWithin limits;      ///< of a number known in part
    std::string digits;       ///< of a number; empty: only limits are known
    std::string unit;         ///< empty: that of the fact
    values::Range in_base{};  ///< for comparing

    friend bool operator==(const Measured& a, const Measured& b) { return a.in_base == b.in_base; }
};

/// What kind of number a fact, or a field of a records fact, takes.
struct NumberPlace {
    const Tables& tables;
    std::uint32_t fact = 0;
    std::optional<std::uint32_t> field{};
};

/// Whether a number of this place lacks something without a unit.
bool has_unit(const NumberPlace& place);
/// Whether a number in this unit is one of this place.
bool takes(const NumberPlace& place, std::string_view unit);
/// A number as the record writes it. comparator  FHIR's `<`, `<=`, `>=`, `>`; empty for the number
/// itself. Nothing where the unit measures something else, the digits are too many, or the
/// comparator is another one.
std::optional<Measured> measured(const NumberPlace& place, std::string_view digits,
                                 std::string_view unit, std::string_view comparator);
/// Between two numbers of one unit, either of which may be empty.
std::optional<Measured> measured_between(const NumberPlace& place, std::string_view low,
                                         std::string_view high, std::string_view unit);

/// Whether a date is within a window back from a day.
Truth is_within(const Window& window, const Date& date, const Date& as_of);
/// Completed units since a day: a number, or limits where that may be several days. In the unit of
/// the fact where that is a finer one: an age in months is no number of years. Nothing where the
/// day may lie after `as_of`.
std::optional<Measured> elapsed(const NumberPlace& place, const values::DateRange& since,
                                const Date& as_of, values::CalendarUnit unit);

Truth is_before(const Date& a, const Date& b);

}  // namespace caveat::mapping
