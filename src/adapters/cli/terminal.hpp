#pragma once

// What is at the other end of a stream, and how text is shown there.

#include <caveat/diagnostic.hpp>
#include <caveat/styled_text.hpp>

#include <cstddef>
#include <ostream>
#include <span>
#include <string>

namespace caveat::cli {

/// A terminal, or none: then text is neither folded nor coloured.
struct Terminal {
    std::size_t columns = 0;  ///< 0: no terminal
    bool shows_colour = false;

    [[nodiscard]] bool is_there() const { return columns != 0; }
    /// For pages, which are filled to some width in any case.
    [[nodiscard]] std::size_t page_width() const;
    /// For diagnostics: 0 where nothing is to be folded.
    [[nodiscard]] std::size_t fold_width() const { return columns; }
};

/// What the environment of a process says of its terminals.
struct Environment {
    std::string no_color;  ///< NO_COLOR: not empty = no colour (https://no-color.org)
    std::string term;      ///< TERM: `dumb` shows none
    std::string columns;   ///< COLUMNS: for where the terminal does not tell its width
};
/// Of this process.
Environment environment();

/// The terminal behind a descriptor.
Terminal terminal_of(int descriptor, const Environment& environment);
/// The same, when its width is known already; 0 where the terminal does not tell.
Terminal terminal_of_width(std::size_t columns, const Environment& environment);

/// What `--color` says.
enum class ColourWish { as_it_suits, always, never };
Terminal with_wish(Terminal terminal, ColourWish wish);

/// A text with the codes that give it its colours, each line for itself, if it is to have any.
std::string painted(const StyledText& text, bool in_colour);
void show(std::ostream& out, const Terminal& terminal, const StyledText& text);
/// Draws what was found in a text.
void show(std::ostream& out, const Terminal& terminal, std::span<const Diagnostic> found,
          const Source& source);

}  // namespace caveat::cli
