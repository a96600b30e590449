// The meaning of each node of the typed tree, from the values of its children. Entrance:
// Evaluation::all. Measures over records are in measures.cpp, facts and fields in answers.cpp.

#include "model/evaluation.hpp"

#include "model/walk.hpp"

#include <algorithm>
#include <utility>

namespace caveat::model {

void Values::fit(const Tree& tree) {
    truths.resize(tree.count(ValueKind::truth));
    yes_no.resize(tree.count(ValueKind::yes_no));
    numbers.resize(tree.count(ValueKind::number));
    choices_one.resize(tree.count(ValueKind::choice));
    choices.resize(tree.count(ValueKind::choices));
    dates.resize(tree.count(ValueKind::date));
    has_record.resize(tree.size());
}

void Evaluation::all() {
    const auto size = static_cast<ExprId>(rules_.tree.size());
    for (ExprId id = 0; id < size; ++id) {
        if (rules_.tree[id].scope == patient_scope) one(id);
    }
}

void Evaluation::one(ExprId id) {
    const Expr& expr = rules_.tree[id];
    current_ = id;
    model::visit([&](const AnyNode auto& node) { set(expr, node); }, expr.node);
}

void Evaluation::report(Incident incident) {
    if (incidents_ == nullptr) return;
    if (std::find(incidents_->begin(), incidents_->end(), incident) == incidents_->end()) {
        incidents_->push_back(incident);
    }
}

Truth Evaluation::truth(ExprId id) const {
    return values_.truths[rules_.tree[id].slot];
}
const values::Range& Evaluation::number(ExprId id) const {
    return values_.numbers[rules_.tree[id].slot];
}
const CodesValue& Evaluation::choice(ExprId id) const {
    return values_.choices_one[rules_.tree[id].slot];
}
const CodesValue& Evaluation::choices(ExprId id) const {
    return values_.choices[rules_.tree[id].slot];
}
const values::DateRange& Evaluation::date(ExprId id) const {
    return values_.dates[rules_.tree[id].slot];
}

Truth Evaluation::yes_no(ExprId id) const {
    const Expr& expr = rules_.tree[id];
    return expr.kind == ValueKind::truth ? values_.truths[expr.slot] : values_.yes_no[expr.slot];
}

void Evaluation::set_number(const Expr& expr, const values::Range& range, bool overflow) {
    if (overflow) report({Incident::Kind::overflow, 0, current_});
    values_.numbers[expr.slot] = range;
}

// Numbers

void Evaluation::set(const Expr& expr, const NumberConstant& node) {
    set_number(expr, node.value, false);
}

void Evaluation::set(const Expr& expr, const DateConstant& node) {
    values_.dates[expr.slot] = node.value;
}

void Evaluation::set(const Expr& expr, const Arithmetic& node) {
    const values::Range& left = number(node.left);
    const values::Range& right = number(node.right);
    bool overflow = false;
    const auto range = [&] {
        switch (node.op) {
            case ArithmeticOperator::add:
                return add(left, right, overflow);
            case ArithmeticOperator::subtract:
                return subtract(left, right, overflow);
            case ArithmeticOperator::multiply:
                return multiply(left, right, overflow);
            case ArithmeticOperator::divide:
                break;
        }
        return divide(left, right, overflow);
    }();
    set_number(expr, range, overflow);
}

void Evaluation::set(const Expr& expr, const Extreme& node) {
    const auto parts = rules_.tree.children(node.values);
    values::Range result = number(parts.front());
    for (const ExprId part : parts.subspan(1)) {
        const values::Range& next = number(part);
        result = node.is_maximum ? maximum(result, next) : minimum(result, next);
    }
    set_number(expr, result, false);
}

void Evaluation::set(const Expr& expr, const Rounded& node) {
    const values::Range& value = number(node.value);
    bool overflow = false;
    values::Range range;
    if (expr.unit == 0) {
        range = round(value, node.places, overflow);
    } else {
        const values::Range factor = values::single(rules_.tree.unit(expr.unit).factor);
        range = round(divide(value, factor, overflow), node.places, overflow);
        range = multiply(range, factor, overflow);
    }
    set_number(expr, range, overflow);
}

void Evaluation::set(const Expr& expr, const CodeCount& node) {
    const CodesValue& value = choices(node.codes);
    const auto low = static_cast<std::int64_t>(value.present.size());
    const auto high = static_cast<std::int64_t>(value.all.size() - value.absent.size());
    set_number(expr, {low, high, true}, false);
}

void Evaluation::set(const Expr& expr, const TimeSince& node) {
    const std::optional<values::Day> as_of = patient_.as_of();
    values::Range elapsed = values::any_time();
    if (as_of) elapsed = values::time_since(date(node.date), *as_of, node.unit);
    bool overflow = false;
    const values::Range unit = values::single(rules_.tree.unit(expr.unit).factor);
    set_number(expr, multiply(elapsed, unit, overflow), overflow);
}

// Conditions

void Evaluation::set(const Expr& expr, const All& node) {
    Truth result = Truth::yes;
    for (const ExprId part : rules_.tree.children(node.parts)) result = both(result, truth(part));
    set_truth(expr, result);
}

void Evaluation::set(const Expr& expr, const Any& node) {
    Truth result = Truth::no;
    for (const ExprId part : rules_.tree.children(node.parts)) result = either(result, truth(part));
    set_truth(expr, result);
}

void Evaluation::set(const Expr& expr, const AtLeastOf& node) {
    Tally tally;
    for (const ExprId part : rules_.tree.children(node.parts)) tally.add(truth(part));
    set_truth(expr, tally.reaches(node.count));
}

void Evaluation::set(const Expr& expr, const Not& node) {
    set_truth(expr, negated(truth(node.part)));
}

void Evaluation::set(const Expr& expr, const Gated& node) {
    Truth result = truth(node.test);
    for (const ExprId gate : rules_.tree.children(node.gates)) result = both(result, truth(gate));
    set_truth(expr, result);
}

void Evaluation::set(const Expr& expr, const YesNo& node) {
    set_truth(expr, yes_no(node.value));
}

void Evaluation::set(const Expr& expr, const Compare& node) {
    set_truth(expr, compare(node.comparison, number(node.left), number(node.right)));
}

void Evaluation::set(const Expr& expr, const Between& node) {
    set_truth(expr, inside(number(node.value), number(node.low), number(node.high)));
}

void Evaluation::set(const Expr& expr, const InBand& node) {
    const Interval& band = rules_.scores[node.score].bands[node.band].interval;
    set_truth(expr, lies_in(number(node.value), band));
}

void Evaluation::set(const Expr& expr, const IsOneOf& node) {
    set_truth(expr, is_one_of(choice(node.value).present, node.codes));
}

void Evaluation::set(const Expr& expr, const Includes& node) {
    const CodesValue& value = choices(node.value);
    set_truth(expr, node.all ? includes_all(value.present, value.absent, node.codes)
                             : includes_any(value.present, value.absent, node.codes));
}

void Evaluation::set(const Expr& expr, const IsEmpty& node) {
    const CodesValue& value = choices(node.value);
    set_truth(expr, is_empty(value.present, value.absent, value.all));
}

void Evaluation::set(const Expr& expr, const DateTest& node) {
    const values::DateRange& left = date(node.left);
    const values::DateRange& right = date(node.right);
    set_truth(expr, node.relation == DateRelation::before  ? is_before(left, right)
                    : node.relation == DateRelation::after ? is_after(left, right)
                                                           : is_on(left, right));
}

void Evaluation::set(const Expr& expr, const WithinLast& node) {
    const std::optional<values::Day> as_of = patient_.as_of();
    set_truth(expr, as_of ? is_within_last(date(node.date), node.count, node.unit, *as_of)
                          : Truth::unknown);
}

void Evaluation::set(const Expr& expr, const MoreThanAgo& node) {
    const std::optional<values::Day> as_of = patient_.as_of();
    set_truth(expr, as_of ? is_more_than_ago(date(node.date), node.count, node.unit, *as_of)
                          : Truth::unknown);
}

/// Whether at least `least` records count.
Truth Evaluation::reaches(const Counted& counted, std::int64_t least) {
    if (counted.certain >= least) return Truth::yes;
    const bool may = counted.is_open || counted.certain + counted.possible >= least;
    return may ? Truth::unknown : Truth::no;
}

void Evaluation::set(const Expr& expr, const RecordsAtLeast& node) {
    set_truth(expr, reaches(count(node.records, node.where), node.count));
}

void Evaluation::set(const Expr& expr, const RecordsAtMost& node) {
    set_truth(expr, negated(reaches(count(node.records, node.where), node.count + 1)));
}

}  // namespace caveat::model
