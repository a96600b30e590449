#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace caveat::text {

/// A place as editors count it: both begin at 1, columns count code points.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;

    friend bool operator==(const Position&, const Position&) = default;
};

/// One line of a text: bytes [begin, end) without its line break, and without a byte-order mark
/// at the start of the text.
struct Line {
    std::uint32_t number = 1;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The line that holds byte `offset` (a line break belongs to the line it ends). An offset past
/// the end counts as the end. Needs no table: one pass over what lies before.
Line line_at(std::string_view text, std::size_t offset);

/// Finds lines and columns again and again in one text. Lines end with LF, CR LF or CR.
/// Looks at `text` without owning it: keep the text alive.
class LineTable {
  public:
    explicit LineTable(std::string_view text);

    /// An offset past the end counts as the end, one inside a code point as its first byte.
    Position position(std::size_t offset) const;

    /// Line `number`, from 1, without its line break; empty for a line that does not exist.
    std::string_view line_text(std::size_t number) const;

    std::size_t line_count() const { return starts_.size(); }

    /// The byte at which line `number` begins; the size of the text for a line beyond the last.
    std::size_t line_begin(std::size_t number) const;

  private:
    std::string_view text_;
    std::vector<std::size_t> starts_;
};

}  // namespace caveat::text
