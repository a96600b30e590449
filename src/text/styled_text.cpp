// Fills paragraphs of text for a terminal. Entrance: `Page`.

#include <caveat/styled_text.hpp>

#include "text/utf8.hpp"

#include <cstdint>
#include <utility>

namespace caveat {

namespace {

/// Whether a terminal would obey this character, or hide it, instead of showing it. Blanks are
/// shown, and joiners belong to letters of some scripts.
bool is_command(std::uint32_t code_point) {
    const bool is_control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    const bool is_direction = code_point == 0x61C || code_point == 0x200E || code_point == 0x200F ||
                              (code_point >= 0x2028 && code_point <= 0x202E) ||
                              (code_point >= 0x2066 && code_point <= 0x2069);
    return is_control || is_direction || code_point == 0x200B || code_point == 0xFEFF;
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

std::size_t columns_of(std::string_view words) {
    std::size_t columns = 0;
    shown(words, columns);
    return columns;
}

void StyledText::add(std::string_view words, TextRole role) {
    if (role != TextRole::plain && !words.empty()) {
        const bool goes_on =
            !runs.empty() && runs.back().end == text.size() && runs.back().role == role;
        if (goes_on) {
            runs.back().end += words.size();
        } else {
            runs.push_back({text.size(), text.size() + words.size(), role});
        }
    }
    text += words;
}

void StyledText::add(const StyledText& other) {
    for (const StyledRun& run : other.runs) {
        runs.push_back({run.begin + text.size(), run.end + text.size(), run.role});
    }
    text += other.text;
}

void Page::line(std::size_t indent, std::string_view words, TextRole role) {
    page_.text.append(indent, ' ');
    fill(indent, indent, words, role);
}

void Page::item(std::string_view mark, std::string_view words, TextRole role) {
    constexpr std::size_t indent = 2;
    page_.text.append(indent, ' ');
    page_.text += mark;
    page_.text += ' ';
    const std::size_t hanging = indent + 1 + mark.size();
    fill(hanging, hanging, words, role);
}

void Page::marked(std::size_t indent, std::string_view mark, TextRole role,
                  std::string_view words) {
    page_.text.append(indent, ' ');
    page_.add(mark, role);
    page_.text += ' ';
    const std::size_t hanging = indent + 1 + columns_of(mark);
    fill(hanging, hanging, words, TextRole::plain);
}

void Page::heading(std::string_view title) {
    blank();
    line(0, title, TextRole::heading);
}

void Page::blank() {
    page_.text += '\n';
}

void Page::fill(std::size_t column, std::size_t hanging, std::string_view words, TextRole role) {
    bool is_first = true;
    while (!words.empty()) {
        const std::size_t blank = words.find_first_of(" \n\t");
        const std::string_view word = words.substr(0, blank);
        words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
        if (word.empty()) continue;
        std::size_t columns = 0;
        const std::string piece = shown(word, columns);
        if (!is_first && column + 1 + columns > width_) {
            page_.text += '\n';
            page_.text.append(hanging, ' ');
            column = hanging;
        } else if (!is_first) {
            page_.add(" ", role);
            ++column;
        }
        page_.add(piece, role);
        column += columns;
        is_first = false;
    }
    page_.text += '\n';
}

StyledText Page::take() {
    return std::exchange(page_, {});
}

}  // namespace caveat
