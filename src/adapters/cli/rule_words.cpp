// From a rule to the words in which its author wrote it. Entrance: `author_words`.

#include "adapters/cli/rule_words.hpp"

#include <algorithm>
#include <array>

namespace caveat::cli {

AuthorWords author_words(const Loaded& loaded, const RuleInfo& rule) {
    const std::string_view text = loaded.source.text;
    const std::size_t begin = std::min<std::size_t>(rule.span.begin, text.size());
    const std::size_t end = std::clamp<std::size_t>(rule.span.end, begin, text.size());
    AuthorWords words;
    const auto line_number = std::count(text.begin(), text.begin() + rule.span.begin, '\n');
    words.line = static_cast<std::size_t>(line_number) + 1;
    // The first line begins behind the `- ` of the list: the others stand in the same column.
    const std::size_t line_begin = text.substr(0, begin).rfind('\n') + 1;
    const std::size_t column = begin - line_begin;
    std::string_view rest = text.substr(begin, end - begin);
    for (bool is_first = true; !rest.empty(); is_first = false) {
        const std::size_t length = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, length);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
        if (!is_first) line.remove_prefix(std::min(column, blanks));
        while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.remove_suffix(1);
        words.lines.emplace_back(line);
    }
    while (!words.lines.empty() && words.lines.back().empty()) words.lines.pop_back();
    return words;
}

std::string_view status_words(Status status) {
    constexpr std::array<std::string_view, 5> words{"not fired", "overridden", "undecided",
                                                    "presumed", "fired"};
    return words[static_cast<std::size_t>(status)];
}

std::string_view status_key(Status status) {
    return status == Status::not_fired ? "not_fired" : status_words(status);
}

}  // namespace caveat::cli
