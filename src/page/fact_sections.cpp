// The headings under which the facts of a file stand. Entrance: fact_sections.

#include <caveat/authoring/show.hpp>

#include "analysis/written_file.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "language/document.hpp"
#include "text/diagnostics.hpp"
#include "text/line_table.hpp"

namespace caveat::authoring {

namespace {

std::string_view without_blanks(std::string_view line) {
    const std::size_t first = line.find_first_not_of(" \t");
    return first == line.npos ? std::string_view() : line.substr(first);
}

/// A comment's words, without the lines that are drawn with it.
std::string words_of(std::string_view comment) {
    comment.remove_prefix(comment.find_first_not_of('#'));
    if (comment.find_first_not_of(" -=#*") == comment.npos) return {};
    const std::size_t stop = comment.find(". ");
    std::string words = text::one_line(comment.substr(0, stop));
    while (words.ends_with('.') || words.ends_with('-') || words.ends_with(' ')) words.pop_back();
    const std::size_t first = words.find_first_not_of("- ");
    return first == words.npos ? std::string() : words.substr(first);
}

/// The comment directly above a line, if an empty line or the key of the section is above it.
std::string title_above(const text::LineTable& lines, std::size_t line) {
    std::string title;
    while (line > 1) {
        const std::string_view above = without_blanks(lines.line_text(--line));
        if (!above.starts_with('#')) {
            const bool begins = above.empty() || above.starts_with("facts:");
            return begins ? title : std::string();
        }
        if (above.find_first_not_of('#') == above.npos) continue;
        if (std::string words = words_of(above); !words.empty()) title = std::move(words);
    }
    return title;
}

}  // namespace

std::vector<std::string> fact_sections(const RuleSet& rules) {
    const api::LoadedRules& loaded = api::loaded_of(rules);
    const text::LineTable lines(loaded.source);
    std::vector<std::string> titles;
    for (const language::FactEntry& fact : analysis::document_of(loaded).facts) {
        titles.push_back(title_above(lines, lines.position(fact.name.span.begin).line));
    }
    return titles;
}

}  // namespace caveat::authoring
