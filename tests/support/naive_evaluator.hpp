#pragma once

// The naive evaluator's inside: one function for each construct.

#include "naive_values.hpp"

#include <optional>
#include <set>
#include <vector>

namespace caveat::testing {

class NaiveEvaluator {
  public:
    NaiveEvaluator(const GeneratedRuleSet& rules, const GeneratedProfile& profile, Census* census);

    /// Where an expression stands: the record that a `where` looks at and the
    /// arguments of the phrase.
    struct Scope {
        const std::vector<Value>* record = nullptr;
        const std::vector<Number>* slots = nullptr;
    };

    NaiveResult screen();
    // naive_contradictions.cpp
    /// The facts of the contradictions that the answers certainly meet.
    std::set<std::size_t> contradicting();

    // naive_conditions.cpp
    Kleene truth(const Condition& condition, const Scope& scope);
    // naive_tests.cpp
    /// What a single test looks for, before gates and denial.
    Kleene test(const Condition& condition, const Scope& scope);

    // naive_numbers.cpp
    NumberRange number(const Number& number, const Scope& scope);
    NumberRange score(std::size_t index);
    struct ScoreSum {
        NumberRange range;
        bool is_all_known = true;
    };
    ScoreSum sum_of_entries(std::size_t index);

    // naive_facts.cpp
    const Value& fact(std::size_t index);
    Value unknown_value(const Fact& fact) const;
    std::vector<Value> unknown_record(const Fact& records) const;
    bool has_problems() const { return has_problems_; }

  private:
    // naive_conditions.cpp
    Kleene all_of(const std::vector<Condition>& parts, const Scope& scope);
    Kleene any_of(const std::vector<Condition>& parts, const Scope& scope);
    Kleene of_list(const Condition& condition, const Scope& scope);
    Kleene quantified(const Condition& condition, const Scope& scope);
    static Kleene counted(Quantity quantity, std::int64_t wanted, std::int64_t least,
                          std::optional<std::int64_t> most);

    // naive_tests.cpp
    Kleene compare(Comparison comparison, const NumberRange& a, const NumberRange& b) const;
    Kleene choice_is(const Value& value, const std::vector<std::size_t>& codes) const;
    Kleene includes(const Value& value, Include include,
                    const std::vector<std::size_t>& codes) const;
    Kleene are_empty(const Value& value, std::size_t code_count) const;
    Kleene date_order(const DayRange& a, DateOrder order, const DayRange& b) const;
    Kleene within_last(const DayRange& date, std::int64_t count, TimeUnit unit) const;
    Kleene more_than_ago(const DayRange& date, std::int64_t count, TimeUnit unit) const;
    Kleene in_band(const NumberRange& range, const Band& band) const;
    std::int64_t count_of(const Count& count, const Scope& scope) const;
    static std::string_view kind_name(const Condition& condition);

    // naive_gates.cpp
    Kleene gate(std::size_t fact);
    Kleene gates(const Condition& test);
    Kleene gates(const Number& number);

    // naive_records.cpp
    struct Members {
        std::vector<const std::vector<Value>*> certain;
        std::vector<const std::vector<Value>*> possible;
        bool is_closed = false;
    };
    Members members(std::size_t records, const std::vector<Condition>& where, const Scope& scope);
    Value measure(const Measure& measure, const Scope& scope);
    NumberRange number_measure(const Measure& measure, const Members& members) const;
    Value dated_measure(const Measure& measure, const Members& members) const;

    // naive_numbers.cpp
    NumberRange number_value(const Number& number, const Scope& scope);
    NumberRange number_term(const Number& number, const Scope& scope);
    NumberRange time_since(const Number& number, const Scope& scope);
    NumberRange score_item(const ScoreEntry& entry);

    // naive_facts.cpp
    Value subject(const Subject& subject, const Scope& scope);
    const Fact& subject_fact(const Subject& subject, const Condition& test) const;
    Value evaluate_fact(std::size_t index);
    Value fallback(const Fallback& fallback);
    std::optional<Value> read(const Fact& fact, const Answer& answer, bool is_record_date);
    std::optional<Value> read_number(const Fact& fact, const Answer& answer);
    std::optional<Value> read_limits(const Fact& fact, const Answer& answer) const;
    std::optional<Value> read_choices(const Fact& fact, const Answer& answer);
    std::optional<Value> read_date(const Fact& fact, const Answer& answer, bool is_record_date);
    std::optional<Value> read_records(const Fact& fact, const Answer& answer);
    DayRange declared_days(const Fact& fact, bool is_record_date) const;

    // naive.cpp
    NaiveStatus status(std::size_t rule);
    bool overrides(const Rule& rule, std::size_t other) const;
    Verb strictest(const Rule& rule) const;
    NaiveVerdict verdict(NaiveStatus mildest_status, bool leave_out_ignored);

    const GeneratedRuleSet& rules_;
    const GeneratedProfile& profile_;
    Census* census_;
    bool has_problems_ = false;
    std::vector<std::optional<Value>> facts_;
    std::vector<std::optional<Kleene>> gates_;
    std::vector<std::optional<NaiveStatus>> statuses_;
};

}  // namespace caveat::testing
