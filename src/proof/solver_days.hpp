#pragma once

// Days of the calendar as terms: months counted from year 0, and the day of the month.

#include "proof/solver_terms.hpp"
#include "values/dates.hpp"

namespace caveat::proof {

struct DayTerm {
    Term month;  ///< 12 times the year and the month from 0
    Term day;    ///< of the month, from 1
};

/// Every day that a date may be.
struct DayRangeTerm {
    DayTerm low;
    DayTerm high;
};

/// What `values/dates.hpp` says of dates, as formulas.
class Days {
  public:
    explicit Days(Formulas& formulas) : f_(formulas) {}

    [[nodiscard]] DayTerm constant(values::Day day);
    /// A variable that is some day of the calendar from `first` to `last`.
    [[nodiscard]] DayTerm variable(const std::string& name, values::Day first, values::Day last);
    [[nodiscard]] DayTerm first_of_month(const DayTerm& day);
    [[nodiscard]] DayTerm last_of_month(const DayTerm& day);
    [[nodiscard]] DayTerm first_of_year(const DayTerm& day);
    [[nodiscard]] DayTerm last_of_year(const DayTerm& day);
    [[nodiscard]] DayTerm choose(const Term& condition, const DayTerm& then,
                                 const DayTerm& otherwise);

    [[nodiscard]] Term less(const DayTerm& a, const DayTerm& b);
    [[nodiscard]] Term at_most(const DayTerm& a, const DayTerm& b) {
        return f_.negated(less(b, a));
    }
    [[nodiscard]] Term same(const DayTerm& a, const DayTerm& b);
    [[nodiscard]] DayTerm earlier(const DayTerm& a, const DayTerm& b) {
        return choose(less(b, a), b, a);
    }
    [[nodiscard]] DayTerm later(const DayTerm& a, const DayTerm& b) {
        return choose(less(a, b), b, a);
    }
    /// `a` and `count` units lie before `b`.
    [[nodiscard]] Term with_added_less(const DayTerm& a, std::int64_t count,
                                       values::CalendarUnit unit, const DayTerm& b);
    /// Completed units from `from` to `to`, which is not before it; of sort Int.
    [[nodiscard]] Term completed(const DayTerm& from, const DayTerm& to, values::CalendarUnit unit);

  private:
    [[nodiscard]] Term length(const Term& month);
    /// Days since the beginning of year 0; of sort Int.
    [[nodiscard]] Term number(const DayTerm& day);
    [[nodiscard]] Term month_of_year(const Term& month);
    [[nodiscard]] Term year(const Term& month);
    [[nodiscard]] Term is_leap(const Term& year);

    Formulas& f_;
};

}  // namespace caveat::proof
