#pragma once

#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The smallest change of answers that makes a rule fire, or stops it.
namespace caveat::authoring {

/// What a change is to bring about.
enum class Target : std::uint8_t {
    fires,          ///< Status::fired, for certain
    does_not_fire,  ///< Status::not_fired or Status::overridden
};

/// Another answer to one fact. To answer what was open is a change too.
struct ChangedAnswer {
    FactId fact;         ///< whose answer it is
    std::string now;     ///< in words: `6`, `not answered`
    std::string wanted;  ///< every answer that does it, as far as one sentence can: `7 or more`
    std::string answer;  ///< one of them as JSON; empty where a decimal cannot write it
};

/// Answers that, changed together, reach the target.
struct Way {
    std::vector<ChangedAnswer> changes;  ///< in the order of the file
    Profile profile;                     ///< the patient's, with those answers changed
};

/// How a search ended.
enum class SearchEnd : std::uint8_t {
    found,            ///< `ways` has some of the smallest changes
    already_there,    ///< the rule has reached the target
    impossible,       ///< no change of answers does it, whatever their number
    not_among_tried,  ///< nothing found, but not every answer could be tried
    out_of_budget,    ///< the search ended early
};

/// What a search has found.
struct SmallestChange {
    SearchEnd end = SearchEnd::impossible;  ///< how it ended
    std::vector<Way> ways;                  ///< all of the same number of changes
    /// It is certain that no change of so many answers or fewer does it. Where a way has one more
    /// than that, it is a smallest one.
    std::size_t excluded = 0;
};

/// What a search may cost, and how much of what it finds is kept.
struct SearchLimits {
    /// Of the rule, each for other answers; some microseconds each.
    std::size_t evaluations = 100'000;
    std::size_t ways = 3;  ///< at most so many ways are given
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
/// Precondition: `screen` has filled the screening, and the rule is one of its rule set.
CAVEAT_EXPORT SmallestChange smallest_change(const Screening& screening, RuleId rule, Target target,
                                             const SearchLimits& limits = {});

/// A sentence about a change.
struct ChangeSentence {
    std::string words;       ///< with its full stop
    bool is_remark = false;  ///< on the sentences before it
};

/// What a search for the smallest change has found, in sentences: `It would not fire if: medical
/// check done were yes (now no).` None where the rule has reached the target.
///
/// rules  those of the screening that was searched
CAVEAT_EXPORT std::vector<ChangeSentence> sentences_of(const SmallestChange& found, Target target,
                                                       const RuleSet& rules);

/// The words of these enumerations as JSON and other languages write them, as in `keys.hpp`.
///@{
CAVEAT_EXPORT std::string_view key(Target target);
CAVEAT_EXPORT std::string_view key(SearchEnd end);
///@}

}  // namespace caveat::authoring
