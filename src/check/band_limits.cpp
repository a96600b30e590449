// A test against the end of a band: `wells is at least likely` is a comparison of the total.
// Entrance: Compiler::band_limit.

#include "check/compiler.hpp"
#include "text/names.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::check {

using model::ExprId;
using model::none;
using model::ValueKind;
using text::quoted;
using text::with;

namespace {

/// How bad it is by the words of a band's name, `very` a step beyond; nothing where none says it.
std::optional<int> badness(const std::string& name) {
    static constexpr std::array<std::pair<std::string_view, int>, 24> ranks{{
        {"no", 0},        {"none", 0},    {"normal", 0},     {"independent", 0},
        {"minimal", 2},   {"mild", 4},    {"slight", 4},     {"light", 4},
        {"minor", 4},     {"low", 4},     {"moderate", 7},   {"intermediate", 7},
        {"medium", 7},    {"middle", 7},  {"moderately", 7}, {"severe", 10},
        {"severely", 10}, {"high", 10},   {"marked", 10},    {"serious", 10},
        {"major", 10},    {"strong", 10}, {"extreme", 13},   {"critical", 13},
    }};
    std::optional<int> found;
    bool is_very = false;
    for (const text::Word& word : text::words(name)) {
        const auto* const rank = std::find_if(ranks.begin(), ranks.end(), [&](const auto& each) {
            return each.first == word.folded;
        });
        if (rank != ranks.end()) {
            constexpr int middle = 7;
            const int step = is_very ? (rank->second > middle ? 1 : -1) : 0;
            found = std::max(found.value_or(-1), rank->second + step);
        }
        is_very = word.folded == "very";
    }
    return found;
}

/// `gcs is one of moderate, severe`
std::string test_of_bands(const std::string& score, std::string_view verb,
                          const std::vector<std::string>& names) {
    std::string text = score + std::string(verb) + (names.size() > 1 ? "one of " : "");
    for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : ", ") + names[i];
    return text;
}

}  // namespace

/// Of a scale on which fewer points are worse, `at least moderate` is to some people more points
/// and to others worse. returns whether that was reported.
bool Compiler::report_reversed_bands(const language::IsCode& node, std::uint32_t score, Span span) {
    const auto& bands = context_.rules.scores[score].bands;
    std::vector<std::size_t> order(bands.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return bands[a].interval.low < bands[b].interval.low;
    });
    int worst = -1;
    bool is_reversed = false;
    for (const std::size_t band : order) {
        const auto rank = badness(bands[band].name);
        if (rank) is_reversed = is_reversed || *rank < worst;
        worst = std::max(worst, rank.value_or(-1));
    }
    if (!is_reversed) return false;
    const auto named = std::find(order.begin(), order.end(), node.codes.front().entry->index);
    std::vector<std::string> more;
    std::vector<std::string> fewer;
    for (auto band = named; band != order.end(); ++band) more.push_back(bands[*band].name);
    for (auto band = std::make_reverse_iterator(named + 1); band != order.rend(); ++band) {
        fewer.push_back(bands[*band].name);
    }
    const std::string name = words(syntax().nodes[node.left].span);
    const std::string_view verb = node.is_negated ? " is not " : " is ";
    with(context_.error("two-readings", span,
                        quoted(words(span)) + " can be read two ways: fewer points of " +
                            quoted(name) + " are worse"))
        .write({context_.proposal(span, test_of_bands(name, verb, more)),
                context_.proposal(span, test_of_bands(name, verb, fewer))});
    return true;
}

/// The score against the end of the band, so that it is decided as soon as every total still
/// possible lies on one side.
ExprId Compiler::band_limit(const language::IsCode& node, Operand score, Span span) {
    const model::Interval& band =
        context_.rules.scores[*score.score].bands[node.codes.front().entry->index].interval;
    if (!band.low.is_finite() && !band.high.is_finite()) return none;  // its numbers were reported
    if (report_reversed_bands(node, *score.score, span)) return none;
    const bool is_above = node.reach == language::Reach::this_and_above;
    const values::Bound end = is_above ? band.low : band.high;
    const bool is_included = is_above ? band.low_is_included : band.high_is_included;
    if (!end.is_finite()) {
        with(context_.error(
                 "decided-test", span,
                 quoted(words(span)) + (node.is_negated ? " can never hold" : " always holds")))
            .help("leave it out, or name a band that is not the outermost");
        return none;
    }
    Operand limit;
    limit.span = span;
    limit.bare = end.value;
    if (!unify(score, limit, span)) return none;
    using enum model::Comparison;
    const model::Comparison comparison = is_above ? (is_included ? greater_or_equal : greater)
                                                  : (is_included ? less_or_equal : less);
    return add(model::Compare{comparison, score.id, limit.id}, span, ValueKind::truth,
               {score.id, limit.id});
}

}  // namespace caveat::check
