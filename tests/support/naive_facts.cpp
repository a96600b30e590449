// Answers to values: what each fact may still be (language page, section 3).

#include "naive_evaluator.hpp"

#include <algorithm>

namespace caveat::testing {

namespace {

DayRange days_of(const PartialDate& date) {
    if (date.month == 0) return {day_of(date.year, 1, 1), day_of(date.year, 12, 31)};
    if (date.day == 0) {
        return {day_of(date.year, date.month, 1),
                day_of(date.year, date.month, days_in_month(date.year, date.month))};
    }
    const Day day = day_of(date.year, date.month, date.day);
    return {day, day};
}

DayRange common(const DayRange& a, const DayRange& b) {
    return {std::max(a.low, b.low), std::min(a.high, b.high)};
}

NumberRange common(const NumberRange& a, const NumberRange& b) {
    return {std::max(a.low, b.low), std::min(a.high, b.high), a.whole || b.whole};
}

NumberRange declared_numbers(const Fact& fact) {
    NumberRange range;
    if (fact.from) range.low = to_base(*fact.from, fact.unit);
    if (fact.to) range.high = to_base(*fact.to, fact.unit);
    range.whole = fact.whole && fact.unit.empty();
    return range;
}

bool is_empty(const NumberRange& range) {
    if (range.low > range.high) return true;
    return range.whole && range.low.is_finite() && range.high.is_finite() &&
           range.low.value.ceiling() > range.high.value.floor();
}

/// What both values allow, for a fact of the given type; nothing when that is
/// impossible.
std::optional<Value> common(FactType type, Value a, const Value& b) {
    switch (type) {
        case FactType::yes_no:
            if (a.truth == Kleene::unknown) a.truth = b.truth;
            if (b.truth != Kleene::unknown && a.truth != b.truth) return std::nullopt;
            return a;
        case FactType::number:
            a.number = common(a.number, b.number);
            if (is_empty(a.number)) return std::nullopt;
            return a;
        case FactType::choice:
            std::erase_if(a.possible, [&](std::size_t code) { return !b.possible.contains(code); });
            if (a.possible.empty()) return std::nullopt;
            return a;
        case FactType::date:
            a.date = common(a.date, b.date);
            if (a.date.low > a.date.high) return std::nullopt;
            return a;
        case FactType::choices:
        case FactType::records:
            break;
    }
    return a;
}

}  // namespace

DayRange NaiveEvaluator::written_days(const Fact& fact) {
    DayRange range{first_day(), last_day()};
    if (fact.from_date) range.low = *fact.from_date;
    if (fact.to_date) range.high = *fact.to_date;
    return range;
}

DayRange NaiveEvaluator::declared_days(const Fact& fact, bool is_record_date) const {
    DayRange range = written_days(fact);
    if ((fact.to_as_of || is_record_date) && profile_.as_of) {
        range.high = std::min(range.high, *profile_.as_of);
    }
    return range;
}

/// An unknown number or date is its declared range, an unknown choice any of its
/// codes; of unknown choices and records nothing is known.
Value NaiveEvaluator::unknown_value(const Fact& fact) const {
    Value value;
    value.number = declared_numbers(fact);
    for (std::size_t code = 0; code < fact.codes.size(); ++code) value.possible.insert(code);
    value.date = declared_days(fact, false);
    return value;
}

std::vector<Value> NaiveEvaluator::unknown_record(const Fact& records) const {
    std::vector<Value> fields;
    for (std::size_t i = 0; i < records.fields.size(); ++i) {
        fields.push_back(unknown_value(records.fields[i]));
        fields.back().date = declared_days(records.fields[i], records.dated_by == i);
    }
    return fields;
}

/// The value of an answer, or nothing when it is wrong: of the wrong type,
/// outside its range or not in its list.
std::optional<Value> NaiveEvaluator::read(const Fact& fact, const Answer& answer,
                                          bool is_record_date) {
    if (answer.unusable) return std::nullopt;
    Value value = unknown_value(fact);
    value.is_answer = true;
    switch (fact.type) {
        case FactType::yes_no:
            value.truth = known(answer.truth);
            return value;
        case FactType::number:
            return read_number(fact, answer);
        case FactType::choice:
            value.possible = {answer.code};
            return value;
        case FactType::choices:
            return read_choices(fact, answer);
        case FactType::date:
            return read_date(fact, answer, is_record_date);
        case FactType::records:
            return read_records(fact, answer);
    }
    return std::nullopt;
}

std::optional<Value> NaiveEvaluator::read_number(const Fact& fact, const Answer& answer) {
    if (answer.least || answer.most) return read_limits(fact, answer);
    const Rational base = to_base(answer.number, answer.unit.empty() ? fact.unit : answer.unit);
    if (fact.whole && !from_base(base, fact.unit).is_whole()) return std::nullopt;
    if (fact.from && base < to_base(*fact.from, fact.unit)) return std::nullopt;
    if (fact.to && base > to_base(*fact.to, fact.unit)) return std::nullopt;
    Value value = unknown_value(fact);
    value.is_answer = true;
    value.number = exactly(base);
    return value;
}

/// A number known in part is every number between its ends that the fact may have. Ends that are
/// left out are those of whole numbers, so the next one is meant.
std::optional<Value> NaiveEvaluator::read_limits(const Fact& fact, const Answer& answer) const {
    Value value = unknown_value(fact);
    value.is_answer = true;
    NumberRange said;
    said.whole = value.number.whole;
    if (answer.least) {
        said.low = to_base(*answer.least + (answer.least_is_left_out ? 1 : 0), fact.unit);
    }
    if (answer.most) {
        said.high = to_base(*answer.most - (answer.most_is_left_out ? 1 : 0), fact.unit);
    }
    value.number = common(value.number, said);
    if (is_empty(value.number)) return std::nullopt;
    return value;
}

/// A complete list makes every other code absent; an open one leaves the rest
/// unknown, and so does a code that nobody declared.
std::optional<Value> NaiveEvaluator::read_choices(const Fact& fact, const Answer& answer) {
    Value value = unknown_value(fact);
    value.is_answer = true;
    value.present.insert(answer.present.begin(), answer.present.end());
    // A code that stands alone, beside another: nobody knows which is meant.
    const bool is_alone = fact.exclusive && value.present.contains(*fact.exclusive);
    if (is_alone && (value.present.size() > 1 || answer.has_unknown_code)) return std::nullopt;
    if (answer.is_open) {
        value.absent.insert(answer.absent.begin(), answer.absent.end());
    } else if (!answer.has_unknown_code) {
        for (std::size_t code = 0; code < fact.codes.size(); ++code) {
            if (!value.present.contains(code)) value.absent.insert(code);
        }
    }
    if (answer.has_unknown_code) has_problems_ = true;
    if (fact.exclusive && !value.present.empty()) {
        for (std::size_t code = 0; code < fact.codes.size(); ++code) {
            const bool rules_out = is_alone ? code != *fact.exclusive : code == *fact.exclusive;
            if (rules_out) value.absent.insert(code);
        }
    }
    return value;
}

/// A partial date is every day that it may mean, within the declared range.
std::optional<Value> NaiveEvaluator::read_date(const Fact& fact, const Answer& answer,
                                               bool is_record_date) {
    Value value = unknown_value(fact);
    value.is_answer = true;
    value.date = common(days_of(answer.date), declared_days(fact, is_record_date));
    if (value.date.low > value.date.high) return std::nullopt;
    return value;
}

/// A wrong field is unknown in its record, an unreadable record has every field
/// unknown, and a record dated after the day of screening spoils the whole list.
std::optional<Value> NaiveEvaluator::read_records(const Fact& fact, const Answer& answer) {
    Value value;
    value.is_answer = true;
    value.is_closed = !answer.is_open;
    for (const Record& record : answer.records) {
        value.records.push_back(unknown_record(fact));
        if (record.is_unreadable) {
            has_problems_ = true;
            continue;
        }
        for (std::size_t i = 0; i < fact.fields.size(); ++i) {
            const Answer& field = record.fields[i];
            if (field.state != AnswerState::given) continue;
            const bool is_record_date = fact.dated_by == i;
            if (std::optional<Value> known = read(fact.fields[i], field, is_record_date)) {
                value.records.back()[i] = *known;
                continue;
            }
            has_problems_ = true;
            const bool is_in_the_future = is_record_date && !field.unusable && profile_.as_of &&
                                          days_of(field.date).low > *profile_.as_of;
            if (is_in_the_future) return std::nullopt;
        }
    }
    return value;
}

const Value& NaiveEvaluator::fact(std::size_t index) {
    if (!facts_[index]) facts_[index] = evaluate_fact(index);
    return *facts_[index];
}

/// The answer, or what `otherwise` says while there is none. An answer that the
/// records contradict is a problem, and the fact is unknown. Of anybody, the records say nothing:
/// an answer may go against them.
Value NaiveEvaluator::evaluate_fact(std::size_t index) {
    const Fact& fact = rules_.facts[index];
    const Answer& answer = profile_.facts[index];
    const Value unknown = unknown_value(fact);
    std::optional<Value> derived;
    if (fact.fallback && !is_of_anybody_) {
        derived = fallback(*fact.fallback);
        if (derived->is_of_no_record) derived.reset();
    }
    if (answer.state != AnswerState::given) {
        if (!derived) return unknown;
        const std::optional<Value> value = common(fact.type, unknown, *derived);
        if (!value) has_problems_ = true;
        return value ? *value : unknown;
    }
    const std::optional<Value> value = read(fact, answer, false);
    if (!value || (derived && !common(fact.type, *value, *derived))) {
        has_problems_ = true;
        return unknown;
    }
    return *value;
}

Value NaiveEvaluator::fallback(const Fallback& fallback) {
    Value value;
    const Scope nowhere;
    if (!fallback.number.empty()) {
        const Number& derived = fallback.number.front();
        if (!derived.measure.empty()) return measure(derived.measure.front(), nowhere);
        value.number = number(derived, nowhere);
    } else if (!fallback.condition.empty()) {
        value.truth = truth(fallback.condition.front(), nowhere);
    } else {
        value = measure(fallback.measure.front(), nowhere);
    }
    return value;
}

Value NaiveEvaluator::subject(const Subject& subject, const Scope& scope) {
    switch (subject.kind) {
        case Subject::Kind::place:
            return subject.place.is_field ? (*scope.record)[subject.place.index]
                                          : fact(subject.place.index);
        case Subject::Kind::measure:
            return measure(subject.measure.front(), scope);
        case Subject::Kind::date_literal:
            break;
    }
    Value value;
    value.date = {subject.date, subject.date};
    return value;
}

}  // namespace caveat::testing
