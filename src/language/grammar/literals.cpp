// Turns literals and the intervals of bands into exact numbers.
// Entrances: parse_literal, parse_interval.

#include "language/grammar/builder.hpp"
#include "language/syntax.hpp"

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

void report_interval(const Scalar& text, text::Diagnostics& diagnostics) {
    with(
        diagnostics.error("bad-interval", text.span, quoted(text.text) + " is no range of numbers"))
        .help("write `2`, `0 to 4`, `below 2`, `up to 4`, `over 4` or `20 and over`");
}

}  // namespace

std::optional<Count> parse_literal(const Scalar& text, text::Diagnostics& diagnostics) {
    if (text.is_broken) return std::nullopt;
    const ParseContext context{nullptr, {}, 64, &diagnostics};
    Syntax unused;
    Builder builder(text, context, unused);
    const std::size_t before = diagnostics.error_count();
    if (!builder.prepare(false)) return std::nullopt;
    Count count;
    std::size_t at = 0;
    if (builder.form_at(0) != Form::literal) {
        if (diagnostics.error_count() == before) {
            with(diagnostics.error("bad-number", text.span, quoted(text.text) + " is no number"))
                .help("write a number, with a unit if it has one: `7`, `2.5`, `70 kg`");
        }
        return std::nullopt;
    }
    builder.read_bound(at, count);
    builder.expect_end(at);
    if (diagnostics.error_count() != before || std::holds_alternative<Name>(count.value)) {
        return std::nullopt;
    }
    return count;
}

std::optional<Interval> parse_interval(const Scalar& text, const ParseContext& context) {
    if (text.is_broken) return std::nullopt;
    Syntax unused;
    Builder builder(text, context, unused);
    const std::size_t before = context.diagnostics->error_count();
    if (!builder.prepare(false)) return std::nullopt;
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
    } else {
        if (builder.form_at(0) == Form::unknown) {
            report_interval(text, *context.diagnostics);
            return std::nullopt;
        }
        interval.low = end_of_interval(builder, at);
        if (!interval.low) return std::nullopt;
        if (builder.is_word(at, "to")) {
            interval.high = end_of_interval(builder, ++at);
            if (!interval.high) return std::nullopt;
        } else if (builder.is_word(at, "and") && builder.is_word(at + 1, "over")) {
            at += 2;
        } else {
            interval.high = interval.low;
        }
    }
    if (at < builder.end()) report_interval(text, *context.diagnostics);
    if (context.diagnostics->error_count() != before) return std::nullopt;
    return interval;
}

}  // namespace caveat::language
