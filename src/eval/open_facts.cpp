// Walks the unknown parts of a rule's conditions down to the facts behind them. Entrance:
// OpenFacts::of.

#include "eval/open_facts.hpp"

#include "eval/statuses.hpp"
#include "model/walk.hpp"

#include <algorithm>

namespace caveat::eval {

using model::ExprId;
using model::ValueKind;

namespace {

constexpr std::uint32_t nowhere = 0xFFFF'FFFFU;
constexpr std::uint32_t round_step = 4;  ///< room for the two ways in which a node can be met

}  // namespace

OpenFacts::OpenFacts(const Result& result, model::Values& values, model::Scratch& scratch)
    : rules_(*result.rules),
      seen_(rules_.tree.size(), 0),
      rule_seen_(rules_.rules.size(), 0),
      fact_place_(rules_.catalogue.size(), nowhere) {
    look_at(result, values, scratch);
}

void OpenFacts::look_at(const Result& result, model::Values& values, model::Scratch& scratch) {
    result_ = &result;
    scratch_ = &scratch;
    evaluation_.emplace(rules_, model::VisibleAnswers{result.facts, {}}, values, scratch, nullptr);
    if (values_ != &values) summands_.emplace(rules_, values);
    values_ = &values;
    field_place_.assign(result.facts->packed.size(), nowhere);
    found_for_.reset();
}

void OpenFacts::next_round() {
    if (round_ >= nowhere - round_step) {
        std::fill(seen_.begin(), seen_.end(), 0);
        std::fill(rule_seen_.begin(), rule_seen_.end(), 0);
        round_ = 0;
    }
    round_ += round_step;
}

const std::vector<OpenFact>& OpenFacts::of(RuleId rule) {
    if (found_for_ != rule) find(rule);
    found_for_ = rule;
    return found_;
}

void OpenFacts::find(RuleId rule) {
    found_.clear();
    if (!is_open(result_->statuses[rule.index])) return;
    next_round();
    pending_.assign(1, rule);
    rule_seen_[rule.index] = round_;
    // An overriding rule that is open holds this one open: its facts matter here too.
    for (std::size_t next = 0; next < pending_.size(); ++next) {
        const RuleId id = pending_[next];
        if (!is_open(result_->statuses[id.index])) continue;
        const model::Rule& current = rules_.rules[id.index];
        if (evaluation_->truth(current.when) == Truth::unknown) visit(current.when, false);
        if (current.unless != model::none && evaluation_->truth(current.unless) == Truth::unknown) {
            visit(current.unless, false);
        }
        for (const RuleId over : current.overridden_by) {
            if (rule_seen_[over.index] == round_) continue;
            rule_seen_[over.index] = round_;
            pending_.push_back(over);
        }
    }
}

bool OpenFacts::seen(ExprId id, bool as_gate) {
    // Nodes inside a `where` are looked at once for each record.
    if (rules_.tree[id].scope != model::patient_scope) return false;
    const std::uint32_t way = as_gate ? 1U : 2U;
    std::uint32_t& seen = seen_[id];
    if (seen < round_) seen = round_;
    if (((seen - round_) & way) != 0) return true;
    seen += way;
    return false;
}

void OpenFacts::visit(ExprId id, bool as_gate) {
    if (evaluation_->truth(id) != Truth::unknown || seen(id, as_gate)) return;
    const model::Tree& tree = rules_.tree;
    const model::Node& node = tree[id].node;
    const auto visit_all = [&](model::Children parts) {
        for (const ExprId part : tree.children(parts)) visit(part, as_gate);
    };
    const auto visit_one = [&](ExprId value) { visit_value(value, as_gate); };
    model::visit(
        model::Overloaded{
            [&](const model::All& n) { visit_all(n.parts); },
            [&](const model::Any& n) { visit_all(n.parts); },
            [&](const model::AtLeastOf& n) { visit_all(n.parts); },
            [&](const model::Not& n) { visit(n.part, as_gate); },
            [&](const model::Gated& n) {
                for (const ExprId gate : tree.children(n.gates)) visit(gate, true);
                visit(n.test, as_gate);
            },
            [&](const model::YesNo& n) { visit_one(n.value); },
            [&](const model::Compare& n) {
                if (visit_extreme_test(n, as_gate)) return;
                visit_number_test(id, {n.left, n.right}, as_gate);
            },
            [&](const model::Between& n) {
                visit_number_test(id, {n.value, n.low, n.high}, as_gate);
            },
            [&](const model::InBand& n) { visit_number_test(id, {n.value}, as_gate); },
            [&](const model::IsOneOf& n) { visit_one(n.value); },
            [&](const model::Includes& n) { visit_one(n.value); },
            [&](const model::IsEmpty& n) { visit_one(n.value); },
            [&](const model::DateTest& n) { visit_one(n.left), visit_one(n.right); },
            [&](const model::WithinLast& n) { visit_one(n.date); },
            [&](const model::MoreThanAgo& n) { visit_one(n.date); },
            [&](const model::RecordsAtLeast& n) { visit_records(n.records, n.where, as_gate); },
            [&](const model::RecordsAtMost& n) { visit_records(n.records, n.where, as_gate); },
            []<model::ValueNode Value>(const Value&) {},  // reached by visit_value alone
        },
        node);
}

bool OpenFacts::is_settled(ExprId id) const {
    const model::Expr& expr = rules_.tree[id];
    const model::Values& values = *values_;
    switch (expr.kind) {
        case ValueKind::truth:
            return values.truths[expr.slot] != Truth::unknown;
        case ValueKind::yes_no:
            return values.yes_no[expr.slot] != Truth::unknown;
        case ValueKind::number:
            return values.numbers[expr.slot].is_single();
        case ValueKind::choice:
            return values.choices_one[expr.slot].present.size() == 1;
        case ValueKind::choices: {
            const auto& value = values.choices[expr.slot];
            return (value.present | value.absent) == value.all;
        }
        case ValueKind::date:
            return values.dates[expr.slot].is_single();
    }
    return false;
}

bool OpenFacts::visit_extreme_test(const model::Compare& test, bool as_gate) {
    const auto* extreme = std::get_if<model::Extreme>(&rules_.tree[test.left].node);
    const values::Range& limit = values_->numbers[rules_.tree[test.right].slot];
    if (extreme == nullptr || !limit.is_single()) return false;
    const values::Bound& at = limit.low;
    using enum model::Comparison;
    const bool is_equality = test.comparison == equal;
    // Equality is also decided by numbers that can only be whole: only a whole limit is safe here.
    if (is_equality && !at.value.is_whole()) return false;
    // The greatest of several is never decided by what stays below the limit. Where the limit
    // itself makes no difference, neither is it by what may just reach it.
    const bool is_strict = extreme->is_maximum
                               ? test.comparison == greater || test.comparison == less_or_equal
                               : test.comparison == less || test.comparison == greater_or_equal;
    for (const ExprId part : rules_.tree.children(extreme->values)) {
        const values::Range& range = values_->numbers[rules_.tree[part].slot];
        const bool may_pass = extreme->is_maximum ? range.high > at : range.low < at;
        const bool may_reach = extreme->is_maximum ? range.high >= at : range.low <= at;
        if (is_strict ? may_pass : may_reach) visit_value(part, as_gate);
    }
    return true;
}

void OpenFacts::visit_number_test(ExprId test, std::initializer_list<ExprId> sides, bool as_gate) {
    const bool is_sum = std::any_of(sides.begin(), sides.end(), [&](ExprId side) {
        const model::Node& node = rules_.tree[side].node;
        return std::holds_alternative<model::ScoreValue>(node) ||
               std::holds_alternative<model::Arithmetic>(node);
    });
    if (!is_sum || !summands_->take_apart(test)) {
        for (const ExprId side : sides) visit_value(side, as_gate);
        return;
    }
    const std::vector<Summand> parts = summands_->pivotal();
    for (const Summand& part : parts) {
        if (part.group != nullptr) {
            for (const std::uint32_t entry : part.group->entries) {
                visit_entry(part.score->entries[entry], as_gate);
            }
            continue;
        }
        if (part.entry != nullptr) {
            for (const ExprId gate : rules_.tree.children(part.entry->gates)) visit(gate, true);
        }
        visit_value(part.node, as_gate);
    }
}

void OpenFacts::visit_value(ExprId id, bool as_gate) {
    const model::Tree& tree = rules_.tree;
    const model::Expr& expr = tree[id];
    if (expr.kind == ValueKind::truth) return visit(id, as_gate);
    if (is_settled(id) || seen(id, as_gate)) return;
    const auto visit_one = [&](ExprId value) { visit_value(value, as_gate); };
    model::visit(
        model::Overloaded{
            [&](const model::FactValue& n) { visit_fact(n, as_gate); },
            [&](const model::FieldValue& n) { visit_field(n, as_gate); },
            [&](const model::Arithmetic& n) { visit_one(n.left), visit_one(n.right); },
            [&](const model::Extreme& n) {
                for (const ExprId part : tree.children(n.values)) visit_one(part);
            },
            [&](const model::Rounded& n) { visit_one(n.value); },
            [&](const model::CodeCount& n) { visit_one(n.codes); },
            [&](const model::TimeSince& n) { visit_time_since(n, as_gate); },
            [&](const model::RecordCount& n) { visit_records(n.records, n.where, as_gate); },
            [&](const model::Measure& n) { visit_measured(n, as_gate); },
            [&](const model::ScoreValue& n) { visit_score(n.score, as_gate); },
            []<model::ConstantNode Constant>(const Constant&) {},
            []<model::ConditionNode Condition>(const Condition&) {},  // reached by visit alone
        },
        expr.node);
}

void OpenFacts::visit_fact(const model::FactValue& node, bool as_gate) {
    add_fact(node.fact, as_gate);
    // Nothing stands in for an answer, complete or not.
    const facts::Given given = result_->facts->given(node.fact);
    const bool is_missing = given == facts::Given::absent || given == facts::Given::null;
    if (node.fallback != model::none && is_missing) visit_value(node.fallback, as_gate);
}

void OpenFacts::visit_field(const model::FieldValue& node, bool as_gate) {
    if (record_) add_field(node.records, *record_, node.field, as_gate);
}

void OpenFacts::visit_time_since(const model::TimeSince& node, bool as_gate) {
    if (!is_settled(node.date)) return visit_value(node.date, as_gate);
    // The day is yet to come, and to ask for it again would change nothing.
    const auto date = model::measured_place(rules_.tree[node.date].node);
    if (date) add_unhelpful(date->fact, as_gate);
}

void OpenFacts::visit_score(std::uint32_t score, bool as_gate) {
    for (const model::ScoreEntry& entry : rules_.scores[score].entries) visit_entry(entry, as_gate);
}

void OpenFacts::visit_entry(const model::ScoreEntry& entry, bool as_gate) {
    if (entry.condition != model::none) return visit(entry.condition, as_gate);
    bool is_closed = false;
    for (const ExprId gate : rules_.tree.children(entry.gates)) {
        visit(gate, true);
        is_closed = is_closed || evaluation_->truth(gate) == Truth::no;
    }
    if (!is_closed) visit_value(entry.number, as_gate);
}

void OpenFacts::add_fact(std::uint32_t fact, bool as_gate) {
    const bool is_null = result_->facts->given(fact) == facts::Given::null;
    add({fact, {}, 0, is_null, as_gate, !as_gate}, fact_place_[fact]);
}

/// A fact that is answered and yet leaves a rule open: it is not asked again.
void OpenFacts::add_unhelpful(std::uint32_t fact, bool as_gate) {
    add({fact, {}, 0, true, as_gate, !as_gate}, fact_place_[fact]);
}

/// place  where it stood in `found_` when it was met last, in this round or another
void OpenFacts::add(const OpenFact& open, std::uint32_t& place) {
    if (place < found_.size()) {
        OpenFact& known = found_[place];
        const bool is_same = known.fact == open.fact && known.record == open.record &&
                             (!open.record || known.field == open.field);
        if (is_same) {
            known.is_gate = known.is_gate || open.is_gate;
            known.is_own = known.is_own || open.is_own;
            known.is_null = known.is_null && open.is_null;
            return;
        }
    }
    place = static_cast<std::uint32_t>(found_.size());
    found_.push_back(open);
}

}  // namespace caveat::eval
