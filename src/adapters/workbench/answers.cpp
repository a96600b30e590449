// Answers of the workspace as JSON. Entrances: write_diagnostic, write_span, write_runs, word_of.

#include "adapters/workbench/answers.hpp"

#include <array>
#include <string>

namespace caveat::workbench {

namespace {

template <class Kind, std::size_t count>
std::string_view named(Kind kind, const std::array<std::string_view, count>& words) {
    const auto at = static_cast<std::size_t>(kind);
    return at < count ? words[at] : std::string_view();
}

void write_edits(json::JsonWriter& json, const editing::OpenFile& file,
                 const std::vector<Edit>& edits) {
    json.begin_list();
    for (const Edit& edit : edits) {
        json.begin_object();
        json.plain_key("uri");
        json.text(file.uri());
        write_span(json, file, edit.span);
        json.plain_key("text");
        json.text(edit.text);
        json.end_object();
    }
    json.end_list();
}

}  // namespace

std::string_view word_of(Severity severity) {
    static constexpr std::array<std::string_view, 3> words{"note", "warning", "error"};
    return named(severity, words);
}

std::string_view word_of(TextRole role) {
    static constexpr std::array<std::string_view, 12> words{
        "plain", "heading", "name", "good",  "careful", "bad",
        "error", "warning", "note", "caret", "help",    "aside"};
    return named(role, words);
}

std::string_view word_of(editing::OfferKind kind) {
    static constexpr std::array<std::string_view, 13> words{
        "fact",    "code", "term", "phrase", "parameter", "score", "band",
        "outcome", "key",  "word", "unit",   "source",    "rule"};
    return named(kind, words);
}

std::string_view word_of(editing::NamedThingKind kind) {
    static constexpr std::array<std::string_view, 11> words{"fact",    "each",      "field", "code",
                                                            "term",    "parameter", "score", "band",
                                                            "outcome", "rule",      "source"};
    return named(kind, words);
}

std::string_view word_of(editing::WordKind kind) {
    static constexpr std::array<std::string_view, 11> words{
        "keyword",   "number", "text",    "fact", "code",  "term",
        "parameter", "score",  "outcome", "rule", "source"};
    return named(kind, words);
}

void write_span(json::JsonWriter& json, const editing::OpenFile& file, Span span) {
    json.plain_key("from");
    json.number(std::to_string(file.places().units_of(span.begin)));
    json.plain_key("to");
    json.number(std::to_string(file.places().units_of(span.end)));
}

void write_diagnostic(json::JsonWriter& json, const editing::OpenFile& file,
                      const Diagnostic& problem) {
    const editing::LinePlace place =
        file.places().place_of(problem.span.begin, editing::Units::utf16);
    json.begin_object();
    write_span(json, file, problem.span);
    json.plain_key("line");
    json.number(std::to_string(place.line + 1));
    json.plain_key("column");
    json.number(std::to_string(place.character + 1));
    json.plain_key("severity");
    json.text(word_of(problem.severity));
    json.plain_key("code");
    json.text(problem.code);
    json.plain_key("message");
    json.text(problem.message);
    json.plain_key("help");
    json.text(problem.help);
    json.plain_key("labels");
    json.begin_list();
    for (const Label& label : problem.labels) {
        json.begin_object();
        json.plain_key("uri");
        json.text(file.uri());
        write_span(json, file, label.span);
        json.plain_key("text");
        json.text(label.text);
        json.end_object();
    }
    json.end_list();
    json.plain_key("fixes");
    json.begin_list();
    for (const Fix& fix : problem.fixes) {
        json.begin_object();
        json.plain_key("title");
        json.text(fix.title);
        json.plain_key("edits");
        write_edits(json, file, fix.edits);
        json.plain_key("preferred");
        json.boolean(problem.fixes.size() == 1);
        json.end_object();
    }
    json.end_list();
    json.end_object();
}

void write_runs(json::JsonWriter& json, const StyledText& text) {
    const auto write = [&](std::size_t begin, std::size_t end, TextRole role) {
        if (begin >= end) return;
        json.begin_object();
        json.plain_key("text");
        json.text(std::string_view(text.text).substr(begin, end - begin));
        json.plain_key("role");
        json.text(word_of(role));
        json.end_object();
    };
    json.begin_list();
    std::size_t at = 0;
    for (const StyledRun& run : text.runs) {
        write(at, run.begin, TextRole::plain);
        write(run.begin, run.end, run.role);
        at = run.end;
    }
    write(at, text.text.size(), TextRole::plain);
    json.end_list();
}

}  // namespace caveat::workbench
