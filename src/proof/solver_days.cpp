// The Gregorian calendar as terms. Entrance: Days.

#include "proof/solver_days.hpp"

namespace caveat::proof {

using values::CalendarUnit;

namespace {

constexpr std::int64_t months_a_year = 12;
constexpr std::int64_t february = 1;
constexpr std::int64_t most_days_a_month = 31;

std::int64_t month_index(const Date& date) {
    return months_a_year * date.year + date.month - 1;
}

Term divided(const Term& a, int by) {
    return (a / by).simplify();
}
Term rest(const Term& a, int by) {
    return z3::mod(a, by).simplify();
}

}  // namespace

DayTerm Days::constant(values::Day day) {
    const Date date = values::date_of(day);
    return {f_.whole(month_index(date)), f_.whole(date.day)};
}

Term Days::year(const Term& month) {
    return divided(month, static_cast<int>(months_a_year));
}
Term Days::month_of_year(const Term& month) {
    return rest(month, static_cast<int>(months_a_year));
}

Term Days::is_leap(const Term& year) {
    const Term zero = f_.whole(0);
    return f_.both(
        f_.same(rest(year, 4), zero),
        f_.either(f_.negated(f_.same(rest(year, 100), zero)), f_.same(rest(year, 400), zero)));
}

Term Days::length(const Term& month) {
    const Term number = month_of_year(month);
    Term length = f_.whole(most_days_a_month);
    for (const std::int64_t short_one : {3, 5, 8, 10}) {
        length = f_.choose(f_.same(number, f_.whole(short_one)), f_.whole(30), length);
    }
    const Term days = f_.choose(is_leap(year(month)), f_.whole(29), f_.whole(28));
    return f_.choose(f_.same(number, f_.whole(february)), days, length);
}

DayTerm Days::variable(const std::string& name, values::Day first, values::Day last) {
    const DayTerm day{f_.new_whole(name + " month"), f_.new_whole(name + " day")};
    f_.require(f_.at_most(f_.whole(1), day.day));
    f_.require(f_.at_most(day.day, length(day.month)));
    f_.require(at_most(constant(first), day));
    f_.require(at_most(day, constant(last)));
    return day;
}

DayTerm Days::first_of_month(const DayTerm& day) {
    return {day.month, f_.whole(1)};
}
DayTerm Days::last_of_month(const DayTerm& day) {
    return {day.month, length(day.month)};
}
DayTerm Days::first_of_year(const DayTerm& day) {
    return {f_.product(year(day.month), f_.whole(months_a_year)), f_.whole(1)};
}
DayTerm Days::last_of_year(const DayTerm& day) {
    return {
        f_.sum(f_.product(year(day.month), f_.whole(months_a_year)), f_.whole(months_a_year - 1)),
        f_.whole(most_days_a_month)};
}

DayTerm Days::choose(const Term& condition, const DayTerm& then, const DayTerm& otherwise) {
    return {f_.choose(condition, then.month, otherwise.month),
            f_.choose(condition, then.day, otherwise.day)};
}

Term Days::less(const DayTerm& a, const DayTerm& b) {
    return f_.either(f_.less(a.month, b.month),
                     f_.both(f_.same(a.month, b.month), f_.less(a.day, b.day)));
}

Term Days::same(const DayTerm& a, const DayTerm& b) {
    return f_.both(f_.same(a.month, b.month), f_.same(a.day, b.day));
}

Term Days::number(const DayTerm& day) {
    constexpr int before_month[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const Term in_year = month_of_year(day.month);
    Term before = f_.whole(0);
    for (std::int64_t month = 1; month < months_a_year; ++month) {
        before =
            f_.choose(f_.same(in_year, f_.whole(month)), f_.whole(before_month[month]), before);
    }
    const Term year_number = year(day.month);
    const Term last_year = f_.sum(year_number, f_.whole(-1));
    const Term leap_days = f_.sum(f_.sum(divided(last_year, 4), f_.minus(divided(last_year, 100))),
                                  divided(last_year, 400));
    const Term leap_day =
        f_.choose(f_.both(f_.less(f_.whole(february), in_year), is_leap(year_number)), f_.whole(1),
                  f_.whole(0));
    const Term years = f_.product(year_number, f_.whole(365));
    return f_.sum(f_.sum(years, leap_days), f_.sum(f_.sum(before, leap_day), day.day));
}

Term Days::with_added_less(const DayTerm& a, std::int64_t count, CalendarUnit unit,
                           const DayTerm& b) {
    constexpr std::int64_t most = 1'000'000'000;  // more than the calendar has of any unit
    count = std::min(count, most);
    switch (unit) {
        case CalendarUnit::weeks:
            count *= 7;
            [[fallthrough]];
        case CalendarUnit::days:
            return f_.less(f_.sum(number(a), f_.whole(count)), number(b));
        case CalendarUnit::years:
            count *= months_a_year;
            [[fallthrough]];
        case CalendarUnit::months:
            break;
    }
    // The last day of a short month stands for the days that it lacks; that never turns a day that
    // is not earlier into one that is.
    return less({f_.sum(a.month, f_.whole(count)), a.day}, b);
}

Term Days::completed(const DayTerm& from, const DayTerm& to, CalendarUnit unit) {
    switch (unit) {
        case CalendarUnit::days:
            return f_.sum(number(to), f_.minus(number(from)));
        case CalendarUnit::weeks:
            return divided(f_.sum(number(to), f_.minus(number(from))), 7);
        case CalendarUnit::months:
        case CalendarUnit::years:
            break;
    }
    const Term begun = f_.sum(to.month, f_.minus(from.month));
    const Term is_complete =
        f_.either(f_.at_most(from.day, to.day), f_.same(to.day, length(to.month)));
    const Term months = f_.choose(is_complete, begun, f_.sum(begun, f_.whole(-1)));
    return unit == CalendarUnit::months ? months : divided(months, static_cast<int>(months_a_year));
}

}  // namespace caveat::proof
