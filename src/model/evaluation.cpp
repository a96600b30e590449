// The meaning of each node of the typed tree, from the values of its children. Entrance:
// Evaluation::all. Measures over records are in measures.cpp, facts and fields in answers.cpp.

#include "model/evaluation.hpp"

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
    std::visit([&](const auto& node) { set(expr, node); }, expr.node);
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
const NumberValue& Evaluation::number(ExprId id) const {
    return values_.numbers[rules_.tree[id].slot];
}
const CodesValue& Evaluation::choice(ExprId id) const {
    return values_.choices_one[rules_.tree[id].slot];
}
const CodesValue& Evaluation::choices(ExprId id) const {
    return values_.choices[rules_.tree[id].slot];
}
const DateValue& Evaluation::date(ExprId id) const {
    return values_.dates[rules_.tree[id].slot];
}

YesNoValue Evaluation::yes_no(ExprId id) const {
    const Expr& expr = rules_.tree[id];
    if (expr.kind == ValueKind::truth) return {values_.truths[expr.slot], Truth::yes};
    return values_.yes_no[expr.slot];
}

void Evaluation::set_number(const Expr& expr, const values::Range& range, Truth has_value,
                            bool overflow) {
    if (overflow) report({Incident::Kind::overflow, 0, current_});
    values_.numbers[expr.slot] = {range, has_value};
}

// Numbers

void Evaluation::set(const Expr& expr, const NumberConstant& node) {
    set_number(expr, node.value, Truth::yes, false);
}

void Evaluation::set(const Expr& expr, const DateConstant& node) {
    values_.dates[expr.slot] = {node.value, Truth::yes};
}

void Evaluation::set(const Expr& expr, const Arithmetic& node) {
    const NumberValue& left = number(node.left);
    const NumberValue& right = number(node.right);
    bool overflow = false;
    const auto range = [&] {
        switch (node.op) {
            case ArithmeticOperator::add:
                return add(left.range, right.range, overflow);
            case ArithmeticOperator::subtract:
                return subtract(left.range, right.range, overflow);
            case ArithmeticOperator::multiply:
                return multiply(left.range, right.range, overflow);
            case ArithmeticOperator::divide:
                break;
        }
        return divide(left.range, right.range, overflow);
    }();
    set_number(expr, range, both(left.has_value, right.has_value), overflow);
}

void Evaluation::set(const Expr& expr, const Extreme& node) {
    const auto parts = rules_.tree.children(node.values);
    NumberValue result = number(parts.front());
    for (const ExprId part : parts.subspan(1)) {
        const NumberValue& next = number(part);
        result.range =
            node.is_maximum ? maximum(result.range, next.range) : minimum(result.range, next.range);
        result.has_value = both(result.has_value, next.has_value);
    }
    set_number(expr, result.range, result.has_value, false);
}

void Evaluation::set(const Expr& expr, const Rounded& node) {
    const NumberValue& value = number(node.value);
    bool overflow = false;
    values::Range range;
    if (expr.unit == 0) {
        range = round(value.range, node.places, overflow);
    } else {
        const values::Range factor = values::single(rules_.tree.unit(expr.unit).factor);
        range = round(divide(value.range, factor, overflow), node.places, overflow);
        range = multiply(range, factor, overflow);
    }
    set_number(expr, range, value.has_value, overflow);
}

void Evaluation::set(const Expr& expr, const CodeCount& node) {
    const CodesValue& value = choices(node.codes);
    const auto low = static_cast<std::int64_t>(value.present.size());
    const auto high = static_cast<std::int64_t>(value.all.size() - value.absent.size());
    set_number(expr, {low, high, true}, value.has_value, false);
}

void Evaluation::set(const Expr& expr, const TimeSince& node) {
    const DateValue& since = date(node.date);
    const std::optional<values::Day> as_of = patient_.as_of();
    values::Elapsed elapsed;
    if (as_of) elapsed = values::time_since(since.range, *as_of, node.unit);
    bool overflow = false;
    const values::Range unit = values::single(rules_.tree.unit(expr.unit).factor);
    set_number(expr, multiply(elapsed.range, unit, overflow),
               both(elapsed.defined, since.has_value), overflow);
}

void Evaluation::set(const Expr& expr, const ScoreValue& node) {
    const Score& score = rules_.scores[node.score];
    values::Range sum = values::single(0);
    Truth has_value = Truth::yes;
    bool is_complete = true;
    bool overflow = false;
    for (const ScoreEntry& entry : score.entries) {
        values::Range points;
        if (entry.condition != none) {
            const Truth met = truth(entry.condition);
            const values::Range weight = values::single(entry.weight);
            points = met == Truth::no    ? values::single(0)
                     : met == Truth::yes ? weight
                                         : hull(values::single(0), weight);
            is_complete = is_complete && met != Truth::unknown;
        } else {
            NumberValue value = number(entry.number);
            Truth gate = Truth::yes;
            for (const ExprId id : rules_.tree.children(entry.gates)) gate = both(gate, truth(id));
            if (gate == Truth::no) value = {values::single(0), Truth::yes};
            if (gate == Truth::unknown) {
                // The gate may be closed, and then 0 is added; with no value it would have to be.
                const bool has_none = value.has_value == Truth::no;
                value.range = has_none ? values::single(0) : hull(values::single(0), value.range);
                if (has_none) value.has_value = Truth::unknown;
            }
            points = value.range;
            has_value = both(has_value, value.has_value);
            is_complete = is_complete && points.is_single();
        }
        sum = add(sum, points, overflow);
    }
    if (score.is_strict && !is_complete && patient_.profile != nullptr) sum = score.declared;
    set_number(expr, sum, has_value, overflow);
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
    std::uint32_t met = 0;
    std::uint32_t open = 0;
    for (const ExprId part : rules_.tree.children(node.parts)) {
        met += truth(part) == Truth::yes ? 1U : 0U;
        open += truth(part) == Truth::unknown ? 1U : 0U;
    }
    set_truth(expr, met >= node.count         ? Truth::yes
                    : met + open < node.count ? Truth::no
                                              : Truth::unknown);
}

void Evaluation::set(const Expr& expr, const Gated& node) {
    Truth result = truth(node.test);
    for (const ExprId gate : rules_.tree.children(node.gates)) result = both(result, truth(gate));
    set_truth(expr, result);
}

namespace {

/// The truth of a test as it stands: denied if so written, and met only if there is a value.
Truth settled(Truth test, bool is_negated, Truth has_value) {
    return both(is_negated ? negated(test) : test, has_value);
}

}  // namespace

Truth compare(Comparison comparison, const values::Range& a, const values::Range& b) {
    switch (comparison) {
        case Comparison::equal:
            return equal(a, b);
        case Comparison::unequal:
            return negated(equal(a, b));
        case Comparison::less:
            return less(a, b);
        case Comparison::less_or_equal:
            return less_or_equal(a, b);
        case Comparison::greater:
            return less(b, a);
        case Comparison::greater_or_equal:
            break;
    }
    return less_or_equal(b, a);
}

Truth lies_in(const values::Range& range, const Interval& band) {
    const bool above_low = band.low_is_included ? range.low >= band.low : range.low > band.low;
    const bool below_high =
        band.high_is_included ? range.high <= band.high : range.high < band.high;
    const bool all_below = band.low_is_included ? range.high < band.low : range.high <= band.low;
    const bool all_above = band.high_is_included ? range.low > band.high : range.low >= band.high;
    if (all_below || all_above) return Truth::no;
    const bool low_fits = above_low || !band.low.is_finite();
    const bool high_fits = below_high || !band.high.is_finite();
    return low_fits && high_fits ? Truth::yes : Truth::unknown;
}

void Evaluation::set(const Expr& expr, const YesNo& node) {
    const YesNoValue value = yes_no(node.value);
    set_truth(expr, settled(value.truth, node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const Compare& node) {
    const NumberValue& left = number(node.left);
    const NumberValue& right = number(node.right);
    set_truth(expr, settled(compare(node.comparison, left.range, right.range), false,
                            both(left.has_value, right.has_value)));
}

void Evaluation::set(const Expr& expr, const Between& node) {
    const NumberValue& value = number(node.value);
    const Truth lies_between = inside(value.range, number(node.low).range, number(node.high).range);
    set_truth(expr, settled(lies_between, node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const InBand& node) {
    const NumberValue& value = number(node.value);
    const Interval& band = rules_.scores[node.score].bands[node.band].interval;
    set_truth(expr, settled(lies_in(value.range, band), node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const IsOneOf& node) {
    const CodesValue& value = choice(node.value);
    const Truth is_one = value.present.is_subset_of(node.codes) ? Truth::yes
                         : value.present.meets(node.codes)      ? Truth::unknown
                                                                : Truth::no;
    set_truth(expr, settled(is_one, node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const Includes& node) {
    const CodesValue& value = choices(node.value);
    Truth includes = Truth::unknown;
    if (node.all) {
        if (node.codes.is_subset_of(value.present)) includes = Truth::yes;
        if (node.codes.meets(value.absent)) includes = Truth::no;
    } else {
        if (node.codes.meets(value.present)) includes = Truth::yes;
        if (node.codes.is_subset_of(value.absent)) includes = Truth::no;
    }
    set_truth(expr, settled(includes, node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const IsEmpty& node) {
    const CodesValue& value = choices(node.value);
    Truth is_empty = Truth::unknown;
    if (!value.present.empty()) is_empty = Truth::no;
    if (value.present.empty() && value.absent == value.all) is_empty = Truth::yes;
    set_truth(expr, settled(is_empty, node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const DateTest& node) {
    const DateValue& left = date(node.left);
    const DateValue& right = date(node.right);
    const Truth holds = node.relation == DateRelation::before  ? is_before(left.range, right.range)
                        : node.relation == DateRelation::after ? is_after(left.range, right.range)
                                                               : is_on(left.range, right.range);
    set_truth(expr, settled(holds, node.is_negated, both(left.has_value, right.has_value)));
}

void Evaluation::set(const Expr& expr, const WithinLast& node) {
    const DateValue& value = date(node.date);
    const std::optional<values::Day> as_of = patient_.as_of();
    const Truth holds =
        as_of ? is_within_last(value.range, node.count, node.unit, *as_of) : Truth::unknown;
    set_truth(expr, settled(holds, node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const MoreThanAgo& node) {
    const DateValue& value = date(node.date);
    const std::optional<values::Day> as_of = patient_.as_of();
    const Truth holds =
        as_of ? is_more_than_ago(value.range, node.count, node.unit, *as_of) : Truth::unknown;
    set_truth(expr, settled(holds, node.is_negated, value.has_value));
}

void Evaluation::set(const Expr& expr, const RecordsAtLeast& node) {
    const Counted counted = count(node.records, node.where);
    set_truth(expr, counted.certain >= node.count ? Truth::yes
                    : !counted.is_open && counted.certain + counted.possible < node.count
                        ? Truth::no
                        : Truth::unknown);
}

void Evaluation::set(const Expr& expr, const RecordsAtMost& node) {
    // `where_not` tells which records certainly do not count.
    Counted excluded = count(node.records, node.where_not);
    if (node.where_not.body == none) excluded.certain = 0;  // every record counts
    const std::int64_t may_count = excluded.total - excluded.certain;
    const std::int64_t certainly_count = may_count - excluded.possible;
    set_truth(expr, certainly_count > node.count                   ? Truth::no
                    : !excluded.is_open && may_count <= node.count ? Truth::yes
                                                                   : Truth::unknown);
}

}  // namespace caveat::model
