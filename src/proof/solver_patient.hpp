#pragma once

// One patient as variables of the solver: what may be answered, fact by fact, as a profile would
// say it. Several versions of a rule set can look at the same patient.

#include "facts/catalogue.hpp"
#include "patients/patient.hpp"
#include "proof/solver_days.hpp"
#include "proof/solver_terms.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace caveat::proof {

using patients::Patient;

/// Which patients are looked at.
struct Population {
    /// Also those of whom something is not known; else every question has its full answer.
    bool is_partly_answered = false;
    /// Records that one list may have.
    std::size_t most_records = 0;
    /// Only patients whose records are of a few kinds, in each list.
    bool has_alike_records = false;
    /// Also patients who were asked and do not know, where that is another thing than not having
    /// been asked.
    bool has_nulls = false;
};

struct AskedRecord;

/// One fact or field. Only the members of its kind have a meaning.
struct AskedFact {
    explicit AskedFact(Formulas& formulas);

    std::string key;
    FactKind kind = FactKind::yes_no;
    bool is_whole = false;
    bool is_agreed = false;  ///< every version allows the same values
    Term known;              ///< there is an answer
    Term null;               ///< there is none, and it was asked for
    Term yes;                ///< yes/no: the answer
    Term number;             ///< as JSON has it; of sort Real
    /// Units that the number may name, where the versions do not have the same one: whether it
    /// does. It is in that of the fact else.
    std::vector<std::pair<values::Unit, Term>> named_units;
    std::vector<std::string> codes;  ///< choice, choices: every code that some version knows
    Terms present;                   ///< one a code; of a choice: which one it is
    Terms absent;
    Term complete;  ///< choices, records: there are no more
    DayTerm day;    ///< of a date; where only the month or year is known, some day of it
    Term has_day;
    Term has_month;
    std::vector<AskedRecord> records;
};

struct AskedRecord {
    Term listed;
    std::vector<AskedFact> fields;
};

/// The variables of one patient.
class AskedPatient {
  public:
    AskedPatient(Formulas& formulas, const Population& population);

    /// The fact of this key and kind, with whatever its versions allow.
    /// versions  the same fact as each rule set declares it; at least one
    AskedFact& add(const std::vector<const facts::Fact*>& versions);

    [[nodiscard]] const std::vector<AskedFact>& facts() const { return facts_; }
    [[nodiscard]] const AskedFact* find(const std::string& key, FactKind kind) const;
    [[nodiscard]] const DayTerm& as_of() const { return as_of_; }
    [[nodiscard]] const Population& population() const { return population_; }

    /// The patient whom the solver has found. Nothing where a number of theirs is no decimal.
    /// needs_as_of  the profile names its day
    [[nodiscard]] std::optional<Patient> read(const z3::model& model, bool needs_as_of) const;
    /// No number has more than two decimal places.
    [[nodiscard]] Term has_short_numbers() const;
    /// Formulas, one a fact: the profile names it.
    [[nodiscard]] Terms answered();

  private:
    AskedFact variable(const std::string& key, const std::vector<const facts::ValueType*>& types);
    void add_number(AskedFact& fact, const std::vector<const facts::ValueType*>& types);
    void add_named_units(AskedFact& fact, const std::vector<const facts::ValueType*>& types);
    void add_codes(AskedFact& fact, const std::vector<const facts::ValueType*>& types);
    void stand_alone(AskedFact& fact, const std::vector<const facts::ValueType*>& types);
    void add_date(AskedFact& fact, const std::vector<const facts::ValueType*>& types);
    void add_records(AskedFact& fact, const std::vector<const facts::Fact*>& versions);

    Formulas& f_;
    Days days_;
    Population population_;
    DayTerm as_of_;
    std::vector<AskedFact> facts_;
    std::unordered_multimap<std::string, std::size_t> by_key_;  ///< into `facts_`
};

/// A fact's number in the base unit of its dimension; of any value where it names a unit that the
/// type cannot be in.
Term in_base_unit(Formulas& formulas, const AskedFact& fact, const facts::ValueType& type);
/// The same in the unit of the type.
Term in_own_unit(Formulas& formulas, const AskedFact& fact, const facts::ValueType& type);
/// The number names no unit, or one that this type can be in.
Term has_usable_unit(Formulas& formulas, const AskedFact& fact, const facts::ValueType& type);

}  // namespace caveat::proof
