#pragma once

// The maker of one rule set: entities are made in order and use only earlier
// ones, so nothing is circular.

#include "chance.hpp"
#include "generator.hpp"

#include <optional>
#include <string>
#include <vector>

namespace caveat::testing {

class RuleSetMaker {
  public:
    RuleSetMaker(std::uint64_t seed, const RuleSetOptions& options);
    GeneratedRuleSet make();

  private:
    /// Where an expression is being made.
    struct Site {
        std::optional<std::size_t> records;  ///< inside the `where` of this fact
        bool may_use_records = true;
        bool may_use_scores = true;
        bool only_fields = false;  ///< a fall-back looks at nothing but its records
    };

    /// A number with the kind of quantity that it is; empty for a plain number.
    struct Made {
        Number number;
        std::string dimension;
    };

    // generator_facts.cpp
    void make_fact();
    Fact make_field(FactType type, std::vector<std::string>& names);
    void shape_number(Fact& fact, bool in_record);
    void shape_date(Fact& fact);
    void make_exclusive(Fact& fact);
    void make_records(Fact& fact);
    void make_fallback(Fact& fact);
    void make_number_fallback(Fact& fact, std::size_t records);
    void maybe_gate(Fact& fact);
    std::vector<std::size_t> facts_of(FactType type) const;
    std::vector<std::size_t> fields_of(std::size_t records, FactType type) const;

    // generator_numbers.cpp
    std::vector<Made> leaves(const Site& site);
    void add_record_leaves(std::vector<Made>& leaves);
    void add_since_leaves(std::vector<Made>& leaves, const Site& site);
    std::optional<Made> leaf(const Site& site, const std::optional<std::string>& dimension);
    std::optional<Made> make_number(const Site& site, int depth);
    Number literal_beside(const Made& left, const Site& site, bool in_own_unit);
    Number literal(Rational value, const std::string& unit) const;
    std::optional<std::size_t> parameter_of(Rational value);
    std::optional<Made> body_mass_index();
    std::optional<Made> share_of_weight(const Site& site);
    Number operation(NumberKind kind, std::vector<Number> parts) const;

    // generator_conditions.cpp
    Condition make_condition(const Site& site, int depth);
    Condition make_test(const Site& site);
    Count make_count(std::int64_t value);
    bool is_decided(const Condition& test, const Site& site) const;

    // generator_tests.cpp
    std::optional<Condition> try_test(const Site& site);
    std::optional<Condition> try_compare(const Site& site);
    std::optional<Condition> try_yes_no(const Site& site);
    std::optional<Condition> try_choice(const Site& site);
    std::optional<Condition> try_choices(const Site& site);
    std::optional<Condition> try_date(const Site& site);
    std::optional<Condition> try_quantified(const Site& site);
    std::optional<Condition> try_band(const Site& site);
    std::optional<Condition> try_term(const Site& site);
    std::vector<Condition> make_where(std::size_t records, std::size_t percent,
                                      bool only_fields = false);
    std::optional<Subject> subject_of(FactType type, const Site& site);
    const Fact& fact_of(const Subject& subject, const Site& site) const;
    std::optional<Measure> dated_measure(FactType type);
    std::vector<Number> make_arguments(std::size_t count);

    // generator_rules.cpp
    void make_term();
    void make_phrase(Term& term);
    std::optional<Condition> try_slot_test(std::size_t slot);
    void make_score();
    ScoreEntry make_entry(const Site& site, bool is_first, bool has_halves);
    std::optional<std::vector<ScoreEntry>> try_exclusive(const Site& site);
    bool make_bands(Score& score);

    // generator_tables.cpp
    std::optional<ScoreEntry> try_table();
    std::optional<ScoreEntry> number_table(std::size_t fact);
    TableRow row_between(std::size_t fact, std::optional<Rational> low,
                         std::optional<Rational> high);
    void make_outcomes();
    void make_rule();
    void make_contradictions();
    void make_overrides();
    bool has_override_cycle() const;
    Verb strictest(const Rule& rule) const;

    Chance chance_;
    RuleSetOptions options_;
    GeneratedRuleSet rules_;
    std::vector<std::string> fact_names_;
    std::vector<std::string> term_names_;
    std::vector<std::string> phrase_names_;
    std::vector<std::string> parameter_names_;
    std::vector<std::string> score_names_;
    std::vector<std::pair<std::string, std::string>> record_names_;
    bool saw_records_ = false;  ///< since it was last cleared, records or scores were used
};

/// The kind of quantity of a unit; empty for no unit.
std::string dimension_of(const std::string& unit);
/// The units of one kind of quantity.
std::vector<std::string> units_of(const std::string& dimension);

}  // namespace caveat::testing
