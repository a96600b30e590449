#pragma once

// The judge's own calendar: days as one running number.

#include <cstdint>
#include <string>

namespace caveat::testing {

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
using Day = std::int64_t;

struct CivilDate {
    std::int64_t year = 1970;
    int month = 1;
    int day = 1;
    friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

int days_in_month(std::int64_t year, int month);
Day day_of(const CivilDate& date);
inline Day day_of(std::int64_t year, int month, int day) {
    return day_of({year, month, day});
}
CivilDate civil_of(Day day);

Day first_day();  ///< 0001-01-01
Day last_day();   ///< 9999-12-31

enum class TimeUnit { days, weeks, months, years };

/// `from` plus `count` units. Months and years keep the day of the month,
/// clamped to the last day there is: 29 February becomes 28 February.
Day add_time(Day from, std::int64_t count, TimeUnit unit);

/// How many whole units lie between `from` and `to`, `from` not after `to`: the
/// greatest count whose addition to `from` does not pass `to`.
std::int64_t completed(Day from, Day to, TimeUnit unit);

std::string iso(Day day);  ///< `2026-11-20`

}  // namespace caveat::testing
