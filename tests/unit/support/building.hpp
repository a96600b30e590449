#pragma once

// Short ways to write generated trees by hand.

#include "support/generated.hpp"
#include "support/naive.hpp"

#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace caveat::testing {

inline Fact fact_of(FactType type, std::string name) {
    Fact fact;
    fact.type = type;
    fact.name = std::move(name);
    return fact;
}

inline Fact number_fact(std::string name, Rational from, Rational to, bool whole = true) {
    Fact fact = fact_of(FactType::number, std::move(name));
    fact.from = from;
    fact.to = to;
    fact.whole = whole;
    return fact;
}

inline Fact choices_fact(std::string name, std::vector<std::string> codes) {
    Fact fact = fact_of(FactType::choices, std::move(name));
    fact.codes = std::move(codes);
    return fact;
}

inline Condition yes_no(std::size_t fact, bool is_field = false) {
    Condition test;
    test.kind = ConditionKind::yes_no;
    test.subject.place = {is_field, fact};
    return test;
}

inline Condition grouped(ConditionKind kind, std::vector<Condition> parts) {
    Condition condition;
    condition.kind = kind;
    condition.parts = std::move(parts);
    return condition;
}

inline Condition negated(Condition part) {
    return grouped(ConditionKind::negation, {std::move(part)});
}

inline Condition of_list(Quantity quantity, std::int64_t count, std::vector<Condition> parts) {
    Condition condition = grouped(ConditionKind::of_list, std::move(parts));
    condition.quantity = quantity;
    condition.count.literal = count;
    return condition;
}

inline Number literal(Rational value, std::string unit = "") {
    Number number;
    number.literal = value;
    number.unit = std::move(unit);
    return number;
}

inline Number place(std::size_t fact, bool is_field = false) {
    Number number;
    number.kind = NumberKind::place;
    number.place = {is_field, fact};
    return number;
}

inline Number operation(NumberKind kind, std::vector<Number> parts) {
    Number number;
    number.kind = kind;
    number.parts = std::move(parts);
    return number;
}

inline Condition compare(Number left, Comparison comparison, Number right) {
    Condition test;
    test.kind = ConditionKind::compare;
    test.comparison = comparison;
    test.numbers = {std::move(left), std::move(right)};
    return test;
}

inline Condition include(std::size_t fact, Include include, std::vector<std::size_t> codes) {
    Condition test;
    test.kind = ConditionKind::include;
    test.subject.place = {false, fact};
    test.include = include;
    test.codes = std::move(codes);
    return test;
}

inline Condition quantified(Quantity quantity, std::int64_t count, std::size_t records,
                            std::vector<Condition> where) {
    Condition test;
    test.kind = ConditionKind::quantified;
    test.quantity = quantity;
    test.count.literal = count;
    test.index = records;
    test.where = std::move(where);
    return test;
}

inline Measure measure(MeasureKind kind, std::size_t field, std::size_t records,
                       std::vector<Condition> where = {}) {
    return {kind, field, records, std::move(where)};
}

inline Number measured(Measure measure) {
    Number number;
    number.kind = NumberKind::measure;
    number.measure.push_back(std::move(measure));
    return number;
}

inline Answer absent() {
    return {};
}
inline Answer given() {
    Answer answer;
    answer.state = AnswerState::given;
    return answer;
}
inline Answer said(bool truth) {
    Answer answer = given();
    answer.truth = truth;
    return answer;
}
inline Answer counted(Rational number, std::string unit = "") {
    Answer answer = given();
    answer.number = number;
    answer.unit = std::move(unit);
    return answer;
}
inline Answer dated(std::int64_t year, int month = 0, int day = 0) {
    Answer answer = given();
    answer.date = {year, month, day};
    return answer;
}
inline Answer listed(std::vector<std::size_t> present) {
    Answer answer = given();
    answer.present = std::move(present);
    return answer;
}
inline Answer records(std::vector<std::vector<Answer>> rows, bool is_open = false) {
    Answer answer = given();
    answer.is_open = is_open;
    for (std::vector<Answer>& row : rows) answer.records.push_back({std::move(row), false});
    return answer;
}

/// A rule set with the facts and one rule for each condition.
inline GeneratedRuleSet rules_for(std::vector<Fact> facts, std::vector<Condition> conditions) {
    GeneratedRuleSet rules;
    rules.facts = std::move(facts);
    rules.outcomes.push_back({Verb::refer, "for a check up", {}});
    for (Condition& condition : conditions) {
        Rule rule;
        rule.id = "rule-" + std::to_string(rules.rules.size() + 1);
        rule.when = std::move(condition);
        rule.outcomes.push_back({0, {}});
        rules.rules.push_back(rule);
    }
    return rules;
}

inline GeneratedProfile profile_of(std::vector<Answer> answers,
                                   std::optional<Day> as_of = day_of(2026, 11, 20)) {
    return {as_of, std::move(answers)};
}

/// The truth of a condition: a rule with nothing else is fired, undecided or not.
inline Kleene truth_of(const std::vector<Fact>& facts, const Condition& condition,
                       const std::vector<Answer>& answers,
                       std::optional<Day> as_of = day_of(2026, 11, 20)) {
    const NaiveResult result =
        naive_screen(rules_for(facts, {condition}), profile_of(answers, as_of));
    switch (result.statuses.front()) {
        case NaiveStatus::fired:
            return Kleene::yes;
        case NaiveStatus::undecided:
            return Kleene::unknown;
        default:
            return Kleene::no;
    }
}

inline std::ostream& operator<<(std::ostream& out, Kleene truth) {
    constexpr const char* names[] = {"no", "unknown", "yes"};
    return out << names[static_cast<std::size_t>(truth)];
}
inline std::ostream& operator<<(std::ostream& out, NaiveStatus status) {
    constexpr const char* names[] = {"not fired", "overridden", "undecided", "presumed", "fired"};
    return out << names[static_cast<std::size_t>(status)];
}
inline std::ostream& operator<<(std::ostream& out, NaiveVerdict verdict) {
    return out << "verdict " << static_cast<int>(verdict);
}

}  // namespace caveat::testing
