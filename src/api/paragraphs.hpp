#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace caveat::api {

/// A page of plain text for a terminal: paragraphs filled to at most 96 columns. Characters that a
/// terminal would obey instead of showing are replaced.
class Page {
  public:
    static constexpr std::size_t width = 96;

    /// A paragraph, every line of it indented.
    void line(std::size_t indent, std::string_view text) { paragraph(indent, indent, {}, text); }
    /// An entry of a list, its mark in front, further lines under the first word.
    void item(std::string_view mark, std::string_view text) {
        paragraph(2, 3 + mark.size(), mark, text);
    }
    /// The title of a section, a blank line before it.
    void heading(std::string_view title) {
        blank();
        line(0, title);
    }
    void blank() { out_ += '\n'; }

    std::string take();

  private:
    void paragraph(std::size_t indent, std::size_t hanging, std::string_view mark,
                   std::string_view text);

    std::string out_;
};

}  // namespace caveat::api
