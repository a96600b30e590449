#pragma once

// The typed tree of a rule set: one arena, children before parents. Every test stands once, without
// its denial; that, however it is written (`not`, `is not`, `no … where`, `!=`), is a `Not` above.

#include <caveat/diagnostic.hpp>
#include <caveat/values.hpp>

#include "facts/code_set.hpp"
#include "values/dates.hpp"
#include "values/range.hpp"
#include "values/units.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

namespace caveat::model {

/// A node's position in the arena: a stable key for explanations.
using ExprId = std::uint32_t;
inline constexpr ExprId none = std::numeric_limits<ExprId>::max();

/// A position in `Tree::names`; 0 = no name.
using NameIndex = std::uint32_t;

/// A run of `Tree::children`.
struct Children {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// What a node evaluates to: the truth of a condition, or the value of a fact, field or measure.
enum class ValueKind : std::uint8_t { truth, yes_no, number, choice, choices, date };

enum class Comparison : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal };
enum class ArithmeticOperator : std::uint8_t { add, subtract, multiply, divide };
enum class MeasureKind : std::uint8_t { total, average, highest, lowest, latest, earliest };
enum class DateRelation : std::uint8_t { before, after, on };

/// Which records count: those that meet the condition `body`, or all when it is `none`. The nodes
/// that `body` needs for each record lie in [first, body].
struct Where {
    ExprId body = none;
    ExprId first = none;
};

// Values

/// The patient's answer. `fallback` stands in while the fact is absent or null: a node of the same
/// kind or, for a yes/no fact, a condition.
struct FactValue {
    std::uint32_t fact;
    ExprId fallback;
};
/// A field of the record that is looked at, of the list `records`.
struct FieldValue {
    std::uint32_t records;
    std::uint32_t field;
};
struct NumberConstant {
    values::Range value;
};
struct DateConstant {
    values::DateRange value;
};
struct Arithmetic {
    ArithmeticOperator op;
    ExprId left;
    ExprId right;
};
struct Extreme {
    bool is_maximum;
    Children values;
};
/// Rounded in the node's own unit.
struct Rounded {
    ExprId value;
    int places;
};
struct RecordCount {
    std::uint32_t records;
    Where where;
};
struct CodeCount {
    ExprId codes;
};
/// total … lowest give a number; latest and earliest the field of that record, of any kind. Where
/// no record certainly counts, all but the total are unknown: worth whatever the field may be.
struct Measure {
    MeasureKind kind;
    std::uint32_t records;
    std::uint32_t field;
    Where where;
};
struct TimeSince {
    values::CalendarUnit unit;
    ExprId date;
};
/// A score. Its entries are children so that it comes after them.
struct ScoreValue {
    std::uint32_t score;
};

// Conditions

struct All {
    Children parts;
};
struct Any {
    Children parts;
};
struct AtLeastOf {
    std::uint32_t count;
    Children parts;
};
struct Not {
    ExprId part;
};
/// A test on facts that are only asked where their gates hold. What was not asked because it does
/// not apply is not so: where a gate is no, so is the test, whatever was answered.
struct Gated {
    ExprId test;
    Children gates;
};
struct YesNo {
    ExprId value;
};
/// Where a side is a term's value, the test keeps the name that the author gave it.
struct Compare {
    Comparison comparison;
    ExprId left;
    ExprId right;
    NameIndex left_name = 0;
    NameIndex right_name = 0;
};
struct Between {
    ExprId value;
    ExprId low;
    ExprId high;
    NameIndex value_name = 0;
};
struct InBand {
    ExprId value;
    std::uint32_t score;
    std::uint32_t band;
};
struct IsOneOf {
    ExprId value;
    facts::CodeSet codes;
};
struct Includes {
    ExprId value;
    facts::CodeSet codes;
    bool all;
};
struct IsEmpty {
    ExprId value;
};
struct DateTest {
    DateRelation relation;
    ExprId left;
    ExprId right;
};
struct WithinLast {
    ExprId date;
    std::int64_t count;
    values::CalendarUnit unit;
};
struct MoreThanAgo {
    ExprId date;
    std::int64_t count;
    values::CalendarUnit unit;
};
/// At least `count` records meet `where`.
struct RecordsAtLeast {
    std::uint32_t records;
    std::int64_t count;
    Where where;
};
/// At most `count` records meet `where`.
struct RecordsAtMost {
    std::uint32_t records;
    std::int64_t count;
    Where where;
};

/// A list of node types. A new node is written into one of the two lists below; what then breaks
/// the build is what has to say something about it (`visit` in walk.hpp).
template <class... Each>
struct Nodes {
    template <class T>
    static constexpr bool has = (std::is_same_v<T, Each> || ...);
};
using ValueNodes = Nodes<FactValue, FieldValue, NumberConstant, DateConstant, Arithmetic, Extreme,
                         Rounded, RecordCount, CodeCount, Measure, TimeSince, ScoreValue>;
using ConditionNodes =
    Nodes<All, Any, AtLeastOf, Not, Gated, YesNo, Compare, Between, InBand, IsOneOf, Includes,
          IsEmpty, DateTest, WithinLast, MoreThanAgo, RecordsAtLeast, RecordsAtMost>;

template <class T>
concept ValueNode = ValueNodes::has<T>;
template <class T>
concept ConditionNode = ConditionNodes::has<T>;
template <class T>
concept AnyNode = ValueNode<T> || ConditionNode<T>;

namespace detail {
template <class... Values, class... Conditions>
std::variant<Values..., Conditions...> one_of(Nodes<Values...>, Nodes<Conditions...>);
}  // namespace detail

using Node = decltype(detail::one_of(ValueNodes{}, ConditionNodes{}));

/// Some of the nodes, for a visitor that does the same with each of them.
template <class T, class... Each>
concept OneOf = Nodes<Each...>::template has<T>;
/// Conditions that are made of others.
template <class T>
concept JoinedNode = OneOf<T, All, Any, AtLeastOf, Not, Gated>;
/// Tests on values: all other conditions.
template <class T>
concept TestNode = OneOf<T, YesNo, Compare, Between, InBand, IsOneOf, Includes, IsEmpty, DateTest,
                         WithinLast, MoreThanAgo, RecordsAtLeast, RecordsAtMost>;
template <class T>
concept ConstantNode = OneOf<T, NumberConstant, DateConstant>;

/// Several lambdas as one visitor.
template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;  // clang before 17 needs to be told

/// Not inside any `where`.
inline constexpr std::uint32_t patient_scope = std::numeric_limits<std::uint32_t>::max();

struct Expr {
    Node node;
    Span span;  ///< the author's words
    ValueKind kind = ValueKind::truth;
    std::uint32_t slot = 0;               ///< position among the nodes of its kind
    std::uint32_t scope = patient_scope;  ///< the records fact whose record it looks at
    std::uint32_t unit = 0;               ///< of a number: position in `Tree::units`; 0 = no unit
};

class Tree {
  public:
    Tree();

    /// Adds a node; its children are in the arena already.
    ExprId add(Node node, Span span, ValueKind kind, std::uint32_t scope, std::uint32_t unit = 0);
    Children add_children(std::span<const ExprId> ids);
    /// The position of a unit, added if it is new.
    std::uint32_t unit_index(const values::Unit& unit);

    /// The position of a name, added if it is new; 0 for an empty one.
    NameIndex name_index(const std::string& name);

    [[nodiscard]] const Expr& operator[](ExprId id) const { return nodes_[id]; }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    [[nodiscard]] std::span<const ExprId> children(Children run) const {
        return {children_.data() + run.first, run.count};
    }
    [[nodiscard]] const values::Unit& unit(std::uint32_t index) const { return units_[index]; }
    [[nodiscard]] const std::string& name(NameIndex index) const { return names_[index]; }
    /// How many nodes of this kind there are.
    [[nodiscard]] std::uint32_t count(ValueKind kind) const {
        return counts_[static_cast<std::size_t>(kind)];
    }

  private:
    std::vector<Expr> nodes_;
    std::vector<ExprId> children_;
    std::vector<values::Unit> units_;
    std::vector<std::string> names_;
    std::unordered_map<std::string, NameIndex> name_by_text_;
    std::array<std::uint32_t, 6> counts_{};
};

}  // namespace caveat::model
