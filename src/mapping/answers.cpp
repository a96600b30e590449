// Reads how values become answers. Entrances: read_answers, read_units, read_fields.

#include "mapping/context.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <utility>

namespace caveat::mapping {

namespace {

using language::KeyedValues;
using language::Scalar;
using language::YamlNode;
using text::quoted;

std::vector<std::string> code_names(const facts::ValueType& type) {
    std::vector<std::string> names;
    for (const facts::Code& code : type.codes) names.push_back(code.name);
    return names;
}

/// The codings that the rule file gives to the codes.
std::vector<CodeTable> own_codings(Context& context, const facts::ValueType& type,
                                   std::string_view name, Span place) {
    std::vector<CodeTable> tables;
    for (const facts::Code& code : type.codes) {
        std::vector<Coding> codings;
        for (const facts::Coding& each : code.codings) {
            if (const auto system = context.system(each.system)) {
                codings.push_back({*system, each.code, code.label, false, place});
                const bool is_one = each.code.find('*') == std::string::npos;
                if (is_one && is_written_well(*system, each.code)) continue;
                context
                    .error("bad-coding", place,
                           "the rule file codes " + quoted(code.name) + " of " + quoted(name) +
                               " as " + quoted(each.code) +
                               ", which is not written as its system writes codes")
                    .help("put it right there, or write its codes here, under `answers`");
                continue;
            }
            if (!context.broken_systems.insert(each.system).second) continue;  // one mistake
            context
                .error("unknown-system", place,
                       "the rule file codes " + quoted(code.name) + " of " + quoted(name) + " in " +
                           quoted(each.system) + ", which is not known here")
                .help("write under `systems` which it is: `" + each.system + ": \"https://…\"`");
        }
        tables.emplace_back(std::move(codings));
    }
    return tables;
}

void check_apart(Context& context, const std::vector<CodeTable>& tables,
                 const facts::ValueType& type) {
    for (std::size_t a = 0; a < tables.size(); ++a) {
        for (std::size_t b = a + 1; b < tables.size(); ++b) {
            const Coding* const both = tables[b].shared_with(tables[a]);
            if (both == nullptr) continue;
            context
                .error("coded-twice", both->span,
                       quoted(both->code) + " means both " + quoted(type.codes[a].name) + " and " +
                           quoted(type.codes[b].name))
                .help("keep it for one of the two");
        }
    }
}

std::vector<CodeTable> read_code_answers(Context& context, const YamlNode& node,
                                         const facts::ValueType& type, std::string_view name) {
    std::vector<CodeTable> tables(type.codes.size());
    const YamlNode* const mapping = language::as_mapping(
        node, "`answers`", "write a code of the fact and its codes: `{gentle: {snomed: CODE}}`",
        context.diagnostics);
    if (mapping == nullptr) return tables;
    for (const language::YamlPair& pair : mapping->pairs) {
        const auto code = type.find_code(pair.key.text);
        CodeTable codes = read_codes(context, pair.value, quoted(pair.key.text));
        if (code) {
            tables[*code] = std::move(codes);
            continue;
        }
        context
            .error("unknown-code", pair.key.span,
                   quoted(name) + " has no code " + quoted(pair.key.text))
            .help(help_from_list(pair.key.text, code_names(type)));
    }
    return tables;
}

}  // namespace

Answers read_answers(Context& context, const KeyedValues& values, const facts::ValueType& type,
                     std::string_view name, Span place) {
    Answers answers;
    const auto refuse = [&](std::string_view key, const std::string& help) {
        if (const YamlNode* node = values.find(key)) {
            context
                .error("misplaced-key", node->span,
                       quoted(key) + " means nothing here: " + quoted(name) + " is of another kind")
                .help(help);
        }
    };
    if (type.kind == FactKind::choice || type.kind == FactKind::choices) {
        const YamlNode* const node = values.find("answers");
        answers.codes = node != nullptr ? read_code_answers(context, *node, type, name)
                                        : own_codings(context, type, name, place);
        check_apart(context, answers.codes, type);
        const bool is_empty =
            std::all_of(type.codes.begin(), type.codes.end(),
                        [](const facts::Code& each) { return each.codings.empty(); });
        if (is_empty && node == nullptr) {
            context
                .error("missing-key", place,
                       "nothing says which codes mean which answer to " + quoted(name))
                .help("write `answers: {" +
                      (type.codes.empty() ? "CODE" : type.codes.front().name) +
                      ": {snomed: CODE}}`");
        }
        refuse("yes when", "write it under `answers`");
        refuse("no when", "write it under `answers`");
        return answers;
    }
    refuse("answers",
           type.kind == FactKind::yes_no ? "write `yes when` and `no when`" : "take it out");
    if (type.kind != FactKind::yes_no) {
        refuse("yes when", "take it out");
        refuse("no when", "take it out");
        return answers;
    }
    const auto codes = [&](std::string_view key) {
        const YamlNode* const node = values.find(key);
        return node == nullptr ? CodeTable() : read_codes(context, *node, quoted(key));
    };
    answers.yes = codes("yes when");
    answers.no = codes("no when");
    if (const Coding* both = answers.no.shared_with(answers.yes)) {
        context.error("coded-twice", both->span, quoted(both->code) + " means both yes and no")
            .help("keep it in one of the two places");
    }
    return answers;
}

Units read_units(Context& context, const KeyedValues& values, const facts::ValueType& type,
                 Span place) {
    Units units;
    const auto known = [&](const Scalar& word) {
        const auto unit = values::find_unit(word.text);
        const bool fits = unit && (type.unit ? values::is_same_kind(*unit, *type.unit)
                                             : unit->dimension.is_none());
        if (!fits) {
            context
                .error("wrong-unit", word.span,
                       unit ? quoted(word.text) + " does not measure what the fact measures"
                            : "no unit is called " + quoted(word.text))
                .help(type.unit ? "write a unit such as `" + type.unit->symbol + "`"
                                : "the fact is a plain number: take it out");
        }
        return fits;
    };
    if (const auto unit = values.text("unit"); unit && known(*unit)) units.unitless = unit->text;
    if (const YamlNode* node = values.find("local units")) {
        const YamlNode* const mapping = language::as_mapping(
            *node, "`local units`", "write `{kilos: kg}`", context.diagnostics);
        for (std::size_t i = 0; mapping != nullptr && i < mapping->pairs.size(); ++i) {
            const auto unit = language::as_text(mapping->pairs[i].value, mapping->pairs[i].key.text,
                                                context.diagnostics);
            if (unit && known(*unit))
                units.local.emplace_back(mapping->pairs[i].key.text, unit->text);
        }
    }
    static_cast<void>(place);
    return units;
}

namespace {

/// `date: performed`, `technique: {take: code, …}`, `eased: {observation: {…}}`
FieldSource read_field(Context& context, const Scalar& key, const YamlNode& node,
                       const facts::Field& field, RecordType from) {
    FieldSource source;
    const std::string date_word = from == RecordType::procedure ? "performed" : "period";
    const auto wrong = [&](Span place) {
        const std::string what =
            field.type.kind == FactKind::date ? date_word
            : field.type.kind == FactKind::choice || field.type.kind == FactKind::choices
                ? "{take: code, answers: {…}}"
                : "{observation: {SYSTEM: CODE}}";
        context.error("wrong-kind", place, "this gives no answer to " + quoted(field.name))
            .help("write " + quoted(std::string(key.text) + ": " + what));
    };
    if (node.kind == YamlNode::Kind::text) {
        const std::string word = text::canonical_name(node.text.text);
        if (field.type.kind == FactKind::date && (word == date_word || word == "date")) {
            source.kind = FieldSource::Kind::date;
        } else {
            wrong(node.text.span);
        }
        return source;
    }
    const YamlNode* const mapping = language::as_mapping(
        node, "a field", "write `{take: code, answers: {…}}`", context.diagnostics);
    if (mapping == nullptr) return source;
    const KeyedValues values(
        *mapping, "a field",
        {"take", "answers", "observation", "yes when", "no when", "unit", "local units"},
        context.diagnostics);
    const auto take = values.text("take");
    const YamlNode* const observation = values.find("observation");
    if (take.has_value() == (observation != nullptr)) {
        context
            .error("wrong-form", key.span,
                   "a field is taken from the resource, or from an observation")
            .help("write `take: code`, or `observation: {SYSTEM: CODE}`");
        return source;
    }
    if (take) {
        if (text::canonical_name(take->text) != "code" ||
            (field.type.kind != FactKind::choice && field.type.kind != FactKind::choices)) {
            wrong(take->span);
            return source;
        }
        source.kind = FieldSource::Kind::code;
    } else {
        source.observation = read_codes(context, *observation, "`observation`");
        source.kind =
            source.observation.empty() ? FieldSource::Kind::none : FieldSource::Kind::observation;
    }
    source.answers = read_answers(context, values, field.type, field.name, key.span);
    if (field.type.kind == FactKind::number) {
        source.units = read_units(context, values, field.type, key.span);
    }
    return source;
}

}  // namespace

std::vector<FieldSource> read_fields(Context& context, const YamlNode& node, std::uint32_t fact,
                                     RecordType from) {
    const facts::Fact& records = context.catalogue()[fact];
    std::vector<FieldSource> fields(records.fields.size());
    const YamlNode* const mapping =
        language::as_mapping(node, "`fields`", "write a field and where it comes from on each line",
                             context.diagnostics);
    if (mapping == nullptr) return fields;
    for (const language::YamlPair& pair : mapping->pairs) {
        const auto index = records.find_field(pair.key.text);
        if (!index) {
            std::vector<std::string> names;
            for (const facts::Field& each : records.fields) names.push_back(each.name);
            context
                .error("unknown-name", pair.key.span,
                       quoted(records.name) + " has no field " + quoted(pair.key.text))
                .help(help_from_list(pair.key.text, names));
            continue;
        }
        fields[*index] = read_field(context, pair.key, pair.value, records.fields[*index], from);
    }
    return fields;
}

}  // namespace caveat::mapping
