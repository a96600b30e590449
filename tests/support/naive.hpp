#pragma once

// The naive evaluator: what a rule set says about a profile, straight from the
// language page, with arithmetic of its own. It shares nothing with the engine,
// so that each can be judged by the other.

#include "generated.hpp"
#include "rational.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace caveat::testing {

enum class Kleene { no, unknown, yes };

enum class NaiveStatus { not_fired, overridden, undecided, presumed, fired };

enum class NaiveVerdict {
    not_applicable,
    proceed,
    proceed_with_conditions,
    refer_first,
    do_not_proceed
};

/// Counts how often each kind of node came out with each truth value, and how
/// often each kind of number was one value or a range. The keys are literals.
struct Census {
    std::map<std::string_view, std::array<std::size_t, 3>> counts;
    struct Numbers {
        std::size_t single = 0;
        std::size_t ranges = 0;
    };
    std::map<std::string_view, Numbers> numbers;
    std::map<std::string_view, std::size_t> turns;  ///< how often something special happened
    void note(std::string_view turn) { ++turns[turn]; }
    void count(std::string_view kind, Kleene truth) {
        ++counts[kind][static_cast<std::size_t>(truth)];
    }
    void count_number(std::string_view kind, bool is_single) {
        ++(is_single ? numbers[kind].single : numbers[kind].ranges);
    }
};

struct NaiveScore {
    Extended low;
    Extended high;
    std::optional<std::size_t> band;  ///< when it certainly lies in one
};

struct NaiveResult {
    Kleene applicable = Kleene::yes;
    NaiveVerdict at_least = NaiveVerdict::proceed;
    NaiveVerdict verdict = NaiveVerdict::proceed;
    NaiveVerdict at_most = NaiveVerdict::proceed;
    bool complete = true;
    bool has_problems = false;          ///< a value that counts as unknown because it is wrong
    std::vector<NaiveStatus> statuses;  ///< by rule
    std::vector<NaiveScore> scores;
};

/// Screens one profile, everybody being able to answer.
NaiveResult naive_screen(const GeneratedRuleSet& rules, const GeneratedProfile& profile,
                         Census* census = nullptr);

/// Whether the declared ranges alone decide a test on its values (gates set
/// aside): such a test must not be in a rule file.
/// `records` is the fact whose fields the test sees, if any.
bool declared_range_decides(const GeneratedRuleSet& rules, const Condition& test,
                            std::optional<std::size_t> records);

struct DeclaredRange {
    Extended low;
    Extended high;
    bool whole = false;
};

/// Whether some fact that the number uses is not always asked.
bool is_gated(const GeneratedRuleSet& rules, const Number& number);

/// The range of a number of which nothing is known, in base units (days, months,
/// kilograms, metres, degrees Celsius).
DeclaredRange declared_range(const GeneratedRuleSet& rules, const Number& number,
                             std::optional<std::size_t> records);
DeclaredRange declared_score_range(const GeneratedRuleSet& rules, std::size_t score);
/// Whether entries that look at the same things are too many to be counted together: what follows
/// then is not said by the language page.
bool score_is_too_wide(const GeneratedRuleSet& rules, std::size_t score);

/// Conversions between a unit and the base unit of its kind.
Rational to_base(Rational value, std::string_view unit);
Rational from_base(Rational value, std::string_view unit);

}  // namespace caveat::testing
