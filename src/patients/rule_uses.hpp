#pragma once

// What the tests of a rule can tell apart in the answer to each fact and field.

#include <caveat/rules.hpp>

#include "explain/dependencies.hpp"
#include "facts/code_set.hpp"
#include "model/rule_set.hpp"
#include "model/walk.hpp"
#include "values/dates.hpp"
#include "values/rational.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace caveat::patients {

/// How the tests look at one fact or field.
struct AnswerUses {
    std::vector<values::Rational> thresholds;  ///< of a number, in the base unit
    std::vector<facts::CodeSet> codes;         ///< that a choice or choices are compared with
    bool is_counted = false;                   ///< `count of` choices
    std::vector<values::Day> days;             ///< that a date is compared with
    /// Lengths of time since a date that a test turns on.
    std::vector<std::pair<values::CalendarUnit, std::int64_t>> times;
    /// It is computed with, or compared with another fact: no list of its own values is complete.
    bool is_entangled = false;
};

/// How the tests look at a list of records.
struct ListUses {
    std::int64_t most_counted = 0;  ///< the greatest number of records that a test turns on
    std::vector<model::Where> wheres;
    bool is_measured = false;  ///< values of its fields are computed with, not only tested
};

/// Everything that a rule tells apart, by the conditions of its dependencies.
class RuleUses {
  public:
    /// dependencies  of the rule
    RuleUses(const model::RuleSet& rules, const explain::Dependencies& dependencies);

    [[nodiscard]] const AnswerUses& of(facts::FactOrField place) const;
    [[nodiscard]] const ListUses& of_list(std::uint32_t fact) const;

  private:
    void reach(model::ExprId root);
    void note(model::ExprId id);
    void note_comparison(model::ExprId value, model::ExprId limit);
    bool note_threshold(model::ExprId value, const values::Range& limit);
    void note_dates(model::ExprId left, model::ExprId right);
    void note_time(model::ExprId date, values::CalendarUnit unit, std::int64_t count);
    void note_list(std::uint32_t fact, const model::Where& where, std::int64_t count);
    /// Everything that this value is computed from is entangled.
    void entangle(model::ExprId value);
    /// The same of what stands in for a fact.
    void entangle_fallback(model::ExprId value);
    [[nodiscard]] std::optional<facts::FactOrField> place_of(model::ExprId value) const;
    [[nodiscard]] const values::Range* constant(model::ExprId id) const;

    const model::RuleSet& rules_;
    std::vector<bool> reached_;
    std::vector<bool> entangled_;  ///< a term is worked out once, wherever it is used
    std::map<facts::FactOrField, AnswerUses> uses_;
    std::map<std::uint32_t, ListUses> lists_;
};

}  // namespace caveat::patients
