// Turns what YAML would pass over in silence into errors with a place.
// Entrances: check_bytes, check_brackets, check_gap, check_rest.

#include "language/yaml_guards.hpp"

#include "language/characters.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <string>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// Brackets open at once, and parts between brackets, that the YAML library may have to hold before
/// it says the first of them; far above what a legible file has.
constexpr std::size_t most_open_brackets = 10'000;
constexpr std::size_t most_parts_in_brackets = 400'000;
/// Anchors, aliases and tags on one line, which it holds as well until the line ends.
constexpr std::size_t most_marks_on_a_line = 10'000;

std::string code_point_name(std::uint32_t code_point) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string name;
    for (int shift = code_point > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) {
        name += digits[(code_point >> shift) & 0xFU];
    }
    return "U+" + name;
}

bool is_line_start(std::string_view file, std::size_t at) {
    return at == 0 || is_break(file[at - 1]) || file.substr(0, at) == text::byte_order_mark;
}

bool is_document_marker(std::string_view file, std::size_t at, std::string_view marker) {
    return is_line_start(file, at) && file.substr(at, 3) == marker &&
           (at + 3 >= file.size() || is_space(file[at + 3]));
}

/// The end of the word-like run at `at`, for a span that shows what is meant.
std::size_t run_end(std::string_view file, std::size_t at) {
    while (at < file.size() && !is_space(file[at]) && file[at] != ',') ++at;
    return at;
}

std::size_t line_end(std::string_view file, std::size_t at) {
    while (at < file.size() && !is_break(file[at])) ++at;
    while (at > 0 && is_space(file[at - 1])) --at;
    return at;
}

void report_leftover(std::string_view file, std::size_t begin, std::size_t end,
                     text::Diagnostics& diagnostics) {
    const std::size_t stop = std::max(begin + 1, std::min(end, line_end(file, begin)));
    with(diagnostics.error(
             "dropped-content", span_at(begin, stop),
             quoted(file.substr(begin, stop - begin)) + " belongs to nothing: YAML would drop it"))
        .help("check the quotes, brackets and indentation just before it");
}

/// Two bytes a letter, as some programs save text: a mark says so, or a zero beside the first.
bool is_utf16(std::string_view file) {
    if (file.size() < 2) return false;
    return file.starts_with("\xFF\xFE") || file.starts_with("\xFE\xFF") ||
           (file[0] == '\0') != (file[1] == '\0');
}

}  // namespace

bool check_bytes(std::string_view file, std::size_t begin, text::Diagnostics& diagnostics) {
    if (is_utf16(file)) {
        with(diagnostics.error("not-utf8", span_at(0, 1), "this file is UTF-16, not UTF-8"))
            .help("save it as UTF-8");
        return false;
    }
    if (const std::size_t zero = file.find('\0'); zero != std::string_view::npos) {
        with(diagnostics.error("not-utf8", span_at(zero, zero + 1),
                               "this file holds bytes that no text has"))
            .help("name a rule file, saved as UTF-8 text");
        return false;
    }
    if (const auto broken = text::first_invalid(file)) {
        with(diagnostics.error("not-utf8", span_at(*broken, *broken + 1),
                               "this file is not UTF-8 text from here on"))
            .help("save it as UTF-8");
        return false;
    }
    const std::size_t before = diagnostics.error_count();
    while (diagnostics.error_count() <= before + text::Diagnostics::most_of_a_kind) {
        const auto forbidden = text::first_forbidden(file.substr(begin));
        if (!forbidden) break;
        const std::size_t at = begin + forbidden->offset;
        begin = at + text::decode(file, at).length;
        with(diagnostics.error("forbidden-character", span_at(at, begin),
                               std::string(forbidden->what) + " (" +
                                   code_point_name(forbidden->code_point) +
                                   ") is not allowed here"))
            .help("delete it, or type a plain blank in its place");
    }
    return diagnostics.error_count() == before;
}

bool check_brackets(std::string_view file, std::size_t begin, text::Diagnostics& diagnostics) {
    std::size_t open = 0;
    std::size_t parts = 0;
    std::size_t marks = 0;
    for (std::size_t at = begin; at < file.size(); ++at) {
        const char c = file[at];
        if (c == '\n') marks = 0;
        if ((c == '&' || c == '*' || c == '!') && ++marks > most_marks_on_a_line) {
            with(diagnostics.error("anchor", span_at(at, at + 1),
                                   "too many `&`, `*` or `!` on one line"))
                .help("YAML anchors, aliases and tags are not allowed: write the values out");
            return false;
        }
        if (c == '[' || c == '{') {
            ++open;
            ++parts;
        } else if ((c == ']' || c == '}') && open > 0) {
            if (--open == 0) parts = 0;
        } else if (c == ',' && open > 0) {
            ++parts;
        } else {
            continue;
        }
        if (open > most_open_brackets) {
            with(diagnostics.error("nesting", span_at(at, at + 1),
                                   "lists and mappings are nested too deeply"));
            return false;
        }
        if (parts > most_parts_in_brackets) {
            with(diagnostics.error("list-length", span_at(at, at + 1),
                                   "too many parts between one pair of brackets"))
                .help("write long lists one entry a line, without brackets");
            return false;
        }
    }
    return true;
}

std::size_t skip_comments(std::string_view file, std::size_t begin) {
    std::size_t at = begin;
    while (at < file.size()) {
        if (is_space(file[at])) {
            ++at;
        } else if (file[at] == '#' && (at == 0 || is_space(file[at - 1]) || at == begin)) {
            while (at < file.size() && !is_break(file[at])) ++at;
        } else {
            break;
        }
    }
    return at;
}

Gap check_gap(std::string_view file, std::size_t begin, std::size_t end,
              text::Diagnostics& diagnostics) {
    Gap gap;
    const auto fail = [&](const text::DiagnosticCode code, std::size_t at, std::size_t stop,
                          const std::string& message, const char* help,
                          const char* removal = nullptr) {
        Diagnostic& problem = diagnostics.error(code, span_at(at, stop), message);
        with(problem).help(help);
        if (removal != nullptr) with(problem).fix(removal, problem.span, {});
        gap.is_sound = false;
    };
    std::size_t at = begin;
    while ((at = skip_comments(file, at)) < end) {
        const char c = file[at];
        const std::size_t stop = std::min(run_end(file, at), end);
        const std::string word = quoted(file.substr(at, stop - at));
        if (is_document_marker(file, at, "---")) {
            at += 3;
        } else if (c == ':') {
            gap.has_colon = true;
            ++at;
        } else if (c == '?') {
            gap.mark_of_key = span_at(at, at + 1);
            ++at;
        } else if (c == '-' || c == ',' || c == '[' || c == ']' || c == '{' || c == '}') {
            ++at;
        } else if (c == '!') {
            fail("tag", at, stop, "YAML tags such as " + word + " are not allowed",
                 "remove it; to begin a text with `!`, put the text in quotes", "remove it");
            at = stop;
        } else if (c == '&') {
            fail("anchor", at, stop, "YAML anchors such as " + word + " are not allowed",
                 "write the value out in each place; to begin a text with `&`, put it in quotes");
            at = stop;
        } else if (c == '*') {
            fail("alias", at, stop, "YAML aliases such as " + word + " are not allowed",
                 "write the value out in each place; to begin a text with `*`, put it in quotes");
            at = stop;
        } else if (c == '%' && is_line_start(file, at)) {
            fail("directive", at, line_end(file, at), "YAML directives are not allowed",
                 "remove this line", "remove this line");
            at = line_end(file, at);
        } else {
            report_leftover(file, at, end, diagnostics);
            gap.is_sound = false;
            break;
        }
    }
    return gap;
}

void check_rest(std::string_view file, std::size_t begin, text::Diagnostics& diagnostics) {
    std::size_t at = skip_comments(file, begin);
    if (at < file.size() && is_document_marker(file, at, "...")) at = skip_comments(file, at + 3);
    if (at >= file.size()) return;
    if (is_document_marker(file, at, "---") || is_document_marker(file, at, "...")) {
        with(diagnostics.error("second-document", span_at(at, at + 3),
                               "a rule file is one YAML document; here a second one begins"))
            .help("remove this line, or put what follows into a file of its own");
        return;
    }
    report_leftover(file, at, file.size(), diagnostics);
}

std::size_t null_length(std::string_view file, std::size_t begin, bool is_in_braces) {
    static constexpr std::string_view spellings[] = {"~", "null", "Null", "NULL"};
    const std::string_view ends = is_in_braces ? "\r\n,]}" : "\r\n";
    for (const auto spelling : spellings) {
        if (file.substr(begin, spelling.size()) != spelling) continue;
        const std::size_t end = begin + spelling.size();
        const std::size_t next = std::min(file.find_first_not_of(" \t", end), file.size());
        const bool is_alone = next == file.size() ||
                              ends.find(file[next]) != std::string_view::npos ||
                              (file[next] == '#' && next > end);
        if (is_alone) return spelling.size();
    }
    return 0;
}

std::optional<Span> tab_in_indentation(std::string_view file, std::size_t at) {
    std::size_t begin = std::min(at, file.size());
    while (begin > 0 && !is_break(file[begin - 1])) --begin;
    for (std::size_t i = begin; i < file.size() && (file[i] == ' ' || file[i] == '\t'); ++i) {
        if (file[i] == '\t') return span_at(i, i + 1);
    }
    return std::nullopt;
}

}  // namespace caveat::language
