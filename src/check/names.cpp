// What names stand for: terms, phrases, gates, fall-backs and scores, each compiled once, and the
// cycles among them. Entrance: Compiler::compile_all.

#include "text/names.hpp"

#include "check/compiler.hpp"
#include "check/scope.hpp"
#include "values/units.hpp"

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

namespace {

/// `week` of `ill for {k} week(s)`. A single letter may be any word: `{n} a day`.
std::optional<values::Unit> unit_behind(std::string_view phrase, std::string_view slot) {
    for (std::size_t open = phrase.find('{'); open != phrase.npos; open = phrase.find('{', open)) {
        const std::size_t close = std::min(phrase.find('}', open), phrase.size());
        const std::string_view name = phrase.substr(open + 1, close - open - 1);
        open = close;
        if (text::canonical_name(name) != slot) continue;
        const std::size_t begin = std::min(phrase.find_first_not_of(' ', close + 1), phrase.size());
        const std::size_t end = std::min(phrase.find_first_of(" (/", begin), phrase.size());
        if (end < begin + 2) return std::nullopt;
        return values::find_unit(phrase.substr(begin, end - begin));
    }
    return std::nullopt;
}

}  // namespace

std::vector<SlotValue> Compiler::slot_values(const std::vector<language::SlotArgument>& arguments,
                                             std::uint32_t term, bool& is_broken) {
    const std::vector<std::string>& slots = context_.term_slots[term];
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
            const auto said = unit_behind(context_.document.terms[term].name.text,
                                          text::canonical_name(slots[i]));
            if (said) filled[i].constant.said = &context_.units_said.emplace_back(*said);
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
    const auto slots = slot_values(node.arguments, index, is_broken);
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
    const auto slots = slot_values(node.arguments, index, is_broken);
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
