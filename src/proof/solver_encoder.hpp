#pragma once

// What `model/evaluation.hpp` says of every node of the typed tree, for a patient who is not yet
// known: formulas and terms over the variables of `AskedPatient`.

#include "model/rule_set.hpp"
#include "proof/solver_days.hpp"
#include "proof/solver_numbers.hpp"
#include "proof/solver_patient.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace caveat::proof {

/// A choice: `present` is what it may still be. Choices: what is certainly in it and what is
/// certainly not. One term a code.
struct CodesTerm {
    Terms present;
    Terms absent;
};

/// How a rule ends. The four statuses exclude each other; `overridden` is part of `not_fired`.
struct StatusTerm {
    Term fired;
    Term presumed;
    Term undecided;
    Term not_fired;
    Term overridden;
};

class Encoder {
  public:
    /// Encodes the whole rule set. Every fact of it is one of the patient's.
    ///
    /// presumes_prorated  a total that may be scaled up is worth what it is scaled up to
    Encoder(Formulas& formulas, NumberFormulas& numbers, const AskedPatient& patient,
            const model::RuleSet& rules, bool presumes_prorated = false);

    [[nodiscard]] const Kleene& truth(model::ExprId id) const;
    /// Whether a number lies in the interval.
    [[nodiscard]] Kleene lies_in(model::ExprId number, const model::Interval& interval) const;
    [[nodiscard]] const StatusTerm& status(std::uint32_t rule) const { return statuses_[rule]; }
    [[nodiscard]] const Kleene& applies() const { return applies_; }
    [[nodiscard]] const Kleene& condition(std::uint32_t rule) const { return conditions_[rule]; }
    /// The truth of `unless`; no where there is none.
    [[nodiscard]] const Kleene& exemption(std::uint32_t rule) const { return exemptions_[rule]; }
    /// The profile has a problem: some answer of it cannot be used by this rule set, or says
    /// something else than the records.
    [[nodiscard]] Term has_problems();
    /// Answers that contradict each other: what `impossible` names, a code that stands alone beside
    /// another.
    [[nodiscard]] Terms contradictions() const;

  private:
    void node(model::ExprId id);
    void set(const model::Expr& expr, const model::FactValue& node);
    void set(const model::Expr& expr, const model::FieldValue& node);
    void set(const model::Expr& expr, const model::NumberConstant& node);
    void set(const model::Expr& expr, const model::DateConstant& node);
    void set(const model::Expr& expr, const model::Arithmetic& node);
    void set(const model::Expr& expr, const model::Extreme& node);
    void set(const model::Expr& expr, const model::Rounded& node);
    void set(const model::Expr& expr, const model::RecordCount& node);
    void set(const model::Expr& expr, const model::CodeCount& node);
    void set(const model::Expr& expr, const model::Measure& node);
    void set(const model::Expr& expr, const model::TimeSince& node);
    void set(const model::Expr& expr, const model::ScoreValue& node);
    void set(const model::Expr& expr, const model::All& node);
    void set(const model::Expr& expr, const model::Any& node);
    void set(const model::Expr& expr, const model::AtLeastOf& node);
    void set(const model::Expr& expr, const model::Not& node);
    void set(const model::Expr& expr, const model::Gated& node);
    void set(const model::Expr& expr, const model::YesNo& node);
    void set(const model::Expr& expr, const model::Compare& node);
    void set(const model::Expr& expr, const model::Between& node);
    void set(const model::Expr& expr, const model::InBand& node);
    void set(const model::Expr& expr, const model::IsOneOf& node);
    void set(const model::Expr& expr, const model::Includes& node);
    void set(const model::Expr& expr, const model::IsEmpty& node);
    void set(const model::Expr& expr, const model::DateTest& node);
    void set(const model::Expr& expr, const model::WithinLast& node);
    void set(const model::Expr& expr, const model::MoreThanAgo& node);
    void set(const model::Expr& expr, const model::RecordsAtLeast& node);
    void set(const model::Expr& expr, const model::RecordsAtMost& node);

    void put(const model::Expr& expr, Kleene value);
    void put(const model::Expr& expr, NumberTerm value) { numbers_[expr.slot] = std::move(value); }
    void put(const model::Expr& expr, CodesTerm value);
    void put(const model::Expr& expr, DayRangeTerm value) { dates_[expr.slot] = std::move(value); }

    [[nodiscard]] const NumberTerm& number(model::ExprId id) const;
    [[nodiscard]] const CodesTerm& codes(model::ExprId id) const;
    [[nodiscard]] const DayRangeTerm& date(model::ExprId id) const;
    [[nodiscard]] const Kleene& yes_no(model::ExprId id) const;

    // Answers: solver_answers.cpp

    /// How far an answer can be used with the type that this rule set declares.
    struct Use {
        Term usable;   ///< there is an answer, and it counts
        Term missing;  ///< there is none; an answer that cannot be used is not missing
    };
    [[nodiscard]] Use use_of(const AskedFact& fact, const facts::ValueType& type);
    /// There is an answer, of which at least a part counts.
    [[nodiscard]] Term is_answered(const AskedFact& fact, const facts::ValueType& type);
    [[nodiscard]] Kleene known_yes_no(const AskedFact& fact, const facts::ValueType& type);
    [[nodiscard]] NumberTerm known_number(const AskedFact& fact, const facts::ValueType& type);
    [[nodiscard]] CodesTerm known_codes(const AskedFact& fact, const facts::ValueType& type);
    /// dates_record  nothing lies after the day of the screening
    [[nodiscard]] DayRangeTerm known_date(const AskedFact& fact, const facts::ValueType& type,
                                          bool dates_record = false);
    [[nodiscard]] DayRangeTerm declared_dates(const facts::ValueType& type);
    /// The days that the answer itself says, within the declared bounds.
    [[nodiscard]] DayRangeTerm answered_dates(const AskedFact& fact, const facts::ValueType& type,
                                              bool until_as_of);
    [[nodiscard]] std::size_t code_in(const AskedFact& fact, const facts::Code& code) const;
    /// An answer to a list names a code that this rule set does not have.
    [[nodiscard]] Term names_foreign(const AskedFact& fact, const facts::ValueType& type);
    [[nodiscard]] const AskedFact& asked(std::uint32_t fact) const;
    template <class Visit>
    void for_each_asked(const Visit& visit) const;
    [[nodiscard]] const AskedFact& asked_field(const AskedRecord& record,
                                               const facts::Field& field) const;

    void fact_yes_no(const model::Expr& expr, const model::FactValue& node);
    void fact_number(const model::Expr& expr, const model::FactValue& node);
    void fact_choice(const model::Expr& expr, const model::FactValue& node);
    void fact_choices(const model::Expr& expr, const model::FactValue& node);
    void fact_date(const model::Expr& expr, const model::FactValue& node);

    // Scores: solver_scores.cpp

    [[nodiscard]] Term may_lie_in(const model::SharedAnswer& answer, const model::Region& region);
    [[nodiscard]] NumberTerm points_of(const model::ScoreEntry& entry);
    [[nodiscard]] NumberTerm points_of_rows(const model::Score& score,
                                            std::span<const std::uint32_t> rows);
    [[nodiscard]] std::vector<NumberTerm> parts_of(const model::Score& score,
                                                   std::span<const std::uint32_t> entries);
    [[nodiscard]] NumberTerm points_of(const model::Score& score, const model::EntryGroup& group);
    [[nodiscard]] NumberTerm prorated(const model::Score& score, const NumberTerm& sum);
    [[nodiscard]] Term is_given_up(const std::vector<std::uint32_t>& facts);

    // Records: solver_records.cpp

    /// The records that a node counts.
    struct Counted {
        std::vector<Kleene> counts;  ///< one a record: it is listed and meets the condition
        Term is_open;                ///< there may be more
    };
    [[nodiscard]] Counted count(std::uint32_t records, const model::Where& where);
    [[nodiscard]] Term list_is_usable(std::uint32_t records);
    /// At least `least` records count.
    [[nodiscard]] Kleene reaches(const Counted& counted, std::int64_t least);
    /// Whether what stands in for a fact says anything: a measure of no records does not.
    [[nodiscard]] Term says_something(model::ExprId fallback);
    void measure_number(const model::Expr& expr, const model::Measure& node, const Counted& counted,
                        const Term& has_record);
    void measure_last(const model::Expr& expr, const model::Measure& node, const Counted& counted,
                      const Term& has_record);

    void encode_rules();

    Formulas& f_;
    NumberFormulas& numbers_of_;
    Days days_;
    const AskedPatient& patient_;
    const model::RuleSet& rules_;
    const bool presumes_prorated_;
    /// The same with every total scaled up that may be; null where none may.
    std::unique_ptr<Encoder> prorated_;
    const AskedRecord* record_ = nullptr;  ///< the record looked at

    std::vector<Kleene> truths_;
    std::vector<Kleene> yes_no_;
    std::vector<NumberTerm> numbers_;
    std::vector<CodesTerm> choice_;
    std::vector<CodesTerm> choices_;
    std::vector<DayRangeTerm> dates_;
    std::map<model::ExprId, Term> has_record_;  ///< of measures: some record certainly counts
    model::ExprId current_ = model::none;
    Terms conflicts_;  ///< between answers and the records that stand in for them

    Kleene applies_;
    std::vector<Kleene> conditions_;
    std::vector<Kleene> exemptions_;
    std::vector<StatusTerm> statuses_;
};

}  // namespace caveat::proof
