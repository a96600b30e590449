// Turns the YAML library's complaint into a message about what the author typed.
// Entrance: report_failure.

#include "language/yaml_guards.hpp"
#include "text/utf8.hpp"

#include <algorithm>
#include <string>

namespace caveat::language {
namespace {

using text::quoted;
using text::with;

constexpr bool is_break(char c) {
    return c == '\n' || c == '\r';
}

Span span_at(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

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

/// What the author most likely meant as one text: from `begin` to the end of its line, less the
/// brackets that close what was opened before it.
std::string_view whole_text(std::string_view file, std::size_t begin, bool is_in_flow) {
    std::size_t end = begin;
    int open = 0;
    for (; end < file.size() && !is_break(file[end]); ++end) {
        const char c = file[end];
        if (!is_in_flow) continue;
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

std::string quotes_help(std::string_view meant) {
    constexpr std::size_t most = 100;
    if (meant.empty() || meant.size() > most) return "put the whole text in quotes: `\"…\"`";
    if (meant.find('"') == std::string_view::npos && meant.find('\\') == std::string_view::npos) {
        return "put it in quotes: `\"" + std::string(meant) + "\"`";
    }
    if (meant.find('\'') == std::string_view::npos) {
        return "put it in quotes: `'" + std::string(meant) + "'`";
    }
    return "put the whole text in quotes: `\"…\"`";
}

void report_text_without_quotes(std::string_view file, const YamlFailure& failure,
                                text::Diagnostics& diagnostics) {
    const std::size_t at = failure.place;
    const bool has_text = failure.last_text && failure.last_is_plain &&
                          is_same_line(file, failure.last_text->begin, at);
    const std::size_t begin = has_text ? failure.last_text->begin : at;
    const std::string sign =
        quoted(file.substr(at, std::max<std::size_t>(1, text::decode(file, at).length)));
    const std::string where =
        failure.is_in_flow ? (file[failure.container] == '[' ? " inside `[ ]`" : " inside `{ }`")
                           : "";
    const std::string message =
        has_text ? sign + " ends a text" + where + " that is not in quotes"
                 : "a text cannot begin with " + sign + where + " without quotes";
    with(diagnostics.error("text-needs-quotes", character_at(file, at), message))
        .help(quotes_help(whole_text(file, begin, failure.is_in_flow)));
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
    std::size_t begin = std::min(failure.place, file.size());
    while (begin > 0 && !is_break(file[begin - 1])) --begin;
    while (begin < file.size() && file[begin] == ' ') ++begin;
    std::size_t end = begin;
    while (end < file.size() && !is_break(file[end])) ++end;
    with(diagnostics.error("bad-indentation", span_at(begin, std::max(begin + 1, end)),
                           "this line does not line up with the lines above"))
        .help("give every key of a mapping, and every `-` of a list, the same indentation");
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
            .help("write `\\\\` for a backslash, or put the text in `' '`");
        return;
    }
    if (says("EOF in scalar") || says("document indicator in scalar")) {
        const Span span = failure.last_text.value_or(character_at(file, at));
        with(diagnostics.error("unclosed-quote", span, "the quote of this text is never closed"));
        return;
    }
    const bool starts_elsewhere =
        failure.last_text && !is_same_line(file, failure.last_text->begin, at);
    if (failure.is_in_flow) {
        if (at >= file.size() || starts_elsewhere)
            return report_open_bracket(file, failure, diagnostics);
        return report_text_without_quotes(file, failure, diagnostics);
    }
    if (says("unknown token") || says("illegal map key") || says("illegal block entry") ||
        says("anchor") || says("tag")) {
        if (at < file.size()) return report_text_without_quotes(file, failure, diagnostics);
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
