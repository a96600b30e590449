#pragma once

#include <caveat/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Text that says which of its parts are what, so that a terminal may show them in colour. The
/// text itself is plain: whoever wants no colour takes `StyledText::text` as it is.
namespace caveat {

/// What a part of a text is.
enum class TextRole : std::uint8_t {
    plain,
    heading,
    name,     ///< of a file or place, or a rule's id
    good,     ///< go ahead
    careful,  ///< go ahead under a condition
    bad,      ///< do not, or not yet
    error,
    warning,
    note,
    caret,  ///< the marks under a piece of a source
    help,
    aside,  ///< of less weight than the rest
};

/// Bytes [begin, end) of a text.
struct StyledRun {
    std::size_t begin = 0;            ///< the first byte
    std::size_t end = 0;              ///< one behind the last byte
    TextRole role = TextRole::plain;  ///< what it is
    friend bool operator==(const StyledRun&, const StyledRun&) = default;
};

/// A text and what its parts are.
struct CAVEAT_EXPORT StyledText {
    std::string text;             ///< plain, UTF-8
    std::vector<StyledRun> runs;  ///< in order, none within another; what lies between is plain

    /// Adds to its end.
    ///@{
    void add(std::string_view words, TextRole role = TextRole::plain);
    void add(const StyledText& other);
    ///@}
    friend bool operator==(const StyledText&, const StyledText&) = default;
};

/// A page of text for people: paragraphs filled to a width. Characters that a terminal would obey
/// instead of showing are replaced by U+FFFD.
class CAVEAT_EXPORT Page {
  public:
    /// Columns of a page where nothing else is said.
    static constexpr std::size_t usual_width = 96;

    /// width  columns of a terminal, East Asian wide characters being two; a longer word stands on
    ///        a line of its own
    explicit Page(std::size_t width = usual_width) : width_(width) {}

    /// A paragraph, every line of it indented.
    void line(std::size_t indent, std::string_view words, TextRole role = TextRole::plain);
    /// An entry of a list, its mark in front, further lines under the first word.
    void item(std::string_view mark, std::string_view words, TextRole role = TextRole::plain);
    /// The same, indented as given; the role is that of the mark.
    void marked(std::size_t indent, std::string_view mark, TextRole role, std::string_view words);
    /// The title of a section, a blank line before it.
    void heading(std::string_view title);
    /// An empty line.
    void blank();

    /// The page so far; a new one begins.
    [[nodiscard]] StyledText take();

  private:
    void fill(std::size_t column, std::size_t hanging, std::string_view words, TextRole role);

    std::size_t width_;
    StyledText page_;
};

/// How many columns of a terminal a text takes, on one line.
CAVEAT_EXPORT std::size_t columns_of(std::string_view words);

}  // namespace caveat
