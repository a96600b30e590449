// What names stand for: terms, phrases, gates, fall-backs and scores, each compiled once, and the
// cycles among them.

#include "check/compiler.hpp"
#include "check/scope.hpp"

#include <algorithm>
#include <utility>

namespace caveat::check {

using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;

Compiler::Compiler(Context& context)
    : context_(context),
      terms_(context.document.terms.size()),
      scores_(context.document.scores.size()),
      gates_(context.document.facts.size()),
      fact_values_(context.document.facts.size()) {
    context.rules.fact_value.assign(context.document.facts.size(), none);
    context.rules.gate.assign(context.document.facts.size(), none);
}

std::string Compiler::words(Span span) const {
    return context_.words(span);
}

ExprId Compiler::add(model::Node node, Span span, ValueKind kind,
                     std::initializer_list<ExprId> reads, std::uint32_t unit) {
    std::uint32_t scope = model::patient_scope;
    for (const ExprId id : reads) scope = std::min(scope, tree()[id].scope);
    return tree().add(std::move(node), span, kind, scope, unit);
}

ExprId Compiler::gated(ExprId test, const std::vector<ExprId>& gates, bool positive) {
    if (test != none && !positive) tree().deny(test);
    if (test == none || gates.empty()) return test;
    const Span span = tree()[test].span;
    const std::uint32_t scope = tree()[test].scope;
    const model::Children children = tree().add_children(gates);
    return tree().add(model::Gated{test, children}, span, ValueKind::truth, scope);
}

void Compiler::note_gate(std::uint32_t index) {
    const ExprId id = gate(index);
    if (id == none) return;
    for (std::vector<ExprId>* gates : open_gates_) {
        if (std::find(gates->begin(), gates->end(), id) == gates->end()) gates->push_back(id);
    }
}

bool Compiler::begin(std::string_view what, std::uint32_t index, Span span) {
    const auto is_same = [&](const Frame& frame) {
        return frame.what == what && frame.index == index;
    };
    const auto found = std::find_if(stack_.begin(), stack_.end(), is_same);
    if (found == stack_.end()) {
        stack_.push_back({what, index, span});
        return true;
    }
    Diagnostic& problem =
        context_.error("cycle", found->span, quoted(words(found->span)) + " is made of itself");
    for (auto frame = found + 1; frame != stack_.end(); ++frame) {
        with(problem).label(frame->span, "which uses " + quoted(words(frame->span)));
    }
    with(problem).help("say it without the name itself");
    return false;
}

ExprId Compiler::gate(std::uint32_t index) {
    if (gates_[index]) return *gates_[index];
    const language::FactEntry& entry = context_.document.facts[index];
    if (!entry.only_if) {
        gates_[index] = none;
        return none;
    }
    if (!begin("gate", index, entry.name.span)) return none;
    auto outer_gates = std::exchange(open_gates_, {});
    Parsed parsed;
    parsed.root =
        language::parse_condition(*entry.only_if, false, context_.parse_context(), parsed.syntax);
    const language::Node& node = parsed.syntax.nodes[parsed.root];
    const bool is_name = std::holds_alternative<language::NameUse>(node.content) ||
                         std::holds_alternative<language::Broken>(node.content);
    ExprId made = none;
    if (is_name) {
        made = condition(parsed, true);
    } else {
        with(context_.error("bad-gate", entry.only_if->span,
                            "`only if` names a yes/no fact or a term, not a condition"))
            .help("give the condition a name under `terms`, and write that name here");
    }
    open_gates_ = std::move(outer_gates);
    end();
    gates_[index] = made;
    context_.rules.gate[index] = made;
    return made;
}

ExprId Compiler::fallback(std::uint32_t index) {
    const language::FactEntry& entry = context_.document.facts[index];
    if (!entry.otherwise) return none;
    if (!begin("fall-back", index, entry.name.span)) return none;
    auto outer_gates = std::exchange(open_gates_, {});
    std::vector<ExprId> gates;
    open_gates_.push_back(&gates);
    Parsed parsed;
    parsed.root =
        language::parse_condition(*entry.otherwise, true, context_.parse_context(), parsed.syntax);
    const language::Node& node = parsed.syntax.nodes[parsed.root];
    const facts::ValueType& type = fact(index).type;
    const Span span = entry.otherwise->span;
    ExprId made = none;
    if (std::holds_alternative<language::Quantified>(node.content)) {
        if (type.kind == FactKind::yes_no) {
            made = condition(parsed, true);
        } else {
            with(context_.error("wrong-kind", span,
                                quoted(words(span)) + " is yes or no, but " +
                                    quoted(fact(index).name) + " is not"))
                .help("write `count of …`, `latest … of …` or another measure");
        }
    } else if (std::holds_alternative<language::CountOfThings>(node.content) ||
               std::holds_alternative<language::Measure>(node.content)) {
        made = fallback_value(parsed, index, span);
    } else if (!std::holds_alternative<language::Broken>(node.content)) {
        with(context_.error("bad-fall-back", span,
                            "`otherwise` takes a count, a quantifier or a measure over records"))
            .help("write `count of …`, `any … where …` or `latest … of …`");
    }
    if (made != none &&
        (!gates.empty() || std::holds_alternative<model::Gated>(tree()[made].node))) {
        with(context_.error("bad-fall-back", span,
                            "`otherwise` may not look at facts that have a gate (`only if`)"))
            .help("put the gate on " + quoted(fact(index).name) + " instead");
        made = none;
    }
    open_gates_ = std::move(outer_gates);
    end();
    return made;
}

ExprId Compiler::fallback_value(const Parsed& parsed, std::uint32_t index, Span span) {
    Operand found = operand(parsed);
    if (found.is_broken()) return none;
    const facts::ValueType& type = fact(index).type;
    if (!require_kind(found, value_kind_of(type.kind),
                      "of the kind of " + quoted(fact(index).name))) {
        return none;
    }
    if (type.kind == FactKind::number) {
        const values::Unit target = type.unit.value_or(values::Unit{});
        if (!is_same_dimension(tree().unit(found.unit), target)) {
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

namespace {

void note_all(const std::vector<std::vector<ExprId>*>& open, const std::vector<ExprId>& gates) {
    for (std::vector<ExprId>* list : open) {
        for (const ExprId id : gates) {
            if (std::find(list->begin(), list->end(), id) == list->end()) list->push_back(id);
        }
    }
}

}  // namespace

ExprId Compiler::term(std::uint32_t index, bool positive) {
    TermMemo& memo = terms_[index];
    auto& known = memo.truth[positive ? 1 : 0];
    if (!known) {
        if (!begin("term", index, context_.document.terms[index].name.span)) return none;
        auto outer_gates = std::exchange(open_gates_, {&memo.gates});
        known = condition(context_.terms[index], positive);
        open_gates_ = std::move(outer_gates);
        end();
    }
    note_all(open_gates_, memo.gates);
    return *known;
}

Operand Compiler::term_value(std::uint32_t index, Span span) {
    if (!is_value(index)) {
        Operand broken;
        broken.span = span;
        if (term(index, true) != none) refuse_condition(span);
        return broken;
    }
    TermMemo& memo = terms_[index];
    if (!memo.value) {
        Operand broken;
        broken.span = span;
        if (!begin("term", index, context_.document.terms[index].name.span)) return broken;
        auto outer_gates = std::exchange(open_gates_, {&memo.gates});
        memo.value = operand(context_.terms[index]);
        open_gates_ = std::move(outer_gates);
        end();
    }
    note_all(open_gates_, memo.gates);
    Operand made = *memo.value;
    made.span = span;
    return made;
}

std::vector<SlotValue> Compiler::slot_values(const std::vector<language::SlotArgument>& arguments,
                                             const std::vector<std::string>& slots,
                                             bool& is_broken) {
    std::vector<SlotValue> filled(slots.size());
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto found =
            std::find_if(arguments.begin(), arguments.end(),
                         [&](const auto& argument) { return argument.slot == slots[i]; });
        if (found == arguments.end()) {
            is_broken = true;
            continue;
        }
        if (const auto value = constant(found->value)) {
            filled[i] = {*value, found->value.span};
        } else {
            is_broken = true;
        }
    }
    return filled;
}

bool Compiler::is_value(const language::Node& node, std::size_t depth) const {
    const language::Entry* entry = nullptr;
    if (const auto* use = std::get_if<language::NameUse>(&node.content)) {
        if (use->name.slot) return true;
        entry = use->name.entry;
    } else if (const auto* phrase = std::get_if<language::PhraseUse>(&node.content)) {
        entry = phrase->phrase.entry;
    } else {
        return std::holds_alternative<language::NumberLiteral>(node.content) ||
               std::holds_alternative<language::DateLiteral>(node.content) ||
               std::holds_alternative<language::Arithmetic>(node.content) ||
               std::holds_alternative<language::FunctionCall>(node.content) ||
               std::holds_alternative<language::CountOfThings>(node.content) ||
               std::holds_alternative<language::TimeSince>(node.content) ||
               std::holds_alternative<language::Measure>(node.content);
    }
    if (entry == nullptr || entry->kind == language::NameKind::yes_no) return false;
    if (entry->kind != language::NameKind::term) return true;
    if (depth > context_.terms.size()) return false;  // a circle, reported elsewhere
    const Parsed& term = context_.terms[entry->index];
    return is_value(term.syntax.nodes[term.root], depth + 1);
}

bool Compiler::is_value(std::uint32_t term) const {
    const Parsed& parsed = context_.terms[term];
    return is_value(parsed.syntax.nodes[parsed.root], 0);
}

void Compiler::compile_all() {
    for (std::uint32_t i = 0; i < context_.document.facts.size(); ++i) {
        if (context_.fact_is_broken[i] != 0) continue;
        gate(i);
        if (context_.document.facts[i].otherwise)
            fact_value(i, context_.document.facts[i].name.span);
    }
    for (std::uint32_t i = 0; i < context_.terms.size(); ++i) {
        if (!context_.term_slots[i].empty()) continue;  // compiled where its slots are filled
        if (is_value(i)) {
            term_value(i, context_.document.terms[i].name.span);
        } else {
            term(i, true);
        }
    }
    for (std::uint32_t i = 0; i < context_.document.scores.size(); ++i) score(i);
}

namespace {

/// The same phrase with the same arguments is compiled once.
std::string phrase_key(std::uint32_t index, const std::vector<SlotValue>& slots, bool positive) {
    std::string key = std::to_string(index) + (positive ? "+" : "-");
    for (const SlotValue& slot : slots) {
        key += '/' + values::to_text(slot.constant.value);
        if (slot.constant.unit) key += slot.constant.unit->symbol;
    }
    return key;
}

}  // namespace

ExprId Compiler::phrase_test(const language::PhraseUse& node, bool positive) {
    if (node.phrase.entry == nullptr) return none;
    const std::uint32_t index = node.phrase.entry->index;
    if (is_value(index)) {
        std::vector<ExprId> gates;
        open_gates_.push_back(&gates);
        const Operand operand = phrase_value(node, node.phrase.span);
        open_gates_.pop_back();
        if (operand.is_broken()) return none;
        if (!require_kind(operand, ValueKind::yes_no, "a condition")) return none;
        return gated(yes_no_test(operand, positive), gates, positive);
    }
    bool is_broken = false;
    const auto slots = slot_values(node.arguments, context_.term_slots[index], is_broken);
    if (is_broken) return none;
    const std::string key = phrase_key(index, slots, positive);
    auto found = phrases_.find(key);
    if (found == phrases_.end()) {
        if (!begin("term", index, context_.document.terms[index].name.span)) return none;
        PhraseMemo memo;
        auto outer_gates = std::exchange(open_gates_, {&memo.gates});
        {
            const Parsed& parsed = context_.terms[index];
            const Enter enter(*this, {model::patient_scope, &slots, &parsed.syntax});
            memo.id = truth(parsed.root, positive);
        }
        open_gates_ = std::move(outer_gates);
        end();
        found = phrases_.emplace(key, std::move(memo)).first;
    }
    note_all(open_gates_, found->second.gates);
    return found->second.id;
}

Operand Compiler::phrase_value(const language::PhraseUse& node, Span span) {
    Operand made;
    made.span = span;
    if (node.phrase.entry == nullptr) return made;
    const std::uint32_t index = node.phrase.entry->index;
    if (!is_value(index)) {
        if (phrase_test(node, true) != none) refuse_condition(span);
        return made;
    }
    bool is_broken = false;
    const auto slots = slot_values(node.arguments, context_.term_slots[index], is_broken);
    if (is_broken) return made;
    if (!begin("term", index, context_.document.terms[index].name.span)) return made;
    const Parsed& parsed = context_.terms[index];
    {
        const Enter enter(*this, {model::patient_scope, &slots, &parsed.syntax});
        made = value(parsed.root);
    }
    end();
    made.span = span;
    return made;
}

}  // namespace caveat::check
