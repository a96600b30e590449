// Numbers and conditions of the typed tree as terms: the counterpart of
// model/evaluation.cpp, node by node.

#include "proof/solver_encoder.hpp"

#include <algorithm>

namespace caveat::proof {

using model::Expr;
using model::ExprId;

void Encoder::set(const Expr& expr, const model::NumberConstant& node) {
    put(expr, numbers_of_.constant(node.value));
}

void Encoder::set(const Expr& expr, const model::DateConstant& node) {
    put(expr, DayRangeTerm{days_.constant(node.value.low), days_.constant(node.value.high)});
}

void Encoder::set(const Expr& expr, const model::Arithmetic& node) {
    put(expr, numbers_of_.arithmetic(node.op, number(node.left), number(node.right)));
}

void Encoder::set(const Expr& expr, const model::Extreme& node) {
    const auto parts = rules_.tree.children(node.values);
    NumberTerm result = number(parts.front());
    for (const ExprId part : parts.subspan(1)) {
        result = numbers_of_.extreme(result, number(part), node.is_maximum);
    }
    put(expr, std::move(result));
}

void Encoder::set(const Expr& expr, const model::Rounded& node) {
    const NumberTerm& value = number(node.value);
    if (expr.unit == 0) {
        put(expr, numbers_of_.rounded(value, node.places));
        return;
    }
    const values::Rational factor = rules_.tree.unit(expr.unit).factor;
    const auto inverse = values::divide(1, factor);
    if (!inverse) {
        put(expr, numbers_of_.anything("rounded " + std::to_string(node.places),
                                       {value.low.value, value.high.value, f_.number(factor)}));
        return;
    }
    put(expr, numbers_of_.scaled(
                  numbers_of_.rounded(numbers_of_.scaled(value, *inverse), node.places), factor));
}

void Encoder::set(const Expr& expr, const model::CodeCount& node) {
    const CodesTerm& value = codes(node.codes);
    const auto sum_of = [&](const Terms& terms, bool denied) {
        Term sum = f_.whole(0);
        for (const Term& term : terms) {
            const Term counts = denied ? f_.negated(term) : term;
            sum = f_.sum(sum, f_.choose(counts, f_.whole(1), f_.whole(0)));
        }
        return f_.as_number(sum);
    };
    const Term low = sum_of(value.present, false);
    const bool is_known =
        std::equal(value.present.begin(), value.present.end(), value.absent.begin(),
                   value.absent.end(), [&](const Term& present, const Term& absent) {
                       return z3::eq(absent, f_.negated(present));
                   });
    const Term high = is_known ? low : sum_of(value.absent, true);
    put(expr, NumberTerm{{low, f_.no()}, {high, f_.no()}, f_.yes()});
}

void Encoder::set(const Expr& expr, const model::TimeSince& node) {
    const DayRangeTerm& since = date(node.date);
    const DayTerm& as_of = patient_.as_of();
    const bool is_point =
        z3::eq(since.low.month, since.high.month) && z3::eq(since.low.day, since.high.day);
    const Term is_past = days_.at_most(since.high, as_of);
    const Term longest = f_.as_number(days_.completed(since.low, as_of, node.unit));
    const Term shortest =
        is_point ? longest : f_.as_number(days_.completed(since.high, as_of, node.unit));
    // Where it may lie ahead, any time at all.
    const NumberTerm elapsed{{f_.choose(is_past, shortest, f_.number(0)), f_.no()},
                             {longest, f_.negated(is_past)},
                             f_.yes()};
    put(expr, numbers_of_.scaled(elapsed, rules_.tree.unit(expr.unit).factor));
}

// Conditions

void Encoder::set(const Expr& expr, const model::All& node) {
    std::vector<Kleene> parts;
    for (const ExprId part : rules_.tree.children(node.parts)) parts.push_back(truth(part));
    put(expr, f_.all(parts));
}

void Encoder::set(const Expr& expr, const model::Any& node) {
    std::vector<Kleene> parts;
    for (const ExprId part : rules_.tree.children(node.parts)) parts.push_back(truth(part));
    put(expr, f_.any(parts));
}

void Encoder::set(const Expr& expr, const model::AtLeastOf& node) {
    Terms met;
    Terms denied;
    for (const ExprId part : rules_.tree.children(node.parts)) {
        met.push_back(truth(part).yes);
        denied.push_back(truth(part).no);
    }
    // No as soon as more are denied than may be.
    const auto spare = static_cast<std::int64_t>(denied.size()) - node.count;
    put(expr, Kleene{f_.at_least(met, node.count), f_.at_least(denied, spare + 1)});
}

void Encoder::set(const Expr& expr, const model::Not& node) {
    put(expr, Formulas::negated(truth(node.part)));
}

void Encoder::set(const Expr& expr, const model::Gated& node) {
    std::vector<Kleene> parts{truth(node.test)};
    for (const ExprId gate : rules_.tree.children(node.gates)) parts.push_back(truth(gate));
    put(expr, f_.all(parts));
}

void Encoder::set(const Expr& expr, const model::YesNo& node) {
    put(expr, yes_no(node.value));
}

void Encoder::set(const Expr& expr, const model::Compare& node) {
    put(expr, numbers_of_.compare(node.comparison, number(node.left), number(node.right)));
}

void Encoder::set(const Expr& expr, const model::Between& node) {
    put(expr, numbers_of_.inside(number(node.value), number(node.low), number(node.high)));
}

void Encoder::set(const Expr& expr, const model::InBand& node) {
    const model::Interval& band = rules_.scores[node.score].bands[node.band].interval;
    put(expr, numbers_of_.lies_in(number(node.value), band.low, band.low_is_included, band.high,
                                  band.high_is_included));
}

void Encoder::set(const Expr& expr, const model::IsOneOf& node) {
    const CodesTerm& value = codes(node.value);
    Terms inside;
    Terms outside;
    for (std::size_t code = 0; code < value.present.size(); ++code) {
        (node.codes.contains(code) ? inside : outside).push_back(value.present[code]);
    }
    put(expr, Kleene{f_.negated(f_.any(outside)), f_.negated(f_.any(inside))});
}

void Encoder::set(const Expr& expr, const model::Includes& node) {
    const CodesTerm& value = codes(node.value);
    Terms present;
    Terms absent;
    for (std::size_t code = 0; code < value.present.size(); ++code) {
        if (!node.codes.contains(code)) continue;
        present.push_back(value.present[code]);
        absent.push_back(value.absent[code]);
    }
    put(expr, node.all ? Kleene{f_.all(present), f_.any(absent)}
                       : Kleene{f_.any(present), f_.all(absent)});
}

void Encoder::set(const Expr& expr, const model::IsEmpty& node) {
    const CodesTerm& value = codes(node.value);
    put(expr, Kleene{f_.all(value.absent), f_.any(value.present)});
}

void Encoder::set(const Expr& expr, const model::DateTest& node) {
    const DayRangeTerm& left = date(node.left);
    const DayRangeTerm& right = date(node.right);
    const auto before = [&](const DayRangeTerm& a, const DayRangeTerm& b) {
        return Kleene{days_.less(a.high, b.low), days_.at_most(b.high, a.low)};
    };
    Kleene holds = f_.unknown();
    switch (node.relation) {
        case model::DateRelation::before:
            holds = before(left, right);
            break;
        case model::DateRelation::after:
            holds = before(right, left);
            break;
        case model::DateRelation::on: {
            const Term apart =
                f_.either(days_.less(left.high, right.low), days_.less(right.high, left.low));
            const Term single =
                f_.both(days_.same(left.low, left.high), days_.same(right.low, right.high));
            holds = {f_.both(f_.negated(apart), single), apart};
            break;
        }
    }
    put(expr, holds);
}

void Encoder::set(const Expr& expr, const model::WithinLast& node) {
    const DayRangeTerm& value = date(node.date);
    const DayTerm& as_of = patient_.as_of();
    const Term too_old = days_.with_added_less(value.high, node.count, node.unit, as_of);
    const Term maybe_old = days_.with_added_less(value.low, node.count, node.unit, as_of);
    put(expr, Kleene{f_.both(days_.at_most(value.high, as_of), f_.negated(maybe_old)),
                     f_.either(days_.less(as_of, value.low), too_old)});
}

void Encoder::set(const Expr& expr, const model::MoreThanAgo& node) {
    const DayRangeTerm& value = date(node.date);
    const DayTerm& as_of = patient_.as_of();
    put(expr, Kleene{days_.with_added_less(value.high, node.count, node.unit, as_of),
                     f_.negated(days_.with_added_less(value.low, node.count, node.unit, as_of))});
}

}  // namespace caveat::proof
