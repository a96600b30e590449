// Walks the unknown parts of a rule's conditions down to the facts behind them. Entrance:
// OpenFacts::of.

#include "eval/open_facts.hpp"

#include "eval/statuses.hpp"

#include <algorithm>

namespace caveat::eval {

using model::ExprId;
using model::ValueKind;

OpenFacts::OpenFacts(Result& result)
    : result_(result),
      evaluation_(*result.rules, {result.facts, {}}, result.values, result.scratch, nullptr),
      seen_(result.rules->tree.size(), 0),
      rule_seen_(result.rules->rules.size(), 0) {}

const std::vector<OpenFact>& OpenFacts::of(RuleId rule) {
    found_.clear();
    ++round_;
    std::fill(rule_seen_.begin(), rule_seen_.end(), std::uint8_t{0});
    pending_.assign(1, rule);
    rule_seen_[rule.index] = 1;
    // An overriding rule that is open holds this one open: its facts matter here too.
    for (std::size_t next = 0; next < pending_.size(); ++next) {
        const RuleId id = pending_[next];
        if (!is_open(result_.statuses[id.index])) continue;
        const model::Rule& current = result_.rules->rules[id.index];
        if (evaluation_.truth(current.when) == Truth::unknown) visit(current.when, false);
        if (current.unless != model::none && evaluation_.truth(current.unless) == Truth::unknown) {
            visit(current.unless, false);
        }
        for (const RuleId over : current.overridden_by) {
            if (rule_seen_[over.index] != 0) continue;
            rule_seen_[over.index] = 1;
            pending_.push_back(over);
        }
    }
    std::stable_partition(found_.begin(), found_.end(),
                          [](const OpenFact& open) { return open.is_gate; });
    return found_;
}

bool OpenFacts::seen(ExprId id) {
    // Nodes inside a `where` are looked at once for each record.
    if (result_.rules->tree[id].scope != model::patient_scope) return false;
    if (seen_[id] == round_) return true;
    seen_[id] = round_;
    return false;
}

void OpenFacts::visit(ExprId id, bool as_gate) {
    if (evaluation_.truth(id) != Truth::unknown || seen(id)) return;
    const model::Tree& tree = result_.rules->tree;
    const model::Node& node = tree[id].node;
    const auto visit_all = [&](model::Children parts) {
        for (const ExprId part : tree.children(parts)) visit(part, as_gate);
    };
    const auto visit_one = [&](ExprId value) { visit_value(value, as_gate); };
    std::visit(
        model::Overloaded{
            [&](const model::All& n) { visit_all(n.parts); },
            [&](const model::Any& n) { visit_all(n.parts); },
            [&](const model::AtLeastOf& n) { visit_all(n.parts); },
            [&](const model::Gated& n) {
                for (const ExprId gate : tree.children(n.gates)) visit(gate, true);
                visit(n.test, as_gate);
            },
            [&](const model::YesNo& n) { visit_one(n.value); },
            [&](const model::Compare& n) { visit_one(n.left), visit_one(n.right); },
            [&](const model::Between& n) { visit_one(n.value); },
            [&](const model::InBand& n) { visit_one(n.value); },
            [&](const model::IsOneOf& n) { visit_one(n.value); },
            [&](const model::Includes& n) { visit_one(n.value); },
            [&](const model::IsEmpty& n) { visit_one(n.value); },
            [&](const model::DateTest& n) { visit_one(n.left), visit_one(n.right); },
            [&](const model::WithinLast& n) { visit_one(n.date); },
            [&](const model::MoreThanAgo& n) { visit_one(n.date); },
            [&](const model::RecordsAtLeast& n) { visit_records(n.records, n.where, as_gate); },
            [&](const model::RecordsAtMost& n) { visit_records(n.records, n.where_not, as_gate); },
            []<model::ValueNode Value>(const Value&) {},  // reached by visit_value alone
        },
        node);
}

bool OpenFacts::is_settled(ExprId id) const {
    const model::Expr& expr = result_.rules->tree[id];
    const model::Values& values = result_.values;
    switch (expr.kind) {
        case ValueKind::truth: return values.truths[expr.slot] != Truth::unknown;
        case ValueKind::yes_no: {
            const auto& value = values.yes_no[expr.slot];
            return value.has_value == Truth::no ||
                   (value.has_value == Truth::yes && value.truth != Truth::unknown);
        }
        case ValueKind::number: {
            const auto& value = values.numbers[expr.slot];
            return value.has_value == Truth::no ||
                   (value.has_value == Truth::yes && value.range.is_single());
        }
        case ValueKind::choice: {
            const auto& value = values.choices_one[expr.slot];
            return value.has_value == Truth::no ||
                   (value.has_value == Truth::yes && value.present.size() == 1);
        }
        case ValueKind::choices: {
            const auto& value = values.choices[expr.slot];
            return value.has_value == Truth::no ||
                   (value.has_value == Truth::yes && (value.present | value.absent) == value.all);
        }
        case ValueKind::date: {
            const auto& value = values.dates[expr.slot];
            return value.has_value == Truth::no ||
                   (value.has_value == Truth::yes && value.range.is_single());
        }
    }
    return false;
}

void OpenFacts::visit_value(ExprId id, bool as_gate) {
    const model::Tree& tree = result_.rules->tree;
    const model::Expr& expr = tree[id];
    if (expr.kind == ValueKind::truth) return visit(id, as_gate);
    if (is_settled(id) || seen(id)) return;
    const auto visit_one = [&](ExprId value) { visit_value(value, as_gate); };
    std::visit(
        model::Overloaded{
            [&](const model::FactValue& n) { visit_fact(n, as_gate); },
            [&](const model::FieldValue& n) { visit_field(n, as_gate); },
            [&](const model::Arithmetic& n) { visit_one(n.left), visit_one(n.right); },
            [&](const model::Extreme& n) {
                for (const ExprId part : tree.children(n.values)) visit_one(part);
            },
            [&](const model::Rounded& n) { visit_one(n.value); },
            [&](const model::CodeCount& n) { visit_one(n.codes); },
            [&](const model::TimeSince& n) { visit_one(n.date); },
            [&](const model::RecordCount& n) { visit_records(n.records, n.where, as_gate); },
            [&](const model::Measure& n) { visit_measured(n, as_gate); },
            [&](const model::ScoreValue& n) { visit_score(n.score, as_gate); },
            []<model::ConstantNode Constant>(const Constant&) {},
            []<model::ConditionNode Condition>(const Condition&) {},  // reached by visit alone
        },
        expr.node);
}

void OpenFacts::visit_fact(const model::FactValue& node, bool as_gate) {
    const facts::Value& value = result_.facts->values[node.fact];
    add({node.fact, {}, 0, value.given == facts::Given::null, as_gate});
    if (node.fallback != model::none) visit_value(node.fallback, as_gate);
}

void OpenFacts::visit_field(const model::FieldValue& node, bool as_gate) {
    if (record_) add_field(node.records, *record_, node.field, as_gate);
}

void OpenFacts::visit_records(std::uint32_t records, const model::Where& where, bool as_gate) {
    add_records(records, as_gate);
    const facts::Value& list = result_.facts->values[records];
    if (list.given != facts::Given::answered || where.body == model::none) return;
    const auto outer = record_;
    for (std::uint32_t record = 0; record < list.record_count; ++record) {
        if (evaluation_.membership(records, where, record) != Truth::unknown) continue;
        record_ = record;
        visit(where.body, as_gate);
    }
    record_ = outer;
}

void OpenFacts::visit_measured(const model::Measure& node, bool as_gate) {
    visit_records(node.records, node.where, as_gate);
    const facts::Value& list = result_.facts->values[node.records];
    if (list.given != facts::Given::answered) return;
    const auto dated_by = result_.rules->catalogue[node.records].dated_by;
    const bool is_last = node.kind == model::MeasureKind::latest ||
                         node.kind == model::MeasureKind::earliest;
    for (std::uint32_t record = 0; record < list.record_count; ++record) {
        if (evaluation_.membership(node.records, node.where, record) == Truth::no) continue;
        if (is_last) add_field(node.records, record, *dated_by, as_gate);
        add_field(node.records, record, node.field, as_gate);
    }
}

void OpenFacts::visit_score(std::uint32_t score, bool as_gate) {
    for (const model::ScoreEntry& entry : result_.rules->scores[score].entries) {
        if (entry.condition != model::none) {
            visit(entry.condition, as_gate);
            continue;
        }
        bool is_closed = false;
        for (const ExprId gate : result_.rules->tree.children(entry.gates)) {
            visit(gate, true);
            is_closed = is_closed || evaluation_.truth(gate) == Truth::no;
        }
        if (!is_closed) visit_value(entry.number, as_gate);
    }
}

void OpenFacts::add_records(std::uint32_t records, bool as_gate) {
    const facts::Value& list = result_.facts->values[records];
    if (list.given == facts::Given::answered && list.is_complete) return;
    add({records, {}, 0, list.given == facts::Given::null, as_gate});
}

void OpenFacts::add_field(std::uint32_t records, std::uint32_t record, std::uint32_t field,
                          bool as_gate) {
    const facts::Fact& fact = result_.rules->catalogue[records];
    const facts::Value& list = result_.facts->values[records];
    const facts::Value& value =
        result_.facts->record_values[list.first_value + record * fact.fields.size() + field];
    if (value.given == facts::Given::answered) {
        const FactKind kind = fact.fields[field].type.kind;
        const bool is_full = kind == FactKind::date      ? value.dates.is_single()
                             : kind == FactKind::choices ? value.is_complete
                                                         : true;
        if (is_full) return;
    }
    add({records, record, field, value.given == facts::Given::null, as_gate});
}

void OpenFacts::add(OpenFact open) {
    for (OpenFact& known : found_) {
        const bool same = known.fact == open.fact && known.record == open.record &&
                          (!open.record || known.field == open.field);
        if (!same) continue;
        known.is_gate = known.is_gate || open.is_gate;
        return;
    }
    found_.push_back(open);
}

}  // namespace caveat::eval
