#pragma once

// Questions as formulas over one patient, whom all versions of a rule set look at.

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "proof/reasoner.hpp"
#include "proof/solver_encoder.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace caveat::proof {

inline const model::RuleSet& model_of(const RuleSet& rules) {
    return api::loaded_of(rules).model;
}

/// The patient and what every version says of them. Built once; the versions outlive it.
class Questions {
  public:
    Questions(const std::vector<RuleSet>& versions, const ReasonerOptions& options);

    [[nodiscard]] Formulas& formulas() { return formulas_; }
    [[nodiscard]] const AskedPatient& patient() const { return patient_; }
    /// Some number is a product that was not worked out.
    [[nodiscard]] bool has_long_products() const { return numbers_.has_long_products(); }
    /// Some version counts from the day of the screening.
    [[nodiscard]] bool needs_as_of() const { return needs_as_of_; }
    /// The versions do not call the same answers contradictory.
    [[nodiscard]] bool contradictions_differ() const { return contradictions_differ_; }

    /// What is so of the patients whom a question asks for.
    Term formula_of(const Question& question);
    [[nodiscard]] Meaning meaning_of(std::size_t version, RuleId rule) const;
    /// The day of the screening is this one.
    Term is_day(const Date& date);
    /// Fewer facts than that are answered.
    Term has_fewer_answers(std::int64_t count);

  private:
    void add_facts();
    void require_possible_answers();
    Term term_of(const Claim& claim);
    Term term_of(const Reached& reached);
    Term difference_of(RuleId first, RuleId second);
    Term guard_difference();

    const std::vector<RuleSet>& versions_;
    Formulas formulas_;
    NumberFormulas numbers_;
    AskedPatient patient_;
    std::vector<std::unique_ptr<Encoder>> encoders_;  ///< beside the versions
    bool contradictions_differ_ = false;
    bool needs_as_of_ = false;
};

}  // namespace caveat::proof
