#pragma once

// What the entries of a score look at.

#include "naive_evaluator.hpp"

namespace caveat::testing {

inline bool is_constant(const Number& number) {
    return number.kind == NumberKind::literal || number.kind == NumberKind::parameter ||
           number.kind == NumberKind::slot;
}

/// Collects what entries look at.
class NaiveEvaluator::Looks {
  public:
    Looks(NaiveEvaluator& evaluator, std::map<std::string, Look>& looks)
        : evaluator_(evaluator), rules_(evaluator.rules_), looks_(looks) {}

    /// By what each entry has looked at, as keys; one for each place.
    std::vector<std::string> used;
    void entry(const ScoreEntry& entry);

  private:
    Look& look(const std::string& key, Look::Kind kind);
    void condition(const Condition& condition, const Scope& scope);
    bool test(const Condition& condition, const Scope& scope);
    void code(std::size_t fact, std::size_t code);
    void number(const Number& number, const std::vector<Number>& cuts, const Scope& scope);
    Look& numeric(const Number& number, const Scope& scope);

    /// The step between neighbouring values; 0 where any may come.
    Rational step(const Number& number, const Scope& scope);

    /// Made of whole numbers with at most 16 values each, and counts of at most 8 choices.
    bool is_small(const Number& number, const Scope& scope);
    void leaves(const Number& number, const Scope& scope);

    /// The conditions under which what is looked at was asked.
    template <class Expression>
    void gates(const Expression& expression) {
        for (const std::size_t fact : evaluator_.gated_facts(expression)) gate(fact);
    }

    void gate(std::size_t fact);

    NaiveEvaluator& evaluator_;
    const GeneratedRuleSet& rules_;
    std::map<std::string, Look>& looks_;
};

}  // namespace caveat::testing
