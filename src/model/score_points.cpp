// What a score comes to, from the truth of its conditions and the values of its numbers. Entries
// that rest on the same answers are counted together. Entrance: Evaluation::set(…, ScoreValue).

#include "model/score_points.hpp"

#include "model/evaluation.hpp"

namespace caveat::model {

using values::Range;
using values::Rational;

bool may_be(const RuleSet& rules, const Values& values, const SharedAnswer& answer,
            const Region& region) {
    const Expr& expr = rules.tree[answer.value];
    const Truth other = region.holds ? Truth::no : Truth::yes;
    switch (expr.kind) {
        case ValueKind::truth:
            return values.truths[expr.slot] != other;
        case ValueKind::yes_no:
            return values.yes_no[expr.slot] != other;
        case ValueKind::number:
            return lies_in(values.numbers[expr.slot], region.interval) != Truth::no;
        case ValueKind::choice:
            return values.choices_one[expr.slot].present.meets(region.codes);
        case ValueKind::choices: {
            const CodesValue& codes = values.choices[expr.slot];
            return !(region.holds ? codes.absent : codes.present).contains(answer.code);
        }
        case ValueKind::date:
            break;
    }
    return true;
}

Range Evaluation::points_of(const ScoreEntry& entry) const {
    if (entry.condition != none) {
        const Range weight = values::single(entry.weight);
        const Truth met = truth(entry.condition);
        if (met == Truth::yes) return weight;
        return met == Truth::no ? values::single(0) : hull(values::single(0), weight);
    }
    Truth gate = Truth::yes;
    for (const ExprId id : rules_.tree.children(entry.gates)) gate = both(gate, truth(id));
    const Range not_asked = values::single(entry.not_asked);
    const Range& asked = number(entry.number);
    return gate == Truth::yes ? asked : gate == Truth::no ? not_asked : hull(not_asked, asked);
}

Evaluation::Sum Evaluation::sum_of(const Score& score, std::span<const std::uint32_t> entries,
                                   bool& overflow) const {
    Sum sum{values::single(0), true};
    for (std::size_t at = 0; at < entries.size();) {
        const ScoreEntry& first = score.entries[entries[at]];
        Range points = points_of(first);
        std::size_t next = at + 1;
        while (next < entries.size() && score.entries[entries[next]].item == first.item) ++next;
        if (next - at > 1) points = points_of_rows(score, entries.subspan(at, next - at));
        sum.is_known = sum.is_known && points.is_single();
        sum.range = add(sum.range, points, overflow);
        at = next;
    }
    return sum;
}

/// None counts where what the rows ask for does not apply.
Range Evaluation::points_of_rows(const Score& score, std::span<const std::uint32_t> rows) const {
    bool may_count = false;
    Range points = values::single(0);
    for (const std::uint32_t index : rows) {
        const ScoreEntry& row = score.entries[index];
        const Range weight = values::single(row.weight);
        const Truth met = truth(row.condition);
        if (met == Truth::yes) return weight;
        if (met == Truth::no) continue;
        const bool may_not_apply = std::holds_alternative<Gated>(rules_.tree[row.condition].node);
        points = may_count || may_not_apply ? hull(points, weight) : weight;
        may_count = true;
    }
    return points;
}

Range Evaluation::points_of(const Score& score, const EntryGroup& group, bool& overflow) const {
    const auto [sum, is_known] = sum_of(score, group.entries, overflow);
    if (is_known) return sum;
    const Rational* least = nullptr;
    const Rational* most = nullptr;
    bool are_whole = true;
    for_each_possible(rules_, values_, group, [&](const Rational& points) {
        if (least == nullptr || points < *least) least = &points;
        if (most == nullptr || points > *most) most = &points;
        are_whole = are_whole && points.is_whole();
    });
    return least == nullptr ? sum : Range{*least, *most, are_whole};
}

std::optional<Evaluation::Prorated> Evaluation::prorated(const Score& score) const {
    const Prorating& how = score.prorating;
    if (how.at_least == 0 || patient_.profile == nullptr) return std::nullopt;
    Prorated found;
    found.items = static_cast<std::uint32_t>(how.facts.size());
    bool is_item_known = true;
    for (std::size_t i = 0; i < score.entries.size(); ++i) {
        const ScoreEntry& entry = score.entries[i];
        const Range points = points_of(entry);
        is_item_known = is_item_known && points.is_single();
        if (points.is_single()) {
            const auto sum = values::add(found.total, points.low.value);
            if (!sum) return std::nullopt;
            found.total = *sum;
        }
        const bool is_last =
            i + 1 == score.entries.size() || score.entries[i + 1].item != entry.item;
        if (!is_last) continue;
        if (is_item_known) {
            ++found.answered;
        } else if (!is_given_up(how.facts[entry.item])) {
            return std::nullopt;
        }
        is_item_known = true;
    }
    if (found.answered < how.at_least || found.answered == found.items) return std::nullopt;
    const auto scaled = values::multiply(found.total, found.items);
    auto total = scaled ? values::divide(*scaled, found.answered) : std::nullopt;
    if (total && !how.step.is_zero()) {
        const auto steps = values::divide(*total, how.step);
        const auto whole = steps ? values::round_half_away(*steps, 0) : std::nullopt;
        total = whole ? values::multiply(*whole, how.step) : std::nullopt;
    }
    if (!total) return std::nullopt;
    found.total = *total;
    return found;
}

/// Whether all that is missing was asked and is not known.
bool Evaluation::is_given_up(std::span<const std::uint32_t> facts) const {
    bool has_null = false;
    for (const std::uint32_t fact : facts) {
        const facts::Given given = patient_.given(fact);
        if (given == facts::Given::null) has_null = true;
        if (given != facts::Given::null && given != facts::Given::answered) return false;
    }
    return has_null;
}

void Evaluation::set(const Expr& expr, const ScoreValue& node) {
    const Score& score = rules_.scores[node.score];
    bool overflow = false;
    auto [sum, is_complete] = sum_of(score, score.alone, overflow);
    for (const EntryGroup& group : score.groups) {
        const Range points = points_of(score, group, overflow);
        is_complete = is_complete && points.is_single();
        sum = add(sum, points, overflow);
    }
    if (score.is_strict && !is_complete && patient_.profile != nullptr) sum = score.declared;
    if (presumes_prorated_ && !is_complete) {
        if (const auto found = prorated(score)) sum = values::single(found->total);
    }
    set_number(expr, sum, overflow);
}

}  // namespace caveat::model
