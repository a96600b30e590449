// Scores: entries into the tree, bands into intervals that cover every value exactly once.
// Entrances: Compiler::score, read_bands, check_bands.

#include "check/compiler.hpp"
#include "check/scope.hpp"
#include "model/evaluation.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace caveat::check {

using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;
using values::Bound;
using values::Rational;

ExprId Compiler::score(std::uint32_t index) {
    if (scores_[index]) return *scores_[index];
    const language::ScoreEntry& entry = context_.document.scores[index];
    if (!begin("score", index, entry.name.span)) return none;
    model::Score& score = context_.rules.scores[index];
    bool is_broken = entry.is_broken || entry.points.empty();  // reported where the file was read
    for (const language::PointsEntry& written : entry.points) {
        model::ScoreEntry made;
        made.span = written.expression.span;
        const bool is_made =
            written.weight ? weighted_entry(written, made) : number_entry(written, made);
        is_broken = is_broken || !is_made;
        if (is_made) context_.rules.scores[index].entries.push_back(made);
    }
    end();
    if (!is_broken) {
        score.value = tree().add(model::ScoreValue{index}, entry.name.span, ValueKind::number,
                                 model::patient_scope);
    }
    scores_[index] = score.value;
    return score.value;
}

bool Compiler::weighted_entry(const language::PointsEntry& written, model::ScoreEntry& made) {
    const auto literal = language::parse_literal(*written.weight, context_.diagnostics);
    std::optional<Constant> weight;
    if (literal) weight = constant_of(*literal, context_);
    if (weight && weight->unit) {
        with(context_.error("different-units", written.weight->span, "points have no unit"))
            .help("leave the unit out");
        weight.reset();
    }
    Parsed parsed;
    parsed.root = language::parse_condition(written.expression, false, context_.parse_context(),
                                            parsed.syntax);
    made.condition = condition(parsed);
    if (weight) made.weight = weight->value;
    return weight && made.condition != none;
}

bool Compiler::number_entry(const language::PointsEntry& written, model::ScoreEntry& made) {
    Parsed parsed;
    parsed.root = language::parse_condition(written.expression, true, context_.parse_context(),
                                            parsed.syntax);
    if (!is_value(parsed.syntax.nodes[parsed.root], 0)) {
        if (condition(parsed) == none) return false;
        with(context_.error("missing-weight", made.span,
                            "the condition " + quoted(words(made.span)) + " has no points"))
            .help("write them behind it: `" + words(made.span) + ": 1`");
        return false;
    }
    Operand found = operand(parsed);
    if (found.is_broken()) return false;
    if (!require_kind(found, ValueKind::number, "a number of points")) return false;
    if (!materialize(found, 0)) return false;
    if (found.unit != 0) {
        with(context_.error("different-units", made.span,
                            quoted(words(made.span)) + " is in " +
                                quoted(tree().unit(found.unit).symbol) +
                                ", but points have no unit"))
            .help("turn it into points with a condition: `" + words(made.span) + " >= …: 1`");
        return false;
    }
    made.number = found.id;
    made.gates = tree().add_children(gates_of(found.id));
    return read_not_asked(written, made);
}

bool Compiler::read_not_asked(const language::PointsEntry& written, model::ScoreEntry& made) {
    if (!written.not_asked) return true;
    const auto literal = language::parse_literal(*written.not_asked, context_.diagnostics);
    const auto points = literal ? constant_of(*literal, context_) : std::nullopt;
    if (!points) return false;
    if (points->unit) {
        with(context_.error("different-units", written.not_asked->span, "points have no unit"))
            .help("leave the unit out");
        return false;
    }
    if (made.gates.count == 0) {
        with(context_.error("misplaced-key", written.not_asked->span,
                            "`not asked` has no meaning here: " + quoted(words(made.span)) +
                                " is always asked"))
            .help("leave `not asked` out, or say with `only if` when it is not asked");
        return false;
    }
    made.not_asked = points->value;
    made.says_not_asked = true;
    return true;
}

namespace {

/// The step of the grid that all values of a score lie on; 0 when they lie anywhere.
Rational grid_step(const Context& context, const model::Score& score,
                   const std::vector<values::Range>& numbers) {
    Rational step = 0;
    for (const model::ScoreEntry& entry : score.entries) {
        Rational part = entry.weight;
        if (entry.number != none) {
            const model::Expr& expr = context.rules.tree[entry.number];
            const values::Range& range = numbers[expr.slot];
            if (range.is_single()) {
                part = range.low.value;
            } else if (range.whole) {
                part = 1;
            } else {
                return 0;
            }
        }
        const auto common = values::common_step(step, part);
        if (!common) return 0;
        step = *common;
    }
    return step;
}

std::optional<model::Interval> read_interval(const language::BandEntry& band, Context& context) {
    const auto written = language::parse_interval(band.interval, context.parse_context());
    if (!written) return std::nullopt;
    model::Interval interval;
    interval.low_is_included = written->low_is_included;
    interval.high_is_included = written->high_is_included;
    const auto end = [&](const std::optional<language::Count>& count, Bound& bound) {
        if (!count) return true;
        const auto constant = constant_of(*count, context);
        if (!constant) return false;
        if (constant->unit) {
            with(context.error("different-units", count->span, "points have no unit"))
                .help("leave the unit out");
            return false;
        }
        bound = constant->value;
        return true;
    };
    if (!end(written->low, interval.low) || !end(written->high, interval.high)) return std::nullopt;
    return interval;
}

/// The least value of the grid (or of the line, with step 0) that lies in neither of two
/// neighbouring bands, or in both. Bands are ordered, `lower` first.
struct Seam {
    std::optional<Rational> gap;
    std::optional<Rational> overlap;
};

std::optional<Rational> next_on_grid(const Rational& at, bool at_included, const Rational& step) {
    const auto quotient = values::divide(at, step);
    if (!quotient) return std::nullopt;
    Rational whole = values::ceil(*quotient);
    if (!at_included && whole == *quotient) {
        const auto next = values::add(whole, 1);
        if (!next) return std::nullopt;
        whole = *next;
    }
    return values::multiply(whole, step);
}

bool covers(const model::Interval& band, const Rational& value) {
    const bool above = band.low_is_included ? Bound(value) >= band.low : Bound(value) > band.low;
    const bool below = band.high_is_included ? Bound(value) <= band.high : Bound(value) < band.high;
    return above && below;
}

Seam seam_between(const model::Interval& lower, const model::Interval& upper,
                  const Rational& step) {
    Seam seam;
    if (!lower.high.is_finite() || !upper.low.is_finite()) {
        const Bound& inside = upper.low.is_finite() ? upper.low : lower.high;
        seam.overlap = inside.is_finite() ? inside.value : Rational(0);
        return seam;
    }
    if (!step.is_zero()) {
        const auto after = next_on_grid(lower.high.value, !lower.high_is_included, step);
        if (after && !covers(upper, *after) && Bound(*after) < upper.low) seam.gap = after;
        if (after && Bound(*after) == upper.low && !upper.low_is_included) seam.gap = after;
        const auto first = next_on_grid(upper.low.value, upper.low_is_included, step);
        if (first && covers(lower, *first) && covers(upper, *first)) seam.overlap = first;
        return seam;
    }
    const auto order = lower.high <=> upper.low;
    const Rational at = lower.high.value;
    if (order == 0) {
        if (lower.high_is_included && upper.low_is_included) seam.overlap = at;
        if (!lower.high_is_included && !upper.low_is_included) seam.gap = at;
    } else if (order > 0) {
        seam.overlap = upper.low.value;
    } else {
        const auto sum = values::add(at, upper.low.value);
        if (sum) seam.gap = values::divide(*sum, 2);
    }
    return seam;
}

/// Whether a value at the end of the score's range lies outside the outermost band.
bool misses_low(const model::Interval& band, const values::Range& range) {
    return band.low_is_included ? band.low > range.low
                                : (band.low >= range.low && band.low.is_finite());
}
bool misses_high(const model::Interval& band, const values::Range& range) {
    return band.high_is_included ? band.high < range.high
                                 : (band.high <= range.high && band.high.is_finite());
}

std::string end_text(const Bound& bound) {
    return bound.is_finite() ? values::to_text(bound.value) : "any number";
}

void report_gap(Context& context, const language::ScoreEntry& entry, Span span,
                const std::string& value, const values::Range& range) {
    with(context.error("bands-gap", span,
                       quoted(entry.name.text) + " may be " + value + ", and no band covers that"))
        .help("let the bands cover " + values::to_text(range));
}

void check_score_bands(Context& context, std::uint32_t index,
                       const std::vector<values::Range>& numbers) {
    const language::ScoreEntry& entry = context.document.scores[index];
    const model::Score& score = context.rules.scores[index];
    if (entry.bands.empty()) return;
    struct Placed {
        model::Interval interval;
        std::size_t written = 0;
    };
    if (score.value == none) return;
    std::vector<Placed> placed;
    for (std::size_t i = 0; i < score.bands.size(); ++i) {
        placed.push_back({score.bands[i].interval, i});
    }
    for (const Placed& one : placed) {
        if (one.interval.low <= one.interval.high) continue;
        with(context.error(
                 "empty-range", entry.bands[one.written].interval.span,
                 "no value lies in the band " + quoted(entry.bands[one.written].name.text)))
            .help("write the smaller number first");
        return;
    }
    std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
        return a.interval.low < b.interval.low ||
               (a.interval.low == b.interval.low && a.interval.high < b.interval.high);
    });
    const Rational step = grid_step(context, score, numbers);
    const auto span_of = [&](const Placed& band) {
        return entry.bands[band.written].interval.span;
    };
    for (std::size_t i = 0; i + 1 < placed.size(); ++i) {
        const Seam seam = seam_between(placed[i].interval, placed[i + 1].interval, step);
        if (seam.gap) {
            report_gap(context, entry, span_of(placed[i + 1]), values::to_text(*seam.gap),
                       score.declared);
            return;
        }
        if (seam.overlap) {
            with(context.error("bands-overlap", span_of(placed[i + 1]),
                               values::to_text(*seam.overlap) + " lies in two bands of " +
                                   quoted(entry.name.text)))
                .label(span_of(placed[i]), "the other band")
                .help("end one band where the next begins: `below 5`, `5 and over`");
            return;
        }
    }
    if (misses_low(placed.front().interval, score.declared)) {
        report_gap(context, entry, span_of(placed.front()), end_text(score.declared.low),
                   score.declared);
    } else if (misses_high(placed.back().interval, score.declared)) {
        report_gap(context, entry, span_of(placed.back()), end_text(score.declared.high),
                   score.declared);
    }
}

}  // namespace

std::vector<bool> read_bands(Context& context) {
    std::vector<bool> are_read;
    for (std::uint32_t i = 0; i < context.document.scores.size(); ++i) {
        bool is_read = true;
        for (const language::BandEntry& written : context.document.scores[i].bands) {
            const auto interval = read_interval(written, context);
            is_read = is_read && interval.has_value();
            model::Band band{written.name.text,
                             text::json_key(text::canonical_name(written.name.text)),
                             interval.value_or(model::Interval{})};
            context.rules.scores[i].bands.push_back(std::move(band));
        }
        are_read.push_back(is_read);
    }
    return are_read;
}

void check_bands(Context& context, const std::vector<bool>& are_read) {
    model::Values values;
    values.fit(context.rules.tree);
    model::Scratch scratch;
    model::Evaluation evaluation(context.rules, {}, values, scratch, nullptr);
    for (ExprId id = 0; id < context.rules.tree.size(); ++id) evaluation.one(id);
    for (std::uint32_t i = 0; i < context.document.scores.size(); ++i) {
        if (are_read[i]) check_score_bands(context, i, values.numbers);
    }
}

void declare_score_shells(Context& context) {
    for (const language::ScoreEntry& entry : context.document.scores) {
        model::Score score;
        score.name = entry.name.text;
        score.key = text::json_key(text::canonical_name(entry.name.text));
        if (entry.missing) {
            static constexpr std::array<std::string_view, 2> words{"range", "strict"};
            const auto found =
                one_of(*entry.missing, words, "way to treat what is missing", context);
            score.is_strict = found && *found == 1;
        }
        context.rules.scores.push_back(std::move(score));
    }
}

}  // namespace caveat::check
