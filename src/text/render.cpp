// A problem and its source into the lines that a terminal shows. Entrance: caveat::render.

#include <caveat/diagnostic.hpp>
#include <caveat/visible_text.hpp>

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
constexpr std::string_view help_indent = "        ";    // under the text after "  help: "
constexpr std::string_view folded_indent = "        ";  // of a message's further lines

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
    const bool is_hidden =
        point.value == text::replacement_character || text::first_forbidden(bytes);
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
Window window_around(std::string_view source, const Line& line, std::size_t focus,
                     std::size_t widest) {
    Window window{line.begin, line.end};
    while (window.begin < focus && (source[window.begin] == ' ' || source[window.begin] == '\t')) {
        ++window.begin;
    }
    if (fitting_end(source, window, widest) == line.end) return window;
    std::size_t used = 0;
    std::size_t at = focus;
    while (at > window.begin && used < std::min(context_before, widest / 3)) {
        const CodePoint point = text::decode_before(source, at);
        at -= point.length;
        used += glyph_of(source, at, point).width;
    }
    window.begin = std::max(window.begin, at);
    window.end = fitting_end(source, window, widest);
    return window;
}

/// Adds words whose lines stay within `width` columns; a width of 0 folds nothing. Blanks stay as
/// they are but where a line is broken.
void add_folded(StyledText& to, std::string_view words, TextRole role, std::size_t width) {
    if (width == 0) return to.add(words, role);
    const std::size_t line_begin = to.text.rfind('\n') + 1;  // 0 where there is none
    std::size_t column = columns_of(std::string_view(to.text).substr(line_begin));
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t word = std::min(words.find_first_not_of(' ', at), words.size());
        const std::size_t end = std::min(words.find(' ', word), words.size());
        const std::string_view piece = words.substr(at, end - at);
        const std::size_t columns = columns_of(piece);
        if (word > at && column + columns > width) {
            to.add("\n");
            to.add(folded_indent);
            to.add(words.substr(word, end - word), role);
            column = folded_indent.size() + columns_of(words.substr(word, end - word));
        } else {
            to.add(piece, role);
            column += columns;
        }
        at = end;
    }
}

/// The source line and, below it, carets under the span.
void add_excerpt(StyledText& to, std::string_view source, Span span, const Line& line,
                 std::size_t width) {
    constexpr std::size_t beside = 4;  // the indentation, and a mark where a line is cut
    const std::size_t widest =
        width == 0 ? widest_line : std::min(widest_line, std::max(width, 3 * beside) - beside);
    const std::size_t span_begin = std::clamp<std::size_t>(span.begin, line.begin, line.end);
    const std::size_t span_end = std::clamp<std::size_t>(span.end, span_begin, line.end);
    const Window window = window_around(source, line, span_begin, widest);
    std::string shown = "  ";
    std::string before = "  ";
    std::size_t marked = 0;
    if (window.begin > line.begin &&
        source.substr(line.begin, window.begin - line.begin).find_first_not_of(" \t") !=
            std::string_view::npos) {
        shown += "…";
        before += ' ';
    }
    for (std::size_t at = window.begin; at < window.end;) {
        const Glyph glyph = glyph_at(source, at);
        shown += glyph.shown;
        if (at < span_begin) before.append(glyph.width, ' ');
        if (at >= span_begin && at < span_end) marked += glyph.width;
        at += glyph.length;
    }
    if (window.end < line.end) shown += "…";
    if (shown.find_first_not_of(' ') == std::string::npos) return;
    to.add(shown + '\n' + before);
    to.add(std::string(std::max<std::size_t>(marked, 1), '^'), TextRole::caret);
    to.add("\n");
}

/// What is said, and of what kind it is.
struct Said {
    std::string_view kind;
    TextRole role = TextRole::note;
    std::string_view message;
};

void add_said(StyledText& to, const std::string& place, const Said& said, std::size_t width) {
    if (!place.empty()) {
        to.add(place + ':', TextRole::name);
        to.add(" ");
    }
    to.add(said.kind, said.role);
    to.add(":", said.role);
    add_folded(to, " " + std::string(said.message), TextRole::plain, width);
    to.add("\n");
}

void add_drawn(StyledText& to, const Source& source, Span span, const Said& said,
               std::size_t width) {
    std::string place = visible_text(source.name);
    const Line line = text::line_at(source.text, span.begin);
    if (!source.text.empty()) {
        const std::size_t at = std::clamp<std::size_t>(span.begin, line.begin, line.end);
        const std::string_view before(source.text.data() + line.begin, at - line.begin);
        if (!place.empty()) place += ':';
        place +=
            std::to_string(line.number) + ':' + std::to_string(text::code_point_count(before) + 1);
    }
    add_said(to, place, said, width);
    if (!source.text.empty()) add_excerpt(to, source.text, span, line, width);
}

Said said_of(Severity severity, std::string_view message) {
    if (severity == Severity::note) return {"note", TextRole::plain, message};
    if (severity == Severity::error) return {"error", TextRole::error, message};
    return {"warning", TextRole::warning, message};
}

/// Further lines of a help stand under its first one.
void add_help(StyledText& to, std::string_view help, std::size_t width) {
    to.add("  ");
    to.add("help:", TextRole::help);
    bool is_first = true;
    while (true) {
        const std::size_t end = help.find('\n');
        if (!is_first) to.add(help_indent);
        add_folded(to, (is_first ? " " : "") + std::string(help.substr(0, end)), TextRole::plain,
                   width);
        to.add("\n");
        is_first = false;
        if (end == std::string_view::npos) return;
        help.remove_prefix(end + 1);
    }
}

}  // namespace

StyledText render_styled(const Diagnostic& diagnostic, const Source& source, std::size_t width) {
    std::string message = diagnostic.message;
    if (!diagnostic.code.empty()) message += " [" + diagnostic.code + "]";
    const Said said = said_of(diagnostic.severity, message);
    StyledText result;
    if (diagnostic.path.empty()) {
        add_drawn(result, source, diagnostic.span, said, width);
    } else {
        const std::string place = source.name.empty() ? "" : visible_text(source.name) + ": ";
        add_said(result, place + diagnostic.path, said, width);
    }
    if (!diagnostic.help.empty()) add_help(result, diagnostic.help, width);
    if (!diagnostic.path.empty()) return result;
    for (const Label& label : diagnostic.labels) {
        add_drawn(result, source, label.span, {"note", TextRole::note, label.text}, width);
    }
    return result;
}

std::string render(const Diagnostic& diagnostic, const Source& source) {
    return render_styled(diagnostic, source).text;
}

}  // namespace caveat
