// Turns `name: {points: …, bands: …}` into a score. Entrance: read_score.

#include "language/document_reader.hpp"
#include "text/suggest.hpp"

#include <string>
#include <utility>

namespace caveat::language {
namespace {

using text::Diagnostics;
using text::quoted;
using text::with;

/// The rows of a table, whatever they say.
std::optional<PointsEntry> read_table(const Scalar& subject, const YamlNode& rows,
                                      Diagnostics& diagnostics) {
    PointsEntry entry{{subject.span, subject}, std::nullopt, std::nullopt, {}, true};
    if (rows.pairs.empty()) {
        with(diagnostics.error("empty-group", rows.span, quoted(subject.text) + " has no points"))
            .help("write a row for each answer: `{never: 0, often: 2}`");
        return std::nullopt;
    }
    for (const YamlPair& row : rows.pairs) {
        auto points = as_text(row.value, row.key.text, diagnostics);
        if (!points) return std::nullopt;
        entry.rows.push_back({row.key, std::move(*points)});
    }
    return entry;
}

std::optional<PointsEntry> read_points(const YamlNode& node, Diagnostics& diagnostics) {
    if (node.kind == YamlNode::Kind::text) {
        warn_of_comment(node.text, diagnostics);
        return PointsEntry{{node.span, node.text}, std::nullopt, std::nullopt, {}, false};
    }
    static constexpr std::string_view help = "an entry is `condition: weight`, or a number alone";
    const YamlNode* mapping = as_mapping(node, "an entry of `points`", help, diagnostics);
    if (mapping == nullptr) return std::nullopt;
    if (mapping->pairs.size() != 1) {
        with(diagnostics.error("wrong-form", node.span, "an entry of `points` is one pair"))
            .help(std::string(help) + ", each after a `-` of its own");
        return std::nullopt;
    }
    const auto& [key, value] = mapping->pairs.front();
    PointsEntry entry{{key.span, key}, std::nullopt, std::nullopt, {}, false};
    if (value.kind == YamlNode::Kind::mapping) {
        static const std::vector<std::string> not_asked{"not asked"};
        // One row alone is hardly ever a table: it is `not asked`, maybe misspelt.
        const bool is_table = value.pairs.size() != 1 ||
                              text::suggestions(value.pairs.front().key.text, not_asked, 1).empty();
        if (is_table) return read_table(key, value, diagnostics);
        const KeyedValues values(value, "an entry that is a number", {"not asked"}, diagnostics);
        entry.not_asked = values.text("not asked");
        return entry.not_asked ? std::optional(std::move(entry)) : std::nullopt;
    }
    entry.weight = as_text(value, key.text, diagnostics);
    return entry.weight ? std::optional(std::move(entry)) : std::nullopt;
}

/// `range`, `strict`, or how a total is scaled up.
void read_missing(const KeyedValues& values, ScoreEntry& score, Diagnostics& diagnostics) {
    const YamlNode* missing = values.find("missing");
    if (missing == nullptr || missing->kind != YamlNode::Kind::mapping) {
        score.missing = values.text("missing");
        return;
    }
    const KeyedValues how(*missing, "`missing`", {"prorate", "rounded"}, diagnostics);
    how.require("prorate", missing->span, "as in `missing: {prorate: {at least: 9}}`");
    const YamlNode* prorate = how.find("prorate");
    if (prorate == nullptr) return;
    const YamlNode* mapping =
        as_mapping(*prorate, "`prorate`", "as in `{at least: 9}`", diagnostics);
    if (mapping == nullptr) return;
    const KeyedValues rule(*mapping, "`prorate`", {"at least", "rounded"}, diagnostics);
    rule.require("at least", prorate->span, "write how many items must be answered: `at least: 9`");
    score.prorate = ProrateEntry{missing->span, rule.text("at least"), rule.text("rounded")};
    const auto rounded = how.text("rounded");
    if (!rounded) return;
    if (score.prorate->rounded) {
        with(diagnostics.error("duplicate-key", rounded->span, "`rounded` stands here twice"))
            .label(score.prorate->rounded->span, "the other one")
            .help("say once what the total is rounded to");
    }
    score.prorate->rounded = rounded;
}

}  // namespace

ScoreEntry read_score(const YamlPair& pair, Diagnostics& diagnostics) {
    ScoreEntry score;
    score.name = pair.key;
    score.span = span_of(pair);
    const YamlNode* mapping =
        as_mapping(pair.value, "the score " + quoted(pair.key.text),
                   "a score has `points:` and `bands:` below it", diagnostics);
    if (mapping == nullptr) {
        score.is_broken = true;
        return score;
    }
    const KeyedValues values(*mapping, "a score", {"points", "bands", "missing", "accept"},
                             diagnostics);
    values.require("points", pair.key.span, "list what counts: `points: [fever: 1, age >= 50: 2]`");
    read_missing(values, score, diagnostics);
    score.accepted = read_accepted(values, diagnostics);
    if (const YamlNode* points = values.find("points")) {
        const YamlNode* list =
            as_list(*points, "`points`", "put `- ` before each entry", diagnostics);
        if (list != nullptr && list->items.empty()) {
            diagnostics.error("empty-group", points->span, "`points` is empty");
        }
        for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
            if (auto entry = read_points(list->items[i], diagnostics)) {
                score.points.push_back(std::move(*entry));
            } else {
                score.is_broken = true;
            }
        }
    }
    if (const YamlNode* bands = values.find("bands")) {
        const YamlNode* pairs =
            as_mapping(*bands, "`bands`", "as in `{low: below 2, high: 2 and over}`", diagnostics);
        for (std::size_t i = 0; pairs != nullptr && i < pairs->pairs.size(); ++i) {
            const auto& [name, value] = pairs->pairs[i];
            if (auto interval = as_text(value, name.text, diagnostics)) {
                score.bands.push_back({name, std::move(*interval)});
            }
        }
    }
    return score;
}

}  // namespace caveat::language
