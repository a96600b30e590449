// What facts and fields are worth: the answer as far as it is known, the declared range where it is
// not, and the records that stand in for a fact while it is unanswered.

#include "model/evaluation.hpp"

namespace caveat::model {

namespace {

bool is_missing(const facts::Value& value) {
    return value.given == facts::Given::absent || value.given == facts::Given::null;
}

}  // namespace

facts::Given VisibleAnswers::given(std::uint32_t fact) const {
    return is_visible(fact) ? profile->given(fact) : facts::Given::absent;
}

bool VisibleAnswers::is_closed(std::uint32_t records) const {
    return is_visible(records) && !profile->packed.empty() && profile->facts().is_known(records);
}

facts::RecordList VisibleAnswers::records(std::uint32_t fact) const {
    return is_visible(fact) ? profile->records(fact) : facts::RecordList();
}

const facts::Value& VisibleAnswers::value(std::uint32_t fact, facts::Value& room) const {
    if (is_visible(fact)) return profile->value(fact, room);
    room.given = facts::Given::absent;
    return room;
}

std::optional<values::Day> VisibleAnswers::as_of() const {
    return profile == nullptr ? std::nullopt : profile->as_of;
}

values::DateRange Evaluation::declared_dates(const facts::ValueType& type) const {
    const std::optional<values::Day> as_of = patient_.as_of();
    if (!type.to_as_of || !as_of) return type.dates;
    return values::until(type.dates, *as_of).value_or(type.dates);
}

Truth Evaluation::known_yes_no(const facts::Value& value) const {
    return value.given == facts::Given::answered ? value.truth : Truth::unknown;
}

values::Range Evaluation::known_number(const facts::Value& value,
                                       const facts::ValueType& type) const {
    return value.given == facts::Given::answered ? value.numbers() : type.range;
}

CodesValue Evaluation::known_choice(const facts::Value& value, const facts::ValueType& type) const {
    const facts::CodeSet all = type.all_codes();
    if (value.given != facts::Given::answered) return {all, {}, all};
    facts::CodeSet only;
    only.insert(value.code);
    return {only, {}, all};
}

CodesValue Evaluation::known_choices(const facts::Value& value,
                                     const facts::ValueType& type) const {
    const facts::CodeSet all = type.all_codes();
    if (value.given != facts::Given::answered) return {{}, {}, all};
    return {value.present, value.absent, all};
}

values::DateRange Evaluation::known_date(const facts::Value& value,
                                         const facts::ValueType& type) const {
    return value.given == facts::Given::answered ? value.dates : declared_dates(type);
}

bool Evaluation::says_something(ExprId fallback) const {
    // Of anybody, what is answered may contradict the records, or reach beyond them in part.
    if (fallback == none || patient_.profile == nullptr) return false;
    const auto* measure = std::get_if<Measure>(&rules_.tree[fallback].node);
    const bool needs_record = measure != nullptr && measure->kind != MeasureKind::total;
    return !needs_record || values_.has_record[fallback] != 0;
}

void Evaluation::set(const Expr& expr, const FactValue& node) {
    const facts::Value& value = patient_.value(node.fact, scratch_.answer);
    switch (expr.kind) {
        case ValueKind::truth:
        case ValueKind::yes_no:
            return fact_yes_no(expr, node, value);
        case ValueKind::number:
            return fact_number(expr, node, value);
        case ValueKind::choice:
            return fact_choice(expr, node, value);
        case ValueKind::choices:
            return fact_choices(expr, node, value);
        case ValueKind::date:
            return fact_date(expr, node, value);
    }
}

void Evaluation::set(const Expr& expr, const FieldValue& node) {
    const facts::ValueType& type = rules_.catalogue[node.records].fields[node.field].type;
    facts::Value& room = scratch_.answer;
    if (record_ >= list_.count()) {
        room.given = facts::Given::absent;
    } else if (const facts::ConstAnswerRun run = list_[record_]; run.is_known(node.field)) {
        // The most common answers by themselves: nothing else is asked as often.
        const std::uint64_t word = run.word(node.field);
        if (expr.kind == ValueKind::yes_no) {
            values_.yes_no[expr.slot] = truth_of(word == 1);
            return;
        }
        if (expr.kind == ValueKind::date) {
            const auto day = static_cast<values::Day>(static_cast<std::int64_t>(word));
            values_.dates[expr.slot] = {day, day};
            return;
        }
    }
    const facts::Value& value =
        record_ < list_.count() ? list_.value(record_, node.field, room) : room;
    switch (expr.kind) {
        case ValueKind::truth:
        case ValueKind::yes_no:
            values_.yes_no[expr.slot] = known_yes_no(value);
            return;
        case ValueKind::number:
            values_.numbers[expr.slot] = known_number(value, type);
            return;
        case ValueKind::choice:
            values_.choices_one[expr.slot] = known_choice(value, type);
            return;
        case ValueKind::choices:
            values_.choices[expr.slot] = known_choices(value, type);
            return;
        case ValueKind::date:
            values_.dates[expr.slot] = known_date(value, type);
            return;
    }
}

void Evaluation::fact_yes_no(const Expr& expr, const FactValue& node, const facts::Value& value) {
    Truth known = known_yes_no(value);
    if (says_something(node.fallback)) {
        const Truth records = yes_no(node.fallback);
        if (is_missing(value)) known = records;
        if (known != records && known != Truth::unknown && records != Truth::unknown) {
            report({Incident::Kind::conflict, node.fact, none});
            known = Truth::unknown;
        }
    }
    values_.yes_no[expr.slot] = known;
}

void Evaluation::fact_number(const Expr& expr, const FactValue& node, const facts::Value& value) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    values::Range known = known_number(value, type);
    if (says_something(node.fallback)) {
        const auto common = intersect(known, number(node.fallback));
        const bool is_answered = value.given == facts::Given::answered;
        if (!common && (is_answered || is_missing(value))) {
            report({is_answered ? Incident::Kind::conflict : Incident::Kind::out_of_range,
                    node.fact, none});
            known = type.range;
        } else if (common && is_missing(value)) {
            known = *common;
        }
    }
    values_.numbers[expr.slot] = known;
}

void Evaluation::fact_choice(const Expr& expr, const FactValue& node, const facts::Value& value) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    CodesValue known = known_choice(value, type);
    if (says_something(node.fallback)) {
        const facts::CodeSet common = known.present & choice(node.fallback).present;
        if (value.given == facts::Given::answered && common.empty()) {
            report({Incident::Kind::conflict, node.fact, none});
            known.present = known.all;
        } else if (is_missing(value)) {
            known.present = common;
        }
    }
    values_.choices_one[expr.slot] = known;
}

void Evaluation::fact_choices(const Expr& expr, const FactValue& node, const facts::Value& value) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    CodesValue known = known_choices(value, type);
    if (says_something(node.fallback)) {
        const CodesValue& records = choices(node.fallback);
        if (is_missing(value)) {
            known.present = records.present;
            known.absent = records.absent;
        } else if (known.present.meets(records.absent) || known.absent.meets(records.present)) {
            report({Incident::Kind::conflict, node.fact, none});
            known.present = {};
            known.absent = {};
        }
    }
    values_.choices[expr.slot] = known;
}

void Evaluation::fact_date(const Expr& expr, const FactValue& node, const facts::Value& value) {
    const facts::ValueType& type = rules_.catalogue[node.fact].type;
    values::DateRange known = known_date(value, type);
    if (says_something(node.fallback)) {
        const auto common = intersect(known, date(node.fallback));
        const bool is_answered = value.given == facts::Given::answered;
        if (!common && (is_answered || is_missing(value))) {
            report({is_answered ? Incident::Kind::conflict : Incident::Kind::out_of_range,
                    node.fact, none});
            known = declared_dates(type);
        } else if (common && is_missing(value)) {
            known = *common;
        }
    }
    values_.dates[expr.slot] = known;
}

}  // namespace caveat::model
