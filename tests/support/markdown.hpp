#pragma once

// What a page of Markdown shows: its fenced blocks and its tables, in order.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::testing {

/// A fenced block, or a table.
struct Piece {
    std::string language;  ///< what stands behind the fence; "table" for a table
    std::string note;      ///< the HTML comment right before it, without its marks
    std::string text;      ///< what a block holds, lines with their breaks
    std::vector<std::vector<std::string>> rows;  ///< the cells of a table, without its head
    std::size_t begin = 0;                       ///< where `text` stands in the page, in bytes
    std::size_t line = 0;                        ///< of its first line, from 1
};

std::vector<Piece> pieces_of(std::string_view page);

/// The code spans of a cell: what stands between backticks.
std::vector<std::string> code_spans(std::string_view cell);

/// The targets of all links that are not addresses: `FILE` or `FILE#part`.
std::vector<std::string> links_of(std::string_view page);

/// What links may name behind `#`: every heading in small letters, blanks as `-`, signs left out.
std::set<std::string> anchors_of(std::string_view page);

}  // namespace caveat::testing
