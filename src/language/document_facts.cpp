// Turns `name: {type: …}` into a fact, with its codes or fields. Entrance: read_fact.

#include "language/document_reader.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace caveat::language {
namespace {

using text::Diagnostics;
using text::quoted;

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
        warn_of_comment(pair.value.text, diagnostics);
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
            warn_of_comment(*text, diagnostics);
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
            warn_of_comment(*name, diagnostics);
            fact.codes.push_back({std::move(*name), std::nullopt, {}});
        }
    }
}

FactEntry read_fact_or_field(const YamlPair& pair, bool is_field, Diagnostics& diagnostics);

void read_fields(const YamlNode& node, FactEntry& fact, Diagnostics& diagnostics) {
    const YamlNode* mapping = as_mapping(
        node, "`of` of records", "give each field a type: `{date: {type: date}}`", diagnostics);
    if (mapping == nullptr) return;
    for (const auto& pair : mapping->pairs) {
        fact.fields.push_back(read_fact_or_field(pair, true, diagnostics));
    }
}

FactEntry read_fact_or_field(const YamlPair& pair, bool is_field, Diagnostics& diagnostics) {
    FactEntry fact;
    fact.name = pair.key;
    fact.span = span_of(pair);
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
        fact.ask = values.prose("ask");
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

}  // namespace

FactEntry read_fact(const YamlPair& pair, Diagnostics& diagnostics) {
    return read_fact_or_field(pair, false, diagnostics);
}

}  // namespace caveat::language
