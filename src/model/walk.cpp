// What the nodes of the tree read, and which answers and constants they are. Entrances:
// add_children, list_reads, fact_of.

#include "model/walk.hpp"

#include <algorithm>
#include <unordered_set>

namespace caveat::model {

void add_children(const RuleSet& rules, ExprId id, std::vector<ExprId>& children) {
    const auto one = [&](ExprId child) {
        if (child != none) children.push_back(child);
    };
    const auto run = [&](Children nodes) {
        for (const ExprId child : rules.tree.children(nodes)) children.push_back(child);
    };
    const auto where = [&](const Where& counted) { one(counted.body); };
    model::visit(Overloaded{
                     [&](const FactValue& n) { one(n.fallback); },
                     [](const FieldValue&) {},
                     [](const NumberConstant&) {},
                     [](const DateConstant&) {},
                     [&](const Arithmetic& n) { one(n.left), one(n.right); },
                     [&](const Extreme& n) { run(n.values); },
                     [&](const Rounded& n) { one(n.value); },
                     [&](const RecordCount& n) { where(n.where); },
                     [&](const CodeCount& n) { one(n.codes); },
                     [&](const Measure& n) { where(n.where); },
                     [&](const TimeSince& n) { one(n.date); },
                     [&](const ScoreValue& n) {
                         for (const ScoreEntry& entry : rules.scores[n.score].entries) {
                             one(entry.condition);
                             run(entry.gates);
                             one(entry.number);
                         }
                     },
                     [&](const All& n) { run(n.parts); },
                     [&](const Any& n) { run(n.parts); },
                     [&](const AtLeastOf& n) { run(n.parts); },
                     [&](const Not& n) { one(n.part); },
                     [&](const Gated& n) { run(n.gates), one(n.test); },
                     [&](const YesNo& n) { one(n.value); },
                     [&](const Compare& n) { one(n.left), one(n.right); },
                     [&](const Between& n) { one(n.value), one(n.low), one(n.high); },
                     [&](const InBand& n) { one(n.value); },
                     [&](const IsOneOf& n) { one(n.value); },
                     [&](const Includes& n) { one(n.value); },
                     [&](const IsEmpty& n) { one(n.value); },
                     [&](const DateTest& n) { one(n.left), one(n.right); },
                     [&](const WithinLast& n) { one(n.date); },
                     [&](const MoreThanAgo& n) { one(n.date); },
                     [&](const RecordsAtLeast& n) { where(n.where); },
                     [&](const RecordsAtMost& n) { where(n.where); },
                 },
                 rules.tree[id].node);
}

void list_reads(RuleSet& rules) {
    Reads reads;
    reads.first.reserve(rules.tree.size() + 1);
    for (ExprId id = 0; id < rules.tree.size(); ++id) {
        reads.first.push_back(static_cast<std::uint32_t>(reads.children.size()));
        add_children(rules, id, reads.children);
    }
    reads.first.push_back(static_cast<std::uint32_t>(reads.children.size()));
    rules.reads = std::move(reads);
}

std::optional<std::uint32_t> fact_of(const Node& node) {
    using Found = std::optional<std::uint32_t>;
    return model::visit(
        Overloaded{
            [](const FactValue& n) -> Found { return n.fact; },
            []<OneOf<RecordCount, Measure, RecordsAtLeast, RecordsAtMost> List>(
                const List& n) -> Found { return n.records; },
            // The record that is looked at is that of a node above.
            [](const FieldValue&) -> Found { return std::nullopt; },
            []<OneOf<NumberConstant, DateConstant, Arithmetic, Extreme, Rounded, CodeCount,
                     TimeSince, ScoreValue>
                   Value>(const Value&) -> Found { return std::nullopt; },
            []<OneOf<All, Any, AtLeastOf, Not, Gated, YesNo, Compare, Between, InBand, IsOneOf,
                     Includes, IsEmpty, DateTest, WithinLast, MoreThanAgo>
                   Condition>(const Condition&) -> Found { return std::nullopt; },
        },
        node);
}

void add_facts_behind(const RuleSet& rules, ExprId root, std::vector<std::uint32_t>& facts) {
    std::unordered_set<ExprId> seen{root};
    std::vector<ExprId> open{root};
    std::vector<ExprId> children;
    while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        const auto fact = fact_of(rules.tree[id].node);
        if (fact && std::find(facts.begin(), facts.end(), *fact) == facts.end()) {
            facts.push_back(*fact);
        }
        children.clear();
        add_children(rules, id, children);
        for (const ExprId child : children) {
            if (seen.insert(child).second) open.push_back(child);
        }
    }
}

std::optional<facts::FactOrField> measured_place(const Node& node) {
    using Found = std::optional<facts::FactOrField>;
    return model::visit(
        Overloaded{
            [](const FactValue& n) -> Found { return facts::FactOrField{n.fact, {}}; },
            []<OneOf<FieldValue, Measure> Field>(const Field& n) -> Found {
                return facts::FactOrField{n.records, n.field};
            },
            []<OneOf<NumberConstant, DateConstant, Arithmetic, Extreme, Rounded, RecordCount,
                     CodeCount, TimeSince, ScoreValue>
                   Value>(const Value&) -> Found { return std::nullopt; },
            [](const ConditionNode auto&) -> Found { return std::nullopt; },
        },
        node);
}

std::optional<facts::FactOrField> place_of(const Node& node) {
    return std::holds_alternative<Measure>(node) ? std::nullopt : measured_place(node);
}

const FactValue* plain_fact(const Tree& tree, ExprId id) {
    const auto* fact = std::get_if<FactValue>(&tree[id].node);
    return fact != nullptr && fact->fallback == none ? fact : nullptr;
}

bool is_number_constant(const Tree& tree, ExprId id) {
    return std::holds_alternative<NumberConstant>(tree[id].node);
}

const values::Rational* constant_number(const Tree& tree, ExprId id) {
    const auto* constant = std::get_if<NumberConstant>(&tree[id].node);
    return constant != nullptr && constant->value.is_single() ? &constant->value.low.value
                                                              : nullptr;
}

std::optional<values::Day> constant_day(const Tree& tree, ExprId id) {
    const auto* constant = std::get_if<DateConstant>(&tree[id].node);
    if (constant == nullptr || !constant->value.is_single()) return std::nullopt;
    return constant->value.low;
}

std::uint32_t parts_wanted(const AtLeastOf& node, bool holds) {
    return holds ? node.count : node.parts.count - node.count + 1;
}

Comparison mirrored(Comparison comparison) {
    switch (comparison) {
        case Comparison::less:
            return Comparison::greater;
        case Comparison::less_or_equal:
            return Comparison::greater_or_equal;
        case Comparison::greater:
            return Comparison::less;
        case Comparison::greater_or_equal:
            return Comparison::less_or_equal;
        case Comparison::equal:
            break;
    }
    return comparison;
}

DateRelation mirrored(DateRelation relation) {
    switch (relation) {
        case DateRelation::before:
            return DateRelation::after;
        case DateRelation::after:
            return DateRelation::before;
        case DateRelation::on:
            break;
    }
    return relation;
}

Comparison opposite(Comparison comparison) {
    switch (comparison) {
        case Comparison::less:
            return Comparison::greater_or_equal;
        case Comparison::less_or_equal:
            return Comparison::greater;
        case Comparison::greater:
            return Comparison::less_or_equal;
        case Comparison::greater_or_equal:
            return Comparison::less;
        case Comparison::equal:
            break;
    }
    return comparison;
}

}  // namespace caveat::model
