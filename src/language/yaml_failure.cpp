// Turns the YAML library's complaint into a message about what the author typed.
// Entrance: report_failure.

#include "language/characters.hpp"
#include "language/yaml_guards.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <string>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

/// One code point at `at`, or the empty span at the end of the file.
Span character_at(std::string_view file, std::size_t at) {
    const std::size_t begin = std::min(at, file.size());
    return span_at(begin, begin + text::decode(file, begin).length);
}

bool is_same_line(std::string_view file, std::size_t a, std::size_t b) {
    const auto [first, last] = std::minmax(a, b);
    const auto part = file.substr(first, last - first);
    return std::none_of(part.begin(), part.end(), is_break);
}

bool is_blank(std::string_view file, std::size_t begin, std::size_t end) {
    return begin >= end ||
           file.substr(begin, end - begin).find_first_not_of(" \t") == std::string_view::npos;
}

struct Line {
    std::size_t begin;  ///< of its first character that is no blank
    std::size_t end;
    std::size_t indentation;
};

Line line_at(std::string_view file, std::size_t at) {
    std::size_t begin = std::min(at, file.size());
    while (begin > 0 && !is_break(file[begin - 1])) --begin;
    Line line{begin, begin, 0};
    while (line.begin < file.size() && file[line.begin] == ' ') ++line.begin;
    line.indentation = line.begin - begin;
    line.end = line.begin;
    while (line.end < file.size() && !is_break(file[line.end])) ++line.end;
    while (line.end > line.begin && file[line.end - 1] == ' ') --line.end;
    return line;
}

/// The line above the one at `at`, when it stands as far in and is no pair of key and value.
std::optional<Span> line_without_colon(std::string_view file, std::size_t at) {
    const Line here = line_at(file, at);
    const std::size_t start = here.begin - here.indentation;
    if (start < 2) return std::nullopt;
    std::size_t above = start - 1;
    if (above > 0 && file[above] == '\n' && file[above - 1] == '\r') --above;
    const Line line = line_at(file, above);
    const std::string_view words = file.substr(line.begin, line.end - line.begin);
    const bool is_pair = words.find(": ") != std::string_view::npos || words.ends_with(':');
    if (words.empty() || line.indentation != here.indentation || is_pair ||
        words.find_first_of("-#'\"[{") == 0) {
        return std::nullopt;
    }
    return span_at(line.begin, line.end);
}

/// A quoted text on the line that ends before more words: mostly an apostrophe or quotation mark
/// inside it.
bool report_words_behind_quote(std::string_view file, const YamlFailure& failure,
                               text::Diagnostics& diagnostics) {
    const Line line = line_at(file, failure.place);
    for (std::size_t at = line.begin; at < line.end; ++at) {
        const char quote = file[at];
        if (quote != '\'' && quote != '"') continue;
        const bool begins_text = at == line.begin || file[at - 1] == ' ';
        if (!begins_text) return false;
        std::size_t close = file.find(quote, at + 1);
        while (quote == '\'' && close < line.end && file.substr(close, 2) == "''") {
            close = file.find(quote, close + 2);
        }
        while (quote == '"' && close < line.end && file[close - 1] == '\\') {
            close = file.find(quote, close + 1);
        }
        if (close >= line.end) return false;
        const std::size_t next = file.find_first_not_of(" \t", close + 1);
        const bool is_inside =
            next < line.end && std::string_view(":,}]").find(file[next]) != std::string_view::npos;
        if (is_inside) {  // a key in quotes, or the end of a text inside `{ }`
            at = close;
            continue;
        }
        if (next >= line.end || file[next] == '#') return false;
        Diagnostic& problem = diagnostics.error("words-behind-quote", span_at(close + 1, line.end),
                                                "the text ends at the quote before this");
        // The text goes on where one more quote closes it.
        const std::size_t last = file.find(quote, close + 1);
        if (quote == '"') {
            with(problem).help("put the whole text in quotes, with `\\\"` for a quote inside it");
        } else if (last < line.end && file.find(quote, last + 1) >= line.end) {
            with(problem).write({{"''", {{span_at(close, close + 1), "''"}}}},
                                " for an apostrophe inside `' '`, or use `\" \"`");
        } else {
            with(problem).help("an apostrophe inside `' '` is `''`; or use `\" \"`");
        }
        return true;
    }
    return false;
}

/// What the author most likely meant as one text: from `begin` to the end of its line, less the
/// brackets that close what was opened before it.
std::string_view whole_text(std::string_view file, std::size_t begin, const YamlFailure& failure) {
    std::size_t end = begin;
    int open = 0;
    for (; end < file.size() && !is_break(file[end]); ++end) {
        const char c = file[end];
        if (end != failure.place && failure.is_key && open == 0 && file.substr(end, 2) == ": ")
            break;
        if (!failure.is_in_flow) continue;
        if (c == '{' || c == '[') ++open;
        if ((c == '}' || c == ']') && --open < 0) break;
        if (c == ',' && open == 0) {
            // `, key: ` begins the next pair
            const auto colon = file.find(": ", end);
            const auto stop = file.find_first_of(",{}[]\n\r\"'", end + 1);
            if (colon != std::string_view::npos && (stop == std::string_view::npos || colon < stop))
                break;
        }
    }
    while (end > begin && (file[end - 1] == ' ' || file[end - 1] == '\t')) --end;
    return file.substr(begin, end - begin);
}

/// Of `1; sex is female: 2` the entry that begins behind the number; empty for anything else.
std::string_view entry_behind_points(std::string_view text) {
    const std::size_t sign = text.find_first_not_of("0123456789.-");
    if (sign == 0 || sign == std::string_view::npos || text[sign] != ';') return {};
    const std::size_t entry = text.find_first_not_of(' ', sign + 1);
    if (entry == std::string_view::npos) return {};
    return text.find(": ", entry) == std::string_view::npos ? std::string_view()
                                                            : text.substr(entry);
}

/// Says how to write `meant`, a piece of the file, in quotes.
void help_with_quotes(Diagnostic& problem, std::string_view file, std::string_view meant) {
    constexpr std::size_t most = 100;
    if (const std::string_view next = entry_behind_points(meant); !next.empty()) {
        with(problem).help("leave the `;` out, and begin a new line with " + quoted(next));
        return;
    }
    const bool fits_double = meant.find_first_of("\"\\") == std::string_view::npos;
    const bool fits_single = meant.find('\'') == std::string_view::npos;
    if (meant.empty() || meant.size() > most || (!fits_double && !fits_single)) {
        with(problem).help("put the whole text in quotes: `\"…\"`");
        return;
    }
    const std::string quote = fits_double ? "\"" : "'";
    const std::string whole = quote + std::string(meant) + quote;
    with(problem)
        .help("put it in quotes: `" + whole + "`")
        .fix("put it in quotes: `" + whole + "`", text::span_within(file, meant), whole);
}

/// Whether what stands there are a comma and more words of the same sentence: `cough, or shiver`.
bool goes_on(std::string_view file, std::size_t begin, std::size_t end) {
    if (begin >= end) return false;
    const std::string_view part = file.substr(begin, end - begin);
    return part.starts_with(',') && part.find_first_of(":{}[]\"'#") == std::string_view::npos &&
           part.find_last_not_of(" \t,") != std::string_view::npos && !part.ends_with(' ');
}

void report_text_without_quotes(std::string_view file, const YamlFailure& failure,
                                text::Diagnostics& diagnostics) {
    const std::size_t at = failure.place;
    const bool has_text = failure.last_text && failure.last_is_plain &&
                          is_same_line(file, failure.last_text->begin, at) &&
                          (is_blank(file, failure.last_text->end, at) ||
                           (failure.is_in_flow && goes_on(file, failure.last_text->end, at)));
    const std::size_t begin = has_text ? failure.last_text->begin : at;
    const std::string sign =
        quoted(file.substr(at, std::max<std::size_t>(1, text::decode(file, at).length)));
    const std::string where =
        failure.is_in_flow ? (file[failure.container] == '[' ? " inside `[ ]`" : " inside `{ }`")
                           : "";
    const std::string message =
        has_text ? sign + " ends a text" + where + " that is not in quotes"
                 : "a text cannot begin with " + sign + where + " without quotes";
    help_with_quotes(diagnostics.error("text-needs-quotes", character_at(file, at), message), file,
                     whole_text(file, begin, failure));
}

void report_open_bracket(std::string_view file, const YamlFailure& failure,
                         text::Diagnostics& diagnostics) {
    const std::string bracket(1, file[failure.container]);
    const std::string closing = bracket == "[" ? "]" : "}";
    with(diagnostics.error("unclosed-bracket", character_at(file, failure.container),
                           "this `" + bracket + "` is never closed"))
        .help("close it with `" + closing + "`");
}

void report_indentation(std::string_view file, const YamlFailure& failure,
                        text::Diagnostics& diagnostics) {
    if (report_words_behind_quote(file, failure, diagnostics)) return;
    if (const auto line = line_without_colon(file, failure.place)) {
        const std::string words(file.substr(line->begin, line->end - line->begin));
        const std::size_t colon = words.find(':');
        const bool is_key = colon != std::string::npos && colon > 0 && words[colon + 1] != '/';
        // `at 10:30` has no key.
        if (is_key && !(is_digit(words[colon - 1]) && is_digit(words[colon + 1]))) {
            const std::string meant = words.substr(0, colon) + ": " + words.substr(colon + 1);
            with(diagnostics.error("missing-blank",
                                   span_at(line->begin + colon, line->begin + colon + 1),
                                   "a blank is missing behind `:`"))
                .write({{meant, {{*line, meant}}}});
            return;
        }
        with(diagnostics.error("missing-colon", *line, quoted(words) + " has no `:` after it"))
            .help("a line is `key: value`; or indent this line as part of the text above");
        return;
    }
    const Line line = line_at(file, failure.place);
    with(diagnostics.error("bad-indentation",
                           span_at(line.begin, std::max(line.begin + 1, line.end)),
                           "this line does not line up with the lines above"))
        .help(
            "begin lines that belong together in the same column: every key, every `-` of a list");
}

}  // namespace

void report_failure(std::string_view file, const YamlFailure& failure,
                    text::Diagnostics& diagnostics) {
    const std::string& message = failure.message;
    const auto says = [&](std::string_view part) {
        return message.find(part) != std::string::npos;
    };
    const std::size_t at = std::min(failure.place, file.size());
    if (const auto tab = tab_in_indentation(file, at); tab && !failure.is_in_flow) {
        with(diagnostics.error("tab-indentation", *tab, "a tab cannot indent a line"))
            .help("indent with blanks");
        return;
    }
    if (says("anchor is not defined") || says("alias")) {
        with(diagnostics.error("alias", character_at(file, at), "YAML aliases are not allowed"))
            .help("write the value out in each place; to begin a text with `*`, put it in quotes");
        return;
    }
    if (says("escape") || says("unicode") || says("hex number")) {
        with(diagnostics.error("bad-escape", character_at(file, at),
                               "this escape is not known inside `\" \"`"))
            .help("a backslash inside `\" \"` is `\\\\`; or put the text in `' '`");
        return;
    }
    if (says("EOF in scalar") || says("document indicator in scalar")) {
        const std::size_t quote = file.find_first_of("\"'", failure.covered);
        with(diagnostics.error("unclosed-quote", character_at(file, std::min(quote, at)),
                               "this quote is never closed"));
        return;
    }
    if (says("illegal flow end")) {
        with(diagnostics.error("unmatched-bracket", character_at(file, at),
                               "nothing is open that this bracket could close"))
            .help("remove it");
        return;
    }
    const bool starts_elsewhere =
        failure.last_text && !is_same_line(file, failure.last_text->begin, at);
    const bool has_bracket =
        file.substr(failure.container, 1) == "[" || file.substr(failure.container, 1) == "{";
    if (failure.is_in_flow && has_bracket) {
        if (report_slip_in_brackets(file, failure.container, diagnostics)) return;
        if (!starts_elsewhere && report_words_behind_quote(file, failure, diagnostics)) return;
        const char wrong_end = file[failure.container] == '[' ? '}' : ']';
        if (at >= file.size() || starts_elsewhere || file[at] == wrong_end)
            return report_open_bracket(file, failure, diagnostics);
        return report_text_without_quotes(file, failure, diagnostics);
    }
    if (report_missing_blank(file, at, diagnostics)) return;
    if (says("unknown token") || says("illegal map key") || says("illegal block entry") ||
        says("anchor") || says("tag")) {
        if (at < file.size() && !is_break(file[at])) {
            return report_text_without_quotes(file, failure, diagnostics);
        }
    }
    if (says("block scalar")) {
        // The library stops behind the `|` or `>`.
        YamlFailure sign = failure;
        sign.place = std::min(file.find_last_of("|>", at), at);
        return report_text_without_quotes(file, sign, diagnostics);
    }
    if (says("illegal map value") && failure.last_text && !starts_elsewhere && at < file.size()) {
        return report_text_without_quotes(file, failure, diagnostics);
    }
    if (says("map value") || says("end of map") || says("end of sequence")) {
        return report_indentation(file, failure, diagnostics);
    }
    with(diagnostics.error("yaml-syntax", character_at(file, at),
                           "YAML cannot read this: " + message));
}

}  // namespace caveat::language
