#pragma once

#include <caveat/values.hpp>

#include "values/range.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::values {

/// A day as its number, counted from 1970-01-01 = 0 in the Gregorian calendar.
using Day = std::int32_t;

constexpr bool is_leap_year(std::int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Days of a month (1 to 12).
constexpr std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    if (month == 2) return is_leap_year(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// The number of a day of any year; month 1 to 12.
/// Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
constexpr Day day_number(std::int32_t year, std::int32_t month, std::int32_t day) {
    const std::int32_t y = month <= 2 ? year - 1 : year;
    const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int32_t year_of_era = y - era * 400;
    const std::int32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int32_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

inline constexpr Day first_day = day_number(1, 1, 1);
inline constexpr Day last_day = day_number(9999, 12, 31);

/// The full date of a day between `first_day` and `last_day`.
Date date_of(Day day);

/// Every day that a date may be, both ends included; never empty.
struct DateRange {
    Day low = first_day;
    Day high = last_day;

    constexpr bool is_single() const { return low == high; }

    friend bool operator==(const DateRange&, const DateRange&) = default;
};

/// The days of a valid date: one, a month or a year of them.
DateRange range_of(const Date& date);

/// What both allow; nothing when no day is left.
std::optional<DateRange> intersect(const DateRange& a, const DateRange& b);
DateRange hull(const DateRange& a, const DateRange& b);

/// The days that are not after `as_of`; nothing when all of them are.
constexpr std::optional<DateRange> until(const DateRange& date, Day as_of) {
    if (date.low > as_of) return std::nullopt;
    return DateRange{date.low, date.high < as_of ? date.high : as_of};
}

/// Units in which time is counted by the calendar.
enum class CalendarUnit : std::uint8_t { days, weeks, months, years };

/// `day`, `weeks`, … as in `weeks since`.
std::optional<CalendarUnit> calendar_unit(std::string_view word);

/// The same day of the month, `months` later (earlier if negative), or the last day of that month
/// when it has no such day. Results before `first_day` are one day before it, results after
/// `last_day` one day after it.
Day add_months(Day day, std::int64_t months);

/// `count` units later, with the same limits.
Day add(Day day, std::int64_t count, CalendarUnit unit);

// The greatest n for which `from` plus n units is not after `to`; `to` must not be before `from`.
std::int64_t completed_days(Day from, Day to);
std::int64_t completed_weeks(Day from, Day to);
std::int64_t completed_months(Day from, Day to);
std::int64_t completed_years(Day from, Day to);
std::int64_t completed(Day from, Day to, CalendarUnit unit);

/// The time since a day of which nothing is known: whole, at least 0.
inline Range any_time() {
    return {0, Bound::plus_infinity(), true};
}

/// Completed units from any day of `date` up to `as_of`. No time has passed since a day to come,
/// and none is counted backwards: where the date may lie after `as_of`, the time is unknown.
Range time_since(const DateRange& date, Day as_of, CalendarUnit unit);

/// Not after `as_of`, and exactly `count` units ago or less. count  0 or more.
Truth is_within_last(const DateRange& date, std::int64_t count, CalendarUnit unit, Day as_of);

/// Longer ago than `count` units: among days that are not after `as_of`, the complement of
/// `is_within_last`. count  0 or more.
Truth is_more_than_ago(const DateRange& date, std::int64_t count, CalendarUnit unit, Day as_of);

Truth is_before(const DateRange& a, const DateRange& b);
inline Truth is_after(const DateRange& a, const DateRange& b) {
    return is_before(b, a);
}
/// The same day: yes when both are known and equal.
Truth is_on(const DateRange& a, const DateRange& b);

/// `2026-11-20`, or `2026-11-01 to 2026-11-30`.
std::string to_text(const DateRange& range);

}  // namespace caveat::values
