#pragma once

// What the cases of a rule file have shown of it, and what none has.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "cases/case_file.hpp"
#include "cases/conditions.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace caveat::cases {

/// How many cases show one thing.
struct Mark {
    std::uint32_t approved = 0;
    std::uint32_t unapproved = 0;
    std::uint32_t first_case = 0;  ///< that shows it, by position among all; while there is one
    bool is_wanted = false;        ///< a case should show it
    bool is_answered = false;      ///< its author says that no patient can
    std::string because;           ///< of the answer

    /// Cases that nobody has approved say what the engine said: they show nothing.
    [[nodiscard]] bool is_shown() const { return approved != 0; }
    [[nodiscard]] bool is_missing() const { return is_wanted && !is_answered && !is_shown(); }
    friend bool operator==(const Mark&, const Mark&) = default;
};

struct RuleCoverage {
    RuleId rule;
    Span span;
    std::array<Mark, 5> by_status;  ///< by Status
};

struct ConditionCoverage {
    Condition condition;
    std::array<Mark, 3> by_truth;  ///< by Truth
};

struct Share {
    std::size_t shown = 0;
    std::size_t wanted = 0;
    /// Whole per cent, rounded down: 100 means all.
    [[nodiscard]] std::size_t percent() const { return wanted == 0 ? 100 : shown * 100 / wanted; }
    friend bool operator==(const Share&, const Share&) = default;
};

/// Every rule fired, not fired and undecided (presumed, where it says `if unknown: presume`), and
/// every condition yes, no and unknown. Whether a rule was presumed or overridden is counted too,
/// and not wanted.
struct Coverage {
    std::vector<RuleCoverage> rules;            ///< by RuleId
    std::vector<ConditionCoverage> conditions;  ///< in order of the file

    [[nodiscard]] Share of_rules() const;
    [[nodiscard]] Share of_conditions() const;
    [[nodiscard]] Share of_all() const;
    /// As if every case were approved.
    [[nodiscard]] Share with_unapproved() const;
    [[nodiscard]] std::size_t answered() const;
};

/// Nothing shown yet.
Coverage nothing_shown(const RuleSet& rules, const Conditions& conditions);

/// Adds what one case shows.
void add(Coverage& coverage, const Shown& shown, std::uint32_t case_index, bool is_approved);

/// Takes in what authors say can never be seen, after all cases have been added. Reports answers
/// about tests that are not there, and answers that a case proves wrong, in the file's diagnostics.
///
/// names  of all cases
void answer(Coverage& coverage, CaseFile& file, const std::vector<std::string>& names);

}  // namespace caveat::cases
