#pragma once

// Whether intervals cover numbers, each of them once: bands the totals of a score, rows of a table
// the values of a number.

#include "model/rule_set.hpp"
#include "model/totals.hpp"

#include <cstddef>
#include <optional>
#include <span>

namespace caveat::check {

/// The first thing that is wrong with a cover.
struct CoverFault {
    enum class Kind : std::uint8_t {
        empty,    ///< no number lies in the interval `at`
        gap,      ///< `value` lies in none; the interval `at` comes next, or is the last
        overlap,  ///< `value` lies in `at` and in `other`
    };
    Kind kind = Kind::gap;
    std::size_t at = 0;
    std::size_t other = 0;
    values::Rational value;
};

/// intervals  not none
std::optional<CoverFault> find_cover_fault(std::span<const model::Interval> intervals,
                                           const model::Totals& numbers);

}  // namespace caveat::check
