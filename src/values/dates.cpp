// Days as numbers, calendar arithmetic, and tests on dates that may be partly known.
// Entrances: those of dates.hpp.

#include "values/dates.hpp"

#include <algorithm>

namespace caveat::values {
namespace {

constexpr std::int64_t months_a_year = 12;
constexpr std::int64_t days_a_week = 7;
constexpr Day before_all = first_day - 1;
constexpr Day after_all = last_day + 1;

/// Fields of a day of any year. Source: H. Hinnant, "chrono-compatible low-level date algorithms",
/// civil_from_days.
struct Civil {
    std::int32_t year;
    std::int32_t month;
    std::int32_t day;
};

constexpr Civil civil_of(Day number) {
    const std::int32_t shifted = number + 719468;
    const std::int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const std::int32_t day_of_era = shifted - era * 146097;
    const std::int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int32_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int32_t shifted_month = (5 * day_of_year + 2) / 153;
    const std::int32_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int32_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int32_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    return {year, month, day};
}

static_assert(day_number(1970, 1, 1) == 0);
static_assert(civil_of(day_number(2000, 2, 29)).day == 29);
static_assert(first_day == -719162);
static_assert(last_day == 2932896);

std::int64_t month_index(const Civil& civil) {
    return std::int64_t{civil.year} * months_a_year + civil.month - 1;
}

Day later_by_days(Day day, std::int64_t days) {
    if (days > std::int64_t{after_all} - before_all) return after_all;
    if (days < std::int64_t{before_all} - after_all) return before_all;
    return static_cast<Day>(
        std::clamp<std::int64_t>(day + days, std::int64_t{before_all}, std::int64_t{after_all}));
}

/// count * scale, as large as it can get without leaving its type.
std::int64_t scaled(std::int64_t count, std::int64_t scale) {
    const std::int64_t limit = INT64_MAX / scale;
    return std::clamp(count, -limit, limit) * scale;
}

}  // namespace

Date date_of(Day day) {
    const Civil civil = civil_of(day);
    return {static_cast<std::int16_t>(civil.year), static_cast<std::uint8_t>(civil.month),
            static_cast<std::uint8_t>(civil.day)};
}

DateRange range_of(const Date& date) {
    const std::int32_t year = date.year;
    if (date.month == 0) return {day_number(year, 1, 1), day_number(year, 12, 31)};
    const std::int32_t month = date.month;
    if (date.day == 0) {
        return {day_number(year, month, 1), day_number(year, month, days_in_month(year, month))};
    }
    const Day day = day_number(year, month, date.day);
    return {day, day};
}

std::optional<DateRange> intersect(const DateRange& a, const DateRange& b) {
    const DateRange common{std::max(a.low, b.low), std::min(a.high, b.high)};
    if (common.low > common.high) return std::nullopt;
    return common;
}

DateRange hull(const DateRange& a, const DateRange& b) {
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

std::optional<CalendarUnit> calendar_unit(std::string_view word) {
    if (word == "day" || word == "days") return CalendarUnit::days;
    if (word == "week" || word == "weeks") return CalendarUnit::weeks;
    if (word == "month" || word == "months") return CalendarUnit::months;
    if (word == "year" || word == "years") return CalendarUnit::years;
    return std::nullopt;
}

Day add_months(Day day, std::int64_t months) {
    const Civil civil = civil_of(day);
    constexpr std::int64_t most_months = 10000 * months_a_year;
    const std::int64_t index =
        month_index(civil) + std::clamp(months, -2 * most_months, 2 * most_months);
    if (index < months_a_year) return before_all;
    if (index >= most_months) return after_all;
    const auto year = static_cast<std::int32_t>(index / months_a_year);
    const auto month = static_cast<std::int32_t>(index % months_a_year + 1);
    // 29 February falls back to 28 February in a common year, as the 31st does to the 30th.
    const std::int32_t same_day_or_last = std::min(civil.day, days_in_month(year, month));
    return day_number(year, month, same_day_or_last);
}

Day add(Day day, std::int64_t count, CalendarUnit unit) {
    switch (unit) {
        case CalendarUnit::days:
            return later_by_days(day, count);
        case CalendarUnit::weeks:
            return later_by_days(day, scaled(count, days_a_week));
        case CalendarUnit::months:
            return add_months(day, count);
        case CalendarUnit::years:
            return add_months(day, scaled(count, months_a_year));
    }
    return day;
}

std::int64_t completed_days(Day from, Day to) {
    return std::int64_t{to} - from;
}

std::int64_t completed_weeks(Day from, Day to) {
    return completed_days(from, to) / days_a_week;
}

std::int64_t completed_months(Day from, Day to) {
    const std::int64_t begun = month_index(civil_of(to)) - month_index(civil_of(from));
    return add_months(from, begun) <= to ? begun : begun - 1;
}

std::int64_t completed_years(Day from, Day to) {
    return completed_months(from, to) / months_a_year;
}

std::int64_t completed(Day from, Day to, CalendarUnit unit) {
    switch (unit) {
        case CalendarUnit::days:
            return completed_days(from, to);
        case CalendarUnit::weeks:
            return completed_weeks(from, to);
        case CalendarUnit::months:
            return completed_months(from, to);
        case CalendarUnit::years:
            return completed_years(from, to);
    }
    return 0;
}

Range time_since(const DateRange& date, Day as_of, CalendarUnit unit) {
    if (date.high > as_of) return any_time();
    return {completed(date.high, as_of, unit), completed(date.low, as_of, unit), true};
}

Truth is_within_last(const DateRange& date, std::int64_t count, CalendarUnit unit, Day as_of) {
    // The days that pass are the ones from some day up to as_of, since later days stay later
    // however many units are added to them.
    if (date.low > as_of || add(date.high, count, unit) < as_of) return Truth::no;
    if (date.high <= as_of && add(date.low, count, unit) >= as_of) return Truth::yes;
    return Truth::unknown;
}

Truth is_more_than_ago(const DateRange& date, std::int64_t count, CalendarUnit unit, Day as_of) {
    if (add(date.high, count, unit) < as_of) return Truth::yes;
    return add(date.low, count, unit) >= as_of ? Truth::no : Truth::unknown;
}

Truth is_before(const DateRange& a, const DateRange& b) {
    if (a.high < b.low) return Truth::yes;
    return a.low >= b.high ? Truth::no : Truth::unknown;
}

Truth is_on(const DateRange& a, const DateRange& b) {
    if (!intersect(a, b)) return Truth::no;
    return a.is_single() && b.is_single() ? Truth::yes : Truth::unknown;
}

std::string to_text(const DateRange& range) {
    const std::string low = date_of(range.low).to_text();
    return range.is_single() ? low : low + " to " + date_of(range.high).to_text();
}

}  // namespace caveat::values
