// Truth values and numbers become terms of the solver. Entrance: Formulas.

#include "proof/solver_terms.hpp"

#include <algorithm>

namespace caveat::proof {

namespace {

unsigned id_of(const Term& term) {
    return Z3_get_ast_id(term.ctx(), term);
}

bool has_lesser_id(const Term& a, const Term& b) {
    return id_of(a) < id_of(b);
}

}  // namespace

unsigned Formulas::degree(const Term& term) const {
    if (term.is_numeral()) return 0;
    const auto found = raised_.find(id_of(term));
    return found == raised_.end() ? 1 : found->second.degree;
}

Term Formulas::raised(Term term, unsigned degree) {
    if (degree > 1) raised_.insert_or_assign(id_of(term), Raised{term, degree});
    return term;
}

Term Formulas::sum(const Term& a, const Term& b) {
    return raised(folded(has_lesser_id(a, b) ? a + b : b + a, a, b),
                  std::max(degree(a), degree(b)));
}

Term Formulas::product(const Term& a, const Term& b) {
    return raised(folded(has_lesser_id(a, b) ? a * b : b * a, a, b), degree(a) + degree(b));
}

Term Formulas::join(const Terms& parts, bool is_all) {
    const Term& neutral = is_all ? yes_ : no_;
    const Term& deciding = is_all ? no_ : yes_;
    Terms kept;
    const auto kind = is_all ? Z3_OP_AND : Z3_OP_OR;
    for (const Term& part : parts) {
        if (z3::eq(part, deciding)) return deciding;
        if (z3::eq(part, neutral)) continue;
        if (part.is_app() && part.decl().decl_kind() == kind) {
            for (unsigned i = 0; i < part.num_args(); ++i) kept.push_back(part.arg(i));
        } else {
            kept.push_back(part);
        }
    }
    std::sort(kept.begin(), kept.end(), has_lesser_id);
    kept.erase(std::unique(kept.begin(), kept.end(),
                           [](const Term& a, const Term& b) { return z3::eq(a, b); }),
               kept.end());
    if (kept.empty()) return neutral;
    if (kept.size() == 1) return kept.front();
    z3::expr_vector vector(context_);
    for (const Term& part : kept) vector.push_back(part);
    return is_all ? z3::mk_and(vector) : z3::mk_or(vector);
}

Term Formulas::all(const Terms& parts) {
    return join(parts, true);
}
Term Formulas::any(const Terms& parts) {
    return join(parts, false);
}

Term Formulas::negated(const Term& a) {
    if (a.is_true()) return no_;
    if (a.is_false()) return yes_;
    if (a.is_app() && a.decl().decl_kind() == Z3_OP_NOT) return a.arg(0);
    return !a;
}

Term Formulas::choose(const Term& condition, const Term& then, const Term& otherwise) {
    if (condition.is_true() || z3::eq(then, otherwise)) return then;
    if (condition.is_false()) return otherwise;
    if (then.is_bool()) {
        if (then.is_true()) return either(condition, otherwise);
        if (then.is_false()) return both(negated(condition), otherwise);
        if (otherwise.is_true()) return either(negated(condition), then);
        if (otherwise.is_false()) return both(condition, then);
    }
    return raised(z3::ite(condition, then, otherwise), std::max(degree(then), degree(otherwise)));
}

Term Formulas::at_least(const Terms& parts, std::int64_t count) {
    Terms unsettled;
    for (const Term& part : parts) {
        if (part.is_true()) {
            --count;
        } else if (!part.is_false()) {
            unsettled.push_back(part);
        }
    }
    if (count <= 0) return yes_;
    const auto size = static_cast<std::int64_t>(unsettled.size());
    if (count > size) return no_;
    if (count == size || count == 1) return join(unsettled, count != 1);
    std::sort(unsettled.begin(), unsettled.end(), has_lesser_id);
    z3::expr_vector vector(context_);
    for (const Term& part : unsettled) vector.push_back(part);
    return z3::atleast(vector, static_cast<unsigned>(count));
}

Kleene Formulas::both(const Kleene& a, const Kleene& b) {
    return {both(a.yes, b.yes), either(a.no, b.no)};
}

Kleene Formulas::all(const std::vector<Kleene>& parts) {
    Terms yes;
    Terms no;
    for (const Kleene& part : parts) {
        yes.push_back(part.yes);
        no.push_back(part.no);
    }
    return {all(yes), any(no)};
}

Kleene Formulas::any(const std::vector<Kleene>& parts) {
    std::vector<Kleene> denied;
    for (const Kleene& part : parts) denied.push_back(negated(part));
    return negated(all(denied));
}

Kleene Formulas::choose(const Term& condition, const Kleene& then, const Kleene& otherwise) {
    return {choose(condition, then.yes, otherwise.yes), choose(condition, then.no, otherwise.no)};
}

Term Formulas::is_unknown(const Kleene& a) {
    return both(negated(a.yes), negated(a.no));
}

namespace {

std::string digits_of(values::Int128 value) {
    // Beyond 64 bits a piece at a time: no library prints 128.
    constexpr std::int64_t piece = 1'000'000'000;
    const bool is_negative = value < 0;
    std::string digits;
    do {
        const values::Int128 rest = value / piece;
        auto low = static_cast<std::int64_t>(value - rest * piece);
        low = low < 0 ? -low : low;
        value = rest;
        std::string next = std::to_string(low);
        if (value != 0) next.insert(0, 9 - next.size(), '0');
        digits.insert(0, next);
    } while (value != 0);
    return is_negative ? "-" + digits : digits;
}

}  // namespace

Term Formulas::number(const values::Rational& value) {
    const std::string text = digits_of(value.numerator()) + "/" + digits_of(value.denominator());
    return context_.real_val(text.c_str());
}

Term Formulas::floor(const Term& number) {
    const Term result(context_, Z3_mk_real2int(context_, number));
    context_.check_error();
    return raised(folded(result, number, number), degree(number));
}

Term Formulas::is_whole(const Term& number) {
    return folded(z3::is_int(number), number, number);
}

Term Formulas::less(const Term& a, const Term& b) {
    if (z3::eq(a, b)) return no_;
    return folded(a < b, a, b);
}
Term Formulas::at_most(const Term& a, const Term& b) {
    return negated(less(b, a));
}
Term Formulas::same(const Term& a, const Term& b) {
    if (z3::eq(a, b)) return yes_;
    return folded(id_of(a) < id_of(b) ? a == b : b == a, a, b);
}
Term Formulas::lesser(const Term& a, const Term& b) {
    return choose(less(b, a), b, a);
}
Term Formulas::greater(const Term& a, const Term& b) {
    return choose(less(a, b), b, a);
}

Term Formulas::new_truth(const std::string& name) {
    return context_.bool_const((name + "#" + std::to_string(variables_++)).c_str());
}
Term Formulas::new_whole(const std::string& name) {
    return context_.int_const((name + "#" + std::to_string(variables_++)).c_str());
}
Term Formulas::new_number(const std::string& name) {
    return context_.real_const((name + "#" + std::to_string(variables_++)).c_str());
}

void Formulas::require(const Term& formula) {
    if (!formula.is_true()) requirements_.push_back(formula);
}

}  // namespace caveat::proof
