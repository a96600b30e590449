// Finds names that a reader could also take for an expression: `years since birth` beside a fact
// `birth`. Entrance: check_names.

#include "language/grammar/builder.hpp"
#include "language/grammar/rules.hpp"
#include "language/syntax.hpp"

#include <algorithm>
#include <array>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// Without one of these words, words alone make no expression.
constexpr std::array<std::string_view, 13> joining_words = {
    "is", "are", "include", "includes", "since", "of",   "not",
    "no", "any", "at",      "exactly",  "empty", "where"};

bool may_be_expression(const Spelling& spelling) {
    return std::any_of(spelling.begin(), spelling.end(), [](const PhraseElement& element) {
        return !element.is_slot && std::find(joining_words.begin(), joining_words.end(),
                                             element.text) != joining_words.end();
    });
}

/// Whether the words mean something without the declaration `entry`.
bool reads_as_expression(const std::string& words, const Entry& entry, const Vocabulary& vocabulary,
                         std::size_t depth) {
    Scalar text;
    text.text = words;
    text::Diagnostics unsaid;
    Syntax syntax;
    const ParseContext context{&vocabulary, {}, depth, &unsaid};
    Builder builder(text, context, syntax);
    builder.without = &entry;
    if (!builder.prepare(false)) return false;
    NodeId made = 0;
    grammar::Cursor first(builder, 0);
    const grammar::Cursor last(builder, builder.end());
    grammar::x3::parse(first, last, grammar::condition, made);
    builder.expect_end(first.at);
    if (unsaid.has_errors()) return false;
    const NodeContent& content = syntax.nodes[made].content;
    if (const auto* since = std::get_if<TimeSince>(&content)) {
        // `days since injury` means nothing beside a yes/no fact `injury`.
        const auto* date = std::get_if<NameUse>(&syntax.nodes[since->date].content);
        return date == nullptr || date->name.entry == nullptr ||
               date->name.entry->kind == NameKind::date || date->name.entry->kind == NameKind::term;
    }
    return !std::holds_alternative<Broken>(content);
}

}  // namespace

void check_names(const Vocabulary& vocabulary, std::size_t expression_depth,
                 text::Diagnostics& diagnostics) {
    const auto entries = vocabulary.names.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        for (const Spelling& spelling : vocabulary.names.impl().spellings[i]) {
            if (!may_be_expression(spelling)) continue;
            const std::vector<std::string> ones(entry.slots.size(), "1");
            if (!reads_as_expression(spelled_out(spelling, ones), entry, vocabulary,
                                     expression_depth)) {
                continue;
            }
            with(diagnostics.error("name-is-expression", entry.span,
                                   quoted(entry.name) + " also reads as an expression"))
                .help("change a word, so that nobody takes the one for the other");
            break;
        }
    }
}

}  // namespace caveat::language
