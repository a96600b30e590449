#pragma once

// The smallest change of answers that makes a rule fire, or stops it.

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace caveat::analysis {

/// What a change is to bring about.
enum class Target : std::uint8_t {
    fires,          ///< Status::fired, for certain
    does_not_fire,  ///< Status::not_fired or Status::overridden
};

/// Another answer to one fact. To answer what was open is a change too.
struct ChangedAnswer {
    FactId fact;
    std::string now;     ///< in words: `6`, `not answered`
    std::string wanted;  ///< every answer that does it, as far as one sentence can: `7 or more`
    std::string answer;  ///< one of them as JSON; empty where a decimal cannot write it
};

/// Answers that, changed together, reach the target.
struct Way {
    std::vector<ChangedAnswer> changes;  ///< in the order of the file
    Profile profile;                     ///< the patient's, with those answers changed
};

enum class SearchEnd : std::uint8_t {
    found,            ///< `ways` has some of the smallest changes
    already_there,    ///< the rule has reached the target
    impossible,       ///< no change of answers does it, whatever their number
    not_among_tried,  ///< nothing found, but not every answer could be tried
    out_of_budget,    ///< the search ended early
};

struct SmallestChange {
    SearchEnd end = SearchEnd::impossible;
    std::vector<Way> ways;  ///< all of the same number of changes
    /// It is certain that no change of so many answers or fewer does it. Where a way has one more
    /// than that, it is a smallest one.
    std::size_t excluded = 0;
};

struct SearchLimits {
    std::size_t evaluations = 100'000;  ///< of the rule, each for other answers
    std::size_t ways = 3;
};

/// Looks for the changes of fewest answers that bring a rule to the target, in order of size.
///
/// Each fact is tried with one answer of every kind that the rule can tell apart, found from the
/// thresholds and codes in its tests. Before that, its answer is treated as unknown: where the rule
/// is then decided against the target, no answer to it can help, since a decided rule stays decided
/// as more is known. A list of records counts as one answer. Where answers of several facts are
/// computed with, or records are measured, not every kind of answer can be tried; then nothing is
/// claimed that was not shown.
///
/// Precondition: `screen` has filled the screening.
SmallestChange smallest_change(const Screening& screening, RuleId rule, Target target,
                               const SearchLimits& limits = {});

}  // namespace caveat::analysis
