// The typed tree becomes formulas over one patient, and the rules their statuses. Entrance:
// Encoder. Answers are in solver_answers.cpp, records in solver_records.cpp, scores in
// solver_scores.cpp, conditions
// in solver_conditions.cpp.

#include "proof/solver_encoder.hpp"

#include "model/walk.hpp"

#include <utility>

namespace caveat::proof {

using model::ExprId;

Encoder::Encoder(Formulas& formulas, NumberFormulas& numbers, const AskedPatient& patient,
                 const model::RuleSet& rules, bool presumes_prorated)
    : f_(formulas),
      numbers_of_(numbers),
      days_(formulas),
      patient_(patient),
      rules_(rules),
      presumes_prorated_(presumes_prorated),
      truths_(rules.tree.count(model::ValueKind::truth), formulas.unknown()),
      yes_no_(rules.tree.count(model::ValueKind::yes_no), formulas.unknown()),
      numbers_(rules.tree.count(model::ValueKind::number), numbers_of_.constant(values::all())),
      choice_(rules.tree.count(model::ValueKind::choice)),
      choices_(rules.tree.count(model::ValueKind::choices)),
      dates_(rules.tree.count(model::ValueKind::date),
             DayRangeTerm{days_.constant(values::first_day), days_.constant(values::last_day)}),
      applies_(formulas.known(true)) {
    const auto size = static_cast<ExprId>(rules_.tree.size());
    for (ExprId id = 0; id < size; ++id) {
        if (rules_.tree[id].scope == model::patient_scope) node(id);
    }
    const bool may_be_null = patient_.population().is_partly_answered;
    if (rules_.may_prorate && may_be_null && !presumes_prorated_) {
        prorated_ = std::make_unique<Encoder>(f_, numbers_of_, patient_, rules_, true);
    }
    encode_rules();
}

void Encoder::node(ExprId id) {
    const model::Expr& expr = rules_.tree[id];
    current_ = id;
    model::visit([&](const model::AnyNode auto& node) { set(expr, node); }, expr.node);
}

const Kleene& Encoder::truth(ExprId id) const {
    return truths_[rules_.tree[id].slot];
}
Kleene Encoder::lies_in(ExprId number, const model::Interval& interval) const {
    return numbers_of_.lies_in(this->number(number), interval.low, interval.low_is_included,
                               interval.high, interval.high_is_included);
}
const NumberTerm& Encoder::number(ExprId id) const {
    return numbers_[rules_.tree[id].slot];
}
const CodesTerm& Encoder::codes(ExprId id) const {
    const model::Expr& expr = rules_.tree[id];
    return expr.kind == model::ValueKind::choice ? choice_[expr.slot] : choices_[expr.slot];
}
const DayRangeTerm& Encoder::date(ExprId id) const {
    return dates_[rules_.tree[id].slot];
}
const Kleene& Encoder::yes_no(ExprId id) const {
    const model::Expr& expr = rules_.tree[id];
    return expr.kind == model::ValueKind::truth ? truths_[expr.slot] : yes_no_[expr.slot];
}

void Encoder::put(const model::Expr& expr, Kleene value) {
    (expr.kind == model::ValueKind::truth ? truths_ : yes_no_)[expr.slot] = std::move(value);
}
void Encoder::put(const model::Expr& expr, CodesTerm value) {
    (expr.kind == model::ValueKind::choice ? choice_ : choices_)[expr.slot] = std::move(value);
}

void Encoder::encode_rules() {
    if (rules_.applies_to != model::none) applies_ = truth(rules_.applies_to);
    const StatusTerm empty{f_.no(), f_.no(), f_.no(), f_.yes(), f_.no()};
    statuses_.assign(rules_.rules.size(), empty);
    conditions_.assign(rules_.rules.size(), f_.known(false));
    exemptions_.assign(rules_.rules.size(), f_.known(false));
    for (const RuleId id : rules_.evaluation_order) {
        const model::Rule& rule = rules_.rules[id.index];
        const Kleene condition = truth(rule.when);
        Kleene exemption = rule.unless == model::none ? f_.known(false) : truth(rule.unless);
        conditions_[id.index] = condition;
        exemptions_[id.index] = exemption;
        Terms lifting;
        for (const RuleId over : rule.overridden_by) {
            const StatusTerm& other = statuses_[over.index];
            lifting.push_back(other.fired);
            exemption = f_.any(std::vector<Kleene>{exemption, {other.fired, other.not_fired}});
        }
        const Term lifted = f_.any(lifting);
        const Term not_fired = f_.either(condition.no, exemption.yes);
        const Term fired = f_.both(condition.yes, exemption.no);
        const Term open = f_.both(f_.negated(not_fired), f_.negated(fired));
        const bool presumes = rule.if_unknown == IfUnknown::presume;
        Term holds = condition.yes;
        // What would hold with a total scaled up is presumed.
        if (prorated_) holds = f_.either(holds, prorated_->truth(rule.when).yes);
        const Term presumed = presumes ? open : f_.both(open, holds);
        const Term undecided = presumes ? f_.no() : f_.both(open, f_.negated(holds));
        const Term overridden = f_.both(f_.negated(condition.no), lifted);
        statuses_[id.index] = {fired, presumed, undecided, not_fired, overridden};
    }
}

}  // namespace caveat::proof
