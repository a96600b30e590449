// Turns the codes of a choice into what answers and conditions can name. Entrance: read_codes.

#include "check/fact_types.hpp"
#include "text/escapes.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace caveat::check {

using language::Entry;
using language::FactEntry;
using language::NameKind;
using language::Scalar;
using text::quoted;
using text::with;

namespace {

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

}  // namespace

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
    if (type.kind == FactKind::choices) read_exclusive(entry, *table, type, context);
    return table;
}

}  // namespace caveat::check
