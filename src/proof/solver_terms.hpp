#pragma once

// Formulas and terms for the solver, simplified while they are built: what is known beforehand
// (a complete profile, a declared range) leaves no trace in them.

#include <caveat/values.hpp>

#include "values/rational.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>
#include <z3++.h>

namespace caveat::proof {

/// A formula (of sort Bool) or a term (Int or Real) of the solver.
using Term = z3::expr;
using Terms = std::vector<Term>;

/// A truth of three values: `yes` and `no` are never both true, unknown is neither.
struct Kleene {
    Term yes;
    Term no;
};

/// Builds terms in one context. Commuting parts are put in one order, so that what differs in order
/// alone is the same formula.
class Formulas {
  public:
    Formulas() : yes_(context_.bool_val(true)), no_(context_.bool_val(false)) {}

    [[nodiscard]] z3::context& context() { return context_; }
    [[nodiscard]] const Term& yes() const { return yes_; }
    [[nodiscard]] const Term& no() const { return no_; }
    [[nodiscard]] Term truth(bool holds) const { return holds ? yes_ : no_; }

    [[nodiscard]] Term all(const Terms& parts);
    [[nodiscard]] Term any(const Terms& parts);
    [[nodiscard]] Term both(const Term& a, const Term& b) { return all({a, b}); }
    [[nodiscard]] Term either(const Term& a, const Term& b) { return any({a, b}); }
    [[nodiscard]] Term negated(const Term& a);
    [[nodiscard]] Term choose(const Term& condition, const Term& then, const Term& otherwise);
    /// At least `count` of the parts hold.
    [[nodiscard]] Term at_least(const Terms& parts, std::int64_t count);

    // Kleene's connectives.
    [[nodiscard]] Kleene known(bool holds) const { return {truth(holds), truth(!holds)}; }
    [[nodiscard]] Kleene unknown() const { return {no_, no_}; }
    [[nodiscard]] Kleene both(const Kleene& a, const Kleene& b);
    [[nodiscard]] Kleene all(const std::vector<Kleene>& parts);
    [[nodiscard]] Kleene any(const std::vector<Kleene>& parts);
    [[nodiscard]] static Kleene negated(const Kleene& a) { return {a.no, a.yes}; }
    [[nodiscard]] Kleene choose(const Term& condition, const Kleene& then, const Kleene& otherwise);
    [[nodiscard]] Term is_unknown(const Kleene& a);

    [[nodiscard]] Term whole(std::int64_t value) { return context_.int_val(value); }
    /// Exact.
    [[nodiscard]] Term number(const values::Rational& value);
    [[nodiscard]] Term as_number(const Term& whole) {
        return raised(folded(to_real(whole), whole, whole), degree(whole));
    }
    /// The greatest whole number not above; of sort Int.
    [[nodiscard]] Term floor(const Term& number);
    [[nodiscard]] Term is_whole(const Term& number);
    [[nodiscard]] Term sum(const Term& a, const Term& b);
    [[nodiscard]] Term product(const Term& a, const Term& b);
    [[nodiscard]] Term quotient(const Term& a, const Term& b) {
        return raised(folded(a / b, a, b), degree(a));
    }
    [[nodiscard]] Term minus(const Term& a) { return raised(folded(-a, a, a), degree(a)); }
    /// Of how many variables a part of the term is the product; 0 of a number.
    [[nodiscard]] unsigned degree(const Term& term) const;
    [[nodiscard]] Term less(const Term& a, const Term& b);
    [[nodiscard]] Term at_most(const Term& a, const Term& b);
    [[nodiscard]] Term same(const Term& a, const Term& b);
    [[nodiscard]] Term lesser(const Term& a, const Term& b);
    [[nodiscard]] Term greater(const Term& a, const Term& b);

    // Variables. The name only has to tell them apart.
    [[nodiscard]] Term new_truth(const std::string& name);
    [[nodiscard]] Term new_whole(const std::string& name);
    [[nodiscard]] Term new_number(const std::string& name);

    /// What holds of the variables whatever is asked: their domains, and what defines them.
    void require(const Term& formula);
    [[nodiscard]] const Terms& requirements() const { return requirements_; }

  private:
    struct Raised {
        Term term;  ///< kept, so that its id stays its own
        unsigned degree;
    };

    Term join(const Terms& parts, bool is_all);
    Term raised(Term term, unsigned degree);
    /// What is made of constants is one.
    static Term folded(const Term& result, const Term& a, const Term& b) {
        return a.is_numeral() && b.is_numeral() ? result.simplify() : result;
    }

    z3::context context_;
    Term yes_;
    Term no_;
    Terms requirements_;
    std::map<unsigned, Raised> raised_;  ///< of a degree above 1, by id
    std::uint32_t variables_ = 0;
};

}  // namespace caveat::proof
