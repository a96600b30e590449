// The open parts of lists of records: the list itself, and the fields of those that may count.
// Entrances: OpenFacts::visit_records and visit_measured.

#include "eval/open_facts.hpp"
#include "model/walk.hpp"

#include <algorithm>

namespace caveat::eval {

namespace {

/// Whether nothing more can be said of both, and they are worth the same.
bool are_same(const facts::Value& a, const facts::Value& b, FactKind kind) {
    for (const facts::Value* value : {&a, &b}) {
        if (value->given != facts::Given::answered || !value->is_full(kind)) return false;
    }
    switch (kind) {
        case FactKind::yes_no:
            return a.truth == b.truth;
        case FactKind::number:
            return a.number == b.number;
        case FactKind::choice:
            return a.code == b.code;
        case FactKind::choices:
            return a.present == b.present;
        case FactKind::date:
            return a.dates == b.dates;
        case FactKind::records:
            break;  // no field
    }
    return false;
}

}  // namespace

void OpenFacts::visit_records(std::uint32_t records, const model::Where& where, bool as_gate) {
    add_records(records, as_gate);
    visit_beside_records(records, where, as_gate);
    if (where.body == model::none) return;
    const auto outer = record_;
    const std::uint32_t count = result_->facts->record_count(records);
    for (std::uint32_t record = 0; record < count; ++record) {
        if (evaluation_->membership(records, where, record) != Truth::unknown) continue;
        record_ = record;
        visit(where.body, as_gate);
    }
    record_ = outer;
}

/// What a `where` asks of the patient matters to records that are not known yet.
void OpenFacts::visit_beside_records(std::uint32_t records, const model::Where& where,
                                     bool as_gate) {
    if (result_->facts->given(records) == facts::Given::null || is_closed(records)) return;
    std::vector<model::ExprId> pending;
    if (where.body != model::none) pending.push_back(where.body);
    while (!pending.empty()) {
        const model::ExprId id = pending.back();
        pending.pop_back();
        if (rules_.tree[id].scope == model::patient_scope) {
            visit_value(id, as_gate);
        } else {
            model::for_each_child(rules_, id,
                                  [&](model::ExprId child) { pending.push_back(child); });
        }
    }
}

void OpenFacts::visit_measured(const model::Measure& node, bool as_gate) {
    const bool is_last =
        node.kind == model::MeasureKind::latest || node.kind == model::MeasureKind::earliest;
    if (is_last) return visit_last(node, as_gate);
    visit_records(node.records, node.where, as_gate);
    if (result_->facts->given(node.records) != facts::Given::answered) return;
    bool may_count = !is_closed(node.records);
    const std::uint32_t count = result_->facts->record_count(node.records);
    for (std::uint32_t record = 0; record < count; ++record) {
        if (evaluation_->membership(node.records, node.where, record) == Truth::no) continue;
        may_count = true;
        add_field(node.records, record, node.field, as_gate);
    }
    if (!may_count) add_unhelpful(node.records, as_gate);
}

void OpenFacts::visit_last(const model::Measure& node, bool as_gate) {
    add_records(node.records, as_gate);
    visit_beside_records(node.records, node.where, as_gate);
    if (result_->facts->given(node.records) != facts::Given::answered) return;
    const bool is_complete = is_closed(node.records);
    const std::uint32_t count = result_->facts->record_count(node.records);
    const std::uint32_t dated_by = *rules_.catalogue[node.records].dated_by;
    struct Candidate {
        std::uint32_t record;
        Truth counts;
    };
    const bool is_latest = node.kind == model::MeasureKind::latest;
    const auto dates_of = [&](std::uint32_t record) {
        const facts::Value date = result_->facts->value(node.records, record, dated_by);
        return date.given == facts::Given::answered ? date.dates : values::DateRange{};
    };
    // A record that certainly counts leaves no room for those that certainly lie on its far side.
    std::optional<values::Day> hardest;
    for (std::uint32_t record = 0; record < count; ++record) {
        if (evaluation_->membership(node.records, node.where, record) != Truth::yes) continue;
        const values::DateRange dates = dates_of(record);
        const values::Day day = is_latest ? dates.low : dates.high;
        if (!hardest || (is_latest ? day > *hardest : day < *hardest)) hardest = day;
    }
    std::vector<Candidate> candidates;
    for (std::uint32_t record = 0; record < count; ++record) {
        const Truth counts = evaluation_->membership(node.records, node.where, record);
        if (counts == Truth::no) continue;
        const values::DateRange dates = dates_of(record);
        if (hardest && (is_latest ? dates.high < *hardest : dates.low > *hardest)) continue;
        candidates.push_back({record, counts});
    }
    if (candidates.empty() && is_complete) return add_unhelpful(node.records, as_gate);
    // With no rival, when it was does not matter.
    const bool has_rival = candidates.size() > 1 || !is_complete;
    const auto outer = record_;
    for (const Candidate& candidate : candidates) {
        record_ = candidate.record;
        if (candidate.counts == Truth::unknown) {
            // The values inside the `where` are those of the record looked at last.
            evaluation_->membership(node.records, node.where, candidate.record);
            visit(node.where.body, as_gate);
        }
        if (has_rival) add_field(node.records, candidate.record, dated_by, as_gate);
        add_field(node.records, candidate.record, node.field, as_gate);
    }
    record_ = outer;
    // Which of two on one day comes last, no field can say: only the list, said again.
    std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
        const values::DateRange left = dates_of(a.record);
        const values::DateRange right = dates_of(b.record);
        return left.low != right.low ? left.low < right.low : left.high < right.high;
    });
    const auto tie = std::adjacent_find(
        candidates.begin(), candidates.end(),
        [&](const Candidate& a, const Candidate& b) { return is_tie(node, a.record, b.record); });
    if (tie != candidates.end()) add_fact(node.records, as_gate);
}

/// Whether two records have one date, and not certainly one value.
bool OpenFacts::is_tie(const model::Measure& node, std::uint32_t a, std::uint32_t b) const {
    const facts::Fact& list = rules_.catalogue[node.records];
    const auto is_same = [&](std::uint32_t field) {
        return are_same(result_->facts->value(node.records, a, field),
                        result_->facts->value(node.records, b, field),
                        list.fields[field].type.kind);
    };
    return is_same(*list.dated_by) && !is_same(node.field);
}

bool OpenFacts::is_closed(std::uint32_t records) const {
    return model::VisibleAnswers{result_->facts, {}}.is_closed(records);
}

void OpenFacts::add_records(std::uint32_t records, bool as_gate) {
    if (!is_closed(records)) add_fact(records, as_gate);
}

void OpenFacts::add_field(std::uint32_t records, std::uint32_t record, std::uint32_t field,
                          bool as_gate) {
    const facts::Value value = result_->facts->value(records, record, field);
    if (value.given == facts::Given::answered) {
        const FactKind kind = rules_.catalogue[records].fields[field].type.kind;
        if (value.is_full(kind)) return;
    }
    add({records, record, field, value.given == facts::Given::null, as_gate, !as_gate},
        field_place_[result_->facts->place_of(records, record, field)]);
}

}  // namespace caveat::eval
