// A problem and its source into the lines that a terminal shows. Entrance: caveat::render.

#include <caveat/diagnostic.hpp>

#include "text/line_table.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace caveat {
namespace {

using text::CodePoint;
using text::Line;

constexpr std::size_t widest_line = 100;    ///< columns of source drawn at most
constexpr std::size_t context_before = 30;  ///< columns kept before a span in a cut line
constexpr std::size_t tab_width = 4;        ///< columns drawn for a tab, wherever it stands
constexpr std::string_view help_indent = "        ";  // under the text after "  help: "

/// How one code point is drawn.
struct Glyph {
    std::string_view shown;
    std::size_t width = 0;   ///< columns
    std::size_t length = 0;  ///< bytes in the source
};

/// What would move the cursor or hide is drawn as U+FFFD, so that carets stay in place and a
/// hostile file cannot send commands to the terminal.
Glyph glyph_of(std::string_view source, std::size_t at, CodePoint point) {
    if (point.value == '\t') return {"    ", tab_width, point.length};
    const std::string_view bytes = source.substr(at, point.length);
    const bool is_hidden = point.value == text::replacement_character ||
                           text::first_forbidden(bytes) || bytes == text::byte_order_mark;
    if (is_hidden) return {"\xEF\xBF\xBD", 1, point.length};
    return {bytes, static_cast<std::size_t>(std::max(text::display_width(point.value), 0)),
            point.length};
}

Glyph glyph_at(std::string_view source, std::size_t at) {
    return glyph_of(source, at, text::decode(source, at));
}

/// The piece of a line that is drawn, in bytes.
struct Window {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The first byte at or after `begin` that no longer fits into `columns`.
std::size_t fitting_end(std::string_view source, Window piece, std::size_t columns) {
    std::size_t used = 0;
    std::size_t at = piece.begin;
    while (at < piece.end) {
        const Glyph glyph = glyph_at(source, at);
        if (used + glyph.width > columns) break;
        used += glyph.width;
        at += glyph.length;
    }
    return at;
}

/// The whole line without its indentation, or as much as fits around the byte `focus`.
Window window_around(std::string_view source, const Line& line, std::size_t focus) {
    Window window{line.begin, line.end};
    while (window.begin < focus && (source[window.begin] == ' ' || source[window.begin] == '\t')) {
        ++window.begin;
    }
    if (fitting_end(source, window, widest_line) == line.end) return window;
    std::size_t used = 0;
    std::size_t at = focus;
    while (at > window.begin && used < context_before) {
        const CodePoint point = text::decode_before(source, at);
        at -= point.length;
        used += glyph_of(source, at, point).width;
    }
    window.begin = std::max(window.begin, at);
    window.end = fitting_end(source, window, widest_line);
    return window;
}

/// The source line and, below it, carets under the span.
std::string excerpt(std::string_view source, Span span, const Line& line) {
    const std::size_t span_begin = std::clamp<std::size_t>(span.begin, line.begin, line.end);
    const std::size_t span_end = std::clamp<std::size_t>(span.end, span_begin, line.end);
    const Window window = window_around(source, line, span_begin);
    std::string shown = "  ";
    std::string carets = "  ";
    std::size_t marked = 0;
    if (window.begin > line.begin &&
        source.substr(line.begin, window.begin - line.begin).find_first_not_of(" \t") !=
            std::string_view::npos) {
        shown += "…";
        carets += ' ';
    }
    for (std::size_t at = window.begin; at < window.end;) {
        const Glyph glyph = glyph_at(source, at);
        shown += glyph.shown;
        if (at < span_begin) carets.append(glyph.width, ' ');
        if (at >= span_begin && at < span_end) marked += glyph.width;
        at += glyph.length;
    }
    if (window.end < line.end) shown += "…";
    if (shown.find_first_not_of(' ') == std::string::npos) return {};
    carets.append(std::max<std::size_t>(marked, 1), '^');
    return shown + '\n' + carets + '\n';
}

std::string drawn(const Source& source, Span span, std::string_view kind,
                  std::string_view message) {
    std::string result = source.name;
    const Line line = text::line_at(source.text, span.begin);
    if (!source.text.empty()) {
        const std::size_t at = std::clamp<std::size_t>(span.begin, line.begin, line.end);
        const std::string_view before(source.text.data() + line.begin, at - line.begin);
        if (!result.empty()) result += ':';
        result +=
            std::to_string(line.number) + ':' + std::to_string(text::code_point_count(before) + 1);
    }
    if (!result.empty()) result += ": ";
    result.append(kind).append(": ").append(message) += '\n';
    return source.text.empty() ? result : result + excerpt(source.text, span, line);
}

std::string_view name_of(Severity severity) {
    return severity == Severity::error ? "error" : "warning";
}

/// Further lines of a help stand under its first one.
std::string drawn_help(std::string_view help) {
    std::string result = "  help: ";
    for (const char c : help) {
        result += c;
        if (c == '\n') result += help_indent;
    }
    return result += '\n';
}

}  // namespace

std::string render(const Diagnostic& diagnostic, const Source& source) {
    std::string message = diagnostic.message;
    if (!diagnostic.code.empty()) message += " [" + diagnostic.code + "]";
    std::string result;
    if (diagnostic.path.empty()) {
        result = drawn(source, diagnostic.span, name_of(diagnostic.severity), message);
    } else {
        if (!source.name.empty()) result = source.name + ": ";
        result.append(diagnostic.path).append(": ").append(name_of(diagnostic.severity));
        result.append(": ").append(message) += '\n';
    }
    if (!diagnostic.help.empty()) result += drawn_help(diagnostic.help);
    if (!diagnostic.path.empty()) return result;
    for (const Label& label : diagnostic.labels) {
        result += drawn(source, label.span, "note", label.text);
    }
    return result;
}

}  // namespace caveat
