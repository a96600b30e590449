#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What the cases of a rule file have shown of it, and what none has.
namespace caveat::authoring {

/// One place of the rule file where a test stands that some rule uses: a test of its own, or one
/// inside a `where`. A term that several rules use is one place.
struct Condition {
    Span span;            ///< in the rule file
    std::string words;    ///< the author's, on one line
    bool is_row = false;  ///< of a table of points: the words say what it is about, too
};

/// How many cases show one thing, such as a rule fired.
struct CoverageItem {
    std::uint32_t approved = 0;    ///< cases that a clinician has approved
    std::uint32_t unapproved = 0;  ///< and others
    std::uint32_t first_case = 0;  ///< that shows it, by position among all; while there is one
    bool is_wanted = false;        ///< a case should show it
    bool is_answered = false;      ///< its author says that no patient can
    std::string because;           ///< of the answer

    /// Cases that nobody has approved say what the engine said: they show nothing.
    [[nodiscard]] bool is_shown() const { return approved != 0; }
    /// Whether a case should show it, and none does.
    [[nodiscard]] bool is_missing() const { return is_wanted && !is_answered && !is_shown(); }
    friend bool operator==(const CoverageItem&, const CoverageItem&) = default;
};

/// What is shown of one rule.
struct RuleCoverage {
    RuleId rule;                            ///< which one
    Span span;                              ///< in the rule file
    std::array<CoverageItem, 5> by_status;  ///< by Status
};

/// What is shown of one test.
struct ConditionCoverage {
    Condition condition;                   ///< which one
    std::array<CoverageItem, 3> by_truth;  ///< by Truth
};

/// How much of what cases should show they do show.
struct CoverageShare {
    std::size_t shown = 0;   ///< by an approved case
    std::size_t wanted = 0;  ///< in all

    /// Whole per cent, rounded down: 100 means all.
    [[nodiscard]] std::size_t percent() const { return wanted == 0 ? 100 : shown * 100 / wanted; }
    friend bool operator==(const CoverageShare&, const CoverageShare&) = default;
};

/// Every rule fired, not fired and undecided (presumed, where it says `if unknown: presume`), and
/// every condition yes, no and unknown. Whether a rule was presumed or overridden is counted too,
/// and not wanted.
struct CAVEAT_EXPORT Coverage {
    std::vector<RuleCoverage> rules;            ///< by RuleId
    std::vector<ConditionCoverage> conditions;  ///< in order of the file

    /// Of the rules alone.
    [[nodiscard]] CoverageShare of_rules() const;
    /// Of the conditions alone.
    [[nodiscard]] CoverageShare of_conditions() const;
    /// Of both.
    [[nodiscard]] CoverageShare of_all() const;
    /// Of both, as if every case were approved.
    [[nodiscard]] CoverageShare with_unapproved() const;
    /// How many things their author says no patient can show.
    [[nodiscard]] std::size_t answered() const;
};

}  // namespace caveat::authoring
