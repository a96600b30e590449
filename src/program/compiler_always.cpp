// Finds what has to be evaluated for every patient, whether it can matter or not, since it may meet
// something that has to be reported. Entrance: ProgramCompiler::find_always_evaluated.

#include "model/walk.hpp"
#include "program/compiler.hpp"

#include <algorithm>
#include <cmath>

namespace caveat::program {

using model::ExprId;

namespace {

constexpr double answer_bits = 60;  // 18 digits
constexpr double exact_bits = 120;  // of the 127 that exact arithmetic has
constexpr double record_bits = 14;  // of the number of records in one list

/// Bits of a whole number; nothing for a fraction.
std::optional<double> bits_of(const values::Rational& number) {
    const auto whole = values::to_int64(number);
    if (!whole) return std::nullopt;
    return std::log2(std::abs(static_cast<double>(*whole)) + 1);
}

std::optional<double> bits_of(const facts::ValueType& type) {
    const values::Unit unit = type.unit.value_or(values::Unit{});
    const auto factor = bits_of(unit.factor);
    if (!type.whole || !factor || !unit.offset.is_zero()) return std::nullopt;
    return answer_bits + *factor;
}

}  // namespace

/// An upper bound on the size of a number that is certainly whole, in bits.
std::optional<double> ProgramCompiler::whole_bits(ExprId id) const {
    const auto of = [&](ExprId child) { return whole_bits_[child]; };
    return model::visit(
        model::Overloaded{
            [&](const model::NumberConstant& node) -> std::optional<double> {
                if (!node.value.is_single()) return std::nullopt;
                return bits_of(node.value.low.value);
            },
            [&](const model::FactValue& node) -> std::optional<double> {
                if (node.fallback != model::none && !of(node.fallback)) return std::nullopt;
                const auto own = bits_of(rules_.catalogue[node.fact].type);
                if (!own || node.fallback == model::none) return own;
                return std::max(*own, *of(node.fallback));
            },
            [&](const model::RecordCount&) -> std::optional<double> { return record_bits; },
            [&](const model::CodeCount&) -> std::optional<double> { return record_bits; },
            [&](const model::TimeSince&) -> std::optional<double> {
                const auto unit = bits_of(tree_.unit(tree_[id].unit).factor);
                if (!unit) return std::nullopt;
                return answer_bits / 2 + *unit;
            },
            [&](const model::Measure& node) -> std::optional<double> {
                if (node.kind == model::MeasureKind::average) return std::nullopt;
                const auto one = bits_of(rules_.catalogue[node.records].fields[node.field].type);
                if (!one) return std::nullopt;
                return *one + record_bits;
            },
            [&](const model::Arithmetic& node) -> std::optional<double> {
                const auto left = of(node.left);
                const auto right = of(node.right);
                if (!left || !right) return std::nullopt;
                switch (node.op) {
                    case model::ArithmeticOperator::add:
                    case model::ArithmeticOperator::subtract:
                        return std::max(*left, *right) + 1;
                    case model::ArithmeticOperator::multiply:
                        return *left + *right;
                    case model::ArithmeticOperator::divide:
                        break;
                }
                return std::nullopt;
            },
            [&](const model::ScoreValue& node) -> std::optional<double> {
                double most = 0;
                const auto& entries = rules_.scores[node.score].entries;
                for (const model::ScoreEntry& entry : entries) {
                    const auto bits =
                        entry.condition != model::none ? bits_of(entry.weight) : of(entry.number);
                    const auto not_asked = bits_of(entry.not_asked);
                    if (!bits || !not_asked) return std::nullopt;
                    most = std::max({most, *bits, *not_asked});
                }
                return most + std::log2(static_cast<double>(entries.size()) + 1);
            },
            // No whole numbers, or none whose size is known.
            []<model::OneOf<model::FieldValue, model::DateConstant, model::Extreme, model::Rounded>
                   Value>(const Value&) -> std::optional<double> { return std::nullopt; },
            [](const model::ConditionNode auto&) -> std::optional<double> { return std::nullopt; },
        },
        tree_[id].node);
}

/// Whether exact arithmetic may leave its limits. Sums and products of whole numbers as small as
/// answers are do not.
bool ProgramCompiler::may_overflow(ExprId id) const {
    const model::Node& node = tree_[id].node;
    if (const auto* measure = std::get_if<model::Measure>(&node)) {
        const bool adds = measure->kind == model::MeasureKind::total ||
                          measure->kind == model::MeasureKind::average;
        const auto& type = rules_.catalogue[measure->records].fields[measure->field].type;
        return adds && type.kind == FactKind::number && !bits_of(type);
    }
    const bool computes = std::holds_alternative<model::Arithmetic>(node) ||
                          std::holds_alternative<model::Rounded>(node) ||
                          std::holds_alternative<model::ScoreValue>(node);
    return computes && (!whole_bits_[id] || *whole_bits_[id] >= exact_bits);
}

void ProgramCompiler::find_always_evaluated() {
    whole_bits_.resize(tree_.size());
    for (ExprId id = 0; id < tree_.size(); ++id) {
        if (tree_[id].kind == model::ValueKind::number) whole_bits_[id] = whole_bits(id);
        if (tree_[id].scope != model::patient_scope) continue;
        if (may_overflow(id)) program_.always_evaluated.push_back({none, subtree(id)});
        const auto* fact = std::get_if<model::FactValue>(&tree_[id].node);
        if (fact != nullptr && fact->fallback != model::none) find_always_evaluated_for(id);
    }
}

/// While no records are given, nothing can contradict an answer.
void ProgramCompiler::find_always_evaluated_for(ExprId id) {
    const std::uint32_t index = subtree(id);
    const std::size_t before = program_.always_evaluated.size();
    const auto add = [&](std::uint32_t records) {
        program_.always_evaluated.push_back({records, index});
    };
    for (const ExprId node : program_.nodes_of(program_.subtrees[index])) {
        if (std::holds_alternative<model::FactValue>(tree_[node].node)) continue;
        if (const auto records = model::fact_of(tree_[node].node)) add(*records);
    }
    // But a count, even of nothing known, is a whole number and never below 0; so may a total be.
    const auto& fact = std::get<model::FactValue>(tree_[id].node);
    const facts::ValueType& type = rules_.catalogue[fact.fact].type;
    const auto* measure = std::get_if<model::Measure>(&tree_[fact.fallback].node);
    const bool is_total = measure != nullptr && measure->kind == model::MeasureKind::total;
    const bool contradicts = type.kind == FactKind::number &&
                             (is_total || !type.whole || type.range.low < values::Bound(0));
    if (program_.always_evaluated.size() == before || contradicts)
        program_.always_evaluated.push_back({none, index});
}

}  // namespace caveat::program
