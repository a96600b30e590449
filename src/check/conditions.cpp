// Conditions: and, or, not, k-of-n, quantifiers, names and phrases, with `not` moved inward.
// Entrance: Compiler::truth.

#include "check/compiler.hpp"
#include "check/scope.hpp"

#include <algorithm>

namespace caveat::check {

using language::NameKind;
using language::NodeId;
using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;

ExprId Compiler::condition(const Parsed& parsed, bool positive) {
    const Enter enter(*this, {model::patient_scope, nullptr, &parsed.syntax});
    return truth(parsed.root, positive);
}

ExprId Compiler::truth(NodeId id, bool positive) {
    const auto known = compiled_.find({id, positive});
    if (known != compiled_.end()) return known->second;
    const Deeper deeper(*this, scope_.syntax->nodes[id].span);
    if (deeper.is_too_deep()) return none;
    const ExprId made = new_truth(id, positive);
    compiled_.emplace(std::pair(id, positive), made);
    return made;
}

ExprId Compiler::new_truth(NodeId id, bool positive) {
    const language::Node& node = scope_.syntax->nodes[id];
    const auto parts = [&](const std::vector<NodeId>& ids, bool all) {
        return group(ids, all, positive, node.span);
    };
    return std::visit(
        model::Overloaded{
            [&](const language::And& n) { return parts(n.parts, positive); },
            [&](const language::Or& n) { return parts(n.parts, !positive); },
            [&](const language::Not& n) { return truth(n.part, !positive); },
            [&](const language::CountOf& n) { return count_of(n, positive, node.span); },
            [&](const language::NameUse& n) { return name_test(n, positive, node.span); },
            [&](const language::PhraseUse& n) { return phrase_test(n, positive); },
            [&](const language::Quantified& n) { return quantified(n, positive, node.span); },
            [&](const auto&) { return test(node, positive); },
        },
        node.content);
}

ExprId Compiler::all_or_any(std::vector<ExprId> parts, bool all, Span span) {
    if (std::find(parts.begin(), parts.end(), none) != parts.end()) return none;
    if (parts.size() == 1) return parts.front();
    std::uint32_t scope = model::patient_scope;
    for (const ExprId part : parts) scope = std::min(scope, tree()[part].scope);
    const model::Children children = tree().add_children(parts);
    if (all) return tree().add(model::All{children}, span, ValueKind::truth, scope);
    return tree().add(model::Any{children}, span, ValueKind::truth, scope);
}

ExprId Compiler::group(std::span<const NodeId> parts, bool all, bool positive, Span span) {
    std::vector<ExprId> compiled;
    for (const NodeId part : parts) compiled.push_back(truth(part, positive));
    return all_or_any(std::move(compiled), all, span);
}

ExprId Compiler::count_of(const language::CountOf& node, bool positive, Span span) {
    const auto size = static_cast<std::int64_t>(node.parts.size());
    const auto count = whole_count(node.count, 0, "a number of conditions");
    // Both polarities of a counted part would report its mistakes twice.
    if (!count) {
        group(node.parts, true, true, span);
        return none;
    }
    const bool at_least = node.quantity == language::Quantity::at_least;
    const std::int64_t least = at_least ? 1 : 0;
    const std::int64_t most = node.quantity == language::Quantity::at_most ? size - 1 : size;
    if (*count < least || *count > most) {
        if (context_.has_error_inside(span)) return none;
        with(context_.error("decided-test", node.count.span,
                            "counting to " + quoted(words(node.count.span)) + " among " +
                                std::to_string(size) + " conditions decides nothing"))
            .help("count from " + std::to_string(least) + " to " + std::to_string(most));
        group(node.parts, true, true, span);
        return none;
    }
    switch (node.quantity) {
        case language::Quantity::at_least:
            return positive ? at_least_of(*count, node.parts, true, span)
                            : at_least_of(size - *count + 1, node.parts, false, span);
        case language::Quantity::at_most:
            return positive ? at_least_of(size - *count, node.parts, false, span)
                            : at_least_of(*count + 1, node.parts, true, span);
        default:
            break;
    }
    // Exactly n is at least n and at most n; its negation is at most n - 1 or at least n + 1.
    std::vector<ExprId> halves;
    if (positive) {
        if (*count > 0) halves.push_back(at_least_of(*count, node.parts, true, span));
        if (*count < size) halves.push_back(at_least_of(size - *count, node.parts, false, span));
    } else {
        if (*count > 0) halves.push_back(at_least_of(size - *count + 1, node.parts, false, span));
        if (*count < size) halves.push_back(at_least_of(*count + 1, node.parts, true, span));
    }
    return all_or_any(std::move(halves), positive, span);
}

ExprId Compiler::at_least_of(std::int64_t count, const std::vector<NodeId>& parts, bool positive,
                             Span span) {
    std::vector<ExprId> compiled;
    for (const NodeId part : parts) compiled.push_back(truth(part, positive));
    if (std::find(compiled.begin(), compiled.end(), none) != compiled.end()) return none;
    if (count == 1) return all_or_any(std::move(compiled), false, span);
    if (count == static_cast<std::int64_t>(parts.size())) {
        return all_or_any(std::move(compiled), true, span);
    }
    std::uint32_t scope = model::patient_scope;
    for (const ExprId part : compiled) scope = std::min(scope, tree()[part].scope);
    const model::Children children = tree().add_children(compiled);
    return tree().add(model::AtLeastOf{static_cast<std::uint32_t>(count), children}, span,
                      ValueKind::truth, scope);
}

ExprId Compiler::yes_no_test(const Operand& operand, bool positive) {
    if (operand.is_broken()) return none;
    return add(model::YesNo{operand.id, !positive}, operand.span, ValueKind::truth, {operand.id});
}

ExprId Compiler::name_test(const language::NameUse& node, bool positive, Span span) {
    if (node.name.entry == nullptr && !node.name.slot) return none;
    if (node.name.entry != nullptr && !node.name.is_field &&
        node.name.entry->kind == NameKind::term && !is_value(node.name.entry->index)) {
        return term(node.name.entry->index, positive);
    }
    std::vector<ExprId> gates;
    open_gates_.push_back(&gates);
    const Operand operand = name_value(node, span);
    open_gates_.pop_back();
    if (operand.is_broken()) return none;
    if (!require_kind(operand, ValueKind::yes_no, "a yes/no fact or a term")) return none;
    return gated(yes_no_test(operand, positive), gates, positive);
}

ExprId Compiler::quantified(const language::Quantified& node, bool positive, Span span) {
    if (node.records.entry == nullptr) return none;
    const std::uint32_t records = node.records.entry->index;
    if (context_.fact_is_broken[records] != 0) return none;
    std::int64_t count = 1;
    if (node.count) {
        const std::int64_t least = node.quantity == language::Quantity::at_least ? 1 : 0;
        const auto written = whole_count(*node.count, least, "a number of records");
        if (!written) {
            bool is_broken = false;
            where(records, node.where, true, is_broken);
            return none;
        }
        count = *written;
    }
    std::vector<ExprId> gates;
    open_gates_.push_back(&gates);
    note_gate(records);
    open_gates_.pop_back();
    const auto at_least = [&](std::int64_t n, bool holds) {
        return records_at_least(records, n, node.where, holds, span);
    };
    ExprId made = none;
    switch (node.quantity) {
        case language::Quantity::any:
            made = at_least(1, positive);
            break;
        case language::Quantity::none:
            made = at_least(1, !positive);
            break;
        case language::Quantity::at_least:
            made = at_least(count, positive);
            break;
        case language::Quantity::at_most:
            made = at_least(count + 1, !positive);
            break;
        case language::Quantity::exactly: {
            std::vector<ExprId> halves;
            if (count > 0) halves.push_back(at_least(count, positive));
            halves.push_back(at_least(count + 1, !positive));
            made = all_or_any(std::move(halves), positive, span);
            break;
        }
    }
    return gated(made, gates, positive);
}

ExprId Compiler::records_at_least(std::uint32_t records, std::int64_t count,
                                  const std::optional<NodeId>& body, bool positive, Span span) {
    bool is_broken = false;
    const model::Where counted = where(records, body, positive, is_broken);
    if (is_broken) return none;
    if (positive) {
        return add(model::RecordsAtLeast{records, count, counted}, span, ValueKind::truth, {});
    }
    return add(model::RecordsAtMost{records, count - 1, counted}, span, ValueKind::truth, {});
}

}  // namespace caveat::check
