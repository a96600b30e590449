// Days to dates and back, by counting whole years and months.

#include "calendar.hpp"

namespace caveat::testing {

namespace {

constexpr std::int64_t months_a_year = 12;
constexpr std::int64_t days_a_week = 7;

bool is_leap(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Days before 1 January of `year`, counted from 0001-01-01.
std::int64_t days_before_year(std::int64_t year) {
    const std::int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

}  // namespace

int days_in_month(std::int64_t year, int month) {
    if (month == 2) return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

Day day_of(const CivilDate& date) {
    std::int64_t days = days_before_year(date.year) - days_before_year(1970);
    for (int month = 1; month < date.month; ++month) days += days_in_month(date.year, month);
    return days + date.day - 1;
}

CivilDate civil_of(Day day) {
    CivilDate date;
    date.year = 1970 + day / 366 - (day < 0 ? 1 : 0);
    while (day_of(date.year + 1, 1, 1) <= day) ++date.year;
    while (day_of(date.year, 1, 1) > day) --date.year;
    std::int64_t rest = day - day_of(date.year, 1, 1);
    while (rest >= days_in_month(date.year, date.month)) {
        rest -= days_in_month(date.year, date.month);
        ++date.month;
    }
    date.day = static_cast<int>(rest) + 1;
    return date;
}

Day first_day() {
    return day_of(1, 1, 1);
}
Day last_day() {
    return day_of(9999, 12, 31);
}

Day add_time(Day from, std::int64_t count, TimeUnit unit) {
    if (unit == TimeUnit::days) return from + count;
    if (unit == TimeUnit::weeks) return from + count * days_a_week;
    const CivilDate date = civil_of(from);
    const std::int64_t months = unit == TimeUnit::years ? count * months_a_year : count;
    const std::int64_t all = date.year * months_a_year + (date.month - 1) + months;
    CivilDate moved;
    moved.year = all / months_a_year;
    moved.month = static_cast<int>(all % months_a_year) + 1;
    const int longest = days_in_month(moved.year, moved.month);
    moved.day = date.day < longest ? date.day : longest;
    return day_of(moved);
}

std::int64_t completed(Day from, Day to, TimeUnit unit) {
    if (unit == TimeUnit::days) return to - from;
    if (unit == TimeUnit::weeks) return (to - from) / days_a_week;
    const std::int64_t longest = unit == TimeUnit::years ? 366 : 31;
    std::int64_t count = (to - from) / longest;  // never too many
    while (add_time(from, count + 1, unit) <= to) ++count;
    return count;
}

std::string iso(Day day) {
    const CivilDate date = civil_of(day);
    const auto padded = [](std::int64_t number, std::size_t width) {
        std::string digits = std::to_string(number);
        while (digits.size() < width) digits.insert(digits.begin(), '0');
        return digits;
    };
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

}  // namespace caveat::testing
