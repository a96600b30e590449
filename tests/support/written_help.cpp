#include "support/written_help.hpp"

#include <algorithm>
#include <string_view>

namespace caveat::testing {
namespace {

/// Less what YAML has of its own around a text and in it: quotes, backslashes, breaks.
std::string bare(std::string_view text) {
    std::string made;
    for (const char c : text) {
        if (c == '"' || c == '\'' || c == '\\') continue;
        const bool is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!is_blank) made += c;
    }
    return made;
}

}  // namespace

std::string edited(std::string text, const Fix& fix) {
    std::vector<Edit> edits = fix.edits;
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.span.begin > b.span.begin; });
    for (const Edit& edit : edits) {
        text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
    }
    return text;
}

std::vector<std::string> texts_to_write(const std::string& help) {
    std::vector<std::string> found;
    std::size_t open = help.find("write `");
    if (open == std::string::npos) return found;
    open += std::string_view("write ").size();
    while (true) {
        const std::size_t close = help.find('`', open + 1);
        if (close == std::string::npos) break;
        const std::string text = help.substr(open + 1, close - open - 1);
        if (text.find("…") == std::string::npos && !text.ends_with(':')) found.push_back(text);
        const std::size_t next = help.find('`', close + 1);
        if (next == std::string::npos) break;
        const std::string between = help.substr(close + 1, next - close - 1);
        const bool goes_on = between.ends_with(" or ") || between.ends_with(", ");
        if (!goes_on || between.find(';') != std::string::npos ||
            between.find(':') != std::string::npos) {
            break;
        }
        open = next;
    }
    return found;
}

std::string without_fix(const Diagnostic& problem, const std::string& file) {
    std::size_t next = 0;
    for (const std::string& text : texts_to_write(problem.help)) {
        const std::string title = "write `" + text + "`";
        while (next < problem.fixes.size() && !problem.fixes[next].title.starts_with(title)) ++next;
        if (next == problem.fixes.size()) return problem.code + ": no fix: " + title;
        const std::string mended = edited(file, problem.fixes[next++]);
        if (bare(mended).find(bare(text)) == std::string::npos) {
            return problem.code + ": the fix does not write it: " + title;
        }
    }
    return {};
}

}  // namespace caveat::testing
