// Declared facts and fields: types, units, ranges, codes. Entrance: declare_facts.

#include "check/facts.hpp"

#include "text/escapes.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"
#include "values/unit_spellings.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::check {

using language::Entry;
using language::FactEntry;
using language::NameKind;
using language::Scalar;
using text::quoted;
using text::with;

namespace {

constexpr std::array<std::string_view, 6> kinds{"yes/no",  "number", "choice",
                                                "choices", "date",   "records"};

NameKind name_kind(FactKind kind) {
    switch (kind) {
        case FactKind::yes_no:
            return NameKind::yes_no;
        case FactKind::number:
            return NameKind::number;
        case FactKind::choice:
            return NameKind::choice;
        case FactKind::choices:
            return NameKind::choices;
        case FactKind::date:
            return NameKind::date;
        case FactKind::records:
            break;
    }
    return NameKind::records;
}

/// `number, whole: true` in place of a type, as the fact around it is written.
text::Proposal whole_number(const FactEntry& entry, const Context& context) {
    const std::string_view number = kinds[static_cast<std::size_t>(FactKind::number)];
    const Span place = entry.type->span;
    if (entry.whole) return {std::string(number), {{place, std::string(number)}}};
    const std::uint32_t behind_name = entry.name.span.end;
    const std::string_view between = context.source.substr(behind_name, place.begin - behind_name);
    const std::size_t value = between.find_first_not_of(": \t\r\n");
    const std::string keys = std::string(number) + ", whole: true";
    if (value == std::string_view::npos) {
        const std::string mapping = "{type: " + keys + "}";
        return {mapping, {{place, mapping}}};
    }
    if (between[value] == '{') return {keys, {{place, keys}}};
    const std::size_t line = context.source.rfind('\n', place.begin) + 1;
    const std::size_t indent = context.source.find_first_not_of(' ', line) - line;
    return {std::string(number),
            {{place, std::string(number) + "\n" + std::string(indent, ' ') + "whole: true"}},
            " and below it `whole: true`"};
}

/// A type as forms and databases call it, and the one that is meant. Reports it.
std::optional<FactKind> type_meant(const FactEntry& entry, Context& context) {
    const Scalar& written = *entry.type;
    struct Foreign {
        std::string_view name;
        FactKind meant;
        bool is_whole = false;
    };
    static constexpr std::array<Foreign, 18> foreign{{
        {"boolean", FactKind::yes_no},
        {"bool", FactKind::yes_no},
        {"true/false", FactKind::yes_no},
        {"yes or no", FactKind::yes_no},
        {"integer", FactKind::number, true},
        {"int", FactKind::number, true},
        {"whole number", FactKind::number, true},
        {"decimal", FactKind::number},
        {"float", FactKind::number},
        {"quantity", FactKind::number},
        {"text", FactKind::choice},
        {"string", FactKind::choice},
        {"enum", FactKind::choice},
        {"select", FactKind::choice},
        {"multiple choice", FactKind::choices},
        {"checkboxes", FactKind::choices},
        {"datetime", FactKind::date},
        {"day", FactKind::date},
    }};
    const std::string wanted = text::canonical_name(written.text);
    const auto* const found = std::find_if(
        foreign.begin(), foreign.end(), [&](const Foreign& each) { return each.name == wanted; });
    if (found == foreign.end()) return std::nullopt;
    Diagnostic& problem =
        context.error("unknown-word", written.span, quoted(written.text) + " is no type of a fact");
    if (found->is_whole) {
        with(problem).write({whole_number(entry, context)});
    } else if (wanted == "text" || wanted == "string") {
        with(problem).help(
            "nothing is asked about free text: make it a `choice`, with the answers beside it, "
            "`of: [one, two]`");
    } else {
        with(problem).write(std::string(kinds[static_cast<std::size_t>(found->meant)]));
    }
    return found->meant;
}

std::optional<FactKind> read_kind(const FactEntry& entry, bool is_field, Context& context) {
    if (!entry.type) return std::nullopt;  // reported where the file was read
    if (entry.type->text.ends_with('?')) {
        with(context.error("unknown-word", entry.type->span,
                           quoted(entry.type->text) + " is a question, and no type"))
            .help(is_field ? "write the type: `yes/no`, `number` or `date`"
                           : "write the type beside it: `{type: yes/no, ask: \"…?\"}`");
        return std::nullopt;
    }
    const auto allowed = std::span(kinds).first(is_field ? kinds.size() - 1 : kinds.size());
    if (const auto meant = type_meant(entry, context)) return meant;
    const auto found =
        one_of(*entry.type, allowed, is_field ? "type of a field" : "type of a fact", context);
    if (!found) return std::nullopt;
    return static_cast<FactKind>(*found);
}

/// Reports a key that says nothing about facts of this kind.
void refuse(const std::optional<Scalar>& key, std::string_view name, const FactEntry& entry,
            Context& context) {
    if (!key) return;
    const std::string help = "leave `" + std::string(name) + "` out";
    Diagnostic& problem =
        context.error("misplaced-key", key->span,
                      "`" + std::string(name) + "` has no meaning for " + quoted(entry.name.text) +
                          ", a fact of type " + quoted(entry.type ? entry.type->text : ""));
    with(problem).help(help);
    auto edits = context.removal_of_key(key->span);
    if (!edits.empty()) problem.fixes.push_back({help, std::move(edits)});
}

void refuse_other_keys(const FactEntry& entry, FactKind kind, Context& context) {
    const bool is_number = kind == FactKind::number;
    const bool has_range = is_number || kind == FactKind::date;
    if (!is_number) refuse(entry.whole, "whole", entry, context);
    if (!is_number) refuse(entry.unit, "unit", entry, context);
    if (!has_range) refuse(entry.from, "from", entry, context);
    if (!has_range) refuse(entry.to, "to", entry, context);
    if (kind != FactKind::records) refuse(entry.each, "each", entry, context);
    if (kind != FactKind::records) refuse(entry.dated_by, "dated by", entry, context);
    if (kind == FactKind::records) refuse(entry.otherwise, "otherwise", entry, context);
    if (kind != FactKind::choices && !entry.exclusive.empty()) {
        refuse(entry.exclusive.front(), "exclusive", entry, context);
    }
    // Of a type under another name the rest may be written otherwise as well.
    const bool is_own_word =
        std::find(kinds.begin(), kinds.end(), text::folded(entry.type->text)) != kinds.end();
    const bool takes_of =
        kind == FactKind::choice || kind == FactKind::choices || kind == FactKind::records;
    if (entry.has_of && !takes_of) {
        with(context.error("misplaced-key", entry.name.span,
                           "`of` has no meaning for " + quoted(entry.name.text) +
                               ", a fact of type " + quoted(entry.type->text)))
            .help("a list of codes belongs to `type: choice` or `type: choices`");
    }
    const bool has_codes = (kind == FactKind::choice || kind == FactKind::choices) && is_own_word;
    if ((has_codes && entry.codes.empty()) || (kind == FactKind::records && entry.fields.empty())) {
        with(
            context.error("missing-key", entry.name.span, quoted(entry.name.text) + " has no `of`"))
            .help(has_codes ? "list its codes: `{type: " +
                                  std::string(kinds[static_cast<std::size_t>(kind)]) +
                                  ", of: [neck, hip]}`"
                            : "list its fields: `{type: records, of: {date: date}}`");
    }
}

bool read_truth(const Scalar& text, Context& context) {
    const std::string word = text::folded(text.text);
    if (word == "yes" || word == "true") return true;
    if (word == "no" || word == "false") return false;
    with(context.error("unknown-word", text.span, quoted(text.text) + " is neither yes nor no"))
        .write({{"yes", {{text.span, "yes"}}}, {"no", {{text.span, "no"}}}});
    return false;
}

/// One end of a number's range, in base units.
std::optional<values::Bound> read_end(const Scalar& text, const std::optional<values::Unit>& unit,
                                      Context& context) {
    const auto literal = language::parse_literal(text, context.diagnostics);
    if (!literal) return std::nullopt;
    auto constant = constant_of(*literal, context);
    if (!constant) return std::nullopt;
    if (!constant->unit) constant->unit = unit;
    if (constant->unit.has_value() != unit.has_value() ||
        (unit && !is_same_kind(*constant->unit, *unit))) {
        with(context.error("different-units", text.span,
                           quoted(text.text) + (unit ? " is not measured in " + quoted(unit->symbol)
                                                     : " has a unit, but the fact has none")))
            .help(unit ? why_apart(*unit, *constant->unit) + ": write it in " + quoted(unit->symbol)
                       : "where the fact is measured in " + quoted(constant->unit->symbol) +
                             ", declare it with `unit: \"" + constant->unit->symbol + "\"`");
        return std::nullopt;
    }
    if (!unit) return values::Bound(constant->value);
    const auto base = to_base(constant->value, *constant->unit);
    if (!base) return std::nullopt;
    return values::Bound(*base);
}

void read_number(const FactEntry& entry, facts::ValueType& type, Context& context) {
    if (entry.unit) {
        type.unit = values::find_unit(entry.unit->text);
        if (!type.unit) {
            Diagnostic& problem = context.error("unknown-unit", entry.unit->span,
                                                "no unit is written " + quoted(entry.unit->text));
            with(problem).help(values::unit_help(entry.unit->text));
            const std::vector<std::string> meant = values::units_like(entry.unit->text);
            if (meant.size() == 1) {
                with(problem).fix("write `" + meant.front() + "`", entry.unit->span,
                                  '"' + meant.front() + '"');
            }
        }
    }
    if (entry.whole) type.whole = read_truth(*entry.whole, context);
    values::Bound low = values::Bound::minus_infinity();
    values::Bound high = values::Bound::plus_infinity();
    if (entry.from) low = read_end(*entry.from, type.unit, context).value_or(low);
    if (entry.to) high = read_end(*entry.to, type.unit, context).value_or(high);
    // Whole in the base unit only where one unit is a whole number of base units.
    const bool base_is_whole =
        type.whole && (!type.unit || (type.unit->factor.is_whole() && type.unit->offset.is_zero()));
    const auto range = values::make_range(low, high, base_is_whole);
    if (range) {
        type.range = *range;
    } else {
        with(context.error(
                 "empty-range", entry.to ? entry.to->span : entry.name.span,
                 "no value of " + quoted(entry.name.text) + " is allowed: `from` lies above `to`"))
            .help("exchange `from` and `to`");
    }
}

void read_date(const FactEntry& entry, facts::ValueType& type, Context& context) {
    const auto read = [&](const Scalar& text) -> std::optional<values::DateRange> {
        const auto date = Date::from_text(text.text);
        if (date) return values::range_of(*date);
        with(
            context.error("bad-date", text.span, quoted(text.text) + " is no date of the calendar"))
            .help("a date is `2026-11-20`, or `as of` for the day of the screening");
        return std::nullopt;
    };
    values::DateRange range;
    if (entry.from) {
        if (const auto first = read(*entry.from)) range.low = first->low;
    }
    if (entry.to) {
        if (text::canonical_name(entry.to->text) == "as of") {
            type.to_as_of = true;
            context.rules.catalogue.needs_as_of = true;
        } else if (const auto last = read(*entry.to)) {
            range.high = last->high;
        }
    }
    if (range.low > range.high) {
        with(context.error(
                 "empty-range", entry.to->span,
                 "no value of " + quoted(entry.name.text) + " is allowed: `from` lies after `to`"))
            .help("exchange `from` and `to`");
        return;
    }
    type.dates = range;
}

/// `0` or `2-4 times a month`: no name, and no text in quotes.
bool lacks_quotes(const Scalar& code) {
    return !code.is_broken && code.style == language::ScalarStyle::plain &&
           !text::is_name(code.text) && code.text.find('"') == std::string::npos;
}

/// One message for all of a list, `of: [0, 1, 2]`.
void report_missing_quotes(const std::vector<const Scalar*>& codes, Context& context) {
    if (codes.empty()) return;
    text::Proposal all;
    for (const Scalar* code : codes) {
        const std::string_view text =
            text::between_typographic_quotes(code->text).value_or(code->text);
        all.text += (all.text.empty() ? "\"" : ", \"") + std::string(text) + '"';
        all.edits.push_back({code->span, text::in_json(text)});
    }
    const Span span{codes.front()->span.begin, codes.back()->span.end};
    with(context.error("bad-name", span,
                       quoted(codes.front()->text) +
                           (codes.size() > 1 ? " and others are no names" : " is no name")))
        .help(text::between_typographic_quotes(codes.front()->text)
                  ? "the quotation marks are `\"`: "
                  : "in quotes a code may be any text: ")
        .write({std::move(all)});
}

std::shared_ptr<const language::NameTable> read_codes(const FactEntry& entry,
                                                      facts::ValueType& type, Context& context) {
    const std::size_t most = std::min(context.limits.codes, facts::CodeSet::capacity);
    if (entry.codes.size() > most) {
        with(context.error("too-many-codes", entry.codes[most].name.span,
                           quoted(entry.name.text) + " has " + std::to_string(entry.codes.size()) +
                               " codes; at most " + std::to_string(most) + " are allowed"))
            .help("split it into several facts");
    }
    auto table = std::make_shared<language::NameTable>();
    std::vector<const Scalar*> without_quotes;
    for (const language::CodeEntry& code : entry.codes) {
        if (type.codes.size() == most) break;
        Entry name;
        name.kind = NameKind::code;
        name.index = static_cast<std::uint32_t>(type.codes.size());
        if (lacks_quotes(code.name)) {
            without_quotes.push_back(&code.name);
            table->reject(code.name);
        } else {
            table->declare(code.name, std::move(name), false, context.diagnostics);
        }
        const Entry* declared = table->find(code.name.text);
        facts::Code made{code.name.text,
                         declared != nullptr && declared->is_quoted
                             ? code.name.text
                             : text::json_key(text::canonical_name(code.name.text)),
                         code.label ? code.label->text : code.name.text,
                         {}};
        for (const language::CodingEntry& coding : code.codings) {
            made.codings.push_back({coding.system.text, coding.code.text});
        }
        type.codes.push_back(std::move(made));
    }
    report_missing_quotes(without_quotes, context);
    return table;
}

/// The codes that stand alone: `exclusive: [none of these]`.
void read_exclusive(const FactEntry& entry, const language::NameTable& codes,
                    facts::ValueType& type, Context& context) {
    for (const Scalar& name : entry.exclusive) {
        // A code in quotes is that text and no other; any other may be spelled as names are.
        const auto code =
            std::find_if(type.codes.begin(), type.codes.end(), [&](const facts::Code& each) {
                const Entry* const declared = codes.find(each.name);
                const bool is_quoted = declared == nullptr || declared->is_quoted;
                return each.name == name.text ||
                       (!is_quoted &&
                        text::canonical_name(each.name) == text::canonical_name(name.text));
            });
        if (code != type.codes.end()) {
            type.exclusive.insert(static_cast<std::size_t>(code - type.codes.begin()));
            continue;
        }
        Diagnostic& problem =
            context.error("unknown-code", name.span,
                          quoted(entry.name.text) + " has no code " + quoted(name.text));
        text::propose(problem, name.text, codes.names(), 1);
        if (problem.help.empty()) problem.help = "name codes that `of` lists";
    }
}

/// Everything of a type but the fields of records.
std::shared_ptr<const language::NameTable> read_type(const FactEntry& entry, FactKind kind,
                                                     facts::ValueType& type, Context& context) {
    type.kind = kind;
    refuse_other_keys(entry, kind, context);
    if (kind == FactKind::number) read_number(entry, type, context);
    if (kind == FactKind::date) read_date(entry, type, context);
    if (kind == FactKind::choice || kind == FactKind::choices) {
        auto table = read_codes(entry, type, context);
        if (kind == FactKind::choices) read_exclusive(entry, *table, type, context);
        return table;
    }
    return nullptr;
}

std::shared_ptr<const language::NameTable> read_fields(const FactEntry& entry, facts::Fact& fact,
                                                       Context& context) {
    auto table = std::make_shared<language::NameTable>();
    for (const FactEntry& written : entry.fields) {
        facts::Field field;
        field.name = written.name.text;
        field.key = text::json_key(text::canonical_name(field.name));
        Entry name;
        name.index = static_cast<std::uint32_t>(fact.fields.size());
        if (const auto kind = read_kind(written, true, context)) {
            name.kind = name_kind(*kind);
            name.codes = read_type(written, *kind, field.type, context);
            table->declare(written.name, std::move(name), false, context.diagnostics);
        } else {
            table->reject(written.name);
        }
        fact.fields.push_back(std::move(field));
    }
    if (!entry.dated_by) return table;
    const Entry* found = table->find(entry.dated_by->text);
    if (found == nullptr || found->kind != NameKind::date) {
        Diagnostic& problem = context.error(
            "unknown-name", entry.dated_by->span,
            quoted(entry.name.text) + " has no date field " + quoted(entry.dated_by->text));
        if (found == nullptr) text::propose(problem, entry.dated_by->text, table->names(), 1);
        if (problem.help.empty()) problem.help = "name one of its fields of type `date`";
        return table;
    }
    fact.dated_by = found->index;
    fact.fields[found->index].type.to_as_of = true;
    context.rules.catalogue.needs_as_of = true;
    return table;
}

void declare_fact(const FactEntry& entry, Context& context) {
    facts::Fact fact;
    fact.name = entry.name.text;
    fact.key = text::json_key(text::canonical_name(fact.name));
    fact.span = entry.name.span;
    if (entry.ask) fact.ask = entry.ask->text;
    if (entry.only_if) {
        const auto* sentence = std::get_if<Scalar>(&entry.only_if->content);
        fact.only_if = sentence != nullptr ? text::one_line(sentence->text)
                                           : context.words(entry.only_if->span);
    }
    if (entry.ask_whom) {
        static constexpr std::array<std::string_view, 2> whom{"patient", "clinician"};
        if (const auto found = one_of(*entry.ask_whom, whom, "respondent", context)) {
            fact.whom = static_cast<Respondent>(*found);
        }
    }
    Entry name;
    name.index = static_cast<std::uint32_t>(context.rules.catalogue.size());
    const auto kind = read_kind(entry, false, context);
    if (kind) {
        name.kind = name_kind(*kind);
        name.codes = read_type(entry, *kind, fact.type, context);
        if (*kind == FactKind::records) name.fields = read_fields(entry, fact, context);
    }
    context.fact_is_broken.push_back(kind ? 0 : 1);
    if (!kind) {
        context.vocabulary.names.reject(entry.name);
        if (entry.each) context.vocabulary.names.reject(*entry.each);
        context.rules.catalogue.add(std::move(fact));
        return;
    }
    if (kind == FactKind::records && entry.each) {
        fact.each = entry.each->text;
        Entry each = name;
        each.kind = NameKind::each_record;
        context.vocabulary.names.declare(*entry.each, std::move(each), false, context.diagnostics);
    }
    context.vocabulary.names.declare(entry.name, std::move(name), false, context.diagnostics);
    context.rules.catalogue.add(std::move(fact));
}

}  // namespace

void declare_facts(Context& context) {
    const auto& facts = context.document.facts;
    if (facts.size() > context.limits.facts) {
        with(context.error("too-many-facts", facts[context.limits.facts].name.span,
                           "the file declares " + std::to_string(facts.size()) +
                               " facts; at most " + std::to_string(context.limits.facts) +
                               " are allowed"))
            .help("raise the limit `facts`, or split the rule set");
        return;
    }
    for (const FactEntry& entry : facts) declare_fact(entry, context);
}

}  // namespace caveat::check
