#pragma once

#include <caveat/authoring/nearest.hpp>
#include <caveat/explain.hpp>
#include <caveat/export.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/styled_text.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// One rule and one patient: why the rule ended as it did, and what would change that.
namespace caveat::authoring {

/// The entry of a rule as its author wrote it, line by line, the indentation common to all its
/// lines taken off. Empty for a rule that is not there.
CAVEAT_EXPORT std::vector<std::string> author_lines(const RuleSet& rules, RuleId rule);

/// `not fired`, for people.
CAVEAT_EXPORT std::string_view status_words(Status status);

/// The smallest change that would bring a rule to a target.
struct TargetedChange {
    Target target = Target::fires;  ///< what it is to bring about
    SmallestChange found;           ///< what was found
};

/// Everything that can be said of one rule for one patient.
struct RuleExplanation {
    RuleId rule;                          ///< which one
    Status status = Status::undecided;    ///< how it ended
    std::vector<std::string> lines;       ///< what it says: `author_lines`
    std::vector<TraceNode> trace;         ///< what is known of each of its parts
    std::vector<Reason> reasons;          ///< why it ended so
    std::vector<RuleId> lifted_by;        ///< rules that fired and override it
    std::optional<Reason> near_miss;      ///< the one part of it that does not hold
    std::vector<FactId> asks;             ///< what to ask, where it is open
    std::vector<TargetedChange> changes;  ///< what would make it fire, then what would stop it
};

/// Looks at one rule of a screening. Two searches for the smallest change cost most of it, up to
/// some tenths of a second each with the usual limits.
///
/// Precondition: `screen` has filled the screening, and the rule is one of its rule set.
CAVEAT_EXPORT RuleExplanation explain_rule(const Screening& screening, RuleId rule,
                                           const SearchLimits& limits = {});

/// The same as JSON (`caveat/explanation/1`), one member a line; ends with a line break.
///
/// rules  those of the screening that was explained
CAVEAT_EXPORT std::string write_json(const RuleExplanation& explanation, const RuleSet& rules);

/// For people, on a page of so many columns: what the rule says, what is known, why, what to ask,
/// what would change it, and what was wrong with the profile.
///
/// explanation  of this screening
CAVEAT_EXPORT StyledText write_styled_text(const RuleExplanation& explanation,
                                           const Screening& screening,
                                           std::size_t width = Page::usual_width);

}  // namespace caveat::authoring
