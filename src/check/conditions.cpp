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

ExprId Compiler::condition(NodeId root) {
    const Enter enter(*this, {model::patient_scope, nullptr});
    return truth(root);
}

ExprId Compiler::truth(NodeId id) {
    const auto known = compiled_.find(id);
    if (known != compiled_.end()) return known->second;
    Deeper deeper(*this, syntax().nodes[id].span);
    if (deeper.is_too_deep()) return none;
    ExprId made = new_truth(id);
    if (deeper.is_too_deep()) made = none;
    compiled_.emplace(id, made);
    return made;
}

ExprId Compiler::new_truth(NodeId id) {
    const language::Node& node = syntax().nodes[id];
    return std::visit(
        model::Overloaded{
            [&](const language::And& n) { return group(n.parts, true, node.span); },
            [&](const language::Or& n) { return group(n.parts, false, node.span); },
            [&](const language::Not& n) { return denied(truth(n.part), node.span); },
            [&](const language::CountOf& n) { return count_of(n, node.span); },
            [&](const language::NameUse& n) { return name_test(n, node.span); },
            [&](const language::PhraseUse& n) { return phrase_test(n); },
            [&](const language::Quantified& n) { return gated(quantified(n, node.span)); },
            [&]<model::OneOf<language::Compare, language::Between, language::IsCode,
                             language::Include, language::IsEmpty, language::DateTest,
                             language::WithinLast, language::MoreThanAgo, language::Measure,
                             language::Broken>
                    Test>(const Test&) { return test(node); },
            [&]<model::OneOf<language::NumberLiteral, language::DateLiteral, language::Arithmetic,
                             language::FunctionCall, language::CountOfThings, language::TimeSince>
                    Value>(const Value&) { return test(node); },
        },
        node.content);
}

ExprId Compiler::denied(ExprId condition, Span span) {
    if (condition == none) return none;
    return add(model::Not{condition}, span, ValueKind::truth, {condition});
}

ExprId Compiler::said(ExprId test, bool is_denied, Span span) {
    return is_denied ? denied(test, span) : test;
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

ExprId Compiler::group(std::span<const NodeId> parts, bool all, Span span) {
    std::vector<ExprId> compiled;
    for (const NodeId part : parts) compiled.push_back(truth(part));
    return all_or_any(std::move(compiled), all, span);
}

ExprId Compiler::count_of(const language::CountOf& node, Span span) {
    const auto size = static_cast<std::int64_t>(node.parts.size());
    const auto count = whole_count(node.count, 0, "a number of conditions");
    if (!count) {
        group(node.parts, true, span);
        return none;
    }
    const bool at_least = node.quantifier == language::Quantifier::at_least;
    const std::int64_t least = at_least ? 1 : 0;
    const std::int64_t most = node.quantifier == language::Quantifier::at_most ? size - 1 : size;
    if (*count < least || *count > most) {
        if (context_.has_error_inside(span)) return none;
        with(context_.error("decided-test", node.count.span,
                            "counting to " + quoted(words(node.count.span)) + " among " +
                                std::to_string(size) + " conditions decides nothing"))
            .help("count from " + std::to_string(least) + " to " + std::to_string(most));
        group(node.parts, true, span);
        return none;
    }
    const auto at_most = [&](std::int64_t n) {
        return denied(at_least_of(n + 1, node.parts, span), span);
    };
    if (at_least) return at_least_of(*count, node.parts, span);
    if (node.quantifier == language::Quantifier::at_most || *count == 0) return at_most(*count);
    const ExprId so_many = at_least_of(*count, node.parts, span);
    if (*count == size) return so_many;
    return all_or_any({so_many, at_most(*count)}, true, span);
}

ExprId Compiler::at_least_of(std::int64_t count, std::span<const NodeId> parts, Span span) {
    if (count == 1) return group(parts, false, span);
    if (count == static_cast<std::int64_t>(parts.size())) return group(parts, true, span);
    std::vector<ExprId> compiled;
    for (const NodeId part : parts) compiled.push_back(truth(part));
    if (std::find(compiled.begin(), compiled.end(), none) != compiled.end()) return none;
    std::uint32_t scope = model::patient_scope;
    for (const ExprId part : compiled) scope = std::min(scope, tree()[part].scope);
    const model::Children children = tree().add_children(compiled);
    return tree().add(model::AtLeastOf{static_cast<std::uint32_t>(count), children}, span,
                      ValueKind::truth, scope);
}

ExprId Compiler::yes_no_test(const Operand& operand) {
    if (operand.is_broken()) return none;
    return gated(add(model::YesNo{operand.id}, operand.span, ValueKind::truth, {operand.id}));
}

ExprId Compiler::name_test(const language::NameUse& node, Span span) {
    if (node.name.entry == nullptr && !node.name.slot) return none;
    if (node.name.entry != nullptr && !node.name.is_field &&
        node.name.entry->kind == NameKind::term && !is_value(node.name.entry->index)) {
        return term(node.name.entry->index);
    }
    const Operand operand = name_value(node, span);
    if (operand.is_broken()) return none;
    if (!require_kind(operand, ValueKind::yes_no, "a yes/no fact or a term")) return none;
    return yes_no_test(operand);
}

ExprId Compiler::quantified(const language::Quantified& node, Span span) {
    if (node.records.entry == nullptr) return none;
    const std::uint32_t records = node.records.entry->index;
    if (context_.fact_is_broken[records] != 0) return none;
    std::optional<std::int64_t> count = 1;
    if (node.count) {
        const std::int64_t least = node.quantifier == language::Quantifier::at_least ? 1 : 0;
        count = whole_count(*node.count, least, "a number of records");
    }
    bool is_broken = !count;
    const model::Where counted = where(records, node.where, is_broken);
    if (is_broken) return none;
    const auto at_least = [&] {
        return add(model::RecordsAtLeast{records, *count, counted}, span, ValueKind::truth, {});
    };
    const auto at_most = [&] {
        return add(model::RecordsAtMost{records, *count, counted}, span, ValueKind::truth, {});
    };
    switch (node.quantifier) {
        case language::Quantifier::any:
        case language::Quantifier::at_least:
            return at_least();
        case language::Quantifier::none:
            return denied(at_least(), span);
        case language::Quantifier::at_most:
            return at_most();
        case language::Quantifier::exactly:
            break;
    }
    if (*count == 0) return at_most();
    const ExprId first = at_least();
    return all_or_any({first, at_most()}, true, span);
}

}  // namespace caveat::check
