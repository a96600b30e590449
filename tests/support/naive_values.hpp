#pragma once

// The values of the naive evaluator: everything that is still possible for a
// fact, field or number.

#include "naive.hpp"

#include <set>
#include <string_view>
#include <vector>

namespace caveat::testing {

inline Kleene both(Kleene a, Kleene b) {
    return a < b ? a : b;
}
inline Kleene either(Kleene a, Kleene b) {
    return a < b ? b : a;
}
inline Kleene opposite(Kleene a) {
    return a == Kleene::yes ? Kleene::no : a == Kleene::no ? Kleene::yes : Kleene::unknown;
}
inline Kleene known(bool truth) {
    return truth ? Kleene::yes : Kleene::no;
}

/// A closed range of numbers in base units.
struct NumberRange {
    Extended low = Extended::minus_infinity();
    Extended high = Extended::plus_infinity();
    bool whole = false;
};

/// A closed range of days.
struct DayRange {
    Day low = 0;
    Day high = 0;
};

/// What may be true of one fact, field or measure. Only the member of its type
/// is used.
struct Value {
    bool is_of_no_record = false;             ///< of a measure: no record certainly counts
    bool is_answer = false;                   ///< from a usable answer
    Kleene truth = Kleene::unknown;           ///< yes/no
    NumberRange number;                       ///< number
    std::set<std::size_t> possible;           ///< choice: the codes still possible
    std::set<std::size_t> present;            ///< choices
    std::set<std::size_t> absent;             ///< choices
    DayRange date;                            ///< date
    std::vector<std::vector<Value>> records;  ///< records: their fields
    bool is_closed = false;                   ///< records: there are no more
};

NumberRange exactly(Rational value);
NumberRange add(const NumberRange& a, const NumberRange& b);
NumberRange subtract(const NumberRange& a, const NumberRange& b);
NumberRange multiply(const NumberRange& a, const NumberRange& b);
/// Precondition: `b` does not contain 0.
NumberRange divide(const NumberRange& a, const NumberRange& b);
NumberRange least(const NumberRange& a, const NumberRange& b);
NumberRange greatest(const NumberRange& a, const NumberRange& b);
NumberRange hull(const NumberRange& a, const NumberRange& b);
/// Half away from zero.
NumberRange rounded(const NumberRange& a, int places);
/// Only one value is possible.
bool is_single(const NumberRange& a);

Kleene equal(const NumberRange& a, const NumberRange& b);
Kleene less(const NumberRange& a, const NumberRange& b);
inline Kleene at_most(const NumberRange& a, const NumberRange& b) {
    return opposite(less(b, a));
}

}  // namespace caveat::testing
