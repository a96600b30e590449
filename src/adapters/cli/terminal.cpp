// Colours and widths of terminals. Entrances: `terminal_of`, `painted`.

#include "adapters/cli/terminal.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace caveat::cli {

namespace {

constexpr std::size_t usual_columns = 80;
constexpr std::size_t least_columns = 20;
constexpr std::size_t most_columns = 1000;

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string{} : value;
}

/// Select graphic rendition, ECMA-48 8.3.117: the sixteen colours that every terminal has.
std::string_view code_of(TextRole role) {
    switch (role) {
        case TextRole::heading:
        case TextRole::name:
            return "1";
        case TextRole::good:
            return "1;32";
        case TextRole::careful:
        case TextRole::warning:
            return "1;33";
        case TextRole::bad:
        case TextRole::error:
            return "1;31";
        case TextRole::caret:
            return "1;31";
        case TextRole::note:
        case TextRole::help:
            return "36";
        case TextRole::aside:
            return "2";
        case TextRole::plain:
            break;
    }
    return {};
}

/// Line by line, so that a pager that cuts lines cuts no colour.
void add_painted(std::string_view words, std::string_view code, std::string& out) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find('\n'), words.size());
        if (end != 0) {
            out.append("\x1b[").append(code).append("m");
            out.append(words.substr(0, end)).append("\x1b[0m");
        }
        words.remove_prefix(end);
        if (words.empty()) return;
        out += '\n';
        words.remove_prefix(1);
    }
}

}  // namespace

std::size_t Terminal::page_width() const {
    return is_there() ? std::min(columns, Page::usual_width) : Page::usual_width;
}

Environment environment() {
    return {variable("NO_COLOR"), variable("TERM"), variable("COLUMNS")};
}

Terminal terminal_of_width(std::size_t columns, const Environment& environment) {
    if (columns == 0) {
        columns = std::strtoul(environment.columns.c_str(), nullptr, 10);
        if (columns == 0) columns = usual_columns;
    }
    const bool shows_colour = environment.no_color.empty() && environment.term != "dumb";
    return {std::clamp(columns, least_columns, most_columns), shows_colour};
}

Terminal terminal_of(int descriptor, const Environment& environment) {
    if (::isatty(descriptor) != 1) return {};
    winsize size{};
    const bool is_known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0;
    return terminal_of_width(is_known ? size.ws_col : 0U, environment);
}

Terminal with_wish(Terminal terminal, ColourWish wish) {
    if (wish != ColourWish::as_it_suits) terminal.shows_colour = wish == ColourWish::always;
    return terminal;
}

std::string painted(const StyledText& text, bool in_colour) {
    if (!in_colour) return text.text;
    const std::string_view words = text.text;
    std::string out;
    std::size_t at = 0;
    for (const StyledRun& run : text.runs) {
        out += words.substr(at, run.begin - at);
        at = run.end;
        const std::string_view marked = words.substr(run.begin, run.end - run.begin);
        const std::string_view code = code_of(run.role);
        if (code.empty()) {
            out += marked;
        } else {
            add_painted(marked, code, out);
        }
    }
    return out += words.substr(at);
}

void show(std::ostream& out, const Terminal& terminal, const StyledText& text) {
    out << painted(text, terminal.shows_colour);
}

void show(std::ostream& out, const Terminal& terminal, std::span<const Diagnostic> found,
          const Source& source) {
    for (const Diagnostic& one : found) {
        show(out, terminal, render_styled(one, source, terminal.fold_width()));
    }
}

}  // namespace caveat::cli
