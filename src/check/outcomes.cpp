// Outcomes with their arguments filled in. Entrance: Outcomes::add.

#include "check/outcomes.hpp"

#include "text/names.hpp"

#include <algorithm>
#include <utility>

namespace caveat::check {

using text::quoted;
using text::with;

namespace {

/// `suggest {n} session(s) over {w} weeks` as a key: braces, parentheses and all but the first of
/// several alternatives dropped.
std::string outcome_key(std::string_view declared) {
    std::string plain;
    bool in_alternative = false;
    for (const char c : declared) {
        if (c == '/') in_alternative = true;
        if (c == ' ') in_alternative = false;
        if (in_alternative || c == '{' || c == '}' || c == '(' || c == ')') continue;
        plain += c;
    }
    return text::json_key(text::canonical_name(plain));
}

/// What follows the verb of `suggest {n} session(s) over {w} weeks`, with its arguments in place:
/// `4 sessions over 6 weeks`. Optional letters are there unless the number before them is 1; of
/// alternatives it is the first.
std::string name_after_verb(std::string_view declared,
                            const std::vector<OutcomeArgument>& arguments) {
    std::string name;
    bool is_one = false;
    bool in_alternative = false;
    std::size_t at = std::min(declared.find_first_of(" _-"), declared.size());
    at = std::min(declared.find_first_not_of(" _-", at), declared.size());
    while (at < declared.size()) {
        const char c = declared[at];
        if (c == ' ' || c == '_') in_alternative = false;
        const std::size_t close = c == '{' ? declared.find('}', at) : declared.find(')', at);
        const bool is_bracket = (c == '{' || c == '(') && close != std::string_view::npos;
        if (is_bracket) {
            const std::string_view inside = declared.substr(at + 1, close - at - 1);
            for (const OutcomeArgument& argument : arguments) {
                const bool is_slot =
                    text::canonical_name(argument.name) == text::canonical_name(inside);
                if (c != '{' || !is_slot) continue;
                const std::string number = argument.value.to_text();
                is_one = number == "1";
                if (!in_alternative) name += number;
            }
            if (c == '(' && !is_one && !in_alternative) name += inside;
            at = close + 1;
            continue;
        }
        if (c == '/') in_alternative = true;
        if (!in_alternative) name += c == '_' ? ' ' : c;
        ++at;
    }
    return name;
}

std::string filled_in(std::string_view say, const std::vector<OutcomeArgument>& arguments) {
    std::string filled;
    std::size_t at = 0;
    while (at < say.size()) {
        const std::size_t open = say.find('{', at);
        const std::size_t close = open == std::string_view::npos ? open : say.find('}', open);
        if (close == std::string_view::npos) break;
        filled += say.substr(at, open - at);
        const std::string slot = text::canonical_name(say.substr(open + 1, close - open - 1));
        for (const OutcomeArgument& argument : arguments) {
            if (text::canonical_name(argument.name) == slot) filled += argument.value.to_text();
        }
        at = close + 1;
    }
    return filled + std::string(say.substr(at));
}

}  // namespace

std::optional<OutcomeId> Outcomes::find(const language::OutcomeUse& use) {
    if (use.outcome.entry == nullptr) return std::nullopt;
    const std::uint32_t declaration = use.outcome.entry->index;
    if (!context_.outcome_verbs[declaration]) return std::nullopt;
    const language::OutcomeEntry& entry = context_.document.outcomes[declaration];
    model::Outcome outcome;
    outcome.declaration = declaration;
    std::string key = std::to_string(declaration);
    for (const std::string& slot : context_.outcome_slots[declaration]) {
        const auto given = std::find_if(
            use.arguments.begin(), use.arguments.end(),
            [&](const language::SlotArgument& argument) { return argument.slot == slot; });
        if (given == use.arguments.end()) return std::nullopt;
        const auto constant = constant_of(given->value, context_);
        if (!constant) return std::nullopt;
        const auto value = values::to_decimal(constant->value);
        if (constant->unit || !value) {
            Diagnostic& problem =
                context_.error("bad-argument", given->value.span, "an outcome takes plain numbers");
            with(problem).help("leave the unit out, and name it in the outcome's own words");
            if (!given->value.unit.empty()) {
                with(problem).fix("leave the unit out", given->value.unit_span, {});
            }
            return std::nullopt;
        }
        outcome.arguments.push_back({slot, *value});
        key += '/' + value->to_text();
    }
    const auto [known, is_new] =
        known_.emplace(key, OutcomeId{static_cast<std::uint32_t>(context_.rules.outcomes.size())});
    if (is_new) {
        outcome.verb = *context_.outcome_verbs[declaration];
        outcome.id = outcome_key(entry.name.text);
        outcome.name = name_after_verb(entry.name.text, outcome.arguments);
        const bool says_something =
            entry.say && entry.say->text.find_first_not_of(" \t\r\n") != std::string::npos;
        if (says_something) outcome.say = filled_in(entry.say->text, outcome.arguments);
        context_.rules.outcomes.push_back(std::move(outcome));
    }
    return known->second;
}

void Outcomes::add(std::span<const language::OutcomeUse> uses, model::Rule& rule) {
    for (const language::OutcomeUse& use : uses) {
        const auto outcome = find(use);
        if (!outcome) continue;
        const bool is_new =
            std::find(rule.outcomes.begin(), rule.outcomes.end(), *outcome) == rule.outcomes.end();
        if (is_new) rule.outcomes.push_back(*outcome);
        rule.strictest = std::max(rule.strictest, context_.rules.outcomes[outcome->index].verb);
    }
}

void Outcomes::finish() {
    auto& order = context_.rules.outcome_order;
    for (std::uint32_t i = 0; i < context_.rules.outcomes.size(); ++i)
        order.push_back(OutcomeId{i});
    std::stable_sort(order.begin(), order.end(), [&](OutcomeId a, OutcomeId b) {
        const model::Outcome& left = context_.rules.outcomes[a.index];
        const model::Outcome& right = context_.rules.outcomes[b.index];
        if (left.verb != right.verb) return left.verb > right.verb;
        return left.declaration < right.declaration;
    });
}

}  // namespace caveat::check
