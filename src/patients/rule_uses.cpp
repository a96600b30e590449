// From the conditions of a rule to what they can tell apart in each answer. Entrance: `RuleUses`.

#include "patients/rule_uses.hpp"

#include "model/walk.hpp"
#include "values/units.hpp"

#include <algorithm>

namespace caveat::patients {

using model::ExprId;

RuleUses::RuleUses(const model::RuleSet& rules, const explain::Dependencies& dependencies)
    : rules_(rules), reached_(rules.tree.size(), false), entangled_(rules.tree.size(), false) {
    for (const RuleId id : dependencies.rules()) {
        const model::Rule& rule = rules.rules[id.index];
        reach(rule.when);
        if (rule.unless != model::none) reach(rule.unless);
    }
}

const AnswerUses& RuleUses::of(facts::FactOrField place) const {
    static const AnswerUses no_uses;
    const auto found = uses_.find(place);
    return found == uses_.end() ? no_uses : found->second;
}

const ListUses& RuleUses::of_list(std::uint32_t fact) const {
    static const ListUses no_uses;
    const auto found = lists_.find(fact);
    return found == lists_.end() ? no_uses : found->second;
}

void RuleUses::reach(ExprId root) {
    std::vector<ExprId> pending{root};
    while (!pending.empty()) {
        const ExprId id = pending.back();
        pending.pop_back();
        if (reached_[id]) continue;
        reached_[id] = true;
        note(id);
        model::for_each_child(rules_, id, [&](ExprId child) { pending.push_back(child); });
    }
}

std::optional<facts::FactOrField> RuleUses::place_of(ExprId value) const {
    return model::place_of(rules_.tree[value].node);
}

const values::Range* RuleUses::constant(ExprId id) const {
    const auto* number = std::get_if<model::NumberConstant>(&rules_.tree[id].node);
    return number == nullptr ? nullptr : &number->value;
}

void RuleUses::entangle(ExprId value) {
    const model::Expr& expr = rules_.tree[value];
    if (expr.kind == model::ValueKind::truth) return;  // a test of its own
    if (entangled_[value]) return;
    entangled_[value] = true;
    if (const auto place = place_of(value)) uses_[*place].is_entangled = true;
    if (const auto* measure = std::get_if<model::Measure>(&expr.node)) {
        lists_[measure->records].is_measured = true;
        uses_[{measure->records, measure->field}].is_entangled = true;
    } else if (const auto* count = std::get_if<model::RecordCount>(&expr.node)) {
        lists_[count->records].is_measured = true;
    } else if (const auto* codes = std::get_if<model::CodeCount>(&expr.node)) {
        if (const auto place = place_of(codes->codes)) uses_[*place].is_counted = true;
    }
    model::for_each_child(rules_, value, [&](ExprId child) { entangle(child); });
}

void RuleUses::entangle_fallback(ExprId value) {
    const auto* fact = std::get_if<model::FactValue>(&rules_.tree[value].node);
    if (fact != nullptr && fact->fallback != model::none) entangle(fact->fallback);
}

void RuleUses::note_list(std::uint32_t fact, const model::Where& where, std::int64_t count) {
    ListUses& list = lists_[fact];
    list.most_counted = std::max(list.most_counted, count + 1);
    list.wheres.push_back(where);
}

void RuleUses::note_time(ExprId date, values::CalendarUnit unit, std::int64_t count) {
    const auto place = place_of(date);
    if (!place) return entangle(date);
    uses_[*place].times.emplace_back(unit, count);
    entangle_fallback(date);
}

/// False when the value is more than one answer, or one that is computed with.
bool RuleUses::note_threshold(ExprId value, const values::Range& limit) {
    const model::Expr& expr = rules_.tree[value];
    if (!limit.low.is_finite() || !limit.high.is_finite()) return false;
    const auto whole = [](const values::Rational& number) {
        return values::to_int64(values::floor(number)).value_or(0);
    };
    if (const auto place = place_of(value)) {
        uses_[*place].thresholds.push_back(limit.low.value);
        uses_[*place].thresholds.push_back(limit.high.value);
        const auto* fact = std::get_if<model::FactValue>(&expr.node);
        const bool stands_in = fact != nullptr && fact->fallback != model::none;
        if (stands_in && !note_threshold(fact->fallback, limit)) entangle(fact->fallback);
        return true;
    }
    const auto* measure = std::get_if<model::Measure>(&expr.node);
    if (measure != nullptr && measure->kind != model::MeasureKind::total &&
        measure->kind != model::MeasureKind::average) {  // it is the value of one of the records
        AnswerUses& field = uses_[{measure->records, measure->field}];
        field.thresholds.push_back(limit.low.value);
        field.thresholds.push_back(limit.high.value);
        lists_[measure->records].is_measured = true;
        return true;
    }
    if (const auto* count = std::get_if<model::RecordCount>(&expr.node)) {
        constexpr std::int64_t most = 1000;
        note_list(count->records, count->where, std::clamp(whole(limit.high.value), {}, most));
        return true;
    }
    if (const auto* codes = std::get_if<model::CodeCount>(&expr.node)) {
        const auto place = place_of(codes->codes);
        if (place) uses_[*place].is_counted = true;
        return place.has_value();
    }
    const auto* since = std::get_if<model::TimeSince>(&expr.node);
    if (since == nullptr) return false;
    for (const values::Rational& end : {limit.low.value, limit.high.value}) {
        const auto count = values::from_base(end, rules_.tree.unit(expr.unit));
        if (!count) return false;
        note_time(since->date, since->unit, whole(*count));
        note_time(since->date, since->unit, whole(*count) + 1);
    }
    return true;
}

void RuleUses::note_comparison(ExprId value, ExprId limit) {
    const values::Range* const right = constant(limit);
    const values::Range* const left = constant(value);
    if (right != nullptr && note_threshold(value, *right)) return;
    if (left != nullptr && note_threshold(limit, *left)) return;
    entangle(value);
    entangle(limit);
}

void RuleUses::note_dates(ExprId left, ExprId right) {
    const auto note = [&](ExprId date, ExprId other) {
        const auto* constant = std::get_if<model::DateConstant>(&rules_.tree[other].node);
        const auto place = place_of(date);
        if (constant == nullptr || !place) return false;
        uses_[*place].days.push_back(constant->value.low);
        uses_[*place].days.push_back(constant->value.high);
        entangle_fallback(date);
        return true;
    };
    if (note(left, right) || note(right, left)) return;
    entangle(left);
    entangle(right);
}

void RuleUses::note(ExprId id) {
    const auto codes = [&](ExprId value, const facts::CodeSet& set) {
        const auto place = place_of(value);
        if (!place) return entangle(value);
        uses_[*place].codes.push_back(set);
        entangle_fallback(value);
    };
    model::visit(
        model::Overloaded{
            [&](const model::Compare& n) { note_comparison(n.left, n.right); },
            [&](const model::Between& n) {
                note_comparison(n.value, n.low);
                note_comparison(n.value, n.high);
            },
            [&](const model::InBand& n) { entangle(n.value); },
            [&](const model::IsOneOf& n) { codes(n.value, n.codes); },
            [&](const model::Includes& n) { codes(n.value, n.codes); },
            [&](const model::IsEmpty& n) { codes(n.value, {}); },
            [&](const model::YesNo& n) {
                if (!place_of(n.value)) entangle(n.value);
            },
            [&](const model::DateTest& n) { note_dates(n.left, n.right); },
            [&](const model::WithinLast& n) { note_time(n.date, n.unit, n.count); },
            [&](const model::MoreThanAgo& n) { note_time(n.date, n.unit, n.count); },
            [&](const model::RecordsAtLeast& n) { note_list(n.records, n.where, n.count); },
            [&](const model::RecordsAtMost& n) { note_list(n.records, n.where, n.count); },
            [](const model::JoinedNode auto&) {},  // made of tests
            [](const model::ValueNode auto&) {},   // looked at by the tests above them
        },
        rules_.tree[id].node);
}

}  // namespace caveat::patients
