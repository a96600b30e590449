// Turns a rule file's text into a Document: every key known, every value in its form, nothing
// looked up. Entrance: read_document.

#include "language/document.hpp"

#include "language/document_reader.hpp"
#include "language/yaml_reader.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::language {
namespace {

using text::Diagnostics;
using text::quoted;
using text::with;

constexpr std::string_view language_version = "1";

/// Whether `of` lists fields rather than codes: by the type, or, where that is misspelt, by the
/// types that it gives.
bool lists_fields(const std::optional<Scalar>& type, const YamlNode& of) {
    if (type && text::canonical_name(type->text) == "records") return true;
    const auto has_type = [](const YamlPair& field) {
        return std::any_of(field.value.pairs.begin(), field.value.pairs.end(),
                           [](const YamlPair& pair) { return pair.key.text == "type"; });
    };
    return !of.pairs.empty() && std::all_of(of.pairs.begin(), of.pairs.end(), has_type);
}

CodeEntry read_code(const YamlPair& pair, Diagnostics& diagnostics) {
    CodeEntry code;
    code.name = pair.key;
    if (pair.value.kind == YamlNode::Kind::null) return code;
    if (pair.value.kind == YamlNode::Kind::text) {
        code.label = pair.value.text;
        return code;
    }
    const YamlNode* mapping = as_mapping(pair.value, "the code " + quoted(pair.key.text),
                                         "write `{label: …, snomed: …}`", diagnostics);
    if (mapping == nullptr) return code;
    for (const auto& [key, value] : mapping->pairs) {
        auto text = as_text(value, key.text, diagnostics);
        if (!text) continue;
        if (text::canonical_name(key.text) == "label") {
            code.label = std::move(text);
        } else {
            code.codings.push_back({key, std::move(*text)});
        }
    }
    return code;
}

void read_codes(const YamlNode& node, FactEntry& fact, Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::mapping) {
        for (const auto& pair : node.pairs) fact.codes.push_back(read_code(pair, diagnostics));
        return;
    }
    const YamlNode* list =
        as_list(node, "`of`", "write a list of codes: `[one, two]`", diagnostics);
    if (list == nullptr) return;
    for (const YamlNode& item : list->items) {
        if (auto name = as_text(item, "a code", diagnostics)) {
            fact.codes.push_back({std::move(*name), std::nullopt, {}});
        }
    }
}

FactEntry read_fact(const YamlPair& pair, bool is_field, Diagnostics& diagnostics);

void read_fields(const YamlNode& node, FactEntry& fact, Diagnostics& diagnostics) {
    const YamlNode* mapping = as_mapping(
        node, "`of` of records", "give each field a type: `{date: {type: date}}`", diagnostics);
    if (mapping == nullptr) return;
    for (const auto& pair : mapping->pairs) {
        fact.fields.push_back(read_fact(pair, true, diagnostics));
    }
}

FactEntry read_fact(const YamlPair& pair, bool is_field, Diagnostics& diagnostics) {
    FactEntry fact;
    fact.name = pair.key;
    fact.span = {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)};
    if (const Scalar* type = short_form(pair.value, {"type", "ask", "of"})) {
        fact.type = *type;
        return fact;
    }
    const std::string what = is_field ? "a field" : "a fact";
    const YamlNode* mapping =
        as_mapping(pair.value, (is_field ? "the field " : "the fact ") + quoted(pair.key.text),
                   "write its type: `{type: yes/no}`", diagnostics);
    if (mapping == nullptr) {
        fact.is_broken = true;
        return fact;
    }
    const KeyedValues values =
        is_field
            ? KeyedValues(*mapping, what,
                          {"type", "of", "from", "to", "unit", "whole", "exclusive"}, diagnostics)
            : KeyedValues(*mapping, what,
                          {"type", "ask", "ask whom", "of", "from", "to", "unit", "whole", "each",
                           "dated by", "only if", "otherwise", "exclusive", "accept"},
                          diagnostics);
    values.require("type", pair.key.span,
                   is_field ? "write `type: …`: `yes/no`, `number`, `choice`, `choices` or `date`"
                            : "write `type: …`: `yes/no`, `number`, `choice`, `choices`, `date` or "
                              "`records`");
    fact.type = values.text("type");
    fact.from = values.text("from");
    fact.to = values.text("to");
    fact.unit = values.text("unit");
    fact.whole = values.text("whole");
    fact.exclusive = values.texts("exclusive");
    if (!is_field) {
        fact.ask = values.text("ask");
        fact.ask_whom = values.text("ask whom");
        fact.each = values.text("each");
        fact.dated_by = values.text("dated by");
        if (const YamlNode* gate = values.find("only if")) {
            fact.only_if = as_condition(*gate, "only if", diagnostics);
        }
        fact.otherwise = values.text("otherwise");
        fact.accepted = read_accepted(values, diagnostics);
        if (fact.otherwise) warn_of_comment(*fact.otherwise, diagnostics);
    }
    if (const YamlNode* of = values.find("of")) {
        fact.has_of = true;
        if (!is_field && lists_fields(fact.type, *of)) {
            read_fields(*of, fact, diagnostics);
        } else {
            read_codes(*of, fact, diagnostics);
        }
    }
    return fact;
}

ParameterEntry read_parameter(const YamlPair& pair, Diagnostics& diagnostics) {
    ParameterEntry parameter;
    parameter.name = pair.key;
    parameter.span = {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)};
    const YamlNode* mapping = as_mapping(pair.value, "the parameter " + quoted(pair.key.text),
                                         "write `{value: …, why: …}`", diagnostics);
    if (mapping == nullptr) return parameter;
    const KeyedValues values(*mapping, "a parameter", {"value", "source", "why", "accept"},
                             diagnostics);
    values.require("value", pair.key.span, "write `" + pair.key.text + ": {value: 7, why: …}`");
    parameter.value = values.text("value");
    parameter.source = values.text("source");
    parameter.why = values.text("why");
    parameter.accepted = read_accepted(values, diagnostics);
    return parameter;
}

OutcomeEntry read_outcome(const YamlPair& pair, Diagnostics& diagnostics) {
    OutcomeEntry outcome;
    outcome.name = pair.key;
    outcome.span = {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)};
    if (pair.value.kind == YamlNode::Kind::null) return outcome;
    if (const Scalar* say = short_form(pair.value, {"say", "accept"})) {
        outcome.say = *say;
        return outcome;
    }
    const YamlNode* mapping = as_mapping(pair.value, "the outcome " + quoted(pair.key.text),
                                         "write `{say: …}`", diagnostics);
    if (mapping == nullptr) return outcome;
    const KeyedValues values(*mapping, "an outcome", {"say", "accept"}, diagnostics);
    outcome.say = values.text("say");
    outcome.accepted = read_accepted(values, diagnostics);
    return outcome;
}

SourceEntry read_source(const YamlPair& pair, Diagnostics& diagnostics) {
    SourceEntry source;
    source.id = pair.key;
    source.span = {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)};
    const YamlNode* mapping = as_mapping(pair.value, "the source " + quoted(pair.key.text),
                                         "write `{title: …, author: …, says: …}`", diagnostics);
    if (mapping == nullptr) return source;
    const KeyedValues values(*mapping, "a source", {"title", "author", "says", "accept"},
                             diagnostics);
    source.title = values.text("title");
    source.author = values.text("author");
    source.says = values.text("says");
    source.accepted = read_accepted(values, diagnostics);
    return source;
}

/// The rows of a table, whatever they say.
std::optional<PointsEntry> read_table(const Scalar& subject, const YamlNode& rows,
                                      Diagnostics& diagnostics) {
    PointsEntry entry{{subject.span, subject}, std::nullopt, std::nullopt, {}, true};
    if (rows.pairs.empty()) {
        with(diagnostics.error("empty-group", rows.span, quoted(subject.text) + " has no points"))
            .help("write a row for each answer: `{never: 0, often: 2}`");
        return std::nullopt;
    }
    for (const YamlPair& row : rows.pairs) {
        auto points = as_text(row.value, row.key.text, diagnostics);
        if (!points) return std::nullopt;
        entry.rows.push_back({row.key, std::move(*points)});
    }
    return entry;
}

std::optional<PointsEntry> read_points(const YamlNode& node, Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::text) {
        warn_of_comment(node.text, diagnostics);
        return PointsEntry{{node.span, node.text}, std::nullopt, std::nullopt, {}, false};
    }
    static constexpr std::string_view help = "an entry is `condition: weight`, or a number alone";
    const YamlNode* mapping = as_mapping(node, "an entry of `points`", help, diagnostics);
    if (mapping == nullptr) return std::nullopt;
    if (mapping->pairs.size() != 1) {
        with(diagnostics.error("wrong-form", node.span, "an entry of `points` is one pair"))
            .help(std::string(help) + ", each after a `-` of its own");
        return std::nullopt;
    }
    const auto& [key, value] = mapping->pairs.front();
    PointsEntry entry{{key.span, key}, std::nullopt, std::nullopt, {}, false};
    if (value.kind == YamlNode::Kind::mapping) {
        static const std::vector<std::string> not_asked{"not asked"};
        // One row alone is hardly ever a table: it is `not asked`, maybe misspelt.
        const bool is_table = value.pairs.size() != 1 ||
                              text::suggestions(value.pairs.front().key.text, not_asked, 1).empty();
        if (is_table) return read_table(key, value, diagnostics);
        const KeyedValues values(value, "an entry that is a number", {"not asked"}, diagnostics);
        entry.not_asked = values.text("not asked");
        return entry.not_asked ? std::optional(std::move(entry)) : std::nullopt;
    }
    entry.weight = as_text(value, key.text, diagnostics);
    return entry.weight ? std::optional(std::move(entry)) : std::nullopt;
}

/// `range`, `strict`, or how a total is scaled up.
void read_missing(const KeyedValues& values, ScoreEntry& score, Diagnostics& diagnostics) {
    const YamlNode* missing = values.find("missing");
    if (missing == nullptr || missing->kind != YamlNode::Kind::mapping) {
        score.missing = values.text("missing");
        return;
    }
    const KeyedValues how(*missing, "`missing`", {"prorate", "rounded"}, diagnostics);
    how.require("prorate", missing->span, "as in `missing: {prorate: {at least: 9}}`");
    const YamlNode* prorate = how.find("prorate");
    if (prorate == nullptr) return;
    const YamlNode* mapping =
        as_mapping(*prorate, "`prorate`", "as in `{at least: 9}`", diagnostics);
    if (mapping == nullptr) return;
    const KeyedValues rule(*mapping, "`prorate`", {"at least", "rounded"}, diagnostics);
    rule.require("at least", prorate->span, "write how many items must be answered: `at least: 9`");
    score.prorate = ProrateEntry{missing->span, rule.text("at least"), rule.text("rounded")};
    const auto rounded = how.text("rounded");
    if (!rounded) return;
    if (score.prorate->rounded) {
        with(diagnostics.error("duplicate-key", rounded->span, "`rounded` stands here twice"))
            .label(score.prorate->rounded->span, "the other one")
            .help("say once what the total is rounded to");
    }
    score.prorate->rounded = rounded;
}

ScoreEntry read_score(const YamlPair& pair, Diagnostics& diagnostics) {
    ScoreEntry score;
    score.name = pair.key;
    score.span = {pair.key.span.begin, std::max(pair.key.span.end, pair.value.span.end)};
    const YamlNode* mapping =
        as_mapping(pair.value, "the score " + quoted(pair.key.text),
                   "a score has `points:` and `bands:` below it", diagnostics);
    if (mapping == nullptr) {
        score.is_broken = true;
        return score;
    }
    const KeyedValues values(*mapping, "a score", {"points", "bands", "missing", "accept"},
                             diagnostics);
    values.require("points", pair.key.span, "list what counts: `points: [fever: 1, age >= 50: 2]`");
    read_missing(values, score, diagnostics);
    score.accepted = read_accepted(values, diagnostics);
    if (const YamlNode* points = values.find("points")) {
        const YamlNode* list =
            as_list(*points, "`points`", "put `- ` before each entry", diagnostics);
        if (list != nullptr && list->items.empty()) {
            diagnostics.error("empty-group", points->span, "`points` is empty");
        }
        for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
            if (auto entry = read_points(list->items[i], diagnostics)) {
                score.points.push_back(std::move(*entry));
            } else {
                score.is_broken = true;
            }
        }
    }
    if (const YamlNode* bands = values.find("bands")) {
        const YamlNode* pairs =
            as_mapping(*bands, "`bands`", "as in `{low: below 2, high: 2 and over}`", diagnostics);
        for (std::size_t i = 0; pairs != nullptr && i < pairs->pairs.size(); ++i) {
            const auto& [name, value] = pairs->pairs[i];
            if (auto interval = as_text(value, name.text, diagnostics)) {
                score.bands.push_back({name, std::move(*interval)});
            }
        }
    }
    return score;
}

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
    rule.because = values.text("because");
    rule.sources = values.texts("source");
    rule.if_unknown = values.text("if unknown");
    rule.overrides = values.texts("overrides");
    rule.accepted = read_accepted(values, diagnostics);
    return rule;
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
        entry.say = keys.text("say");
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
    published.developer = values.text("developer");
    published.funding = values.text("funding");
    published.released = values.text("released");
    published.revised = values.text("revised");
    published.intended_use = values.text("intended use");
    published.licence = values.text("licence");
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
    document.title = values.text("title");
    document.screens = values.text("screens");
    document.audience = values.text("audience");
    document.review_by = values.text("review by");
    document.authors = values.texts("authors");
    if (const YamlNode* published = values.find("published")) {
        document.published = read_published(*published, diagnostics);
    }
    if (const YamlNode* guard = values.find("applies to")) {
        document.applies_to = as_condition(*guard, "applies to", diagnostics);
    }
}

}  // namespace

std::optional<Document> read_document(std::string_view text, const ReadLimits& limits,
                                      Diagnostics& diagnostics) {
    const auto root = read_yaml(text, limits, diagnostics);
    if (!root) return std::nullopt;
    if (root->kind != YamlNode::Kind::mapping) {
        if (!diagnostics.has_errors()) {
            with(diagnostics.error("not-a-rule-file", root->span, "this is no rule file"))
                .help(
                    "a rule file begins with `caveat: 1`, then `id:`, `version:`, `facts:`, "
                    "`rules:`");
        }
        return std::nullopt;
    }
    const KeyedValues values(
        *root, "a rule file",
        {"caveat",    "id",          "version", "title",    "screens",    "audience",
         "review by", "applies to",  "authors", "sources",  "facts",      "parameters",
         "terms",     "outcomes",    "scores",  "rules",    "impossible", "always ask",
         "cases",     "unreachable", "changes", "published"},
        diagnostics);
    Document document;
    document.lost_names = root->lost_keys || values.has_strange_section();
    const Span place = root->pairs.empty() ? root->span : root->pairs.front().key.span;
    read_head(values, place, root->is_flow, document, diagnostics);
    read_section(values, "sources", "write `id: {title: …}` below it", document.sources, document,
                 diagnostics, read_source);
    read_section(values, "facts", "each is `name: {type: yes/no}`, below it", document.facts,
                 document, diagnostics, [](const YamlPair& pair, Diagnostics& all) {
                     return read_fact(pair, false, all);
                 });
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
    return document;
}

}  // namespace caveat::language
