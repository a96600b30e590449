// The lines before a place into the keys around it. Entrance: cursor_at.

#include "editing/cursor.hpp"

#include "text/names.hpp"

#include <algorithm>
#include <optional>

namespace caveat::editing {

namespace {

/// More lines before a place are not looked at.
constexpr std::size_t most_lines = 5000;

struct Line {
    std::size_t begin = 0;
    std::string_view words;  ///< without its line break
};

struct Parts {
    std::size_t indent = 0;  ///< of what stands behind `- `
    std::size_t dash = 0;    ///< of the first `-`; the indent where there is none
    bool has_dash = false;
    std::string key;        ///< at its beginning; empty where there is none
    std::size_t value = 0;  ///< behind the key, in the line
};

/// The key that begins here, and where its value does: `when: `, `when:` at the end of the line.
std::optional<std::size_t> key_end(std::string_view words, std::size_t from) {
    if (from < words.size() && (words[from] == '{' || words[from] == '[')) return std::nullopt;
    for (std::size_t at = from; at < words.size(); ++at) {
        if (words[at] == '#' && at > 0 && words[at - 1] == ' ') return std::nullopt;
        if (words[at] != ':') continue;
        if (at + 1 == words.size() || words[at + 1] == ' ') return at;
    }
    return std::nullopt;
}

Parts parts_of(std::string_view words) {
    Parts parts;
    std::size_t at = std::min(words.find_first_not_of(' '), words.size());
    parts.dash = at;
    while (at + 1 < words.size() && words[at] == '-' && words[at + 1] == ' ') {
        parts.has_dash = true;
        at = std::min(words.find_first_not_of(' ', at + 1), words.size());
    }
    parts.indent = at;
    parts.value = at;
    if (const auto end = key_end(words, at)) {
        parts.key = text::canonical_name(words.substr(at, *end - at));
        parts.value = std::min(words.find_first_not_of(' ', *end + 1), words.size());
    }
    return parts;
}

std::vector<Line> lines_before(std::string_view text, std::size_t byte) {
    std::vector<Line> lines;  // the last first
    std::size_t end = byte;
    while (lines.size() < most_lines) {
        const std::size_t found = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
        const std::size_t begin = found == std::string_view::npos ? 0 : found + 1;
        std::string_view words = text.substr(begin, end - begin);
        if (!words.empty() && words.back() == '\r') words.remove_suffix(1);
        lines.push_back({begin, words});
        if (begin == 0) break;
        end = begin - 1;
    }
    return lines;
}

/// What is open in `{ }` and `[ ]` of a line, up to the cursor.
void look_into_braces(const Line& line, std::size_t from, Cursor& cursor) {
    struct Level {
        bool is_mapping;
        std::size_t begin;  ///< of the member that is typed
        std::string key;
        std::size_t value;
    };
    std::vector<Level> levels;
    const std::string_view words = line.words;
    char quote = 0;
    for (std::size_t at = from; at < words.size(); ++at) {
        const char c = words[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
            continue;
        }
        const bool begins = at == from || words[at - 1] == ' ' || words[at - 1] == '[';
        if ((c == '"' || c == '\'') && begins) {
            quote = c;
        } else if (c == '{' || c == '[') {
            // `{n}` of a phrase begins within a text.
            const bool is_flow = at == from || !levels.empty();
            if (is_flow && begins) levels.push_back({c == '{', at + 1, {}, at + 1});
        } else if (levels.empty()) {
            continue;
        } else if (c == '}' || c == ']') {
            levels.pop_back();
        } else if (c == ',') {
            levels.back().begin = levels.back().value = at + 1;
            levels.back().key.clear();
        } else if (c == ':' && levels.back().is_mapping && levels.back().key.empty() &&
                   (at + 1 == words.size() || words[at + 1] == ' ')) {
            levels.back().key =
                text::canonical_name(words.substr(levels.back().begin, at - levels.back().begin));
            levels.back().value = at + 1;
        }
    }
    if (levels.empty()) return;
    if (!cursor.key.empty()) cursor.above.push_back(cursor.key);
    cursor.key.clear();
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
        if (!levels[i].key.empty()) cursor.above.push_back(levels[i].key);
    }
    const Level& last = levels.back();
    cursor.is_item = !last.is_mapping;
    cursor.may_be_key = last.is_mapping && last.key.empty();
    cursor.key = last.is_mapping ? last.key : std::string();
    if (cursor.is_item && !cursor.above.empty()) {
        cursor.key = cursor.above.back();
        cursor.above.pop_back();
    }
    const std::size_t begin = std::min(words.find_first_not_of(' ', last.value), words.size());
    cursor.begin = line.begin + begin;
}

}  // namespace

Cursor cursor_at(std::string_view text, std::size_t byte) {
    byte = std::min(byte, text.size());
    const std::vector<Line> lines = lines_before(text, byte);
    const Line& line = lines.front();
    const Parts own = parts_of(line.words);
    Cursor cursor;
    cursor.end = byte;
    cursor.begin = line.begin + own.value;
    cursor.key = own.key;
    cursor.may_be_key = own.key.empty();
    cursor.is_item = own.has_dash && own.key.empty();
    std::size_t indent = own.has_dash && own.key.empty() ? own.dash : own.indent;
    // A line of its own belongs to the keys above that are farther to the left.
    std::vector<std::string> outwards;
    bool is_first = own.key.empty() && !own.has_dash;
    for (std::size_t i = 1; i < lines.size() && indent > 0; ++i) {
        const Parts parts = parts_of(lines[i].words);
        const bool is_empty =
            parts.indent == lines[i].words.size() || lines[i].words[parts.indent] == '#';
        if (is_empty) continue;
        const bool is_outside = parts.indent < indent;
        // `- when: …` above `  then: …`: beside it, and the dash is farther out.
        const bool is_beside = parts.indent == indent && parts.has_dash && parts.dash < indent;
        if (!is_outside && !is_beside) continue;
        if (is_outside) {
            // A text that goes on: it has begun behind a key, or behind the dash.
            const bool goes_on = is_first && parts.value < lines[i].words.size();
            if (goes_on && cursor.may_be_key) {
                cursor.may_be_key = false;
                cursor.key = parts.key;
                cursor.is_item = parts.key.empty() && parts.has_dash;
                cursor.begin = lines[i].begin + parts.value;
            } else if (!parts.key.empty()) {
                outwards.push_back(parts.key);
            }
        }
        is_first = false;
        indent = parts.has_dash ? parts.dash : parts.indent;
        if (parts.has_dash && parts.dash == 0) {
            // `- ` at the very left lies in the section above.
            indent = 1;
        }
    }
    // With a list at the very left its section stands at the same column.
    if (own.has_dash && own.dash == 0) {
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const Parts parts = parts_of(lines[i].words);
            if (parts.key.empty() || parts.indent != 0) continue;
            outwards.push_back(parts.key);
            break;
        }
    }
    cursor.above.assign(outwards.rbegin(), outwards.rend());
    if (line.begin + own.value <= byte) look_into_braces(line, own.value, cursor);
    if (!cursor.above.empty()) {
        cursor.section = cursor.above.front();
        cursor.above.erase(cursor.above.begin());
    }
    return cursor;
}

}  // namespace caveat::editing
