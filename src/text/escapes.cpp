// Escapes texts for JSON, markup and YAML. Entrances: in_json, in_markup, in_yaml.

#include "text/escapes.hpp"

#include <caveat/visible_text.hpp>

#include "text/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

namespace caveat::text {

namespace {

/// Calls `visit(code point, its bytes)` for each; broken bytes come as U+FFFD.
template <class Visit>
void for_each_code_point(std::string_view text, const Visit& visit) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        const std::string_view bytes = text.substr(at, point.length);
        const bool is_broken = point.value == replacement_character && point.length == 1;
        visit(point.value, is_broken ? std::string_view("\xEF\xBF\xBD") : bytes);
        at += point.length;
    }
}

/// `\u00e9`, as JSON and YAML write it.
std::string escaped(std::uint32_t value) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += digits[value >> shift & 0xFU];
    return out;
}

/// What a terminal would obey or a reader not see.
bool is_hidden(std::string_view bytes) {
    return first_forbidden(bytes).has_value();
}

/// A code point as JSON and YAML 1.2 write it in double quotes.
std::string escaped_point(std::uint32_t value) {
    constexpr std::uint32_t beyond = 0x10000;
    if (value < beyond) return escaped(value);
    const std::uint32_t rest = value - beyond;
    return escaped(0xD800U + (rest >> 10U)) + escaped(0xDC00U + (rest & 0x3FFU));
}

/// As both JSON and YAML write a text in double quotes.
std::string in_double_quotes(std::string_view text) {
    std::string out = "\"";
    for_each_code_point(text, [&](std::uint32_t value, std::string_view bytes) {
        if (value == '"' || value == '\\') {
            out += '\\';
            out += bytes;
        } else if (value == '\n') {
            out += "\\n";
        } else if (value == '\t') {
            out += "\\t";
        } else if (value < 0x20 || is_hidden(bytes)) {
            out += escaped_point(value);
        } else {
            out += bytes;
        }
    });
    return out + '"';
}

/// A character that XML 1.0 can hold.
bool is_in_markup(std::uint32_t value) {
    if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
    return value < 0x7F || (value >= 0xA0 && (value & 0xFFFEU) != 0xFFFE);
}

bool is_plain_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::string in_json(std::string_view text) {
    return in_double_quotes(text);
}

std::string in_markup(std::string_view text) {
    std::string out;
    for_each_code_point(text, [&](std::uint32_t value, std::string_view bytes) {
        switch (value) {
            case '&':
                out += "&amp;";
                return;
            case '<':
                out += "&lt;";
                return;
            case '>':
                out += "&gt;";
                return;
            case '"':
                out += "&quot;";
                return;
            case '\'':
                out += "&#39;";
                return;
            default:
                if (!is_in_markup(value)) {
                    out += "\xEF\xBF\xBD";
                } else if (value >= 0x80 && is_hidden(bytes)) {
                    out += visible_text(bytes);
                } else {
                    out += bytes;
                }
        }
    });
    return out;
}

std::string in_yaml(std::string_view text) {
    static constexpr std::array<std::string_view, 9> taken{"yes", "no",  "true", "false", "null",
                                                           "on",  "off", "y",    "n"};
    const auto is_plain = [](char c) {
        return is_plain_letter(c) || (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '_' ||
               c == '.' || c == '\'' || c == '(' || c == ')';
    };
    std::string lower;
    for (const char c : text)
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const bool stands_as_it_is = !text.empty() && is_plain_letter(text.front()) &&
                                 text.back() != ' ' &&
                                 std::all_of(text.begin(), text.end(), is_plain) &&
                                 std::find(taken.begin(), taken.end(), lower) == taken.end();
    return stands_as_it_is ? std::string(text) : in_double_quotes(text);
}

}  // namespace caveat::text
