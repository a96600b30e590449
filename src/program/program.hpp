#pragma once

// The model compiled for speed: every distinct test once, conditions as alternatives of tests that
// must all hold ("lanes"), and what each lane settles. What a test means is the typed tree's; a
// program never says anything that the tree would not.
//
// Here alone `not` moves inward, to the tests: Kleene's "and" and "or" are the smaller and the
// greater of two values, so they distribute over each other, and a condition is worth exactly its
// lanes: the greatest of the smallest. Nothing is simplified beyond that: `sex is female or sex is
// male` stays unknown.

#include <caveat/values.hpp>

#include "facts/code_set.hpp"
#include "model/rule_set.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace caveat::program {

inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// What a test looks at.
enum class SourceKind : std::uint8_t {
    yes_no,  ///< a fact, and so for the next four; `index` is its position
    number,  ///< in steps of its grid
    date,    ///< as the day's number
    choice,
    choices,
    count,    ///< how many records meet a condition; `index` into `counts`
    derived,  ///< a condition over other literals; `index` into `derived`
    tree,     ///< whatever else the typed tree can say; `index` into `subtrees`
};

/// One thing to look at, with the tests on it, which are neighbours in `literals`.
struct Source {
    SourceKind kind = SourceKind::tree;
    std::uint32_t index = 0;
    std::uint32_t first_literal = 0;
    std::uint32_t literal_count = 0;
};

enum class LiteralKind : std::uint8_t {
    holds,     ///< of yes_no, derived and tree
    interval,  ///< of number, date and count: low <= value < high
    one_of,    ///< of choice
    any_of,    ///< of choices
    all_of,    ///< of choices
};

/// A distinct atomic test. Whenever its source is fully known it is yes or no, never unknown; but
/// one on the typed tree may be.
struct Literal {
    std::uint32_t source = 0;
    LiteralKind kind = LiteralKind::holds;
    bool is_negated = false;
    std::int64_t low = std::numeric_limits<std::int64_t>::min();
    std::int64_t high = std::numeric_limits<std::int64_t>::max();
    facts::CodeSet codes;
    model::ExprId node = model::none;  ///< one condition of the tree that means this, or the
    bool is_denied = false;            ///< opposite; on the tree itself, as `is_negated`
    std::uint32_t subtree = none;      ///< of `node`, but for derived ones: asked where an answer
                                       ///< is known in part
};

/// A test on one field of the record looked at.
struct FieldTest {
    std::uint32_t field = 0;
    FactKind kind = FactKind::yes_no;  ///< of the field
    Literal test;                      ///< its source has no meaning
};

/// All tests on one field at once: the set of those that a value passes.
struct FieldTable {
    std::uint32_t field = 0;
    std::uint64_t tests = 0;  ///< those on this field
    std::int64_t low = 0;     ///< of the first entry
    std::uint32_t first = 0;  ///< into `RecordTests::tables`
    std::uint32_t count = 0;  ///< 0 = too many values for a table
};

/// The tests that the conditions on the records of one list use.
struct RecordTests {
    static constexpr std::size_t most = 64;
    std::uint32_t records = 0;
    std::vector<FieldTest> tests;
    std::vector<FieldTable> fields;  ///< one a field that is tested
    std::vector<std::uint64_t> tables;
};

/// How many records of a list meet a condition: those that pass all tests of one of its lanes.
struct Count {
    std::uint32_t record_tests = 0;    ///< position in `record_tests`
    std::vector<std::uint64_t> lanes;  ///< each a set of tests; one that is empty: every record
};

/// A condition with too many alternatives for lanes, over literals.
struct Derived {
    enum class Kind : std::uint8_t { all, any, at_least };
    static constexpr std::uint32_t shallow = 32;
    Kind kind = Kind::all;
    std::uint32_t count = 0;  ///< of at_least
    std::vector<std::uint32_t> parts;
    std::uint32_t depth = 0;  ///< levels of derived conditions below; parts come before the whole
};

/// Nodes of the typed tree that are evaluated together, children first.
struct EvaluationOrder {
    std::uint32_t first = 0;  ///< into `ordered_nodes`
    std::uint32_t count = 0;
};

/// A node of the typed tree, and the order in which what it needs is evaluated, itself last.
struct Subtree {
    model::ExprId root = model::none;
    std::uint32_t order = 0;
};

/// Tests that must all hold for a condition to hold.
struct Lane {
    std::uint32_t first = 0;  ///< into `lane_literals`
    std::uint32_t count = 0;
    std::uint32_t condition = 0;
};

/// The root of a `when`, an `unless` or `applies to`: worth the greatest of its lanes.
struct Condition {
    std::uint32_t first_lane = 0;
    std::uint32_t lane_count = 0;
    model::ExprId node = model::none;
};

/// How a rule is decided from conditions.
struct RulePlan {
    std::uint32_t when = none;
    std::uint32_t unless = none;
    /// One lane of its own, no exemption, and nothing overrides it: the lane alone decides.
    bool is_simple = false;
};

/// What has to be evaluated for every patient, since it may meet something to report: arithmetic
/// that leaves its limits, records that contradict an answer.
struct AlwaysEvaluated {
    std::uint32_t records = none;  ///< only while this list is answered; `none` = always
    std::uint32_t subtree = 0;
};

struct Program {
    std::vector<Source> sources;
    std::vector<Literal> literals;
    std::vector<RecordTests> record_tests;
    std::vector<Count> counts;
    std::vector<Derived> derived;
    std::vector<Subtree> subtrees;
    std::vector<EvaluationOrder> orders;
    std::vector<model::ExprId> ordered_nodes;
    std::vector<Lane> lanes;
    std::vector<std::uint32_t> lane_literals;  ///< positions in `literals`, ascending in a lane
    std::vector<Condition> conditions;
    std::vector<RulePlan> rules;                    ///< by RuleId
    std::vector<std::uint32_t> complex_rules;       ///< those not simple, in evaluation order
    std::uint32_t applies_to = none;                ///< a condition
    std::vector<AlwaysEvaluated> always_evaluated;  ///< in the order of the tree

    [[nodiscard]] std::span<const std::uint32_t> literals_of(const Lane& lane) const {
        return {lane_literals.data() + lane.first, lane.count};
    }
    [[nodiscard]] std::span<const model::ExprId> nodes_of(const Subtree& subtree) const {
        const EvaluationOrder& order = orders[subtree.order];
        return {ordered_nodes.data() + order.first, order.count};
    }
};

/// Compiles a checked rule set, in time linear in its size.
Program compile(const model::RuleSet& rules);

/// Whether a test on a number, date or count holds for every value of a range, for some or for
/// none; `high` is the greatest 64-bit number where the range has no end.
constexpr Truth truth_between(const Literal& literal, std::int64_t low, std::int64_t high) {
    const bool has_low = literal.low != std::numeric_limits<std::int64_t>::min();
    const bool has_high = literal.high != std::numeric_limits<std::int64_t>::max();
    const bool is_inside = (!has_low || low >= literal.low) && (!has_high || high < literal.high);
    const bool is_outside = (has_low && high < literal.low) || (has_high && low >= literal.high);
    const Truth truth = is_inside ? Truth::yes : is_outside ? Truth::no : Truth::unknown;
    return literal.is_negated ? negated(truth) : truth;
}

/// Whether a test holds for a word, as `facts::Packing` lays it out. Not for derived and tree.
constexpr bool holds(const Literal& literal, std::uint64_t word) {
    bool result = false;
    switch (literal.kind) {
        case LiteralKind::holds:
            result = word == 1;
            break;
        case LiteralKind::interval: {
            const auto value = static_cast<std::int64_t>(word);
            const bool has_high = literal.high != std::numeric_limits<std::int64_t>::max();
            result = value >= literal.low && (!has_high || value < literal.high);
            break;
        }
        case LiteralKind::one_of:
            result = literal.codes.contains(static_cast<std::size_t>(word));
            break;
        case LiteralKind::any_of:
            result = (literal.codes.word(0) & word) != 0;
            break;
        case LiteralKind::all_of:
            result = (literal.codes.word(0) & ~word) == 0;
            break;
    }
    return result != literal.is_negated;
}

/// A program as text, for people and golden tests.
std::string dump(const Program& program, const model::RuleSet& rules);

}  // namespace caveat::program
