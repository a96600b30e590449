// Turns a rule file's text into a Document: every key known, every value in its form, nothing
// looked up. Entrance: read_document.

#include "language/document.hpp"

#include "language/document_reader.hpp"
#include "language/yaml_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {
namespace {

using text::Diagnostics;
using text::quoted;
using text::with;

constexpr std::string_view language_version = "1";

ParameterEntry read_parameter(const YamlPair& pair, Diagnostics& diagnostics) {
    ParameterEntry parameter;
    parameter.name = pair.key;
    parameter.span = span_of(pair);
    const YamlNode* mapping = as_mapping(pair.value, "the parameter " + quoted(pair.key.text),
                                         "write `{value: …, why: …}`", diagnostics);
    if (mapping == nullptr) return parameter;
    const KeyedValues values(*mapping, "a parameter", {"value", "source", "why", "accept"},
                             diagnostics);
    values.require("value", pair.key.span, "write `" + pair.key.text + ": {value: 7, why: …}`");
    parameter.value = values.text("value");
    parameter.source = values.text("source");
    parameter.why = values.prose("why");
    parameter.accepted = read_accepted(values, diagnostics);
    return parameter;
}

OutcomeEntry read_outcome(const YamlPair& pair, Diagnostics& diagnostics) {
    OutcomeEntry outcome;
    outcome.name = pair.key;
    outcome.span = span_of(pair);
    if (pair.value.kind == YamlNode::Kind::null) return outcome;
    if (const Scalar* say = short_form(pair.value, {"say", "accept"})) {
        warn_of_comment(*say, diagnostics);
        outcome.say = *say;
        return outcome;
    }
    const YamlNode* mapping = as_mapping(pair.value, "the outcome " + quoted(pair.key.text),
                                         "write `{say: …}`", diagnostics);
    if (mapping == nullptr) return outcome;
    const KeyedValues values(*mapping, "an outcome", {"say", "accept"}, diagnostics);
    outcome.say = values.prose("say");
    outcome.accepted = read_accepted(values, diagnostics);
    return outcome;
}

SourceEntry read_source(const YamlPair& pair, Diagnostics& diagnostics) {
    SourceEntry source;
    source.id = pair.key;
    source.span = span_of(pair);
    const YamlNode* mapping = as_mapping(pair.value, "the source " + quoted(pair.key.text),
                                         "write `{title: …, author: …, says: …}`", diagnostics);
    if (mapping == nullptr) return source;
    const KeyedValues values(*mapping, "a source", {"title", "author", "says", "accept"},
                             diagnostics);
    source.title = values.prose("title");
    source.author = values.prose("author");
    source.says = values.prose("says");
    source.accepted = read_accepted(values, diagnostics);
    return source;
}

template <typename Entry, typename Read>
void read_section(const KeyedValues& values, std::string_view key, std::string_view help,
                  std::vector<Entry>& entries, Document& document, Diagnostics& diagnostics,
                  Read read) {
    const YamlNode* node = values.find(key);
    if (node == nullptr) return;
    const YamlNode* mapping = as_mapping(*node, quoted(key), help, diagnostics);
    document.lost_names = document.lost_names || mapping == nullptr || mapping->lost_keys;
    if (mapping == nullptr) return;
    entries.reserve(mapping->pairs.size());
    for (const YamlPair& pair : mapping->pairs) entries.push_back(read(pair, diagnostics));
}

void read_rules(const KeyedValues& values, Document& document, Diagnostics& diagnostics) {
    const YamlNode* node = values.find("rules");
    if (node == nullptr) return;
    const YamlNode* list = as_list(*node, "`rules`", "put `- ` before each rule", diagnostics);
    if (list == nullptr) return;
    if (list->items.empty()) diagnostics.error("empty-group", node->span, "`rules` is empty");
    for (const YamlNode& item : list->items) {
        if (auto rule = read_rule(item, diagnostics)) document.rules.push_back(std::move(*rule));
    }
}

void read_impossible(const KeyedValues& values, Document& document, Diagnostics& diagnostics) {
    const YamlNode* node = values.find("impossible");
    if (node == nullptr) return;
    const std::string form = "write `- {when: diastolic > systolic, say: …}` below it";
    const YamlNode* list = as_list(*node, "`impossible`", form, diagnostics);
    if (list == nullptr) return;
    for (const YamlNode& item : list->items) {
        const YamlNode* mapping =
            as_mapping(item, "an entry of `impossible`", "write `{when: …, say: …}`", diagnostics);
        if (mapping == nullptr) continue;
        const KeyedValues keys(*mapping, "an entry of `impossible`", {"when", "say"}, diagnostics);
        keys.require("when", item.span, "say what cannot be, as in `when: diastolic > systolic`");
        keys.require("say", item.span, "write `say: …`: what to tell those whose answers it is");
        ImpossibleEntry entry;
        entry.span = item.span;
        if (const YamlNode* when = keys.find("when")) {
            entry.when = as_condition(*when, "when", diagnostics);
        }
        entry.say = keys.prose("say");
        document.impossible.push_back(std::move(entry));
    }
}

/// Cases are read by those who run them; here only their outer form is checked.
void check_cases(const KeyedValues& values, Document& document, Diagnostics& diagnostics) {
    const YamlNode* node = values.find("cases");
    document.has_cases = node != nullptr;
    if (node == nullptr) return;
    const YamlNode* list = as_list(*node, "`cases`", "put `- ` before each case", diagnostics);
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
        if (const YamlNode* one =
                as_mapping(list->items[i], "a case", "write `name: …`", diagnostics)) {
            const KeyedValues keys(*one, "a case",
                                   {"name", "as of", "facts", "respondents", "approved", "expect"},
                                   diagnostics);
        }
    }
}

PublishedEntry read_published(const YamlNode& node, Diagnostics& diagnostics) {
    PublishedEntry published;
    const YamlNode* mapping =
        as_mapping(node, "`published`", "write `{developer: …, intended use: …}`", diagnostics);
    if (mapping == nullptr) return published;
    const KeyedValues values(
        *mapping, "`published`",
        {"developer", "funding", "released", "revised", "intended use", "licence"}, diagnostics);
    published.developer = values.prose("developer");
    published.funding = values.prose("funding");
    published.released = values.text("released");
    published.revised = values.text("revised");
    published.intended_use = values.prose("intended use");
    published.licence = values.prose("licence");
    return published;
}

void read_head(const KeyedValues& values, Span place, bool is_flow, Document& document,
               Diagnostics& diagnostics) {
    const std::string first_line = "caveat: " + std::string(language_version);
    if (Diagnostic* problem = values.missing("caveat", place)) {
        const Edit edit{{place.begin, place.begin}, first_line + "\n"};
        with(*problem).write(
            {{first_line, is_flow ? std::vector<Edit>{} : std::vector<Edit>{edit}}},
            " as the first line");
    }
    values.require("rules", place, "write `rules: …`: below it one sentence a line after `- `");
    document.language_version = values.text("caveat");
    if (document.language_version && document.language_version->text != language_version) {
        with(diagnostics.error("unknown-version", document.language_version->span,
                               "the language version " + quoted(document.language_version->text) +
                                   " is not known here"))
            .write(std::string(language_version));
    }
    document.id = values.text("id");
    document.version = values.text("version");
    document.title = values.prose("title");
    document.screens = values.prose("screens");
    document.audience = values.text("audience");
    document.review_by = values.text("review by");
    document.authors = values.texts("authors");
    for (const Scalar& author : document.authors) warn_of_comment(author, diagnostics);
    if (const YamlNode* published = values.find("published")) {
        document.published = read_published(*published, diagnostics);
    }
    if (const YamlNode* guard = values.find("applies to")) {
        document.applies_to = as_condition(*guard, "applies to", diagnostics);
    }
}

/// `outcomes:` that stands as far to the right as the facts above it would be one of them.
bool has_indented_part(const YamlNode& root, Diagnostics& diagnostics) {
    constexpr std::array<std::string_view, 6> of_names = {"sources", "facts",    "parameters",
                                                          "terms",   "outcomes", "scores"};
    constexpr std::array<std::string_view, 4> of_lists = {"rules", "impossible", "cases",
                                                          "changes"};
    const auto is_any = [](std::string_view key, const auto& of) {
        return std::find(of.begin(), of.end(), key) != of.end();
    };
    bool has_one = false;
    for (const YamlPair& part : root.pairs) {
        if (!is_any(part.key.text, of_names)) continue;
        for (const YamlPair& entry : part.value.pairs) {
            const auto& keys = entry.value.pairs;
            const bool has_type = std::any_of(keys.begin(), keys.end(), [](const YamlPair& pair) {
                return pair.key.text == "type";
            });
            const bool is_list = entry.value.kind == YamlNode::Kind::list;
            const bool is_part = is_list ? is_any(entry.key.text, of_lists)
                                         : part.key.text == "facts" && !has_type && !keys.empty() &&
                                               is_any(entry.key.text, of_names);
            if (!is_part) continue;
            has_one = true;
            with(diagnostics.error("unknown-key", entry.key.span,
                                   quoted(entry.key.text) + " stands below " +
                                       quoted(part.key.text) + ", and is a part of the file"))
                .help("begin its line as far to the left as " + quoted(part.key.text));
        }
    }
    return has_one;
}

}  // namespace

std::shared_ptr<Document> read_document(std::string_view text, const ReadLimits& limits,
                                        Diagnostics& diagnostics) {
    const auto root = read_yaml(text, limits, diagnostics);
    if (!root) return nullptr;
    return read_document(*root, diagnostics);
}

std::shared_ptr<Document> read_document(const YamlNode& root, Diagnostics& diagnostics) {
    if (root.kind != YamlNode::Kind::mapping) {
        if (!diagnostics.has_errors()) {
            with(diagnostics.error("not-a-rule-file", root.span, "this is no rule file"))
                .help(
                    "a rule file begins with `caveat: 1`, then `id:`, `version:`, `facts:`, "
                    "`rules:`");
        }
        return nullptr;
    }
    if (has_indented_part(root, diagnostics)) return nullptr;
    const KeyedValues values(
        root, "a rule file",
        {"caveat",    "id",          "version", "title",    "screens",    "audience",
         "review by", "applies to",  "authors", "sources",  "facts",      "parameters",
         "terms",     "outcomes",    "scores",  "rules",    "impossible", "always ask",
         "cases",     "unreachable", "changes", "published"},
        diagnostics);
    auto made = std::make_shared<Document>();
    Document& document = *made;
    document.lost_names = root.lost_keys || values.has_strange_section();
    const Span place = root.pairs.empty() ? root.span : root.pairs.front().key.span;
    read_head(values, place, root.is_flow, document, diagnostics);
    read_section(values, "sources", "write `id: {title: …}` below it", document.sources, document,
                 diagnostics, read_source);
    read_section(values, "facts", "each is `name: {type: yes/no}`, below it", document.facts,
                 document, diagnostics, read_fact);
    read_section(values, "parameters", "write `name: {value: …}` below it", document.parameters,
                 document, diagnostics, read_parameter);
    read_section(values, "terms", "write `name: …` below it", document.terms, document, diagnostics,
                 [](const YamlPair& pair, Diagnostics& all) {
                     return TermEntry{pair.key, as_condition(pair.value, pair.key.text, all)};
                 });
    read_section(values, "outcomes", "write `verb name: {say: …}` below it", document.outcomes,
                 document, diagnostics, read_outcome);
    read_section(values, "scores", "write `name: {points: …}` below it", document.scores, document,
                 diagnostics, read_score);
    read_rules(values, document, diagnostics);
    read_impossible(values, document, diagnostics);
    document.always_ask = values.texts("always ask");
    check_cases(values, document, diagnostics);
    return made;
}

}  // namespace caveat::language
