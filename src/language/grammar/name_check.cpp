// Finds names that a reader could also take for an expression: `years since birth` beside a fact
// `birth`. Entrance: check_names.

#include "language/grammar/builder.hpp"
#include "language/grammar/rules.hpp"
#include "language/syntax.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// Without one of these words, words alone make no expression.
constexpr std::array<std::string_view, 22> joining_words = {
    "is",    "are",     "include", "includes", "since", "of",    "not",   "no",
    "any",   "at",      "exactly", "empty",    "where", "over",  "above", "under",
    "below", "between", "before",  "after",    "less",  "within"};

bool may_be_expression(const Spelling& spelling) {
    return std::any_of(spelling.begin(), spelling.end(), [](const PhraseElement& element) {
        return !element.is_slot && std::find(joining_words.begin(), joining_words.end(),
                                             element.text) != joining_words.end();
    });
}

/// Whether what stands left of a test may be of its kind: `pain over 6 weeks` means nothing beside
/// a yes/no fact `pain`.
bool fits(const Syntax& syntax, const NodeContent& content) {
    const auto is_a = [&](NodeId id, NameKind kind, NameKind other) {
        const auto* use = std::get_if<NameUse>(&syntax.nodes[id].content);
        return use == nullptr || use->name.entry == nullptr || use->name.entry->kind == kind ||
               use->name.entry->kind == other || use->name.entry->kind == NameKind::term;
    };
    const auto is_number = [&](NodeId id) { return is_a(id, NameKind::number, NameKind::score); };
    const auto is_date = [&](NodeId id) { return is_a(id, NameKind::date, NameKind::date); };
    if (const auto* test = std::get_if<Compare>(&content)) return is_number(test->left);
    if (const auto* test = std::get_if<Between>(&content)) return is_number(test->value);
    if (const auto* test = std::get_if<DateTest>(&content)) return is_date(test->left);
    if (const auto* test = std::get_if<WithinLast>(&content)) return is_date(test->date);
    if (const auto* test = std::get_if<MoreThanAgo>(&content)) return is_date(test->date);
    if (const auto* since = std::get_if<TimeSince>(&content)) return is_date(since->date);
    return !std::holds_alternative<Broken>(content);
}

/// Whether the words mean something without the declaration `entry`.
bool reads_as_expression(const std::string& words, const Entry& entry, const Vocabulary& vocabulary,
                         std::size_t depth) {
    Scalar text;
    text.text = words;
    text::Diagnostics unsaid;
    Syntax syntax;
    const ParseContext context{&vocabulary, {}, depth, &unsaid};
    Line line(text, context);
    line.without = &entry;
    if (!Repairs(line).prepare(false)) return false;
    const NodeId made = read_line(line, syntax, [](Builder& builder) {
        NodeId read = 0;
        grammar::Cursor first(builder, 0);
        const grammar::Cursor last(builder, builder.end());
        grammar::x3::parse(first, last, grammar::condition, read);
        builder.expect_end(first.at);
        return read;
    });
    if (unsaid.has_errors()) return false;
    return fits(syntax, syntax.nodes[made].content);
}

void report(const Entry& entry, text::Diagnostics& diagnostics) {
    with(diagnostics.error("name-is-expression", entry.span,
                           quoted(entry.name) + " also reads as an expression"))
        .help("change a word, so that nobody takes the one for the other");
}

/// A band `at least moderate` beside a band `moderate`.
void check_bands(const NameTable& bands, text::Diagnostics& diagnostics) {
    for (const Entry& band : bands.entries()) {
        const std::string name = text::canonical_name(band.name);
        for (const std::string_view limit : {"at least ", "at most "}) {
            const bool is_limit =
                name.starts_with(limit) && bands.find(name.substr(limit.size())) != nullptr;
            if (is_limit) report(band, diagnostics);
        }
    }
}

}  // namespace

void check_names(const Vocabulary& vocabulary, std::size_t expression_depth,
                 text::Diagnostics& diagnostics) {
    const auto entries = vocabulary.names.entries();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        if (entry.kind == NameKind::score && entry.codes != nullptr) {
            check_bands(*entry.codes, diagnostics);
        }
        for (const Spelling& spelling : vocabulary.names.impl().spellings[i]) {
            if (!may_be_expression(spelling)) continue;
            const std::vector<std::string> ones(entry.slots.size(), "1");
            if (!reads_as_expression(spelled_out(spelling, ones), entry, vocabulary,
                                     expression_depth)) {
                continue;
            }
            report(entry, diagnostics);
            break;
        }
    }
}

}  // namespace caveat::language
