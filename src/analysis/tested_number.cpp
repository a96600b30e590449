// From conditions to the interval that they ask a number to lie in. Entrance: number_tested_by.

#include "analysis/tested_number.hpp"

#include "model/totals.hpp"

namespace caveat::analysis {

using model::ExprId;
using model::Interval;
using model::Tree;
using values::Rational;

namespace {

std::optional<Rational> constant(const Tree& tree, ExprId id) {
    const auto* number = std::get_if<model::NumberConstant>(&tree[id].node);
    if (number == nullptr || !number->value.is_single()) return std::nullopt;
    return number->value.low.value;
}

std::optional<TestedNumber> tested_by(const Tree& tree, const model::Compare& test) {
    const auto right = constant(tree, test.right);
    const auto left = right ? std::nullopt : constant(tree, test.left);
    if (!right && !left) return std::nullopt;
    TestedNumber tested{right ? test.left : test.right, {}};
    const Rational at = right ? *right : *left;
    Interval& interval = tested.interval;
    using enum model::Comparison;
    switch (right ? test.comparison : mirrored(test.comparison)) {
        case less:
            interval.high = at;
            interval.high_is_included = false;
            return tested;
        case less_or_equal:
            interval.high = at;
            return tested;
        case greater:
            interval.low = at;
            interval.low_is_included = false;
            return tested;
        case greater_or_equal:
            interval.low = at;
            return tested;
        case equal:
            interval.low = interval.high = at;
            return tested;
    }
    return std::nullopt;
}

}  // namespace

std::optional<TestedNumber> number_tested_by(const Tree& tree, const std::vector<ExprId>& equal_to,
                                             ExprId condition) {
    const model::Node& node = tree[condition].node;
    if (const auto* gated = std::get_if<model::Gated>(&node)) {
        return number_tested_by(tree, equal_to, gated->test);
    }
    if (const auto* test = std::get_if<model::Between>(&node)) {
        const auto low = constant(tree, test->low);
        const auto high = constant(tree, test->high);
        if (!low || !high) return std::nullopt;
        return TestedNumber{test->value, {*low, *high, true, true}};
    }
    if (const auto* test = std::get_if<model::Compare>(&node)) return tested_by(tree, *test);
    const auto* all = std::get_if<model::All>(&node);
    if (all == nullptr) return std::nullopt;
    std::optional<TestedNumber> both;
    for (const ExprId part : tree.children(all->parts)) {
        const auto next = number_tested_by(tree, equal_to, part);
        if (!next) return std::nullopt;
        if (both && equal_to[both->number] != equal_to[next->number]) return std::nullopt;
        both = both ? TestedNumber{both->number, overlap(both->interval, next->interval)} : *next;
    }
    return both;
}

std::optional<Rational> in_own_unit(const Tree& tree, ExprId number, const Rational& base) {
    const values::Unit& unit = tree.unit(tree[number].unit);
    return unit.symbol.empty() ? std::optional(base) : values::from_base(base, unit);
}

std::string number_text(const Tree& tree, ExprId number, const Rational& base) {
    const auto value = in_own_unit(tree, number, base);
    const std::string& unit = tree.unit(tree[number].unit).symbol;
    if (!value) return values::to_text(base);
    return values::to_text(*value) + (unit.empty() ? "" : " " + unit);
}

}  // namespace caveat::analysis
