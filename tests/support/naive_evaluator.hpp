#pragma once

// The naive evaluator's inside: one function for each construct.

#include "naive_values.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace caveat::testing {

class NaiveEvaluator {
  public:
    NaiveEvaluator(const GeneratedRuleSet& rules, const GeneratedProfile& profile, Census* census);
    /// Of nobody in particular: what is true of every patient.
    void look_at_anybody() { is_of_anybody_ = true; }

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

    // naive_totals.cpp
    /// Entries of a score that look at the same things, and what they add up to.
    struct Together {
        std::vector<std::size_t> entries;
        std::optional<NumberRange> range;  ///< nothing where no thing is looked at twice
        std::set<Rational> totals;
        std::size_t combinations = 1;
        std::size_t looks = 0;
    };
    /// most  combinations that are tried; of a part with more only their number is found
    std::vector<Together> count_together(std::size_t score, std::size_t most = 1U << 20U);
    /// Every total that a score may come to; nothing where they are too many.
    std::optional<std::set<Rational>> totals(std::size_t score);
    /// Whether a test on a score alone asks for totals that it never comes to.
    bool no_total_meets(const Condition& test, const Scope& scope);

    // naive_facts.cpp
    const Value& fact(std::size_t index);
    Value unknown_value(const Fact& fact) const;
    std::vector<Value> unknown_record(const Fact& records) const;
    bool has_problems() const { return has_problems_; }

  private:
    // naive_conditions.cpp
    std::optional<Kleene> assigned_test(const Condition& condition, const Scope& scope) const;
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
    Kleene in_bands(const NumberRange& range, const Condition& test) const;
    Kleene in_band(const NumberRange& range, const Band& band) const;
    std::int64_t count_of(const Count& count, const Scope& scope) const;
    static std::string_view kind_name(const Condition& condition);

    // naive_gates.cpp
    Kleene gate(std::size_t fact);
    Kleene gates(const Condition& test);
    Kleene gates(const Number& number);
    std::set<std::size_t> gated_facts(const Condition& test) const;
    std::set<std::size_t> gated_facts(const Number& number) const;

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

    // naive_keys.cpp
    std::string key(const Number& number, const Scope& scope) const;
    std::string key(const Subject& subject, const Scope& scope) const;
    std::string key(const Measure& measure, const Scope& scope) const;
    std::string key(const Condition& condition, const Scope& scope) const;
    std::string keys(const std::vector<Condition>& conditions, const Scope& scope) const;

    // naive_totals.cpp
    /// One thing that entries look at, and what it may be.
    struct Look {
        enum class Kind { yes_no, choice, code, number, test };
        Kind kind = Kind::yes_no;
        std::size_t uses = 0;
        std::size_t size = 2;  ///< how many different values are tried
        std::size_t fact = 0;  ///< of yes_no, choice and code
        std::size_t code = 0;
        Number number;
        std::vector<Rational> cuts;  ///< of a number: what it is compared with
        Rational step = 0;
        std::vector<Rational> samples;
        const Condition* test = nullptr;
        Kleene truth = Kleene::unknown;              ///< of a test
        const std::vector<Number>* slots = nullptr;  ///< of a number or test
    };
    class Looks;  // naive_looks.hpp
    [[nodiscard]] bool has_company(const Look& look) const;
    [[nodiscard]] bool exclude_each_other(const Look& one, const Look& other) const;
    void for_each_answer(std::map<std::string, Look>::iterator next,
                         std::map<std::string, Look>::iterator end,
                         const std::set<std::string>& wanted, const std::function<void()>& take);

    // naive_numbers.cpp
    NumberRange number_value(const Number& number, const Scope& scope);
    NumberRange number_term(const Number& number, const Scope& scope);
    NumberRange time_since(const Number& number, const Scope& scope);
    NumberRange score_item(const ScoreEntry& entry);
    NumberRange score_table(const ScoreEntry& entry);

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
    static DayRange written_days(const Fact& fact);
    DayRange declared_days(const Fact& fact, bool is_record_date) const;

    // naive.cpp
    NaiveStatus status(std::size_t rule);
    bool overrides(const Rule& rule, std::size_t other) const;
    Verb strictest(const Rule& rule) const;
    NaiveVerdict verdict(NaiveStatus mildest_status, bool leave_out_ignored);

    const GeneratedRuleSet& rules_;
    const GeneratedProfile& profile_;
    bool is_of_anybody_ = false;
    Census* census_;
    bool has_problems_ = false;
    std::vector<std::optional<Value>> facts_;
    std::vector<std::optional<Kleene>> gates_;
    std::vector<std::optional<NaiveStatus>> statuses_;
    std::map<std::string, Rational> assigned_numbers_;  ///< while answers are tried
    std::map<std::string, Kleene> assigned_tests_;
};

}  // namespace caveat::testing
