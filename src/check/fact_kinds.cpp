// Says which kind of fact a type names, also as forms and databases call it. Entrance: read_kind.

#include "check/fact_types.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace caveat::check {

using language::FactEntry;
using language::Scalar;
using text::quoted;
using text::with;

namespace {

/// `number, whole: true` in place of a type, as the fact around it is written.
text::Proposal whole_number(const FactEntry& entry, const Context& context) {
    const std::string_view number = fact_types[static_cast<std::size_t>(FactKind::number)];
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
        with(problem).write(std::string(fact_types[static_cast<std::size_t>(found->meant)]));
    }
    return found->meant;
}

}  // namespace

std::optional<FactKind> read_kind(const FactEntry& entry, bool is_field, Context& context) {
    if (!entry.type) return std::nullopt;  // reported where the file was read
    if (entry.type->text.ends_with('?')) {
        with(context.error("unknown-word", entry.type->span,
                           quoted(entry.type->text) + " is a question, and no type"))
            .help(is_field ? "write the type: `yes/no`, `number` or `date`"
                           : "write the type beside it: `{type: yes/no, ask: \"…?\"}`");
        return std::nullopt;
    }
    const auto allowed =
        std::span(fact_types).first(is_field ? fact_types.size() - 1 : fact_types.size());
    if (const auto meant = type_meant(entry, context)) return meant;
    const auto found =
        one_of(*entry.type, allowed, is_field ? "type of a field" : "type of a fact", context);
    if (!found) return std::nullopt;
    return static_cast<FactKind>(*found);
}

}  // namespace caveat::check
