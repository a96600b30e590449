#pragma once

// What came from outside, such as the name of a file, inside a message.

#include <caveat/visible_text.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace caveat::cli {

/// On one line, with nothing that a terminal would obey or a reader not see.
inline std::string shown(std::string_view words) {
    return visible_text(words);
}

/// The same in backticks.
inline std::string named(std::string_view words) {
    return '`' + visible_text(words) + '`';
}

/// Lines that hold such words already, each shown.
inline std::string shown_lines(std::string_view lines) {
    std::string text;
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        // Quotes of a message stay what they are.
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t quote = std::min(line.find('`', at), line.size());
            text += shown(line.substr(at, quote - at));
            if (quote < line.size()) text += '`';
            at = quote + 1;
        }
        if (line.size() < lines.size()) text += '\n';
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    }
    return text;
}

}  // namespace caveat::cli
