// From answers, values of nodes and constants to the structures that a `TestFound` shows.
// Entrances: tested_answer, tested_value, sides_of.

#include "explain/tested_value.hpp"

#include "explain/record_count.hpp"
#include "model/walk.hpp"

#include <array>

namespace caveat::explain {

using model::ExprId;
using model::ValueKind;

namespace {

std::optional<Decimal> decimal_of(const values::Bound& base, const values::Unit& unit) {
    if (!base.is_finite()) return std::nullopt;
    if (unit.symbol.empty()) return values::to_decimal(base.value);
    const auto own = values::from_base(base.value, unit);
    return own ? values::to_decimal(*own) : std::nullopt;
}

CodeMask mask_of(const facts::CodeSet& codes) {
    CodeMask mask;
    for (std::size_t i = 0; i < mask.words.size(); ++i) mask.words[i] = codes.word(i);
    return mask;
}

DateInterval days_of(const values::DateRange& dates) {
    return {values::date_of(dates.low), values::date_of(dates.high)};
}

NumberInterval whole(std::int64_t number) {
    const auto exact = Decimal::from_integer(number);
    return {exact, exact};
}

TestedValue counted(const TreeView& view, std::uint32_t records, const model::Where& where) {
    const Counted found = count_records(view, records, where);
    NumberInterval interval = whole(found.low);
    interval.high = found.is_open ? std::optional<Decimal>() : Decimal::from_integer(found.high);
    return interval;
}

/// A number in the unit of another value.
TestedValue number_beside(const TreeView& view, ExprId id, ExprId beside) {
    const model::Tree& tree = view.rules.tree;
    return interval_of(view.values.numbers[tree[id].slot], tree.unit(tree[beside].unit));
}

Sides sides_of_comparison(const TreeView& view, ExprId left, ExprId right) {
    if (model::is_number_constant(view.rules.tree, left) &&
        !model::is_number_constant(view.rules.tree, right))
        std::swap(left, right);
    return {number_beside(view, left, left), number_beside(view, right, left)};
}

Sides sides_of_band(const TreeView& view, const model::InBand& node) {
    const model::Interval& band = view.rules.scores[node.score].bands[node.band].interval;
    const values::Range covered{band.low, band.high, false};
    const model::Expr& value = view.rules.tree[node.value];
    return {tested_value(view, node.value), interval_of(covered, view.rules.tree.unit(value.unit))};
}

}  // namespace

NumberInterval interval_of(const values::Range& base, const values::Unit& unit) {
    const auto low = decimal_of(base.low, unit);
    return {low, base.is_single() ? low : decimal_of(base.high, unit)};
}

TestedValue tested_value(const TreeView& view, ExprId id) {
    const model::Expr& expr = view.rules.tree[id];
    const model::Values& values = view.values;
    switch (expr.kind) {
        case ValueKind::truth:
            return values.truths[expr.slot];
        case ValueKind::yes_no:
            return values.yes_no[expr.slot];
        case ValueKind::number:
            return number_beside(view, id, id);
        case ValueKind::choice:
            return mask_of(values.choices_one[expr.slot].present);
        case ValueKind::choices:
            return mask_of(values.choices[expr.slot].present);
        case ValueKind::date:
            break;
    }
    return days_of(values.dates[expr.slot]);
}

TestedValue tested_answer(const facts::Fact& fact, const facts::Value& answer) {
    if (answer.given != facts::Given::answered) return {};
    switch (fact.type.kind) {
        case FactKind::yes_no:
            return answer.truth;
        case FactKind::number:
            return interval_of(answer.numbers(), fact.type.unit.value_or(values::Unit{}));
        case FactKind::choice: {
            facts::CodeSet only;
            only.insert(answer.code);
            return mask_of(only);
        }
        case FactKind::choices:
            return mask_of(answer.present);
        case FactKind::date:
            return days_of(answer.dates);
        case FactKind::records:
            break;
    }
    return {};
}

Sides sides_of(const TreeView& view, ExprId test) {
    const auto value = [&](ExprId id) { return tested_value(view, id); };
    return model::visit(
        model::Overloaded{
            [&](const model::YesNo& n) -> Sides { return {value(n.value), {}}; },
            [&](const model::Compare& n) { return sides_of_comparison(view, n.left, n.right); },
            [&](const model::Between& n) -> Sides {
                const auto low = number_beside(view, n.low, n.value);
                const auto high = number_beside(view, n.high, n.value);
                NumberInterval limits;
                if (const auto* one = std::get_if<NumberInterval>(&low)) limits.low = one->low;
                if (const auto* one = std::get_if<NumberInterval>(&high)) limits.high = one->high;
                return {value(n.value), limits};
            },
            [&](const model::InBand& n) { return sides_of_band(view, n); },
            [&](const model::IsOneOf& n) -> Sides { return {value(n.value), mask_of(n.codes)}; },
            [&](const model::Includes& n) -> Sides { return {value(n.value), mask_of(n.codes)}; },
            [&](const model::IsEmpty& n) -> Sides { return {value(n.value), {}}; },
            [&](const model::DateTest& n) -> Sides { return {value(n.left), value(n.right)}; },
            [&](const model::WithinLast& n) -> Sides { return {value(n.date), whole(n.count)}; },
            [&](const model::MoreThanAgo& n) -> Sides { return {value(n.date), whole(n.count)}; },
            [&](const model::RecordsAtLeast& n) -> Sides {
                return {counted(view, n.records, n.where), whole(n.count)};
            },
            [&](const model::RecordsAtMost& n) -> Sides {
                return {counted(view, n.records, n.where), whole(n.count)};
            },
            [](const model::JoinedNode auto&) { return Sides(); },
            [](const model::ValueNode auto&) { return Sides(); },
        },
        view.rules.tree[test].node);
}

TestedValue plain_threshold(const model::RuleSet& rules, ExprId test) {
    const model::Node& node = rules.tree[test].node;
    if (const auto* one = std::get_if<model::IsOneOf>(&node)) return mask_of(one->codes);
    if (const auto* some = std::get_if<model::Includes>(&node)) return mask_of(some->codes);
    const auto* compare = std::get_if<model::Compare>(&node);
    if (compare == nullptr) return {};
    const bool is_mirrored = model::is_number_constant(rules.tree, compare->left);
    const ExprId limit = is_mirrored ? compare->left : compare->right;
    const model::Expr& value = rules.tree[is_mirrored ? compare->right : compare->left];
    return interval_of(std::get<model::NumberConstant>(rules.tree[limit].node).value,
                       rules.tree.unit(value.unit));
}

}  // namespace caveat::explain
