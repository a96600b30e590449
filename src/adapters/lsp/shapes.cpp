// Shapes of the protocol. Entrances: error_of, write_range, write_edits, write_diagnostic,
// section_about, findings_in.

#include "adapters/lsp/shapes.hpp"

#include <caveat/authoring/check.hpp>

#include "adapters/json/tree_text.hpp"
#include "adapters/workbench/answers.hpp"

#include <charconv>

namespace caveat::lsp {

namespace {

using json::JsonWriter;
using json::Node;
using json::NodeKind;

void write_place(JsonWriter& json, const editing::LinePlace& place) {
    json.begin_object();
    json.plain_key("line");
    json.number(std::to_string(place.line));
    json.plain_key("character");
    json.number(std::to_string(place.character));
    json.end_object();
}

int severity_of(Severity severity, bool is_finding) {
    constexpr int error = 1;
    constexpr int warning = 2;
    constexpr int information = 3;
    constexpr int hint = 4;
    if (severity == Severity::error) return error;
    if (is_finding) return hint;
    return severity == Severity::warning ? warning : information;
}

std::string text_of(const json::JsonTree& tree, const Node& object, std::string_view key) {
    const Node* const node = json::member(tree, object, key);
    return node != nullptr && node->kind == NodeKind::text ? std::string(node->text)
                                                           : std::string();
}

std::uint32_t byte_of(const json::JsonTree& tree, const Node& object, std::string_view key) {
    const Node* const place = json::member(tree, object, key);
    if (place == nullptr || place->kind != NodeKind::object) return 0;
    const Node* const byte = json::member(tree, *place, "byte");
    std::uint32_t value = 0;
    if (byte != nullptr) {
        std::from_chars(byte->text.data(), byte->text.data() + byte->text.size(), value);
    }
    return value;
}

}  // namespace

std::string error_of(std::string_view id, int code, std::string_view message) {
    JsonWriter json(false);
    json.begin_object();
    json.plain_key("jsonrpc");
    json.text("2.0");
    json.plain_key("id");
    json.literal(id);
    json.plain_key("error");
    json.begin_object();
    json.plain_key("code");
    json.number(std::to_string(code));
    json.plain_key("message");
    json.text(message);
    json.end_object();
    json.end_object();
    return json.take();
}

void begin_publishing(json::JsonWriter& json, std::string_view uri) {
    json.begin_object();
    json.plain_key("jsonrpc");
    json.text("2.0");
    json.plain_key("method");
    json.text("textDocument/publishDiagnostics");
    json.plain_key("params");
    json.begin_object();
    json.plain_key("uri");
    json.text(uri);
}

void write_range(JsonWriter& json, const OpenFile& file, editing::Units units, Span span) {
    json.begin_object();
    json.plain_key("start");
    write_place(json, file.places().place_of(span.begin, units));
    json.plain_key("end");
    write_place(json, file.places().place_of(span.end, units));
    json.end_object();
}

void write_edits(JsonWriter& json, const OpenFile& file, editing::Units units,
                 const std::vector<Edit>& edits) {
    json.begin_list();
    for (const Edit& edit : edits) {
        json.begin_object();
        json.plain_key("range");
        write_range(json, file, units, edit.span);
        json.plain_key("newText");
        json.text(edit.text);
        json.end_object();
    }
    json.end_list();
}

void write_diagnostic(JsonWriter& json, const OpenFile& file, editing::Units units,
                      const Diagnostic& problem, bool is_finding, std::string_view reference) {
    json.begin_object();
    json.plain_key("range");
    write_range(json, file, units, problem.span);
    json.plain_key("severity");
    json.number(std::to_string(severity_of(problem.severity, is_finding)));
    json.plain_key("code");
    json.text(problem.code);
    const std::string_view section = section_about(file, problem);
    if (!reference.empty() && !section.empty()) {
        json.plain_key("codeDescription");
        json.begin_object();
        json.plain_key("href");
        json.text(std::string(reference) + "#" + std::string(section));
        json.end_object();
    }
    json.plain_key("source");
    json.text("caveat");
    json.plain_key("message");
    json.text(problem.help.empty() ? problem.message : problem.message + "\nhelp: " + problem.help);
    if (!problem.labels.empty()) {
        json.plain_key("relatedInformation");
        json.begin_list();
        for (const Label& label : problem.labels) {
            json.begin_object();
            json.plain_key("location");
            json.begin_object();
            json.plain_key("uri");
            json.text(file.uri());
            json.plain_key("range");
            write_range(json, file, units, label.span);
            json.end_object();
            json.plain_key("message");
            json.text(label.text);
            json.end_object();
        }
        json.end_list();
    }
    json.plain_key("data");
    workbench::write_diagnostic(json, file, problem);
    json.end_object();
}

std::string_view section_about(const OpenFile& file, const Diagnostic& problem) {
    if (file.is_cases()) return "10-cases";
    const bool is_finding =
        authoring::is_finding_code(problem.code) || problem.code == "accepted-nothing";
    return is_finding ? "11-what-check-and-diff-look-at" : "";
}

std::vector<Diagnostic> findings_in(const json::JsonTree& check) {
    std::vector<Diagnostic> found;
    const Node* const list = json::member(check, check.root(), "diagnostics");
    if (list == nullptr || list->kind != NodeKind::list) return found;
    for (const Node* each = check.first(*list); each != nullptr; each = check.after(*each)) {
        if (each->kind != NodeKind::object) continue;
        Diagnostic problem;
        problem.code = text_of(check, *each, "code");
        // What loading says is said already.
        if (!authoring::is_finding_code(problem.code) && problem.code != "accepted-nothing" &&
            problem.code != "not-decided") {
            continue;
        }
        problem.severity = Severity::warning;
        problem.message = text_of(check, *each, "message");
        problem.help = text_of(check, *each, "help");
        problem.span = {byte_of(check, *each, "begin"), byte_of(check, *each, "end")};
        found.push_back(std::move(problem));
    }
    return found;
}

}  // namespace caveat::lsp
