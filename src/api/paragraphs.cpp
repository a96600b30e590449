// Fills paragraphs of text for a terminal. Entrance: `Page`.

#include "api/paragraphs.hpp"

#include "text/utf8.hpp"

#include <cstdint>
#include <utility>

namespace caveat::api {

namespace {

/// Whether a terminal would obey this character, or hide it, instead of showing it.
bool is_command(std::uint32_t code_point) {
    const bool is_control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    const bool is_direction = code_point == 0x200E || code_point == 0x200F ||
                              (code_point >= 0x2028 && code_point <= 0x202E) ||
                              (code_point >= 0x2066 && code_point <= 0x2069);
    return is_control || is_direction;
}

/// One word as a terminal may show it; adds its columns to `columns`.
std::string shown(std::string_view word, std::size_t& columns) {
    std::string text;
    for (std::size_t at = 0; at < word.size();) {
        const text::CodePoint point = text::decode(word, at);
        at += point.length;
        const std::uint32_t value =
            is_command(point.value) ? text::replacement_character : point.value;
        columns += static_cast<std::size_t>(text::display_width(value));
        text::append(text, value);
    }
    return text;
}

}  // namespace

void Page::paragraph(std::size_t indent, std::size_t hanging, std::string_view mark,
                     std::string_view text) {
    out_.append(indent, ' ');
    std::size_t column = indent;
    if (!mark.empty()) {
        out_ += mark;
        out_ += ' ';
        column = hanging;
    }
    bool is_first = true;
    while (!text.empty()) {
        const std::size_t blank = text.find_first_of(" \n\t");
        const std::string_view word = text.substr(0, blank);
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
        if (word.empty()) continue;
        std::size_t columns = 0;
        const std::string piece = shown(word, columns);
        if (!is_first && column + 1 + columns > width) {
            out_ += '\n';
            out_.append(hanging, ' ');
            column = hanging;
        } else if (!is_first) {
            out_ += ' ';
            ++column;
        }
        out_ += piece;
        column += columns;
        is_first = false;
    }
    out_ += '\n';
}

std::string Page::take() {
    return std::exchange(out_, {});
}

}  // namespace caveat::api
