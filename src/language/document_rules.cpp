// Turns an entry of `rules`, a sentence or a mapping, into a rule. Entrance: read_rule.

#include "language/document_reader.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace caveat::language {
namespace {

using text::Diagnostics;
using text::with;

void check_rule_form(const KeyedValues& values, const YamlNode& node, RuleEntry& rule,
                     Diagnostics& diagnostics) {
    const YamlNode* sentence = values.find("rule");
    const YamlNode* when = values.find("when");
    const YamlNode* then = values.find("then");
    const Span place = node.pairs.empty() ? node.span : node.pairs.front().key.span;
    if (sentence != nullptr && (when != nullptr || then != nullptr)) {
        const YamlNode& second = when != nullptr ? *when : *then;
        with(diagnostics.error("rule-twice", second.span,
                               std::string("`rule` and `") + (when != nullptr ? "when" : "then") +
                                   "` stand side by side"))
            .help("a rule is `rule: condition → outcome`, or `when:` with `then:`");
        rule.is_broken = true;
    } else if (sentence == nullptr && node.lost_keys) {
        rule.is_broken = true;
    } else if (sentence == nullptr && when == nullptr) {
        with(diagnostics.error("missing-key", place,
                               "a rule needs the key `rule`, or `when` with `then`"))
            .help("write `rule: … → …` below");
        rule.is_broken = true;
    } else if (sentence == nullptr && then == nullptr) {
        with(diagnostics.error("missing-key", place, "a rule with `when` needs the key `then`"))
            .help("write `then: …` below");
        rule.is_broken = true;
    }
    for (const char* key : {"rule", "when", "then", "unless"}) {
        const YamlNode* value = values.find(key);
        if (value != nullptr && value->kind == YamlNode::Kind::broken) rule.is_broken = true;
    }
}

/// `- fever: refer doctor`: YAML reads a key there.
bool report_colon_for_arrow(const YamlNode& mapping, Diagnostics& diagnostics) {
    if (mapping.pairs.size() != 1) return false;
    const auto& [key, value] = mapping.pairs.front();
    constexpr std::array<std::string_view, 6> verbs = {"avoid",   "refer",   "require",
                                                       "caution", "suggest", "inform"};
    const auto first =
        value.kind == YamlNode::Kind::text ? text::word_at(value.text.text, 0) : std::nullopt;
    if (!first || std::find(verbs.begin(), verbs.end(), first->folded) == verbs.end()) return false;
    // `rule: caution signs → refer doctor`: a name may begin with such a word.
    constexpr std::array<std::string_view, 4> keys = {"rule", "when", "then", "unless"};
    if (std::find(keys.begin(), keys.end(), text::canonical_name(key.text)) != keys.end()) {
        return false;
    }
    const std::string meant = key.text + " → " + value.text.text;
    const Span whole{key.span.begin, value.span.end};
    const bool is_plain = key.style == ScalarStyle::plain && value.text.style == ScalarStyle::plain;
    // Braces would be left around it.
    std::vector<Edit> edits;
    if (!mapping.is_flow) edits.push_back({whole, is_plain ? meant : text::in_json(meant)});
    with(diagnostics.error("missing-arrow", whole, "a rule needs an arrow"))
        .write({{meant, std::move(edits)}});
    return true;
}

}  // namespace

std::optional<RuleEntry> read_rule(const YamlNode& node, Diagnostics& diagnostics) {
    RuleEntry rule;
    rule.span = node.span;
    if (node.kind == YamlNode::Kind::text) {
        warn_of_comment(node.text, diagnostics);
        rule.rule = node.text;
        return rule;
    }
    const YamlNode* mapping = as_mapping(
        node, "a rule", "a rule is `condition → outcome`, or `{id: …, rule: …}`", diagnostics);
    if (mapping == nullptr) return std::nullopt;
    if (report_colon_for_arrow(*mapping, diagnostics)) {
        rule.is_broken = true;
        return rule;
    }
    const KeyedValues values(*mapping, "a rule",
                             {"id", "rule", "when", "then", "unless", "because", "source",
                              "if unknown", "overrides", "accept"},
                             diagnostics);
    check_rule_form(values, *mapping, rule, diagnostics);
    rule.id = values.text("id");
    rule.rule = values.text("rule");
    if (rule.rule) warn_of_comment(*rule.rule, diagnostics);
    if (const auto* when = values.find("when"))
        rule.when = as_condition(*when, "when", diagnostics);
    if (const auto* unless = values.find("unless")) {
        rule.unless = as_condition(*unless, "unless", diagnostics);
    }
    rule.then = values.texts("then");
    for (const Scalar& outcome : rule.then) warn_of_comment(outcome, diagnostics);
    if (const auto* then = values.find("then"); then != nullptr && rule.then.empty()) {
        if (then->kind == YamlNode::Kind::list && then->items.empty()) {
            diagnostics.error("empty-group", then->span, "`then` is empty");
        }
        rule.is_broken = true;
    }
    if (values.find("rule") != nullptr && !rule.rule) rule.is_broken = true;
    rule.because = values.prose("because");
    rule.sources = values.texts("source");
    rule.if_unknown = values.text("if unknown");
    rule.overrides = values.texts("overrides");
    rule.accepted = read_accepted(values, diagnostics);
    return rule;
}

}  // namespace caveat::language
