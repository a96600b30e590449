// From conditions to the interval that they ask a number to lie in. Entrance: number_tested_by.

#include "analysis/tested_number.hpp"

#include "model/totals.hpp"
#include "model/walk.hpp"

namespace caveat::analysis {

using model::ExprId;
using model::Interval;
using model::Tree;
using values::Rational;

namespace {

using Found = std::optional<TestedNumber>;

Found tested_by(const Tree& tree, const model::Between& test) {
    const Rational* low = model::constant_number(tree, test.low);
    const Rational* high = model::constant_number(tree, test.high);
    if (low == nullptr || high == nullptr) return std::nullopt;
    return TestedNumber{test.value, {*low, *high, true, true}};
}

Found tested_by(const Tree& tree, const model::Compare& test) {
    const Rational* right = model::constant_number(tree, test.right);
    const bool is_mirrored = right == nullptr;
    const Rational* limit = is_mirrored ? model::constant_number(tree, test.left) : right;
    if (limit == nullptr) return std::nullopt;
    TestedNumber tested{is_mirrored ? test.right : test.left, {}};
    const Rational& at = *limit;
    Interval& interval = tested.interval;
    using enum model::Comparison;
    switch (is_mirrored ? model::mirrored(test.comparison) : test.comparison) {
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
            break;
    }
    interval.low = interval.high = at;
    return tested;
}

Found tested_by(const Tree& tree, const std::vector<ExprId>& equal_to, const model::All& all) {
    Found both;
    for (const ExprId part : tree.children(all.parts)) {
        const Found next = number_tested_by(tree, equal_to, part);
        if (!next) return std::nullopt;
        if (both && equal_to[both->number] != equal_to[next->number]) return std::nullopt;
        both = both ? TestedNumber{both->number, overlap(both->interval, next->interval)} : *next;
    }
    return both;
}

}  // namespace

std::optional<TestedNumber> number_tested_by(const Tree& tree, const std::vector<ExprId>& equal_to,
                                             ExprId condition) {
    return model::visit(
        model::Overloaded{
            [&](const model::Gated& n) { return number_tested_by(tree, equal_to, n.test); },
            [&](const model::Between& n) { return tested_by(tree, n); },
            [&](const model::Compare& n) { return tested_by(tree, n); },
            [&](const model::All& n) { return tested_by(tree, equal_to, n); },
            // They leave gaps of their own, or ask no number to lie anywhere.
            []<model::OneOf<model::Any, model::AtLeastOf, model::Not> Joined>(
                const Joined&) -> Found { return std::nullopt; },
            []<model::OneOf<model::YesNo, model::InBand, model::IsOneOf, model::Includes,
                            model::IsEmpty, model::DateTest, model::WithinLast, model::MoreThanAgo,
                            model::RecordsAtLeast, model::RecordsAtMost>
                   Test>(const Test&) -> Found { return std::nullopt; },
            [](const model::ValueNode auto&) -> Found { return std::nullopt; },
        },
        tree[condition].node);
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
