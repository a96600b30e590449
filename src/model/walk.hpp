#pragma once

// The tree as those who walk it see it: what a node is, what it reads, and which answer it looks
// at.

#include "model/rule_set.hpp"
#include "model/tree.hpp"
#include "values/rational.hpp"

#include <cassert>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace caveat::model {

namespace detail {

/// A node that no visitor has heard of: one that would take it would take any new node in silence.
struct UnknownNode {};

template <class Visitor, class... Values, class... Conditions>
constexpr bool names_each(Nodes<Values...>, Nodes<Conditions...>) {
    return (std::is_invocable_v<Visitor, const Values&> && ...) &&
           (std::is_invocable_v<Visitor, const Conditions&> && ...);
}

}  // namespace detail

/// What the visitor says of a node. It has to name every node there is, each by itself, as one of a
/// list (`OneOf`) or as one of a kind that it is not about: a catch-all would give an answer for
/// nodes that do not exist yet, and does not compile.
template <class Visitor>
decltype(auto) visit(Visitor&& visitor, const Node& node) {
    static_assert(detail::names_each<Visitor&>(ValueNodes{}, ConditionNodes{}),
                  "a visitor of the tree names every node");
    static_assert(!std::is_invocable_v<Visitor&, const detail::UnknownNode&>,
                  "a visitor of the tree has no catch-all");
    return std::visit(std::forward<Visitor>(visitor), node);
}

// What a node reads

/// The nodes that this one reads, gates and fall-backs included, in the order in which they were
/// written: of a count over records the condition on each of them, of a score what its entries are
/// made of. Appended to `children`.
void add_children(const RuleSet& rules, ExprId id, std::vector<ExprId>& children);

/// Lists them for every node, once the tree is whole.
void list_reads(RuleSet& rules);

/// Calls `visit(child)` for each of them, of a tree that is whole.
template <class Visit>
void for_each_child(const RuleSet& rules, ExprId id, const Visit& visit) {
    const Reads& reads = rules.reads;
    assert(reads.first.size() == rules.tree.size() + 1);
    for (std::uint32_t at = reads.first[id]; at < reads.first[id + 1]; ++at) {
        visit(reads.children[at]);
    }
}

// Answers

/// The fact whose answer the node itself looks at; nothing for any other node. The records of a
/// count, a quantifier or a measure are such a fact.
std::optional<std::uint32_t> fact_of(const Node& node);

/// Every fact that a node rests on, directly or through others. Appended to `facts`, each once.
void add_facts_behind(const RuleSet& rules, ExprId root, std::vector<std::uint32_t>& facts);

/// The answer that a value is, whatever may stand in for it; nothing for what is computed.
std::optional<facts::FactOrField> place_of(const Node& node);
/// The answer that a value is taken from: as `place_of`, and of a measure the field that it
/// measures.
std::optional<facts::FactOrField> measured_place(const Node& node);

/// The fact whose answer alone is the value, so that nothing stands in for it; null for any other
/// node.
const FactValue* plain_fact(const Tree& tree, ExprId id);

// Constants

bool is_number_constant(const Tree& tree, ExprId id);
/// The one number that the node is for everybody; null for any other node.
const values::Rational* constant_number(const Tree& tree, ExprId id);
/// The one day that the node is for everybody.
std::optional<values::Day> constant_day(const Tree& tree, ExprId id);

// Conditions

/// How many parts have to hold for the node to hold, or not to hold for it not to hold.
std::uint32_t parts_wanted(const AtLeastOf& node, bool holds);

// Comparisons

/// The comparison that says the same with its sides exchanged: `a < b` is `b > a`.
Comparison mirrored(Comparison comparison);
DateRelation mirrored(DateRelation relation);
/// The comparison that holds where this one does not; `equal` has none.
Comparison opposite(Comparison comparison);

}  // namespace caveat::model
