// Turns literals and the intervals of bands into exact numbers.
// Entrances: parse_literal, parse_interval.

#include "language/grammar/builder.hpp"
#include "language/syntax.hpp"
#include "values/units.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace caveat::language {

using text::quoted;
using text::with;

namespace {

/// One end of an interval; nothing when it was reported.
std::optional<Count> end_of_interval(Builder& builder, std::size_t& at) {
    Count count;
    builder.read_bound(at, count);
    const auto* name = std::get_if<Name>(&count.value);
    if (name != nullptr && name->entry == nullptr) return std::nullopt;
    return count;
}

/// What people write for an interval before or behind its number, and how it is written here.
struct Wording {
    std::string_view written;
    std::string_view meant;
};

constexpr std::array before_number = {
    Wording{"less than", "below "}, Wording{"fewer than", "below "}, Wording{"under", "below "},
    Wording{"at most", "up to "},   Wording{"more than", "over "},   Wording{"above", "over "},
    Wording{"<=", "up to "},        Wording{"≤", "up to "},          Wording{"<", "below "}};
constexpr std::array<std::string_view, 3> before_least = {"at least", ">=", "≥"};
constexpr std::array<std::string_view, 7> behind_least = {
    "+", "or more", "or over", "or higher", "or above", "and more", "and above"};

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// `10`, `10 %`
bool is_plain_number(std::string_view text) {
    const std::size_t digits = text.find_first_not_of("0123456789.");
    if (text.empty() || digits == 0) return false;
    return digits == std::string_view::npos ||
           values::find_unit(trimmed(text.substr(digits))).has_value();
}

/// `0-4`, `20+`, `less than 5` as they are written here; empty for anything else.
std::string meant_interval(std::string_view text) {
    for (const std::string_view dash : {"-", "–", "..."}) {
        const std::size_t at = text.find(dash);
        if (at == std::string_view::npos) continue;
        const std::string_view low = trimmed(text.substr(0, at));
        const std::string_view high = trimmed(text.substr(at + dash.size()));
        if (is_plain_number(low) && is_plain_number(high)) {
            return std::string(low) + " to " + std::string(high);
        }
    }
    const auto rest_behind = [&](std::string_view start) {
        return text.starts_with(start) ? trimmed(text.substr(start.size())) : std::string_view();
    };
    for (const Wording& wording : before_number) {
        const std::string_view number = rest_behind(wording.written);
        if (is_plain_number(number)) return std::string(wording.meant) + std::string(number);
    }
    for (const std::string_view start : before_least) {
        const std::string_view number = rest_behind(start);
        if (is_plain_number(number)) return std::string(number) + " and over";
    }
    for (const std::string_view ending : behind_least) {
        if (!text.ends_with(ending)) continue;
        const std::string_view number = trimmed(text.substr(0, text.size() - ending.size()));
        if (is_plain_number(number)) return std::string(number) + " and over";
    }
    const std::string_view number = rest_behind(">");
    return is_plain_number(number) ? "over " + std::string(number) : std::string();
}

void report_interval(const Scalar& text, text::Diagnostics& diagnostics) {
    const std::string meant = meant_interval(text.text);
    Diagnostic& problem =
        diagnostics.error("bad-interval", text.span, quoted(text.text) + " is no range of numbers");
    if (meant.empty()) {
        with(problem).help(
            "a range is `2`, `0 to 4`, `0 to below 4`, `over 2 to 4`, `below 2`, `up to 4`, "
            "`over 4` or `20 and over`");
    } else {
        with(problem).write(meant);
    }
}

/// `+1`, `1 point`: where what people write for points ends; 0 for anything else.
std::size_t end_of_points(const Looking& text) {
    const std::size_t number = text.token(0).kind == TokenKind::plus ? 1 : 0;
    if (text.token(number).kind != TokenKind::number) return 0;
    const bool has_word = text.is_word(number + 1, "point") || text.is_word(number + 1, "points") ||
                          text.is_word(number + 1, "pt") || text.is_word(number + 1, "pts");
    const std::size_t stop = has_word ? number + 2 : number + 1;
    return stop == text.end() && (has_word || number == 1) ? stop : 0;
}

std::optional<Interval> read_interval(Builder& builder, const Scalar& text,
                                      text::Diagnostics& diagnostics) {
    Interval interval;
    std::size_t at = 0;
    if (builder.is_word(0, "below") || builder.is_word(0, "over") || builder.is_word(0, "up")) {
        const bool is_over = builder.is_word(0, "over");
        interval.high_is_included = builder.is_word(0, "up");
        interval.low_is_included = !is_over;
        at = builder.is_word(0, "up") && builder.is_word(1, "to") ? 2 : 1;
        auto end = end_of_interval(builder, at);
        if (!end) return std::nullopt;
        (is_over ? interval.low : interval.high) = std::move(end);
        if (is_over) interval.high_is_included = true;
        if (is_over && builder.is_word(at, "to")) {
            interval.high = end_of_interval(builder, ++at);
            if (!interval.high) return std::nullopt;
        }
    } else {
        if (builder.form_at(0) == Form::unknown) {
            report_interval(text, diagnostics);
            return std::nullopt;
        }
        interval.low = end_of_interval(builder, at);
        if (!interval.low) return std::nullopt;
        if (builder.is_word(at, "to")) {
            interval.high_is_included = !builder.is_word(++at, "below");
            if (!interval.high_is_included) ++at;
            interval.high = end_of_interval(builder, at);
            if (!interval.high) return std::nullopt;
        } else if (builder.is_word(at, "and") && builder.is_word(at + 1, "over")) {
            at += 2;
        } else {
            interval.high = interval.low;
        }
    }
    if (at < builder.end()) report_interval(text, diagnostics);
    return interval;
}

}  // namespace

std::optional<Count> parse_literal(const Scalar& text, text::Diagnostics& diagnostics) {
    if (text.is_broken) return std::nullopt;
    const ParseContext context{nullptr, {}, 64, &diagnostics};
    const std::size_t before = diagnostics.error_count();
    Line line(text, context);
    if (!Repairs(line).prepare(false)) return std::nullopt;
    const Looking looking(line);
    if (end_of_points(looking) > 0) {
        const std::size_t first = looking.token(0).kind == TokenKind::plus ? 1 : 0;
        with(diagnostics.error("bad-number", text.span, quoted(text.text) + " is no number"))
            .write(looking.words(first, first + 1));
        return std::nullopt;
    }
    if (looking.form_at(0) != Form::literal) {
        if (diagnostics.error_count() == before) {
            with(diagnostics.error("bad-number", text.span, quoted(text.text) + " is no number"))
                .help("write a number, with a unit if it has one: `7`, `2.5`, `70 kg`");
        }
        return std::nullopt;
    }
    Syntax unused;
    Count count = read_line(line, unused, [](Builder& builder) {
        Count read;
        std::size_t at = 0;
        builder.read_bound(at, read);
        builder.expect_end(at);
        return read;
    });
    if (diagnostics.error_count() != before || std::holds_alternative<Name>(count.value)) {
        return std::nullopt;
    }
    return count;
}

std::optional<Interval> parse_interval(const Scalar& text, const ParseContext& context) {
    if (text.is_broken) return std::nullopt;
    if (!meant_interval(text.text).empty()) {
        report_interval(text, *context.diagnostics);
        return std::nullopt;
    }
    const std::size_t before = context.diagnostics->error_count();
    Line line(text, context);
    if (!Repairs(line).prepare(false)) return std::nullopt;
    Syntax unused;
    auto interval = read_line(line, unused, [&](Builder& builder) {
        return read_interval(builder, text, *context.diagnostics);
    });
    if (!interval) return std::nullopt;
    if (interval->low && interval->high && !share_unit(*interval->low, *interval->high)) {
        with(context.diagnostics->error("missing-unit", text.span,
                                        "the second end has no unit, the first one has"))
            .write(text.text + " " + interval->low->unit);
    }
    if (context.diagnostics->error_count() != before) return std::nullopt;
    return interval;
}

}  // namespace caveat::language
