// Scores: their entries into the tree. Entrance: Compiler::score.

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
    if (scores_[index]) {
        use_again("score", index);
        return *scores_[index];
    }
    const language::ScoreEntry& entry = context_.document.scores[index];
    if (!begin("score", index, entry.name.span)) return none;
    model::Score& score = context_.rules.scores[index];
    bool is_broken = entry.is_broken || entry.points.empty();  // reported where the file was read
    for (std::uint32_t item = 0; item < entry.points.size(); ++item) {
        const language::PointsEntry& written = entry.points[item];
        const language::NodeId root = context_.sentences.points[index][item].expression;
        Entries made;
        if (written.is_table) {
            is_broken = !table_entries(written, root, made) || is_broken;
        } else {
            made.emplace_back();
            made.back().span = written.expression.span;
            const bool is_made = written.weight ? weighted_entry(written, root, made.back())
                                                : number_entry(written, root, made.back());
            is_broken = is_broken || !is_made;
        }
        for (model::ScoreEntry& each : made) {
            each.item = item;
            context_.rules.scores[index].entries.push_back(each);
        }
    }
    end();
    if (!is_broken) {
        score.value = tree().add(model::ScoreValue{index}, entry.name.span, ValueKind::number,
                                 model::patient_scope);
    }
    scores_[index] = score.value;
    return score.value;
}

std::optional<Rational> Compiler::points(const language::Scalar& written) {
    const auto literal = language::parse_literal(written, context_.diagnostics);
    const auto weight = literal ? constant_of(*literal, context_) : std::nullopt;
    if (!weight) return std::nullopt;
    if (!weight->unit) return weight->value;
    with(context_.error("different-units", written.span, "points have no unit"))
        .help("leave the unit out")
        .fix("leave the unit out", literal->unit_span, {});
    return std::nullopt;
}

bool Compiler::weighted_entry(const language::PointsEntry& written, language::NodeId root,
                              model::ScoreEntry& made) {
    const auto weight = points(*written.weight);
    made.condition = condition(root);
    if (weight) made.weight = *weight;
    return weight && made.condition != none;
}

bool Compiler::number_entry(const language::PointsEntry& written, language::NodeId root,
                            model::ScoreEntry& made) {
    if (!is_value(syntax().nodes[root])) {
        if (condition(root) == none) return false;
        with(context_.error("missing-weight", made.span,
                            "the condition " + quoted(words(made.span)) + " has no points"))
            .help("write them behind it: `" + words(made.span) + ": 1`");
        return false;
    }
    Operand found = operand(root);
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
    const auto added = points(*written.not_asked);
    if (!added) return false;
    if (made.gates.count == 0) {
        with(context_.error("misplaced-key", written.not_asked->span,
                            "`not asked` has no meaning here: " + quoted(words(made.span)) +
                                " is always asked"))
            .help("leave `not asked` out, or say with `only if` when it is not asked");
        return false;
    }
    made.not_asked = *added;
    made.says_not_asked = true;
    return true;
}

namespace {

/// How a total is scaled up, as far as that can be said before the entries are compiled.
void read_prorating(Context& context, const language::ScoreEntry& entry, model::Score& score) {
    const language::ProrateEntry& written = *entry.prorate;
    const auto number = [&](const language::Scalar& text, std::size_t begin) {
        language::Scalar rest = text;
        rest.text.erase(0, begin);
        rest.origin.erase(rest.origin.begin(),
                          rest.origin.begin() + static_cast<std::ptrdiff_t>(begin));
        const auto literal = language::parse_literal(rest, context.diagnostics);
        const auto constant = literal ? constant_of(*literal, context) : std::nullopt;
        return constant && !constant->unit ? std::optional(constant->value) : std::nullopt;
    };
    if (written.at_least) {
        const auto count = number(*written.at_least, 0);
        const auto whole = count ? values::to_int64(*count) : std::nullopt;
        const auto items = static_cast<std::int64_t>(entry.points.size());
        if (whole && *whole >= 1 && *whole < items) {
            score.prorating.at_least = static_cast<std::uint32_t>(*whole);
        } else {
            Diagnostic& problem =
                context.error("bad-count", written.at_least->span,
                              quoted(written.at_least->text) + " is not a number of items");
            if (items == 2) {
                with(problem).write("1", ": of two entries, one must be answered");
            } else {
                with(problem).help(items < 2 ? "a score of one entry has nothing to scale up"
                                             : "write a whole number from 1 to " +
                                                   std::to_string(items - 1));
            }
        }
    }
    if (!written.rounded) return;
    const std::string& text = written.rounded->text;
    const auto step = text.starts_with("to ") ? number(*written.rounded, 3) : std::nullopt;
    if (step && *step > Rational(0)) {
        score.prorating.step = *step;
    } else {
        with(context.error("bad-number", written.rounded->span,
                           quoted(text) + " is not what a total is rounded to"))
            .write({{"to 1", {{written.rounded->span, "to 1"}}, " for whole points"},
                    {"to 0.5", {{written.rounded->span, "to 0.5"}}, " for halves"}});
    }
}

}  // namespace

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
        if (entry.prorate) read_prorating(context, entry, score);
        context.rules.scores.push_back(std::move(score));
    }
}

}  // namespace caveat::check
