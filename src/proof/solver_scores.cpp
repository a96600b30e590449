// Scores as terms: the counterpart of model/score_points.cpp. Entrance: Encoder::set(…,
// ScoreValue).

#include "proof/solver_encoder.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace caveat::proof {

using model::Expr;

/// Whether the answer may lie in the region.
Term Encoder::may_lie_in(const model::SharedAnswer& answer, const model::Region& region) {
    const auto allows = [&](const Kleene& truth) {
        return f_.negated(region.holds ? truth.no : truth.yes);
    };
    switch (rules_.tree[answer.value].kind) {
        case model::ValueKind::truth:
            return allows(truth(answer.value));
        case model::ValueKind::yes_no:
            return allows(yes_no(answer.value));
        case model::ValueKind::number:
            return f_.negated(lies_in(answer.value, region.interval).no);
        case model::ValueKind::choice: {
            Terms possible;
            const Terms& present = codes(answer.value).present;
            for (std::size_t code = 0; code < present.size(); ++code) {
                if (region.codes.contains(code)) possible.push_back(present[code]);
            }
            return f_.any(possible);
        }
        case model::ValueKind::choices: {
            const CodesTerm& found = codes(answer.value);
            return f_.negated((region.holds ? found.absent : found.present)[answer.code]);
        }
        case model::ValueKind::date:
            break;
    }
    return f_.yes();
}

NumberTerm Encoder::points_of(const model::ScoreEntry& entry) {
    if (entry.condition != model::none) {
        const Kleene& met = truth(entry.condition);
        // What is decided is one value, and keeps one term.
        if (f_.either(met.yes, met.no).is_true() || z3::eq(met.no, f_.negated(met.yes))) {
            return numbers_of_.single(f_.choose(met.yes, f_.number(entry.weight), f_.number(0)),
                                      f_.truth(entry.weight.is_whole()));
        }
        const NumberTerm zero = numbers_of_.constant(values::single(0));
        const NumberTerm weight = numbers_of_.constant(values::single(entry.weight));
        const NumberTerm open =
            numbers_of_.constant(values::hull(values::single(0), values::single(entry.weight)));
        return numbers_of_.choose(met.yes, weight, numbers_of_.choose(met.no, zero, open));
    }
    const NumberTerm& asked = number(entry.number);
    if (entry.gates.count == 0) return asked;
    std::vector<Kleene> gates;
    for (const model::ExprId id : rules_.tree.children(entry.gates)) gates.push_back(truth(id));
    const Kleene gate = f_.all(gates);
    const NumberTerm not_asked = numbers_of_.constant(values::single(entry.not_asked));
    return numbers_of_.choose(
        gate.no, not_asked,
        numbers_of_.choose(gate.yes, asked, numbers_of_.hull(not_asked, asked)));
}

/// Of the rows of a table at most one counts.
NumberTerm Encoder::points_of_rows(const model::Score& score, std::span<const std::uint32_t> rows) {
    NumberTerm points = numbers_of_.constant(values::single(0));
    Term may_count = f_.no();
    Term holds = f_.no();
    for (const std::uint32_t index : rows) {
        const model::ScoreEntry& row = score.entries[index];
        const NumberTerm zero = numbers_of_.constant(values::single(0));
        const NumberTerm weight = numbers_of_.constant(values::single(row.weight));
        const Kleene& met = truth(row.condition);
        const bool may_not_apply =
            std::holds_alternative<model::Gated>(rules_.tree[row.condition].node);
        const Term joins = may_not_apply ? f_.yes() : may_count;
        const NumberTerm open = numbers_of_.choose(joins, numbers_of_.hull(points, weight), weight);
        const NumberTerm next =
            numbers_of_.choose(met.yes, weight, numbers_of_.choose(met.no, points, open));
        points = numbers_of_.choose(holds, points, next);
        holds = f_.either(holds, met.yes);
        may_count = f_.either(may_count, f_.negated(met.no));
    }
    return points;
}

/// What entries add, each by itself.
std::vector<NumberTerm> Encoder::parts_of(const model::Score& score,
                                          std::span<const std::uint32_t> entries) {
    std::vector<NumberTerm> parts;
    for (std::size_t at = 0; at < entries.size();) {
        const model::ScoreEntry& first = score.entries[entries[at]];
        std::size_t next = at + 1;
        while (next < entries.size() && score.entries[entries[next]].item == first.item) ++next;
        parts.push_back(next - at > 1 ? points_of_rows(score, entries.subspan(at, next - at))
                                      : points_of(first));
        at = next;
    }
    return parts;
}

NumberTerm Encoder::points_of(const model::Score& score, const model::EntryGroup& group) {
    std::vector<NumberTerm> entries = parts_of(score, group.entries);
    Term is_known = f_.yes();
    for (const NumberTerm& part : entries) {
        is_known = f_.both(is_known, numbers_of_.is_single(part));
    }
    NumberTerm sum = numbers_of_.sum(std::move(entries));
    if (is_known.is_true()) return sum;
    Terms may;  // by region
    for (const model::SharedAnswer& answer : group.answers) {
        for (std::uint32_t i = 0; i < answer.region_count; ++i) {
            may.push_back(may_lie_in(answer, group.regions[answer.first_region + i]));
        }
    }
    Term low = sum.low.value;
    Term high = sum.high.value;
    // The least of those that are possible, looked for from the greatest down, and so the greatest.
    std::vector<std::pair<values::Rational, std::size_t>> order;
    for (std::size_t i = 0; i < group.points.size(); ++i) {
        if (!group.never[i]) order.emplace_back(group.points[i], i);
    }
    std::sort(order.begin(), order.end());
    const auto possible = [&](std::size_t combination) {
        Terms all;
        for (const model::SharedAnswer& answer : group.answers) {
            all.push_back(may[answer.first_region + combination % answer.region_count]);
            combination /= answer.region_count;
        }
        return f_.all(all);
    };
    Terms all_possible;
    Terms fractions;
    for (const auto& [points, combination] : order) {
        all_possible.push_back(possible(combination));
        if (!points.is_whole()) fractions.push_back(all_possible.back());
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t down = order.size() - 1 - i;
        low = f_.choose(all_possible[down], f_.number(order[down].first), low);
        high = f_.choose(all_possible[i], f_.number(order[i].first), high);
    }
    NumberTerm found{{low, f_.no()}, {high, f_.no()}, f_.negated(f_.any(fractions))};
    return numbers_of_.choose(is_known, sum, found);
}

void Encoder::set(const Expr& expr, const model::ScoreValue& node) {
    const model::Score& score = rules_.scores[node.score];
    std::vector<NumberTerm> parts = parts_of(score, score.alone);
    for (const model::EntryGroup& group : score.groups) parts.push_back(points_of(score, group));
    Term is_complete = f_.yes();
    if (score.is_strict) {
        for (const NumberTerm& part : parts) {
            is_complete = f_.both(is_complete, numbers_of_.is_single(part));
        }
    }
    NumberTerm sum = numbers_of_.sum(std::move(parts));
    if (score.is_strict) {
        sum = numbers_of_.choose(is_complete, sum, numbers_of_.constant(score.declared));
    }
    if (presumes_prorated_ && score.prorating.at_least != 0) sum = prorated(score, sum);
    put(expr, std::move(sum));
}

/// All that is missing was asked and is not known.
Term Encoder::is_given_up(const std::vector<std::uint32_t>& facts) {
    Terms nulls;
    Terms given;
    for (const std::uint32_t index : facts) {
        const AskedFact& fact = asked(index);
        nulls.push_back(fact.null);
        given.push_back(f_.either(fact.null, is_answered(fact, rules_.catalogue[index].type)));
    }
    return f_.both(f_.any(nulls), f_.all(given));
}

/// The total of the items that are known, scaled up to all of them, where enough are and the others
/// were given up; the sum else.
NumberTerm Encoder::prorated(const model::Score& score, const NumberTerm& sum) {
    const model::Prorating& how = score.prorating;
    Term total = f_.number(0);
    Terms known;        // by item
    Terms are_settled;  // known, or given up
    for (std::size_t i = 0; i < score.entries.size();) {
        const std::uint32_t item = score.entries[i].item;
        Terms parts;
        for (; i < score.entries.size() && score.entries[i].item == item; ++i) {
            const NumberTerm points = points_of(score.entries[i]);
            parts.push_back(numbers_of_.is_single(points));
            total = f_.sum(total, f_.choose(parts.back(), points.low.value, f_.number(0)));
        }
        known.push_back(f_.all(parts));
        are_settled.push_back(f_.either(known.back(), is_given_up(how.facts[item])));
    }
    const auto items = static_cast<std::int64_t>(known.size());
    NumberTerm found = sum;
    for (std::int64_t answered = how.at_least; answered < items; ++answered) {
        const auto factor = values::Rational::from(items, answered);
        if (!factor) continue;
        NumberTerm scaled = numbers_of_.single(f_.product(total, f_.number(*factor)), f_.no());
        if (!how.step.is_zero()) {
            const auto steps = values::divide(1, how.step);
            scaled = numbers_of_.scaled(numbers_of_.rounded(numbers_of_.scaled(scaled, *steps), 0),
                                        how.step);
        }
        const Term value = scaled.low.value;
        const Term is_this_many =
            f_.both(f_.at_least(known, answered), f_.negated(f_.at_least(known, answered + 1)));
        found =
            numbers_of_.choose(is_this_many, numbers_of_.single(value, f_.is_whole(value)), found);
    }
    return numbers_of_.choose(f_.all(are_settled), found, sum);
}

}  // namespace caveat::proof
