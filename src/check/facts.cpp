// Puts the declared facts, with the fields of their records, into the catalogue. Entrance:
// declare_facts.

#include "check/facts.hpp"

#include "check/fact_types.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

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
