#pragma once

// The totals that a sum may come to: each of them, as long as they are few, and otherwise a lattice
// that holds them all.

#include "model/rule_set.hpp"
#include "values/range.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace caveat::model {

/// The numbers that lie in both; `low` above `high`, or an end left out, where there are none.
Interval overlap(const Interval& a, const Interval& b);

class Totals {
  public:
    /// Beyond so many, they are kept as a lattice: every total is in it, perhaps others too.
    static constexpr std::size_t most = 4096;

    /// One total: 0.
    Totals() : each_{values::Rational(0)} {}
    /// Some numbers, in any order and any number of times; not none.
    explicit Totals(std::vector<values::Rational> numbers);
    /// The numbers of a range that lie a whole number of steps from its low end; all of them with
    /// step 0. An infinite end is counted from 0.
    Totals(const values::Range& range, const values::Rational& step);

    /// The numbers of the other one as well.
    void join(const Totals& other);
    /// What comes of adding one number of each.
    void add(const Totals& other);
    [[nodiscard]] values::Range range() const;
    /// One of the numbers that lie in the interval, the least that there is to name.
    [[nodiscard]] std::optional<values::Rational> one_in(const Interval& interval) const;
    /// Each of them, ascending; empty when they are kept as a lattice.
    [[nodiscard]] const std::vector<values::Rational>& each() const { return each_; }

  private:
    void become_lattice();

    std::vector<values::Rational> each_;
    // Where `each_` is empty:
    values::Bound low_;
    values::Bound high_;
    values::Rational step_;  ///< 0 = every number between
};

/// The step between neighbouring values of a number: 0 where it may be any in its range.
values::Rational step_of(const RuleSet& rules, ExprId number, const values::Range& range);

}  // namespace caveat::model
