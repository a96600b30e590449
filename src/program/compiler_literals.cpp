// From conditions that are no "and" or "or" to literals, each distinct one once. Entrance:
// ProgramCompiler::literal_of.

#include "model/evaluation.hpp"
#include "model/walk.hpp"
#include "program/compiler.hpp"

#include <algorithm>

namespace caveat::program {

using model::ExprId;

namespace {

SourceKind source_kind(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return SourceKind::yes_no;
        case FactKind::number:
            return SourceKind::number;
        case FactKind::choice:
            return SourceKind::choice;
        case FactKind::choices:
            return SourceKind::choices;
        case FactKind::date:
            return SourceKind::date;
        case FactKind::records:
            break;
    }
    return SourceKind::tree;
}

}  // namespace

/// Of a condition that cannot be lanes, whatever it is.
std::uint32_t ProgramCompiler::add_literal(SourceKind kind, std::uint32_t index, Literal literal) {
    const auto source_key = std::uint64_t{index} << 8U | static_cast<std::uint64_t>(kind);
    const auto next_source = static_cast<std::uint32_t>(program_.sources.size());
    const auto [source, is_new_source] = source_by_key_.try_emplace(source_key, next_source);
    if (is_new_source) program_.sources.push_back({kind, index, 0, 0});
    literal.source = source->second;
    std::string key;
    put(key, literal.source);
    put(key, static_cast<std::uint64_t>(literal.kind) * 2U + (literal.is_negated ? 1U : 0U));
    put(key, static_cast<std::uint64_t>(literal.low));
    put(key, static_cast<std::uint64_t>(literal.high));
    for (std::size_t i = 0; i < facts::CodeSet::capacity / 64; ++i) put(key, literal.codes.word(i));
    const auto next = static_cast<std::uint32_t>(program_.literals.size());
    const auto [found, is_new] = literal_by_key_.try_emplace(std::move(key), next);
    if (is_new) program_.literals.push_back(literal);
    return found->second;
}

std::optional<std::uint32_t> ProgramCompiler::plain(ExprId id, bool holds) {
    const auto test = plain_test(rules_, id);
    if (!test) return std::nullopt;
    Literal literal = test->literal;
    if (!holds) deny(literal);
    literal.subtree = subtree(id);
    if (test->subject.kind == Subject::Kind::count) {
        const auto index = count(test->subject);
        if (!index) return std::nullopt;
        return add_literal(SourceKind::count, *index, literal);
    }
    // What the declared range alone decides, and what no screening knows, the tree says best.
    const bool is_open = when_unanswered_[id] == Truth::unknown;
    if (test->subject.kind != Subject::Kind::fact || !is_open) return std::nullopt;
    const facts::ValueType& type = rules_.catalogue[test->subject.fact].type;
    if (type.codes.size() > facts::Packing::bits || type.to_as_of) return std::nullopt;
    return add_literal(source_kind(type.kind), test->subject.fact, literal);
}

std::uint32_t ProgramCompiler::tree_literal(ExprId id, bool holds) {
    Literal literal;
    literal.node = id;
    literal.subtree = subtree(id);
    if (!holds) deny(literal);
    return add_literal(SourceKind::tree, literal.subtree, literal);
}

std::uint32_t ProgramCompiler::literal_of(ExprId id, bool holds) {
    Derived result;
    const auto part = [&](ExprId child) {
        result.parts.push_back(literal_of_form(form(child, holds), equal_to_[child]));
    };
    const auto all = [&](model::Children parts) {
        for (const ExprId child : tree_.children(parts)) part(child);
    };
    // What is denied is the mirror image.
    const Derived::Kind every = holds ? Derived::Kind::all : Derived::Kind::any;
    const Derived::Kind any = holds ? Derived::Kind::any : Derived::Kind::all;
    const auto group = [&](Derived::Kind kind, model::Children parts) {
        result.kind = kind;
        all(parts);
        return derived(std::move(result), id);
    };
    return model::visit(model::Overloaded{
                            [&](const model::All& n) { return group(every, n.parts); },
                            [&](const model::Any& n) { return group(any, n.parts); },
                            [&](const model::AtLeastOf& n) {
                                result.count = model::parts_wanted(n, holds);
                                return group(Derived::Kind::at_least, n.parts);
                            },
                            [&](const model::Not& n) {
                                return literal_of_form(form(n.part, !holds), equal_to_[n.part]);
                            },
                            [&](const model::Gated& n) {
                                part(n.test);
                                return group(every, n.gates);
                            },
                            [&](const model::TestNode auto&) {
                                const auto literal = plain(id, holds);
                                return literal ? *literal : tree_literal(id, holds);
                            },
                            [&](const model::ValueNode auto&) { return tree_literal(id, holds); },
                        },
                        tree_[id].node);
}

std::uint32_t ProgramCompiler::derived(Derived derived, ExprId id) {
    for (const std::uint32_t part : derived.parts) {
        const Source& source = program_.sources[program_.literals[part].source];
        if (source.kind != SourceKind::derived) continue;
        derived.depth = std::max(derived.depth, program_.derived[source.index].depth + 1);
    }
    const auto index = static_cast<std::uint32_t>(program_.derived.size());
    program_.derived.push_back(std::move(derived));
    Literal literal;
    literal.node = id;
    return add_literal(SourceKind::derived, index, literal);
}

/// One literal that is worth as much as a form.
std::uint32_t ProgramCompiler::literal_of_form(const Form& form, ExprId id) {
    std::vector<std::uint32_t> alternatives;
    for (const LiteralSet& lane : form) {
        alternatives.push_back(lane.size() == 1 ? lane.front()
                                                : derived({Derived::Kind::all, 0, lane}, id));
    }
    if (alternatives.size() == 1) return alternatives.front();
    return derived({Derived::Kind::any, 0, std::move(alternatives)}, id);
}

std::uint32_t ProgramCompiler::subtree(ExprId root) {
    const auto next = static_cast<std::uint32_t>(program_.subtrees.size());
    const auto [found, is_new] = subtree_by_root_.try_emplace(root, next);
    if (is_new) program_.subtrees.push_back({root, order_of(root)});
    return found->second;
}

std::uint32_t ProgramCompiler::order_of(ExprId root) {
    // Many tests on one large score would copy it each time; from then on they share an order.
    const std::size_t most = 8 * tree_.size() + 4096;
    if (program_.ordered_nodes.size() > most) return whole_order();
    ++round_;
    std::vector<ExprId> open{root};
    std::vector<ExprId> nodes;
    std::vector<ExprId> needed;
    seen_[root] = round_;
    while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        if (tree_[id].scope == model::patient_scope) nodes.push_back(id);
        needed.clear();
        model::add_children(rules_, id, needed);
        for (const ExprId each : needed) {
            if (seen_[each] == round_) continue;
            seen_[each] = round_;
            open.push_back(each);
        }
    }
    std::sort(nodes.begin(), nodes.end());
    program_.orders.push_back({static_cast<std::uint32_t>(program_.ordered_nodes.size()),
                               static_cast<std::uint32_t>(nodes.size())});
    program_.ordered_nodes.insert(program_.ordered_nodes.end(), nodes.begin(), nodes.end());
    return static_cast<std::uint32_t>(program_.orders.size() - 1);
}

/// Every node that looks at the patient.
std::uint32_t ProgramCompiler::whole_order() {
    if (whole_order_ != none) return whole_order_;
    const auto first = static_cast<std::uint32_t>(program_.ordered_nodes.size());
    for (ExprId id = 0; id < tree_.size(); ++id) {
        if (tree_[id].scope == model::patient_scope) program_.ordered_nodes.push_back(id);
    }
    program_.orders.push_back(
        {first, static_cast<std::uint32_t>(program_.ordered_nodes.size()) - first});
    whole_order_ = static_cast<std::uint32_t>(program_.orders.size() - 1);
    return whole_order_;
}

}  // namespace caveat::program
