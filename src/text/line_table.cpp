// Byte offsets into lines and columns, as editors count them.
// Entrances: line_at for one place, LineTable for many.

#include "text/line_table.hpp"

#include "text/utf8.hpp"

#include <algorithm>

namespace caveat::text {
namespace {

/// Whether the byte at `at` is the last one of a line break.
bool ends_line(std::string_view text, std::size_t at) {
    if (text[at] == '\n') return true;
    return text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n');
}

std::size_t first_line_begin(std::string_view text) {
    return text.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;
}

std::size_t line_end(std::string_view text, std::size_t begin) {
    return std::min(text.find_first_of("\r\n", begin), text.size());
}

}  // namespace

Line line_at(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    Line line{1, first_line_begin(text), 0};
    const std::string_view before = text.substr(0, offset);
    if (before.find('\r') == std::string_view::npos) {  // as most files are, and much faster
        line.number += static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
        if (line.number > 1) line.begin = before.rfind('\n') + 1;
        line.end = line_end(text, line.begin);
        return line;
    }
    for (std::size_t at = 0; at < offset; ++at) {
        if (!ends_line(text, at)) continue;
        ++line.number;
        line.begin = at + 1;
    }
    line.end = line_end(text, line.begin);
    return line;
}

LineTable::LineTable(std::string_view text) : text_(text), starts_{first_line_begin(text)} {
    for (std::size_t at = text.find_first_of("\r\n"); at < text.size();
         at = text.find_first_of("\r\n", at + 1)) {
        if (ends_line(text, at)) starts_.push_back(at + 1);
    }
}

Position LineTable::position(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto after = std::upper_bound(starts_.begin() + 1, starts_.end(), offset);
    const auto line = static_cast<std::size_t>(after - starts_.begin());
    const std::size_t begin = starts_[line - 1];
    std::size_t columns = 0;
    for (std::size_t at = begin; at < offset;) {
        at += decode(text_, at).length;
        if (at <= offset) ++columns;
    }
    return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(columns + 1)};
}

std::string_view LineTable::line_text(std::size_t number) const {
    if (number == 0 || number > starts_.size()) return {};
    const std::size_t begin = starts_[number - 1];
    return text_.substr(begin, line_end(text_, begin) - begin);
}

std::size_t LineTable::line_begin(std::size_t number) const {
    if (number == 0) return 0;
    return number > starts_.size() ? text_.size() : starts_[number - 1];
}

}  // namespace caveat::text
