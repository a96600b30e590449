#pragma once

// Places in a text as editors count them: lines from 0, and UTF-16 units or bytes.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace caveat::editing {

/// In what an editor counts.
enum class Units : std::uint8_t { utf8, utf16 };

/// Both from 0.
struct LinePlace {
    std::uint32_t line = 0;
    std::uint32_t character = 0;
    friend bool operator==(const LinePlace&, const LinePlace&) = default;
};

/// Of one text, which it looks at without owning it. Whatever lies outside counts as the end, and
/// what lies inside a character as its beginning. Lines end with LF, CR LF or CR.
class TextPlaces {
  public:
    explicit TextPlaces(std::string_view text);

    [[nodiscard]] std::uint32_t units_of(std::size_t byte) const;
    [[nodiscard]] std::size_t byte_of(std::size_t units) const;

    [[nodiscard]] LinePlace place_of(std::size_t byte, Units counted) const;
    /// A character behind the end of its line counts as that end.
    [[nodiscard]] std::size_t byte_of(LinePlace place, Units counted) const;

    [[nodiscard]] std::size_t line_count() const { return lines_.size(); }
    /// The first byte of a line; the size of the text for one beyond the last.
    [[nodiscard]] std::size_t line_begin(std::size_t line) const;
    [[nodiscard]] std::string_view text() const { return text_; }

  private:
    struct LineStart {
        std::size_t byte = 0;
        std::size_t units = 0;
    };
    [[nodiscard]] std::size_t line_of(std::size_t byte) const;

    std::string_view text_;
    std::vector<LineStart> lines_;
};

/// Whether bytes are a text: strictly UTF-8.
bool is_utf8(std::string_view bytes);

}  // namespace caveat::editing
