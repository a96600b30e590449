// What facts say of themselves: when they are asked (`only if`), and what counts where they are not
// answered (`otherwise`).

#include "check/compiler.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace caveat::check {

using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;

ExprId Compiler::gate(std::uint32_t index) {
    if (gates_[index]) {
        use_again("gate", index);
        return *gates_[index];
    }
    const language::FactEntry& entry = context_.document.facts[index];
    if (!entry.only_if) {
        gates_[index] = none;
        return none;
    }
    if (!begin("gate", index, entry.name.span)) return none;
    const ExprId made = condition(*context_.sentences.facts[index].only_if);
    end();
    gates_[index] = made;
    context_.rules.gate[index] = made;
    return made;
}

ExprId Compiler::fallback(std::uint32_t index) {
    const language::FactEntry& entry = context_.document.facts[index];
    if (!entry.otherwise) return none;
    if (!begin("fall-back", index, entry.name.span)) return none;
    const language::NodeId root = *context_.sentences.facts[index].otherwise;
    const language::Node& node = syntax().nodes[root];
    const facts::ValueType& type = fact(index).type;
    const Span span = entry.otherwise->span;
    ExprId made = none;
    if (std::holds_alternative<language::Quantified>(node.content)) {
        if (type.kind == FactKind::yes_no) {
            made = condition(root);
        } else {
            with(context_.error("wrong-kind", span,
                                quoted(words(span)) + " is yes or no, but " +
                                    quoted(fact(index).name) + " is not"))
                .help("write `count of …`, `latest … of …` or another measure");
        }
    } else if (std::holds_alternative<language::CountOfThings>(node.content) ||
               std::holds_alternative<language::Measure>(node.content)) {
        made = fallback_value(root, index, span);
    } else if (!std::holds_alternative<language::Broken>(node.content)) {
        with(context_.error("bad-fall-back", span,
                            "`otherwise` takes a count, a quantifier or a measure over records"))
            .help("write `count of …`, `any … where …` or `latest … of …`");
    }
    if (made != none &&
        (std::holds_alternative<model::Gated>(tree()[made].node) || !gates_of(made).empty())) {
        with(context_.error("bad-fall-back", span,
                            "`otherwise` may not look at facts that have a gate (`only if`)"))
            .help("put the gate on " + quoted(fact(index).name) + " instead");
        made = none;
    }
    end();
    return made;
}

ExprId Compiler::fallback_value(language::NodeId root, std::uint32_t index, Span span) {
    Operand found = operand(root);
    if (found.is_broken()) return none;
    const facts::ValueType& type = fact(index).type;
    if (!require_kind(found, value_kind_of(type.kind),
                      "of the kind of " + quoted(fact(index).name))) {
        return none;
    }
    if (type.kind == FactKind::number) {
        const values::Unit target = type.unit.value_or(values::Unit{});
        if (!is_same_kind(tree().unit(found.unit), target)) {
            with(context_.error(
                     "different-units", span,
                     quoted(words(span)) + " has another unit than " + quoted(fact(index).name)))
                .help("give both the same unit");
            return none;
        }
    }
    if (type.kind == FactKind::choice || type.kind == FactKind::choices) {
        const auto same_code = [](const facts::Code& a, const facts::Code& b) {
            return a.key == b.key;
        };
        const bool same = found.type != nullptr &&
                          std::equal(type.codes.begin(), type.codes.end(),
                                     found.type->codes.begin(), found.type->codes.end(), same_code);
        if (!same) {
            with(context_.error(
                     "different-codes", span,
                     quoted(words(span)) + " has other codes than " + quoted(fact(index).name)))
                .help("list the same codes in the same order in both");
            return none;
        }
    }
    return found.id;
}

ValueKind Compiler::value_kind_of(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return ValueKind::yes_no;
        case FactKind::number:
            return ValueKind::number;
        case FactKind::choice:
            return ValueKind::choice;
        case FactKind::choices:
            return ValueKind::choices;
        case FactKind::date:
        case FactKind::records:
            break;
    }
    return ValueKind::date;
}

ExprId Compiler::gated(ExprId test) {
    if (test == none || !has_gates_) return test;
    std::vector<ExprId> gates;
    gather_gates(test, gates);
    if (gates.empty()) return test;
    const Span span = tree()[test].span;
    const std::uint32_t scope = tree()[test].scope;
    const model::Children children = tree().add_children(gates);
    return tree().add(model::Gated{test, children}, span, ValueKind::truth, scope);
}

std::vector<ExprId> Compiler::gates_of(ExprId value) {
    auto known = gates_of_values_.find(value);
    if (known == gates_of_values_.end()) {
        const std::size_t outer_height = std::exchange(height_, 0);
        GatesOfValue found;
        gather_gates(value, found.gates);
        found.height = std::exchange(height_, outer_height);
        known = gates_of_values_.emplace(value, std::move(found)).first;
    }
    height_ = std::max(height_, known->second.height);
    return known->second.gates;
}

void Compiler::gather_gates(ExprId id, std::vector<ExprId>& gates) {
    const auto add_gate = [&](ExprId gate) {
        const bool is_new = std::find(gates.begin(), gates.end(), gate) == gates.end();
        if (gate != none && is_new) gates.push_back(gate);
    };
    const auto one = [&](ExprId value) {
        for (const ExprId gate : gates_of(value)) add_gate(gate);
    };
    const auto run = [&](model::Children parts) {
        const auto ids = tree().children(parts);
        // Finding a gate adds to the tree.
        for (const ExprId part : std::vector<ExprId>(ids.begin(), ids.end())) one(part);
    };
    const model::Node node = tree()[id].node;
    model::visit(model::Overloaded{
                     [&](const model::FactValue& n) { add_gate(gate(n.fact)); },
                     [](const model::FieldValue&) {},
                     []<model::ConstantNode Constant>(const Constant&) {},
                     [&](const model::Arithmetic& n) { one(n.left), one(n.right); },
                     [&](const model::Extreme& n) { run(n.values); },
                     [&](const model::Rounded& n) { one(n.value); },
                     [&](const model::RecordCount& n) { add_gate(gate(n.records)); },
                     [&](const model::CodeCount& n) { one(n.codes); },
                     [&](const model::Measure& n) { add_gate(gate(n.records)); },
                     [&](const model::TimeSince& n) { one(n.date); },
                     [](const model::ScoreValue&) {},
                     [&](const model::All& n) { run(n.parts); },  // both ends of `exactly`
                     [](const model::Any&) {},
                     [](const model::AtLeastOf&) {},
                     [&](const model::Not& n) { one(n.part); },  // in the words of a test
                     [](const model::Gated&) {},
                     [&](const model::YesNo& n) { one(n.value); },
                     [&](const model::Compare& n) { one(n.left), one(n.right); },
                     [&](const model::Between& n) { one(n.value); },
                     [](const model::InBand&) {},
                     [&](const model::IsOneOf& n) { one(n.value); },
                     [&](const model::Includes& n) { one(n.value); },
                     [&](const model::IsEmpty& n) { one(n.value); },
                     [&](const model::DateTest& n) { one(n.left), one(n.right); },
                     [&](const model::WithinLast& n) { one(n.date); },
                     [&](const model::MoreThanAgo& n) { one(n.date); },
                     [&](const model::RecordsAtLeast& n) { add_gate(gate(n.records)); },
                     [&](const model::RecordsAtMost& n) { add_gate(gate(n.records)); },
                 },
                 node);
}

}  // namespace caveat::check
