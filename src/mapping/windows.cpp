// Reads how old evidence may be. Entrance: read_window.

#include "mapping/context.hpp"

#include <charconv>

namespace caveat::mapping {

namespace {

constexpr std::int64_t longest_window = 100'000;

std::optional<values::CalendarUnit> window_unit(std::string_view word) {
    using enum values::CalendarUnit;
    if (word == "d") return days;
    if (word == "wk") return weeks;
    if (word == "mo") return months;
    if (word == "a") return years;
    std::string plural(word);
    if (!plural.ends_with('s')) plural += 's';
    return values::calendar_unit(plural);
}

}  // namespace

std::optional<Window> read_window(text::Diagnostics& diagnostics, const language::Scalar& written,
                                  std::string_view example) {
    std::int64_t count = -1;
    const std::string& text = written.text;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    const auto calendar = window_unit(unit);
    if (problem == std::errc() && count >= 0 && count <= longest_window && calendar) {
        return Window{count, *calendar};
    }
    report(diagnostics, Severity::error, "bad-window", written.span,
           text::quoted(text) + " is no time that can be counted back")
        .help("write a whole number of `d`, `wk`, `mo` or `a`, as in " + std::string(example));
    return std::nullopt;
}

}  // namespace caveat::mapping
