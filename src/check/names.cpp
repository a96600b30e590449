// What names stand for: terms, phrases, gates, fall-backs and scores, each compiled once, and the
// cycles among them.

#include "check/compiler.hpp"
#include "check/scope.hpp"
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

Compiler::Compiler(Context& context)
    : context_(context),
      terms_(context.document.terms.size()),
      scores_(context.document.scores.size()),
      gates_(context.document.facts.size()),
      fact_values_(context.document.facts.size()) {
    has_gates_ = std::any_of(context.document.facts.begin(), context.document.facts.end(),
                             [](const auto& entry) { return entry.only_if.has_value(); });
    context.rules.fact_value.assign(context.document.facts.size(), none);
    context.rules.gate.assign(context.document.facts.size(), none);
}

std::string Compiler::words(Span span) const {
    return context_.words(span);
}

model::NameIndex Compiler::name_of(const Operand& operand) {
    return tree().name_index(operand.is_named ? words(operand.span) : std::string());
}

ExprId Compiler::add(model::Node node, Span span, ValueKind kind,
                     std::initializer_list<ExprId> reads, std::uint32_t unit) {
    std::uint32_t scope = model::patient_scope;
    for (const ExprId id : reads) scope = std::min(scope, tree()[id].scope);
    return tree().add(std::move(node), span, kind, scope, unit);
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

bool Compiler::begin(std::string_view what, std::uint32_t index, Span span) {
    const auto is_same = [&](const Frame& frame) {
        return frame.what == what && frame.index == index;
    };
    const auto found = std::find_if(stack_.begin(), stack_.end(), is_same);
    if (found == stack_.end()) {
        stack_.push_back({what, index, span, std::exchange(height_, 0)});
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

void Compiler::end() {
    const Frame& frame = stack_.back();
    std::size_t& height = heights_[{frame.what, frame.index}];
    height = std::max(height, height_);
    height_ = std::max(height_, frame.outer_height);
    stack_.pop_back();
}

void Compiler::use_again(std::string_view what, std::uint32_t index) {
    const auto known = heights_.find({what, index});
    if (known != heights_.end()) height_ = std::max(height_, known->second);
}

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

ExprId Compiler::term(std::uint32_t index) {
    auto& known = terms_[index].truth;
    if (!known) {
        if (!begin("term", index, context_.document.terms[index].name.span)) return none;
        known = condition(context_.sentences.terms[index]);
        end();
    }
    use_again("term", index);
    return *known;
}

Operand Compiler::term_value(std::uint32_t index, Span span) {
    Operand broken;
    broken.span = span;
    if (!is_value(index)) {
        if (term(index) != none) refuse_condition(span);
        return broken;
    }
    auto& known = terms_[index].value;
    if (!known) {
        if (!begin("term", index, context_.document.terms[index].name.span)) return broken;
        known = operand(context_.sentences.terms[index]);
        end();
    }
    use_again("term", index);
    Operand made = *known;
    made.span = span;
    made.is_named = true;
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

namespace {

/// Whether a sentence stands for a value, or the term whose own sentence tells.
std::variant<bool, std::uint32_t> value_or_term(const language::Node& node) {
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
    return entry->index;
}

}  // namespace

bool Compiler::is_value(const language::Node& node) {
    const auto found = value_or_term(node);
    const auto* const term = std::get_if<std::uint32_t>(&found);
    return term == nullptr ? std::get<bool>(found) : is_value(*term);
}

bool Compiler::is_value(std::uint32_t term) {
    // Terms may be other names for one another, as many as there are.
    std::vector<std::uint32_t> passed;
    std::optional<bool> answer = terms_[term].is_value;
    while (!answer) {
        passed.push_back(term);
        terms_[term].is_value = false;  // a circle, reported elsewhere
        const auto found = value_or_term(syntax().nodes[context_.sentences.terms[term]]);
        if (const auto* const known = std::get_if<bool>(&found)) {
            answer = *known;
        } else {
            term = std::get<std::uint32_t>(found);
            answer = terms_[term].is_value;
        }
    }
    for (const std::uint32_t each : passed) terms_[each].is_value = answer;
    return *answer;
}

void Compiler::compile_all() {
    for (std::uint32_t i = 0; i < context_.document.facts.size(); ++i) {
        if (context_.fact_is_broken[i] != 0) continue;
        gate(i);
        if (context_.document.facts[i].otherwise)
            fact_value(i, context_.document.facts[i].name.span);
    }
    for (std::uint32_t i = 0; i < context_.sentences.terms.size(); ++i) {
        if (!context_.term_slots[i].empty()) continue;  // compiled where its slots are filled
        if (is_value(i)) {
            term_value(i, context_.document.terms[i].name.span);
        } else {
            term(i);
        }
    }
    for (std::uint32_t i = 0; i < context_.document.scores.size(); ++i) score(i);
}

namespace {

/// The same phrase with the same arguments is compiled once.
std::string phrase_key(std::uint32_t index, const std::vector<SlotValue>& slots) {
    std::string key = std::to_string(index);
    for (const SlotValue& slot : slots) {
        key += '/' + values::to_text(slot.constant.value);
        if (slot.constant.unit) key += slot.constant.unit->symbol;
    }
    return key;
}

}  // namespace

ExprId Compiler::phrase_test(const language::PhraseUse& node) {
    if (node.phrase.entry == nullptr) return none;
    const std::uint32_t index = node.phrase.entry->index;
    if (is_value(index)) {
        const Operand operand = phrase_value(node, node.phrase.span);
        if (operand.is_broken()) return none;
        if (!require_kind(operand, ValueKind::yes_no, "a condition")) return none;
        return yes_no_test(operand);
    }
    bool is_broken = false;
    const auto slots = slot_values(node.arguments, context_.term_slots[index], is_broken);
    if (is_broken) return none;
    const std::string key = phrase_key(index, slots);
    auto found = phrases_.find(key);
    if (found == phrases_.end()) {
        if (!begin("term", index, context_.document.terms[index].name.span)) return none;
        ExprId made = none;
        {
            const Enter enter(*this, {model::patient_scope, &slots});
            made = truth(context_.sentences.terms[index]);
        }
        end();
        found = phrases_.emplace(key, made).first;
    }
    use_again("term", index);
    return found->second;
}

Operand Compiler::phrase_value(const language::PhraseUse& node, Span span) {
    Operand made;
    made.span = span;
    if (node.phrase.entry == nullptr) return made;
    const std::uint32_t index = node.phrase.entry->index;
    if (!is_value(index)) {
        if (phrase_test(node) != none) refuse_condition(span);
        return made;
    }
    bool is_broken = false;
    const auto slots = slot_values(node.arguments, context_.term_slots[index], is_broken);
    if (is_broken) return made;
    const std::string key = phrase_key(index, slots);
    auto found = phrase_values_.find(key);
    if (found == phrase_values_.end()) {
        if (!begin("term", index, context_.document.terms[index].name.span)) return made;
        {
            const Enter enter(*this, {model::patient_scope, &slots});
            made = value(context_.sentences.terms[index]);
        }
        end();
        found = phrase_values_.emplace(key, made).first;
    }
    use_again("term", index);
    made = found->second;
    made.span = span;
    made.is_named = true;
    return made;
}

}  // namespace caveat::check
