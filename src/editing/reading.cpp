// A rule file into what can be read of it. Entrance: read_as_it_stands.

#include "editing/reading.hpp"

#include "check/context.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace caveat::editing {

namespace {

/// As loading calls a rule that was given no id: by the name or phrase that its condition is. Empty
/// where the condition is more than that.
std::string id_by_words(const language::Syntax& syntax, language::NodeId condition) {
    const language::NodeContent& content = syntax.nodes[condition].content;
    const language::Name* name = nullptr;
    if (const auto* use = std::get_if<language::NameUse>(&content)) name = &use->name;
    if (const auto* use = std::get_if<language::PhraseUse>(&content)) name = &use->phrase;
    if (name == nullptr) return {};
    std::string id = text::canonical_name(name->written);
    std::replace(id.begin(), id.end(), ' ', '-');
    return id;
}

}  // namespace

void Scalars::add(const language::YamlNode& node) {
    // Files nest no deeper than their limit.
    if (node.kind == language::YamlNode::Kind::text) texts_.push_back(&node.text);
    for (const language::YamlNode& item : node.items) add(item);
    for (const language::YamlPair& pair : node.pairs) {
        texts_.push_back(&pair.key);
        add(pair.value);
    }
}

void Scalars::sort() {
    std::sort(texts_.begin(), texts_.end(),
              [](const auto* a, const auto* b) { return a->span.begin < b->span.begin; });
}

const language::Scalar* Scalars::around(Span span) const {
    const auto behind = std::upper_bound(
        texts_.begin(), texts_.end(), span.begin,
        [](std::uint32_t at, const language::Scalar* text) { return at < text->span.begin; });
    if (behind == texts_.begin()) return nullptr;
    const language::Scalar* const found = *(behind - 1);
    return span.end <= found->span.end ? found : nullptr;
}

std::shared_ptr<const RulesReading> read_as_it_stands(std::string_view text, const Limits& limits) {
    text::Diagnostics known;  // loading says what is wrong
    const language::ReadLimits bounds{limits.nesting, limits.list_length, limits.text_bytes};
    auto reading = std::make_shared<RulesReading>();
    reading->source = std::string(text);
    auto root = language::read_yaml(reading->source, bounds, known);
    auto document = language::read_document(reading->source, bounds, known);
    if (!root || !document || document->rules.size() > limits.rules ||
        document->facts.size() > limits.facts) {
        return nullptr;
    }
    reading->root = std::move(*root);
    reading->scalars.add(reading->root);
    reading->scalars.sort();
    reading->document = std::move(*document);
    check::Context context{reading->document, reading->source, limits, known};
    check::declare(context);
    reading->vocabulary = std::move(context.vocabulary);
    reading->sentences = language::read_sentences(
        reading->document, {&reading->vocabulary, {}, limits.expression_depth, &known});
    for (std::size_t i = 0; i < reading->document.rules.size(); ++i) {
        const auto& written = reading->document.rules[i].id;
        const auto& condition = reading->sentences.rules[i].condition;
        std::string made;
        if (written) {
            made = written->text;
        } else if (condition) {
            made = id_by_words(reading->sentences.syntax, *condition);
        }
        reading->rule_ids.push_back(std::move(made));
    }
    return reading;
}

}  // namespace caveat::editing
