// Bands into intervals that cover every total of their score once. Entrances: read_bands,
// check_bands.

#include "check/compiler.hpp"
#include "check/cover.hpp"
#include "text/names.hpp"

#include <utility>

namespace caveat::check {

using text::quoted;
using text::with;
using values::Bound;

namespace {

std::optional<model::Interval> read_interval(const std::optional<language::Interval>& written,
                                             Context& context) {
    if (!written) return std::nullopt;
    model::Interval interval;
    interval.low_is_included = written->low_is_included;
    interval.high_is_included = written->high_is_included;
    const auto end = [&](const std::optional<language::Count>& count, Bound& bound) {
        if (!count) return true;
        const auto constant = constant_of(*count, context);
        if (!constant) return false;
        if (constant->unit) {
            Diagnostic& problem =
                context.error("different-units", count->span, "points have no unit");
            with(problem).help("leave the unit out");
            if (!count->unit.empty()) {
                with(problem).fix("leave the unit out", count->unit_span, {});
            }
            return false;
        }
        bound = constant->value;
        return true;
    };
    if (!end(written->low, interval.low) || !end(written->high, interval.high)) return std::nullopt;
    return interval;
}

void check_score_bands(Context& context, std::uint32_t index, const model::Totals& totals) {
    const language::ScoreEntry& entry = context.document.scores[index];
    const model::Score& score = context.rules.scores[index];
    if (score.bands.empty() || score.value == model::none) return;
    std::vector<model::Interval> intervals;
    for (const model::Band& band : score.bands) intervals.push_back(band.interval);
    const auto fault = find_cover_fault(intervals, totals);
    if (!fault) return;
    const Span span = entry.bands[fault->at].interval.span;
    const std::string value = values::to_text(fault->value);
    switch (fault->kind) {
        case CoverFault::Kind::empty:
            with(context.error(
                     "empty-range", span,
                     "no value lies in the band " + quoted(entry.bands[fault->at].name.text)))
                .help("write the smaller number first");
            return;
        case CoverFault::Kind::overlap:
            with(context.error("bands-overlap", span,
                               value + " lies in two bands of " + quoted(entry.name.text)))
                .label(entry.bands[fault->other].interval.span, "the other band")
                .help("end one band where the next begins: `below 5`, `5 and over`");
            return;
        case CoverFault::Kind::gap:
            with(context.error(
                     "bands-gap", span,
                     quoted(entry.name.text) + " may be " + value + ", and no band covers that"))
                .help("let the bands cover " + values::to_text(totals.range()));
            return;
    }
}

}  // namespace

std::vector<bool> read_bands(Context& context) {
    std::vector<bool> are_read;
    for (std::uint32_t i = 0; i < context.document.scores.size(); ++i) {
        bool is_read = true;
        const auto& bands = context.document.scores[i].bands;
        for (std::size_t band = 0; band < bands.size(); ++band) {
            const language::BandEntry& written = bands[band];
            const auto interval = read_interval(context.sentences.bands[i][band], context);
            is_read = is_read && interval.has_value();
            context.rules.scores[i].bands.push_back(
                {written.name.text, text::json_key(text::canonical_name(written.name.text)),
                 interval.value_or(model::Interval{})});
        }
        are_read.push_back(is_read);
    }
    return are_read;
}

void check_bands(Context& context, const std::vector<bool>& are_read,
                 const std::vector<model::Totals>& totals) {
    for (std::uint32_t i = 0; i < context.document.scores.size(); ++i) {
        if (are_read[i]) check_score_bands(context, i, totals[i]);
    }
}

}  // namespace caveat::check
