#pragma once

// A YAML file cut into the pieces that layout moves about, each with the column where it belongs.

#include "language/yaml_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace caveat::language {

enum class LayoutPiece : std::uint8_t {
    text,     ///< plain or quoted, maybe of several lines; a key too
    block,    ///< a text after `|` or `>`
    dash,     ///< `-` of a list entry
    colon,    ///< `:` behind a key
    comma,    ///< between brackets
    open,     ///< `[` or `{`
    close,    ///< `]` or `}`
    comment,  ///< from `#` to the end of the line
    marker,   ///< `---` or `...`
};

/// Columns count code points from 0.
struct LayoutToken {
    LayoutPiece piece = LayoutPiece::text;
    std::size_t begin = 0;  ///< bytes of the file
    std::size_t end = 0;
    bool starts_line = false;
    /// Of a comment: one blank alone parts it from a plain text, which it may have cut.
    bool is_close = false;
    std::size_t empty_lines = 0;  ///< before its line
    std::size_t column = 0;       ///< where it is
    std::size_t indent = 0;       ///< where it belongs, when it starts a line
    std::size_t inner = 0;        ///< where further lines of a text belong
    std::size_t outer = 0;        ///< of a block: the column of the list or mapping around it
};

/// The pieces of a file in order. Their bytes and blanks between them are the whole file.
std::vector<LayoutToken> layout_tokens(std::string_view file, const YamlNode& root);

}  // namespace caveat::language
