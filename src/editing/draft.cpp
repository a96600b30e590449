// From sentences or an incomplete rule file to a complete one. Entrance: draft.
//
// The sentences are looked at for what they name (names_used), what nobody declares is added to the
// document as it stands in memory, and the check that loads rule files judges the whole. So every
// message is the ordinary one and points at the author's own words. Only then is anything written,
// and what is written is loaded once more.

#include <caveat/authoring/draft.hpp>
#include <caveat/codes.hpp>
#include <caveat/format.hpp>

#include "api/file_text.hpp"
#include "check/check.hpp"
#include "check/context.hpp"
#include "editing/completion.hpp"
#include "editing/draft_text.hpp"
#include "editing/names_used.hpp"
#include "language/document.hpp"
#include "language/yaml_guards.hpp"
#include "text/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::authoring {

namespace {

using editing::complete;
using editing::completed_file;
using editing::Completion;
using editing::give_ids;
using editing::names_missing;
using editing::NamesUsed;
using editing::new_file;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 10> keys{"caveat", "rules",     "facts",      "outcomes",
                                                "terms",  "scores",    "parameters", "sources",
                                                "id",     "applies to"};

bool begins_with_key(std::string_view line) {
    return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) {
        if (!line.starts_with(key)) return false;
        const std::size_t colon = line.find_first_not_of(" \t", key.size());
        return colon != std::string_view::npos && line[colon] == ':';
    });
}

/// The lines of a text, each with the byte at which it begins, without the line break.
template <typename Visit>
void for_each_line(std::string_view text, const Visit& visit) {
    std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        visit(text.substr(begin, end - begin), begin);
        begin = end + 1;
    }
}

language::Scalar scalar_of(std::string_view words, std::size_t begin) {
    language::Scalar scalar;
    scalar.text = std::string(words);
    scalar.span = {static_cast<std::uint32_t>(begin),
                   static_cast<std::uint32_t>(begin + words.size())};
    for (std::size_t i = 0; i <= words.size(); ++i) {
        scalar.origin.push_back(static_cast<std::uint32_t>(begin + i));
    }
    return scalar;
}

/// A line as a rule: without the mark of a list before it and the full stop behind it.
std::optional<language::Scalar> sentence_in(std::string_view line, std::size_t begin) {
    constexpr std::string_view blanks = " \t\r";
    const auto trim = [&] {
        const std::size_t first = std::min(line.find_first_not_of(blanks), line.size());
        line.remove_prefix(first);
        begin += first;
        line = line.substr(0, line.find_last_not_of(blanks) + 1);
    };
    trim();
    for (const std::string_view mark : {"- ", "* ", "• "}) {
        if (!line.starts_with(mark)) continue;
        line.remove_prefix(mark.size());
        begin += mark.size();
        trim();
        break;
    }
    if (line.size() > 1 && line.front() == '"' && line.back() == '"') {
        line = line.substr(1, line.size() - 2);
        ++begin;
    }
    if (line.ends_with('.')) line.remove_suffix(1);
    trim();
    if (line.empty() || line.front() == '#') return std::nullopt;
    return scalar_of(line, begin);
}

std::shared_ptr<language::Document> read_sentences(std::string_view text,
                                                   text::Diagnostics& diagnostics) {
    const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    if (!language::check_bytes(text, begin, diagnostics)) return nullptr;
    auto made = std::make_shared<language::Document>();
    language::Document& document = *made;
    for_each_line(text, [&](std::string_view line, std::size_t at) {
        auto sentence = sentence_in(line, at);
        if (!sentence) return;
        language::RuleEntry rule;
        rule.span = sentence->span;
        rule.rule = std::move(*sentence);
        document.rules.push_back(std::move(rule));
    });
    if (document.rules.empty()) {
        text::with(diagnostics.error("no-sentences", Span{}, "there is no sentence here"))
            .help("write one a line: `arthritis → require experienced therapist`");
        return nullptr;
    }
    return made;
}

/// A file without `caveat: 1` gets it: no reason to refuse it.
bool is_about_language_version(const Diagnostic& problem, const language::Document& document) {
    return problem.code == codes::missing_key && !document.language_version &&
           problem.message.find("`caveat`") != std::string::npos;
}

std::vector<Diagnostic> errors_of(text::Diagnostics& diagnostics) {
    std::vector<Diagnostic> errors;
    for (Diagnostic& each : diagnostics.take()) {
        if (each.severity == Severity::error) errors.push_back(std::move(each));
    }
    return errors;
}

std::shared_ptr<language::Document> read(std::string_view text, const Limits& limits,
                                         std::vector<Diagnostic>& errors) {
    text::Diagnostics diagnostics;
    auto document =
        is_only_sentences(text)
            ? read_sentences(text, diagnostics)
            : language::read_document(text, {limits.nesting, limits.list_length, limits.text_bytes},
                                      diagnostics);
    errors = errors_of(diagnostics);
    if (document) {
        std::erase_if(errors, [&](const Diagnostic& each) {
            return is_about_language_version(each, *document);
        });
    }
    if (!errors.empty()) return nullptr;
    return document;
}

std::vector<Diagnostic> check_errors(const language::Document& document, std::string_view text,
                                     const Limits& limits) {
    text::Diagnostics diagnostics;
    check::check(document, text, limits, diagnostics);
    return errors_of(diagnostics);
}

NamesUsed names_used_in(const language::Document& document, std::string_view text,
                        const Limits& limits) {
    text::Diagnostics unheard;  // the check of the whole says it again
    check::Context context{document, text, limits, unheard};
    check::declare(context);
    return names_missing(document, context.vocabulary, context.term_slots);
}

}  // namespace

bool is_only_sentences(std::string_view text) {
    bool has_key = false;
    for_each_line(text, [&](std::string_view line, std::size_t) {
        has_key = has_key || begins_with_key(line);
    });
    return !has_key;
}

Drafted draft(std::string_view text, std::string_view name, const Limits& limits) {
    Drafted drafted;
    drafted.source = {std::string(name), std::string(text)};
    if (text.size() > api::most_bytes(limits)) {
        drafted.diagnostics.push_back(api::too_large(limits));
        return drafted;
    }
    const bool is_new = is_only_sentences(text);
    auto document = read(text, limits, drafted.diagnostics);
    if (!document) return drafted;

    Completion completion = complete(*document, names_used_in(*document, text, limits));
    drafted.diagnostics = check_errors(*document, text, limits);
    if (give_ids(*document, drafted.diagnostics, completion)) {
        drafted.diagnostics = check_errors(*document, text, limits);
    }
    if (!drafted.diagnostics.empty()) return drafted;

    const std::string whole = is_new ? new_file(*document, completion, name)
                                     : completed_file(text, *document, completion, name);
    Formatted formatted = format_rules(whole, name);
    if (!formatted.text) {
        drafted.source = std::move(formatted.source);
        drafted.diagnostics = std::move(formatted.diagnostics);
        return drafted;
    }
    drafted.is_complete = !is_new && whole == text;
    drafted.text = drafted.is_complete ? std::string(text) : std::move(*formatted.text);
    return drafted;
}

}  // namespace caveat::authoring
