#include "values/dates.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>

using caveat::Date;
using caveat::Truth;
using namespace caveat::values;

BOOST_AUTO_TEST_SUITE(dates_and_time)

namespace {

DateRange dates(const char* text) {
    const std::optional<Date> date = Date::from_text(text);
    BOOST_REQUIRE_MESSAGE(date.has_value(), "no date " << text);
    return range_of(*date);
}

Day day(const char* text) {
    BOOST_REQUIRE(dates(text).is_single());
    return dates(text).low;
}

std::string text_of(Day number) {
    return date_of(number).to_text();
}

}  // namespace

BOOST_AUTO_TEST_CASE(dates_are_read_as_far_as_they_are_known) {
    BOOST_CHECK(Date::from_text("2026-11-20") == (Date{2026, 11, 20}));
    BOOST_CHECK(Date::from_text("2026-11") == (Date{2026, 11, 0}));
    BOOST_CHECK(Date::from_text("2026") == (Date{2026, 0, 0}));
    BOOST_TEST(Date::from_text("2026-11-20")->is_full());
    BOOST_TEST(!Date::from_text("2026-11")->is_full());
    for (const char* text : {"0001", "9999", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29",
                             "2023-02-28", "2026-04-30", "2026-12"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_REQUIRE(Date::from_text(text).has_value());
            BOOST_TEST(Date::from_text(text)->to_text() == text);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_the_calendar_does_not_have_is_no_date) {
    for (const char* text : {"",           "0000",
                             "0000-01-01", "2023-02-29",
                             "1900-02-29", "2100-02-29",
                             "2026-02-30", "2026-04-31",
                             "2026-13",    "2026-13-01",
                             "2026-00",    "2026-00-00",
                             "2026-00-10", "2026-11-00",
                             "2026-11-32", "26-11-20",
                             "2026-1-2",   "2026-11-2",
                             "2026/11/20", "20.11.2026",
                             "20261120",   "2026-11-20T00:00",
                             " 2026",      "2026 ",
                             "+2026",      "-2026",
                             "12026",      "2026-",
                             "2026-11-",   "yesterday",
                             "2026-1a",    "２０２６"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!Date::from_text(text).has_value());
        }
    }
    BOOST_TEST(!(Date{2026, 0, 5}).is_valid());
    BOOST_TEST(!(Date{0, 1, 1}).is_valid());
    BOOST_TEST(!(Date{2023, 2, 29}).is_valid());
    BOOST_TEST((Date{2024, 2, 29}).is_valid());
    BOOST_TEST(Date{}.is_valid());
}

BOOST_AUTO_TEST_CASE(every_day_has_its_number) {
    Day expected = first_day;
    for (std::int32_t year = 1; year <= 9999; ++year) {
        for (std::int32_t month = 1; month <= 12; ++month) {
            for (std::int32_t d = 1; d <= days_in_month(year, month); ++d, ++expected) {
                BOOST_REQUIRE(day_number(year, month, d) == expected);
                const Date date = date_of(expected);
                BOOST_REQUIRE(date.year == year && date.month == month && date.day == d);
            }
        }
    }
    BOOST_TEST(expected == last_day + 1);
    BOOST_TEST(day("1970-01-01") == 0);
    BOOST_TEST(day("2000-03-01") == 11017);
}

BOOST_AUTO_TEST_CASE(the_calendar_agrees_with_the_standard_library) {
    for (Day number = day("1890-01-01"); number < day("2110-01-01"); ++number) {
        const std::chrono::year_month_day expected{
            std::chrono::sys_days{std::chrono::days{number}}};
        const Date date = date_of(number);
        BOOST_REQUIRE(date.year == static_cast<int>(expected.year()));
        BOOST_REQUIRE(date.month == static_cast<unsigned>(expected.month()));
        BOOST_REQUIRE(date.day == static_cast<unsigned>(expected.day()));
    }
}

BOOST_AUTO_TEST_CASE(a_partial_date_is_every_day_it_may_be) {
    BOOST_CHECK(dates("2024-02") == (DateRange{day("2024-02-01"), day("2024-02-29")}));
    BOOST_CHECK(dates("2023") == (DateRange{day("2023-01-01"), day("2023-12-31")}));
    BOOST_TEST(to_text(dates("2026-11")) == "2026-11-01 to 2026-11-30");
    BOOST_TEST(to_text(dates("2026-11-20")) == "2026-11-20");
    BOOST_CHECK(intersect(dates("2026"), dates("2026-11")) == dates("2026-11"));
    BOOST_CHECK(!intersect(dates("2026-10"), dates("2026-11")));
    BOOST_CHECK(hull(dates("2026-01"), dates("2026-12")) == dates("2026"));
}

BOOST_AUTO_TEST_CASE(months_are_added_to_the_same_day_or_the_last_one) {
    struct Case {
        const char* from;
        std::int64_t months;
        const char* to;
    };
    const Case cases[] = {
        {"2026-01-31", 1, "2026-02-28"},  {"2024-01-31", 1, "2024-02-29"},
        {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
        {"2024-02-29", 24, "2026-02-28"}, {"2026-03-31", -1, "2026-02-28"},
        {"2026-11-30", 3, "2027-02-28"},  {"2026-12-15", 1, "2027-01-15"},
        {"2026-01-15", -1, "2025-12-15"}, {"2026-05-31", 0, "2026-05-31"},
        {"2026-10-31", 1, "2026-11-30"},  {"0001-01-31", 1, "0001-02-28"},
        {"9999-11-30", 1, "9999-12-30"},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.from << " + " << c.months) {
            BOOST_TEST(text_of(add_months(day(c.from), c.months)) == c.to);
        }
    }
}

BOOST_AUTO_TEST_CASE(sums_beyond_the_calendar_stop_one_day_outside) {
    for (const CalendarUnit unit :
         {CalendarUnit::days, CalendarUnit::weeks, CalendarUnit::months, CalendarUnit::years}) {
        for (const std::int64_t count : {std::int64_t{5000000}, INT64_MAX}) {
            BOOST_TEST(add(day("2026-11-20"), count, unit) == last_day + 1);
            BOOST_TEST(add(day("2026-11-20"), -count, unit) == first_day - 1);
        }
        BOOST_TEST(add(day("2026-11-20"), INT64_MIN, unit) == first_day - 1);
    }
    BOOST_TEST(add(last_day, 1, CalendarUnit::days) == last_day + 1);
    BOOST_TEST(add(first_day, -1, CalendarUnit::months) == first_day - 1);
}

BOOST_AUTO_TEST_CASE(only_completed_units_count) {
    struct Case {
        const char* from;
        const char* to;
        std::int64_t years, months, weeks, days;
    };
    const Case cases[] = {
        {"2000-05-10", "2026-05-09", 25, 311, 1356, 9495},
        {"2000-05-10", "2026-05-10", 26, 312, 1356, 9496},
        {"2000-05-10", "2026-05-11", 26, 312, 1356, 9497},
        {"2024-02-29", "2025-02-27", 0, 11, 52, 364},
        {"2024-02-29", "2025-02-28", 1, 12, 52, 365},
        {"2024-02-29", "2025-03-01", 1, 12, 52, 366},
        {"2024-02-29", "2028-02-28", 3, 47, 208, 1460},
        {"2024-02-29", "2028-02-29", 4, 48, 208, 1461},
        {"2026-01-31", "2026-02-27", 0, 0, 3, 27},
        {"2026-01-31", "2026-02-28", 0, 1, 4, 28},
        {"2026-01-31", "2026-03-30", 0, 1, 8, 58},
        {"2026-01-31", "2026-03-31", 0, 2, 8, 59},
        {"2026-11-20", "2026-11-20", 0, 0, 0, 0},
        {"2026-11-14", "2026-11-20", 0, 0, 0, 6},
        {"2026-11-13", "2026-11-20", 0, 0, 1, 7},
        {"0001-01-01", "9999-12-31", 9998, 119987, 521722, 3652058},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.from << " to " << c.to) {
            BOOST_TEST(completed_years(day(c.from), day(c.to)) == c.years);
            BOOST_TEST(completed_months(day(c.from), day(c.to)) == c.months);
            BOOST_TEST(completed_weeks(day(c.from), day(c.to)) == c.weeks);
            BOOST_TEST(completed_days(day(c.from), day(c.to)) == c.days);
        }
    }
}

BOOST_AUTO_TEST_CASE(completed_units_are_the_greatest_number_that_fits) {
    for (Day from = day("2023-12-25"); from <= day("2024-03-05"); ++from) {
        for (Day to = from; to <= from + 800; to += 3) {
            for (const CalendarUnit unit : {CalendarUnit::days, CalendarUnit::weeks,
                                            CalendarUnit::months, CalendarUnit::years}) {
                const std::int64_t n = completed(from, to, unit);
                BOOST_REQUIRE(add(from, n, unit) <= to);
                BOOST_REQUIRE(add(from, n + 1, unit) > to);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(time_since_a_date_is_as_exact_as_the_date) {
    const Day today = day("2026-11-20");
    const auto years = [&](const DateRange& date) {
        return time_since(date, today, CalendarUnit::years);
    };
    BOOST_CHECK((years(dates("2000-11-20")) == Range{26, 26, true}));
    BOOST_CHECK((years(dates("2000-11")) == Range{25, 26, true}));
    BOOST_CHECK((years(dates("2000-10")) == Range{26, 26, true}));
    BOOST_CHECK((years(dates("2026-11-20")) == Range{0, 0, true}));
}

BOOST_AUTO_TEST_CASE(time_since_a_day_that_may_lie_ahead_is_unknown) {
    const Day today = day("2026-11-20");
    const auto years = [&](const DateRange& date) {
        return time_since(date, today, CalendarUnit::years);
    };
    BOOST_CHECK((any_time() == Range{0, Bound::plus_infinity(), true}));
    for (const char* date : {"2026-11-21", "2026", "2027"}) {
        BOOST_CHECK(years(dates(date)) == any_time());
    }
    BOOST_CHECK(years(DateRange{}) == any_time());
}

BOOST_AUTO_TEST_CASE(within_the_last_includes_today_and_exactly_that_long_ago) {
    const Day today = day("2026-11-20");
    struct Case {
        const char* date;
        std::int64_t count;
        CalendarUnit unit;
        Truth within, longer_ago;
    };
    using enum Truth;
    using enum CalendarUnit;
    const Case cases[] = {
        {"2026-11-20", 28, days, yes, no},  {"2026-10-24", 28, days, yes, no},
        {"2026-10-23", 28, days, yes, no},  {"2026-10-22", 28, days, no, yes},
        {"2026-11-21", 28, days, no, no},   {"2026-10-23", 4, weeks, yes, no},
        {"2026-10-22", 4, weeks, no, yes},  {"2026-08-20", 3, months, yes, no},
        {"2026-08-19", 3, months, no, yes}, {"2024-11-20", 2, years, yes, no},
        {"2024-11-19", 2, years, no, yes},  {"2026-11-20", 0, days, yes, no},
        {"2026-11-19", 0, days, no, yes},   {"2026-10", 4, weeks, unknown, unknown},
        {"2026-11", 4, weeks, unknown, no}, {"2026-09", 4, weeks, no, yes},
        {"2026-12", 4, weeks, no, no},      {"2026", 2, years, unknown, no},
        {"2025", 2, years, yes, no},        {"2024", 2, years, unknown, unknown},
        {"2023", 2, years, no, yes},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.date << ", " << c.count) {
            BOOST_CHECK(is_within_last(dates(c.date), c.count, c.unit, today) == c.within);
            BOOST_CHECK(is_more_than_ago(dates(c.date), c.count, c.unit, today) == c.longer_ago);
        }
    }
}

BOOST_AUTO_TEST_CASE(windows_agree_with_counting_days) {
    const Day today = day("2024-03-15");
    for (Day low = today - 40; low <= today + 3; ++low) {
        for (Day high = low; high <= today + 4; ++high) {
            bool within_yes = false, within_no = false, ago_yes = false, ago_no = false;
            for (Day x = low; x <= high; ++x) {
                const bool within = x <= today && add_months(x, 1) >= today;
                const bool ago = add_months(x, 1) < today;
                BOOST_REQUIRE(x > today || within != ago);
                (within ? within_yes : within_no) = true;
                (ago ? ago_yes : ago_no) = true;
            }
            const auto truth = [](bool some_yes, bool some_no) {
                return some_yes && some_no ? Truth::unknown : caveat::truth_of(some_yes);
            };
            BOOST_REQUIRE(is_within_last({low, high}, 1, CalendarUnit::months, today) ==
                          truth(within_yes, within_no));
            BOOST_REQUIRE(is_more_than_ago({low, high}, 1, CalendarUnit::months, today) ==
                          truth(ago_yes, ago_no));
        }
    }
}

BOOST_AUTO_TEST_CASE(dates_are_compared_over_all_the_days_they_may_be) {
    BOOST_CHECK(is_before(dates("2026-10"), dates("2026-11")) == Truth::yes);
    BOOST_CHECK(is_before(dates("2026-11"), dates("2026-11")) == Truth::unknown);
    BOOST_CHECK(is_before(dates("2026-11-20"), dates("2026-11-20")) == Truth::no);
    BOOST_CHECK(is_before(dates("2026-12"), dates("2026-11")) == Truth::no);
    BOOST_CHECK(is_before(dates("2026-11-30"), dates("2026-11")) == Truth::no);
    BOOST_CHECK(is_after(dates("2026-12"), dates("2026-11")) == Truth::yes);
    BOOST_CHECK(is_on(dates("2026-11-20"), dates("2026-11-20")) == Truth::yes);
    BOOST_CHECK(is_on(dates("2026-11-20"), dates("2026-11-21")) == Truth::no);
    BOOST_CHECK(is_on(dates("2026-11-20"), dates("2026-11")) == Truth::unknown);
    BOOST_CHECK(is_on(dates("2026-10"), dates("2026-11")) == Truth::no);
}

BOOST_AUTO_TEST_CASE(calendar_units_have_their_words) {
    BOOST_CHECK(calendar_unit("day") == CalendarUnit::days);
    BOOST_CHECK(calendar_unit("weeks") == CalendarUnit::weeks);
    BOOST_CHECK(calendar_unit("month") == CalendarUnit::months);
    BOOST_CHECK(calendar_unit("years") == CalendarUnit::years);
    BOOST_CHECK(!calendar_unit("hours"));
    BOOST_CHECK(!calendar_unit(""));
}

BOOST_AUTO_TEST_SUITE_END()
