// A rule file into what can be read of it. Entrance: read_as_it_stands.

#include "editing/reading.hpp"

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "check/check.hpp"
#include "language/yaml_again.hpp"
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

RulesReading::RulesReading(std::string text, std::shared_ptr<const language::YamlNode> yaml,
                           std::shared_ptr<const language::RuleFile> written)
    : source(std::move(text)),
      root(std::move(yaml)),
      file(std::move(written)),
      document(*file->document),
      vocabulary(file->vocabulary),
      sentences(file->sentences) {
    scalars.add(*root);
    scalars.sort();
    for (std::size_t i = 0; i < document.rules.size(); ++i) {
        const auto& id = document.rules[i].id;
        const auto& condition = sentences.rules[i].condition;
        std::string made;
        if (id) {
            made = id->text;
        } else if (condition) {
            made = id_by_words(sentences.syntax, *condition);
        }
        rule_ids.push_back(std::move(made));
    }
}

std::shared_ptr<const RulesReading> read_as_it_stands(
    std::string_view text, const Limits& limits, std::shared_ptr<const language::YamlNode> root,
    const std::optional<RuleSet>& rules) {
    if (!root) return nullptr;
    std::string source(text);
    std::shared_ptr<const language::RuleFile> file;
    if (rules) {
        file = api::loaded_of(*rules).shared_file();
    } else {
        text::Diagnostics known;  // loading says what is wrong
        auto document = language::read_document(*root, known);
        if (!document || document->rules.size() > limits.rules ||
            document->facts.size() > limits.facts) {
            return nullptr;
        }
        file = check::as_written(std::move(document), source, limits);
    }
    return std::make_shared<const RulesReading>(std::move(source), std::move(root),
                                                std::move(file));
}

std::shared_ptr<const RulesReading> read_as_it_stands(std::string_view text, const Limits& limits) {
    text::Diagnostics known;
    language::YamlFile yaml;
    yaml.read(text, {limits.nesting, limits.list_length, limits.text_bytes}, known);
    return read_as_it_stands(text, limits, yaml.root(), {});
}

}  // namespace caveat::editing
