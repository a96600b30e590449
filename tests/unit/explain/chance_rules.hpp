#pragma once

// Random rule sets over the typed tree, and random patients for them.

#include "unit/support/screened.hpp"

#include <cstdint>
#include <random>
#include <vector>

namespace caveat::testing {

class ChanceRules {
  public:
    explicit ChanceRules(std::uint64_t seed) : engine_(seed) { make(); }

    HandMade book;

    facts::Profile patient() {
        Answers answers(book.rules);
        for (std::uint32_t fact = 0; fact < book.rules.catalogue.size(); ++fact) {
            const std::size_t dice = below(100);
            if (dice < 25) continue;
            if (dice < 32) {
                answers.null(fact);
            } else {
                answer(answers.profile, fact);
            }
        }
        return answers.profile;
    }

    /// Gives the fact some legal answer, with every field of every record.
    ///
    /// is_full  nothing stays open
    void answer(facts::Profile& profile, std::uint32_t fact, bool is_full = false) {
        const facts::Fact& declared = book.rules.catalogue[fact];
        if (declared.type.kind != FactKind::records) {
            return profile.put(fact, some_value(declared.type, is_full));
        }
        const bool is_complete = is_full || below(100) < 75;
        const auto count = static_cast<std::uint32_t>(below(4));
        profile.put_records(fact, count, is_complete);
        for (std::uint32_t record = 0; record < count; ++record) {
            for (std::uint32_t field = 0; field < declared.fields.size(); ++field) {
                facts::Value value = some_value(declared.fields[field].type, is_full);
                if (!is_full && below(100) < 25) value = {};
                profile.put(fact, record, field, value);
            }
        }
    }

    /// Any legal answer to one field.
    facts::Value some_value(const facts::ValueType& type, bool is_full) {
        facts::Value value;
        value.given = facts::Given::answered;
        switch (type.kind) {
            case FactKind::yes_no:
                value.truth = truth_of(below(2) == 0);
                break;
            case FactKind::number:
                value.number = static_cast<std::int64_t>(
                    below(static_cast<std::size_t>(*values::to_int64(type.range.high.value)) + 1));
                break;
            case FactKind::choice:
                value.code = static_cast<std::uint32_t>(below(type.codes.size()));
                break;
            case FactKind::choices:
                for (std::size_t code = 0; code < type.codes.size(); ++code) {
                    if (below(2) == 0) value.present.insert(code);
                }
                value.is_complete = is_full || below(4) != 0;
                value.absent = type.all_codes() - value.present;
                if (!value.is_complete) value.absent = {};
                break;
            case FactKind::date:
                value.dates.low =
                    values::day_number(2026, 10, 20) + static_cast<std::int32_t>(below(30));
                value.dates.high = value.dates.low;
                if (!is_full && below(4) == 0) value.dates.high += 2;
                break;
            case FactKind::records:
                break;
        }
        return value;
    }

    std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }

  private:
    void make() {
        for (int i = 0; i < 4; ++i) yes_no_.push_back(book.yes_no("yes " + std::to_string(i)));
        for (int i = 0; i < 3; ++i)
            number_.push_back(book.number("num " + std::to_string(i), 0, 5));
        choice_ = book.choice("choice", {"a", "b", "c"});
        choices_ = book.choices("choices", {"d", "e", "f"});
        date_ = book.date("date");
        list_ = book.records("visits", "visit",
                             {{"date", FactKind::date},
                              {"eased", FactKind::yes_no},
                              {"pain", FactKind::number, {}, 5},
                              {"kind", FactKind::choice, {"a", "b"}}},
                             0);
        guarded_ = book.number("guarded", 0, 5);
        stood_in_ = book.number("stood in", 0, 9);
        stood_in_yes_ = book.yes_no("stood in yes");
        book.rules.gate[guarded_] = book.is(yes_no_[0]);
        book.value(stood_in_, book.node(model::RecordCount{list_, where()}, ValueKind::number, {}));
        book.value(stood_in_yes_, truth_node(model::RecordsAtLeast{list_, 1, where()}));
        score_ = book.score("score", entries(false));
        strict_ = book.score("strict", entries(true), {}, true);
        std::vector<RuleId> made;
        const std::size_t count = 3 + below(5);
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<RuleId> overrides;
            for (const RuleId rule : made) {
                if (below(5) == 0) overrides.push_back(rule);
            }
            const auto verb = static_cast<Verb>(below(6));
            const auto if_unknown = verb <= Verb::suggest ? static_cast<IfUnknown>(below(3))
                                                          : static_cast<IfUnknown>(below(2));
            made.push_back(book.rule("rule " + std::to_string(i), condition(3),
                                     below(3) == 0 ? condition(2) : none, verb, if_unknown,
                                     overrides));
        }
        book.finish();
    }

    ExprId truth_node(model::Node made) { return book.truth(std::move(made), {}); }

    std::vector<model::ScoreEntry> entries(bool is_strict) {
        static constexpr std::int64_t weights[] = {1, 2, 10, -1, 5};
        std::vector<model::ScoreEntry> made;
        const std::size_t count = 2 + below(4);
        for (std::size_t i = 0; i < count; ++i) {
            const std::int64_t weight = weights[below(5)];
            if (below(5) == 0) {
                const std::uint32_t fact = below(2) == 0 ? guarded_ : number_[below(3)];
                model::ScoreEntry entry{none, 0, book.value(fact), {}, 0, false, {}};
                if (book.rules.gate[fact] != none) {
                    const std::vector<ExprId> gates{book.rules.gate[fact]};
                    entry.gates = book.rules.tree.add_children(gates);
                }
                made.push_back(entry);
            } else {
                made.push_back({condition(is_strict ? 0 : 1), weight, none, {}, 0, false, {}});
            }
        }
        return made;
    }

    model::Where where() {
        const auto first = static_cast<ExprId>(book.rules.tree.size());
        if (below(5) == 0) return {};
        std::vector<ExprId> tests;
        const std::size_t count = 1 + below(2);
        for (std::size_t i = 0; i < count; ++i) {
            const bool negated = below(2) == 0;
            if (below(3) == 0) {
                const ExprId field = book.field(list_, 2);
                tests.push_back(
                    book.compare(field, comparison(), book.constant(static_cast<int>(below(5)))));
            } else if (below(3) == 0) {
                const ExprId field = book.field(list_, 3);
                facts::CodeSet codes;
                codes.insert(below(2));
                tests.push_back(
                    book.denied(book.truth(model::IsOneOf{field, codes}, {field}), negated));
            } else {
                tests.push_back(book.field_is(list_, 1, negated));
            }
        }
        const ExprId body = tests.size() == 1 ? tests.front()
                            : below(2) == 0   ? book.all(tests)
                                              : book.any(tests);
        return {body, first};
    }

    model::Comparison comparison() { return static_cast<model::Comparison>(below(5)); }

    ExprId number_value() {
        switch (below(8)) {
            case 0:
                return book.node(
                    model::Arithmetic{static_cast<model::ArithmeticOperator>(below(2)),
                                      book.value(number_[below(3)]), book.value(number_[below(3)])},
                    ValueKind::number, {});
            case 1:
                return score_ == none ? book.value(number_[0]) : score_;
            case 2:
                return strict_ == none ? book.value(number_[1]) : strict_;
            case 3:
                return book.value(stood_in_);
            case 4:
                return book.node(
                    model::Measure{static_cast<model::MeasureKind>(below(6)), list_, 2, where()},
                    ValueKind::number, {});
            case 5:
                return book.node(model::RecordCount{list_, where()}, ValueKind::number, {});
            case 6:
                return book.node(
                    model::Extreme{below(2) == 0,
                                   book.rules.tree.add_children(std::vector<ExprId>{
                                       book.value(number_[0]), book.value(number_[1])})},
                    ValueKind::number, {});
            default:
                return book.value(number_[below(3)]);
        }
    }

    ExprId test() {
        const bool negated = below(2) == 0;
        switch (below(9)) {
            case 0:
            case 1:
                return book.is(yes_no_[below(4)], negated);
            case 2: {
                const ExprId read = number_value();
                return book.denied(
                    book.compare(read, comparison(), book.constant(1 + static_cast<int>(below(4)))),
                    negated);
            }
            case 3:
                return book.denied(book.at_least(guarded_, 1 + static_cast<std::int64_t>(below(4))),
                                   negated);
            case 4: {
                facts::CodeSet codes;
                codes.insert(below(3));
                return book.denied(truth_node(model::IsOneOf{book.value(choice_), codes}), negated);
            }
            case 5: {
                facts::CodeSet codes;
                codes.insert(below(3));
                codes.insert(below(3));
                return book.denied(
                    truth_node(model::Includes{book.value(choices_), codes, below(2) == 0}),
                    negated);
            }
            case 6:
                return book.denied(truth_node(model::WithinLast{
                                       book.value(date_), static_cast<std::int64_t>(below(30)),
                                       values::CalendarUnit::days}),
                                   negated);
            case 7:
                return below(2) == 0 ? truth_node(model::RecordsAtLeast{
                                           list_, 1 + static_cast<std::int64_t>(below(2)), where()})
                                     : truth_node(model::RecordsAtMost{
                                           list_, static_cast<std::int64_t>(below(2)), where()});
            default:
                return book.is(stood_in_yes_, negated);
        }
    }

    ExprId condition(int depth) {
        if (depth == 0 || below(4) == 0) return test();
        std::vector<ExprId> parts;
        const std::size_t count = 2 + below(2);
        for (std::size_t i = 0; i < count; ++i) parts.push_back(condition(depth - 1));
        switch (below(5)) {
            case 0:
            case 1:
                return book.all(parts);
            case 2:
            case 3:
                return book.any(parts);
            default:
                return book.at_least_of(1 + static_cast<std::uint32_t>(below(parts.size())), parts);
        }
    }

    std::mt19937_64 engine_;
    std::vector<std::uint32_t> yes_no_;
    std::vector<std::uint32_t> number_;
    std::uint32_t choice_ = 0;
    std::uint32_t choices_ = 0;
    std::uint32_t date_ = 0;
    std::uint32_t list_ = 0;
    std::uint32_t guarded_ = 0;
    std::uint32_t stood_in_ = 0;
    std::uint32_t stood_in_yes_ = 0;
    ExprId score_ = none;
    ExprId strict_ = none;
};

}  // namespace caveat::testing
