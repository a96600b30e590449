// Ranges of numbers become terms, one for each end; a range of one value keeps one term for both.
// Entrance: NumberFormulas.

#include "proof/solver_numbers.hpp"

#include <algorithm>
#include <utility>

namespace caveat::proof {

using values::Rational;

bool NumberFormulas::is_point(const NumberTerm& a) {
    return z3::eq(a.low.value, a.high.value) && a.low.infinite.is_false() &&
           a.high.infinite.is_false();
}

End NumberFormulas::end(const values::Bound& bound) {
    return {f_.number(bound.value), f_.truth(!bound.is_finite())};
}

NumberTerm NumberFormulas::constant(const values::Range& range) {
    return {end(range.low), end(range.high), f_.truth(range.whole)};
}

NumberTerm NumberFormulas::single(const Term& value, const Term& whole) {
    return {{value, f_.no()}, {value, f_.no()}, whole};
}

NumberTerm NumberFormulas::anything(const std::string& how, const Terms& made_of) {
    std::string key = how;
    for (const Term& part : made_of) {
        key += ' ' + std::to_string(Z3_get_ast_id(f_.context(), part));
    }
    const auto known = anything_.find(key);
    if (known != anything_.end()) return known->second.number;
    NumberTerm any{{f_.new_number("low"), f_.new_truth("low infinite")},
                   {f_.new_number("high"), f_.new_truth("high infinite")},
                   f_.new_truth("whole")};
    f_.require(
        f_.any({any.low.infinite, any.high.infinite, f_.at_most(any.low.value, any.high.value)}));
    anything_.emplace(std::move(key), Anything{made_of, any});
    return any;
}

End NumberFormulas::choose(const Term& condition, const End& then, const End& otherwise) {
    return {f_.choose(condition, then.value, otherwise.value),
            f_.choose(condition, then.infinite, otherwise.infinite)};
}

NumberTerm NumberFormulas::choose(const Term& condition, const NumberTerm& then,
                                  const NumberTerm& otherwise) {
    return {choose(condition, then.low, otherwise.low),
            choose(condition, then.high, otherwise.high),
            f_.choose(condition, then.whole, otherwise.whole)};
}

// Ends

End NumberFormulas::sum(const End& a, const End& b) {
    return {f_.sum(a.value, b.value), f_.either(a.infinite, b.infinite)};
}

Term NumberFormulas::low_less(const End& a, const End& b) {
    return f_.both(f_.negated(b.infinite), f_.either(a.infinite, f_.less(a.value, b.value)));
}
End NumberFormulas::lesser_low(const End& a, const End& b) {
    return choose(low_less(b, a), b, a);
}
End NumberFormulas::greater_low(const End& a, const End& b) {
    return choose(low_less(a, b), b, a);
}
End NumberFormulas::lesser_high(const End& a, const End& b) {
    const Term b_is_less =
        f_.both(f_.negated(b.infinite), f_.either(a.infinite, f_.less(b.value, a.value)));
    return choose(b_is_less, b, a);
}
End NumberFormulas::greater_high(const End& a, const End& b) {
    const Term b_is_greater =
        f_.both(f_.negated(a.infinite), f_.either(b.infinite, f_.less(a.value, b.value)));
    return choose(b_is_greater, b, a);
}
Term NumberFormulas::high_below_low(const End& high, const End& low) {
    return f_.all(
        {f_.negated(high.infinite), f_.negated(low.infinite), f_.less(high.value, low.value)});
}
Term NumberFormulas::low_reaches_high(const End& low, const End& high) {
    return f_.all(
        {f_.negated(high.infinite), f_.negated(low.infinite), f_.at_most(high.value, low.value)});
}

Term NumberFormulas::is_single(const NumberTerm& a) {
    if (is_point(a)) return f_.yes();
    return f_.all({f_.negated(a.low.infinite), f_.negated(a.high.infinite),
                   f_.same(a.low.value, a.high.value)});
}

// Arithmetic

NumberTerm NumberFormulas::add(const NumberTerm& a, const NumberTerm& b) {
    const Term whole = f_.both(a.whole, b.whole);
    if (is_point(a) && is_point(b)) return single(f_.sum(a.low.value, b.low.value), whole);
    return {sum(a.low, b.low), sum(a.high, b.high), whole};
}

NumberTerm NumberFormulas::sum(std::vector<NumberTerm> parts) {
    const auto id = [&](const Term& term) { return Z3_get_ast_id(f_.context(), term); };
    std::sort(parts.begin(), parts.end(), [&](const NumberTerm& a, const NumberTerm& b) {
        return std::pair(id(a.low.value), id(a.high.value)) <
               std::pair(id(b.low.value), id(b.high.value));
    });
    NumberTerm total = constant(values::single(0));
    for (const NumberTerm& part : parts) total = add(total, part);
    return total;
}

NumberTerm NumberFormulas::negated(const NumberTerm& a) {
    if (is_point(a)) return single(f_.minus(a.low.value), a.whole);
    return {negated(a.high), negated(a.low), a.whole};
}

NumberTerm NumberFormulas::scaled(const NumberTerm& a, const Rational& factor) {
    if (factor.is_zero()) return constant(values::single(0));
    const NumberTerm side = factor.is_negative() ? negated(a) : a;
    const Rational size = factor.is_negative() ? values::negate(factor) : factor;
    if (size == Rational(1)) return side;
    const Term times = f_.number(size);
    const Term whole = f_.both(a.whole, f_.truth(size.is_whole()));
    if (is_point(side)) return single(f_.product(side.low.value, times), whole);
    return {{f_.product(side.low.value, times), side.low.infinite},
            {f_.product(side.high.value, times), side.high.infinite},
            whole};
}

namespace {

/// The number, if the term is one.
std::optional<Rational> numeral(const NumberTerm& a) {
    if (!z3::eq(a.low.value, a.high.value) || !a.low.infinite.is_false() ||
        !a.low.value.is_numeral()) {
        return std::nullopt;
    }
    const Term simple = a.low.value.simplify();
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    if (!simple.numerator().is_numeral_i64(numerator) ||
        !simple.denominator().is_numeral_i64(denominator)) {
        return std::nullopt;
    }
    return Rational::from(numerator, denominator);
}

}  // namespace

namespace {

Terms ends_of(const NumberTerm& a, const NumberTerm& b) {
    return {a.low.value, a.low.infinite, a.high.value, a.high.infinite,
            b.low.value, b.low.infinite, b.high.value, b.high.infinite};
}

}  // namespace

unsigned NumberFormulas::degree(const NumberTerm& a) const {
    return std::max(f_.degree(a.low.value), f_.degree(a.high.value));
}

NumberTerm NumberFormulas::product(const NumberTerm& a, const NumberTerm& b) {
    if (const auto factor = numeral(a)) return scaled(b, *factor);
    if (const auto factor = numeral(b)) return scaled(a, *factor);
    const Term whole = f_.both(a.whole, b.whole);
    const bool is_long = degree(a) + degree(b) > most_factors;
    has_long_products_ = has_long_products_ || is_long;
    if (!is_long && is_point(a) && is_point(b)) {
        return single(f_.product(a.low.value, b.low.value), whole);
    }
    const bool is_bounded = a.low.infinite.is_false() && a.high.infinite.is_false() &&
                            b.low.infinite.is_false() && b.high.infinite.is_false();
    if (is_long || !is_bounded) {
        // The order of the factors makes no difference.
        const bool is_in_order =
            Z3_get_ast_id(f_.context(), a.low.value) <= Z3_get_ast_id(f_.context(), b.low.value);
        return anything("product", is_in_order ? ends_of(a, b) : ends_of(b, a));
    }
    const Term corners[] = {
        f_.product(a.low.value, b.low.value), f_.product(a.low.value, b.high.value),
        f_.product(a.high.value, b.low.value), f_.product(a.high.value, b.high.value)};
    Term least = corners[0];
    Term greatest = corners[0];
    for (const Term& corner : corners) {
        least = f_.lesser(least, corner);
        greatest = f_.greater(greatest, corner);
    }
    return {{least, f_.no()}, {greatest, f_.no()}, whole};
}

NumberTerm NumberFormulas::quotient(const NumberTerm& a, const NumberTerm& b) {
    if (const auto divisor = numeral(b); divisor && !divisor->is_zero()) {
        NumberTerm result = scaled(a, *values::divide(1, *divisor));
        result.whole = f_.both(is_single(result), f_.is_whole(result.low.value));
        return result;
    }
    if (is_point(a) && is_point(b)) {
        // Solvers multiply better than they divide; loading has made sure that nothing is divided
        // by 0.
        const Term value = anything("exact quotient", {a.low.value, b.low.value}).low.value;
        f_.require(f_.same(f_.product(value, b.low.value), a.low.value));
        return single(value, f_.is_whole(value));
    }
    return anything("quotient", ends_of(a, b));
}

NumberTerm NumberFormulas::arithmetic(model::ArithmeticOperator op, const NumberTerm& a,
                                      const NumberTerm& b) {
    switch (op) {
        case model::ArithmeticOperator::add:
            return add(a, b);
        case model::ArithmeticOperator::subtract:
            return add(a, negated(b));
        case model::ArithmeticOperator::multiply:
            return product(a, b);
        case model::ArithmeticOperator::divide:
            break;
    }
    return quotient(a, b);
}

NumberTerm NumberFormulas::extreme(const NumberTerm& a, const NumberTerm& b, bool is_maximum) {
    const Term whole = f_.both(a.whole, b.whole);
    if (is_point(a) && is_point(b)) {
        return single(
            is_maximum ? f_.greater(a.low.value, b.low.value) : f_.lesser(a.low.value, b.low.value),
            whole);
    }
    if (is_maximum) {
        return {greater_low(a.low, b.low), greater_high(a.high, b.high), whole};
    }
    return {lesser_low(a.low, b.low), lesser_high(a.high, b.high), whole};
}

NumberTerm NumberFormulas::hull(const NumberTerm& a, const NumberTerm& b) {
    return {lesser_low(a.low, b.low), greater_high(a.high, b.high), f_.both(a.whole, b.whole)};
}

Term NumberFormulas::rounded(const Term& value, int places) {
    Rational shift = 1;
    for (int place = 0; place < places; ++place) shift = *values::multiply(shift, 10);
    const Term times = f_.number(shift);
    const Term half = f_.number(*Rational::from(1, 2));
    const Term scaled = f_.product(value, times);
    const Term up = f_.as_number(f_.floor(f_.sum(scaled, half)));
    const Term down = f_.minus(f_.as_number(f_.floor(f_.sum(half, f_.minus(scaled)))));
    const Term result = f_.choose(f_.less(scaled, f_.number(0)), down, up);
    return f_.quotient(result, times);
}

NumberTerm NumberFormulas::rounded(const NumberTerm& a, int places) {
    const Term whole = f_.either(a.whole, f_.truth(places == 0));
    if (is_point(a)) return single(rounded(a.low.value, places), whole);
    return {{rounded(a.low.value, places), a.low.infinite},
            {rounded(a.high.value, places), a.high.infinite},
            whole};
}

NumberFormulas::Common NumberFormulas::intersect(const NumberTerm& a, const NumberTerm& b) {
    End low = greater_low(a.low, b.low);
    End high = lesser_high(a.high, b.high);
    const Term whole = f_.either(a.whole, b.whole);
    // Ends of two whole ranges are whole already.
    if (!whole.is_false() && !(a.whole.is_true() && b.whole.is_true())) {
        const Term up = f_.minus(f_.as_number(f_.floor(f_.minus(low.value))));
        const Term down = f_.as_number(f_.floor(high.value));
        low.value = f_.choose(whole, up, low.value);
        high.value = f_.choose(whole, down, high.value);
    }
    const Term exists = f_.any({low.infinite, high.infinite, f_.at_most(low.value, high.value)});
    return {{low, high, whole}, exists};
}

// Comparisons

Kleene NumberFormulas::less(const NumberTerm& a, const NumberTerm& b) {
    if (is_point(a) && is_point(b)) {
        const Term holds = f_.less(a.low.value, b.low.value);
        return {holds, f_.negated(holds)};
    }
    return {high_below_low(a.high, b.low), low_reaches_high(a.low, b.high)};
}

Kleene NumberFormulas::equal(const NumberTerm& a, const NumberTerm& b) {
    if (is_point(a) && is_point(b)) {
        const Term holds = f_.same(a.low.value, b.low.value);
        return {holds, f_.negated(holds)};
    }
    const Term both_single = f_.both(is_single(a), is_single(b));
    const Term same = f_.same(a.low.value, b.low.value);
    return {f_.both(both_single, same),
            f_.choose(both_single, f_.negated(same), f_.negated(intersect(a, b).exists))};
}

Kleene NumberFormulas::compare(model::Comparison comparison, const NumberTerm& a,
                               const NumberTerm& b) {
    switch (comparison) {
        case model::Comparison::equal:
            return equal(a, b);
        case model::Comparison::less:
            return less(a, b);
        case model::Comparison::less_or_equal:
            return Formulas::negated(less(b, a));
        case model::Comparison::greater:
            return less(b, a);
        case model::Comparison::greater_or_equal:
            break;
    }
    return Formulas::negated(less(a, b));
}

Kleene NumberFormulas::inside(const NumberTerm& a, const NumberTerm& low, const NumberTerm& high) {
    if (is_point(a) && is_point(low) && is_point(high)) {
        const Term holds = f_.both(f_.at_most(low.low.value, a.low.value),
                                   f_.at_most(a.low.value, high.low.value));
        return {holds, f_.negated(holds)};
    }
    const Term yes = f_.both(low_reaches_high(a.low, low.high), low_reaches_high(high.low, a.high));
    NumberTerm widest{low.low, high.high, f_.no()};
    const Term is_empty = high_below_low(widest.high, widest.low);
    const Term may_lie = f_.both(f_.negated(is_empty), intersect(a, widest).exists);
    return {yes, f_.both(f_.negated(yes), f_.negated(may_lie))};
}

Kleene NumberFormulas::lies_in(const NumberTerm& a, const values::Bound& low, bool low_included,
                               const values::Bound& high, bool high_included) {
    Term yes = f_.yes();
    Term no = f_.no();
    if (low.is_finite()) {
        const Term limit = f_.number(low.value);
        const Term above =
            low_included ? f_.at_most(limit, a.low.value) : f_.less(limit, a.low.value);
        const Term below =
            low_included ? f_.less(a.high.value, limit) : f_.at_most(a.high.value, limit);
        yes = f_.all({yes, f_.negated(a.low.infinite), above});
        no = f_.either(no, f_.both(f_.negated(a.high.infinite), below));
    }
    if (high.is_finite()) {
        const Term limit = f_.number(high.value);
        const Term below =
            high_included ? f_.at_most(a.high.value, limit) : f_.less(a.high.value, limit);
        const Term above =
            high_included ? f_.less(limit, a.low.value) : f_.at_most(limit, a.low.value);
        yes = f_.all({yes, f_.negated(a.high.infinite), below});
        no = f_.either(no, f_.both(f_.negated(a.low.infinite), above));
    }
    return {yes, no};
}

}  // namespace caveat::proof
