// Sentences on numbers and scores: `pain nrs is 8, at least 7`, `wells dvt is 3, likely`.

#include "explain/findings.hpp"
#include "explain/wording.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <utility>

namespace caveat::explain {

using model::Comparison;
using model::ExprId;

namespace {

std::string_view comparing_word(Comparison comparison, bool holds) {
    if (comparison == Comparison::equal) return holds ? "" : "not ";
    switch (holds ? comparison : opposite(comparison)) {
        case Comparison::less:
            return "less than ";
        case Comparison::less_or_equal:
            return "at most ";
        case Comparison::greater:
            return "more than ";
        case Comparison::equal:
        case Comparison::greater_or_equal:
            break;
    }
    return "at least ";
}

bool is_computed(const model::Node& node) {
    return std::holds_alternative<model::Arithmetic>(node) ||
           std::holds_alternative<model::Extreme>(node) ||
           std::holds_alternative<model::Rounded>(node);
}

/// The unit in which a value is spoken: a computed one gives way to the one that was written.
const values::Unit& spoken_unit(const model::RuleSet& rules, ExprId value, ExprId beside) {
    const model::Expr& expr = rules.tree[value];
    const model::Expr& other = rules.tree[beside];
    return rules.tree.unit(is_computed(expr.node) && other.unit != 0 ? other.unit : expr.unit);
}

/// A fact, a field or a score goes by the name that it was declared with, also where a term is
/// nothing but another name for it.
bool has_own_name(const model::RuleSet& rules, ExprId value, model::NameIndex name) {
    const model::Node& node = rules.tree[value].node;
    return name != 0 && !model::place_of(node) &&
           !std::holds_alternative<model::ScoreValue>(node) &&
           !std::holds_alternative<model::NumberConstant>(node);
}

/// `weeks since …` has named its unit already.
bool has_named_unit(const model::RuleSet& rules, ExprId value, model::NameIndex name,
                    const values::Unit& beside) {
    if (has_own_name(rules, value, name)) return false;
    const model::Expr& expr = rules.tree[value];
    const values::Unit& own = rules.tree.unit(expr.unit);
    return std::holds_alternative<model::TimeSince>(expr.node) &&
           own.dimension == beside.dimension && own.factor == beside.factor;
}

}  // namespace

void Wording::value_of_number(ExprId id, const values::Unit& unit, bool names_unit,
                              std::span<const values::Rational> beside) {
    if (view == nullptr) return;
    said.spoken = range_words(spoken_range(*view, id), unit, names_unit, beside);
    if (view->values.numbers[rules.tree[id].slot].is_single()) said.value = said.spoken;
}

std::string Wording::value_or_name(ExprId value, model::NameIndex name) const {
    return has_own_name(rules, value, name) ? rules.tree.name(name) : value_words(rules, value);
}

std::vector<values::Rational> Wording::numbers_of(ExprId id) const {
    const auto* constant = std::get_if<model::NumberConstant>(&rules.tree[id].node);
    if (constant == nullptr && view == nullptr) return {};
    const values::Range& range =
        constant != nullptr ? constant->value : view->values.numbers[rules.tree[id].slot];
    if (!range.is_single()) return {};
    return {range.low.value};
}

void Wording::number(const model::Compare& test) {
    auto [comparison, left, right, left_name, right_name] = test;
    if (model::is_number_constant(rules.tree, left) &&
        !model::is_number_constant(rules.tree, right)) {
        std::swap(left, right);
        std::swap(left_name, right_name);
        comparison = mirrored(comparison);
    }
    said.op = operator_of(comparison);
    said.subject = value_or_name(left, left_name);
    const std::string_view word = comparing_word(comparison, holds);
    if (model::is_number_constant(rules.tree, right)) {
        const values::Unit& unit = unit_of(right);
        const bool names_unit = !has_named_unit(rules, left, left_name, unit);
        const auto& limit = std::get<model::NumberConstant>(rules.tree[right].node).value;
        said.threshold = number_words(limit.low.value, unit, names_unit);
        value_of_number(left, spoken_unit(rules, left, right), names_unit, {&limit.low.value, 1});
        said.predicate = put({word, said.threshold});
        return;
    }
    said.threshold = value_or_name(right, right_name);
    value_of_number(left, spoken_unit(rules, left, right), true, numbers_of(right));
    const std::string_view than = word.empty() ? "equal to " : word;
    said.predicate = put({than, said.threshold});
    if (view != nullptr) other_value = spoken_value(*view, right);
}

void Wording::between(const model::Between& node) {
    said.op = Operator::between;
    said.subject = value_or_name(node.value, node.value_name);
    const values::Unit& unit = unit_of(node.low);
    const bool names_unit = !has_named_unit(rules, node.value, node.value_name, unit);
    const auto limit = [&](ExprId id, bool with_unit) {
        if (!model::is_number_constant(rules.tree, id)) return value_words(rules, id);
        const auto& value = std::get<model::NumberConstant>(rules.tree[id].node).value;
        return number_words(value.low.value, unit_of(id), with_unit);
    };
    const bool same_unit = rules.tree[node.low].unit == rules.tree[node.high].unit;
    said.threshold =
        put({limit(node.low, names_unit && !same_unit), " and ", limit(node.high, names_unit)});
    std::vector<values::Rational> ends = numbers_of(node.low);
    for (const values::Rational& end : numbers_of(node.high)) ends.push_back(end);
    value_of_number(node.value, spoken_unit(rules, node.value, node.low), names_unit, ends);
    said.predicate = put({holds ? "between " : "not between ", said.threshold});
}

void Wording::band(const model::InBand& node) {
    said.op = Operator::in_band;
    said.subject = value_words(rules, node.value);
    said.threshold = rules.scores[node.score].bands[node.band].name;
    const model::Interval& covered = rules.scores[node.score].bands[node.band].interval;
    std::vector<values::Rational> ends;
    for (const values::Bound& end : {covered.low, covered.high}) {
        if (end.is_finite()) ends.push_back(end.value);
    }
    value_of_number(node.value, unit_of(node.value), true, ends);
    said.predicate = holds ? said.threshold : "not " + said.threshold;
}

}  // namespace caveat::explain
