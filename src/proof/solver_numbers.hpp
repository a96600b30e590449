#pragma once

// Numbers that may be unknown, as terms: the ranges of `values/range.hpp`, end by end.

#include "model/tree.hpp"
#include "proof/solver_terms.hpp"
#include "values/range.hpp"

#include <map>
#include <string>
#include <vector>

namespace caveat::proof {

/// One end of a range: `value`, unless it is infinite (below every number as a low end, above as a
/// high one).
struct End {
    Term value;
    Term infinite;
};

/// Every value that a number may still have. `whole`: the whole numbers of it alone.
struct NumberTerm {
    End low;
    End high;
    Term whole;
};

/// Arithmetic and comparisons on such numbers. What cannot be said exactly becomes a new variable
/// that may be anything: a claim that holds for it holds for the true value as well.
class NumberFormulas {
  public:
    explicit NumberFormulas(Formulas& formulas) : f_(formulas) {}

    [[nodiscard]] NumberTerm constant(const values::Range& range);
    [[nodiscard]] NumberTerm single(const Term& value, const Term& whole);
    /// Whatever there is: its ends are variables, the same ones for the same thing. made_of  the
    /// terms that it depends on; how  in which way
    [[nodiscard]] NumberTerm anything(const std::string& how, const Terms& made_of);
    /// Of more factors than that, a product may be anything: the solver looks at its time too
    /// seldom while it multiplies out what is longer.
    static constexpr unsigned most_factors = 12;
    /// Whether there was such a product.
    [[nodiscard]] bool has_long_products() const { return has_long_products_; }
    [[nodiscard]] NumberTerm choose(const Term& condition, const NumberTerm& then,
                                    const NumberTerm& otherwise);

    [[nodiscard]] NumberTerm arithmetic(model::ArithmeticOperator op, const NumberTerm& a,
                                        const NumberTerm& b);
    [[nodiscard]] NumberTerm add(const NumberTerm& a, const NumberTerm& b);
    /// In whatever order they come: the sum is the same term.
    [[nodiscard]] NumberTerm sum(std::vector<NumberTerm> parts);
    [[nodiscard]] NumberTerm negated(const NumberTerm& a);
    [[nodiscard]] NumberTerm scaled(const NumberTerm& a, const values::Rational& factor);
    [[nodiscard]] NumberTerm extreme(const NumberTerm& a, const NumberTerm& b, bool is_maximum);
    [[nodiscard]] NumberTerm hull(const NumberTerm& a, const NumberTerm& b);
    [[nodiscard]] NumberTerm rounded(const NumberTerm& a, int places);

    struct Common {
        NumberTerm range;
        Term exists;
    };
    /// What both allow.
    [[nodiscard]] Common intersect(const NumberTerm& a, const NumberTerm& b);

    [[nodiscard]] Kleene compare(model::Comparison comparison, const NumberTerm& a,
                                 const NumberTerm& b);
    [[nodiscard]] Kleene inside(const NumberTerm& a, const NumberTerm& low, const NumberTerm& high);
    /// Whether the range lies in an interval, some of whose ends may be left out.
    [[nodiscard]] Kleene lies_in(const NumberTerm& a, const values::Bound& low, bool low_included,
                                 const values::Bound& high, bool high_included);

    [[nodiscard]] Term is_single(const NumberTerm& a);
    [[nodiscard]] End end(const values::Bound& bound);
    [[nodiscard]] End choose(const Term& condition, const End& then, const End& otherwise);
    [[nodiscard]] End negated(const End& a) { return {f_.minus(a.value), a.infinite}; }
    [[nodiscard]] End sum(const End& a, const End& b);
    /// a < b, both low ends.
    [[nodiscard]] Term low_less(const End& a, const End& b);
    [[nodiscard]] End lesser_low(const End& a, const End& b);
    [[nodiscard]] End greater_low(const End& a, const End& b);
    /// high < low: an infinite high end is above everything, an infinite low end below.
    [[nodiscard]] Term high_below_low(const End& high, const End& low);
    /// low >= high.
    [[nodiscard]] Term low_reaches_high(const End& low, const End& high);
    [[nodiscard]] End lesser_high(const End& a, const End& b);
    [[nodiscard]] End greater_high(const End& a, const End& b);

  private:
    [[nodiscard]] static bool is_point(const NumberTerm& a);
    [[nodiscard]] unsigned degree(const NumberTerm& a) const;
    [[nodiscard]] Kleene less(const NumberTerm& a, const NumberTerm& b);
    [[nodiscard]] Kleene equal(const NumberTerm& a, const NumberTerm& b);
    [[nodiscard]] NumberTerm product(const NumberTerm& a, const NumberTerm& b);
    [[nodiscard]] NumberTerm quotient(const NumberTerm& a, const NumberTerm& b);
    [[nodiscard]] Term rounded(const Term& value, int places);

    struct Anything {
        Terms made_of;  ///< kept, so that their ids stay theirs
        NumberTerm number;
    };

    Formulas& f_;
    std::map<std::string, Anything> anything_;
    bool has_long_products_ = false;
};

}  // namespace caveat::proof
