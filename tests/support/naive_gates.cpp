// Gates: a test on a gated fact, and every negated test, also requires the gate
// (language page, section 3).

#include "naive_evaluator.hpp"

namespace caveat::testing {

namespace {

/// Collects the facts that an expression uses, through number terms and inside
/// measures, not through scores.
class FactsUsed {
  public:
    explicit FactsUsed(const GeneratedRuleSet& rules) : rules_(rules) {}

    void visit(const Place& place) {
        if (!place.is_field) facts.insert(place.index);
    }

    void visit(const Measure& measure) {
        facts.insert(measure.records);
        for (const Condition& where : measure.where) visit(where);
    }

    void visit(const Subject& subject) {
        if (subject.kind == Subject::Kind::place) visit(subject.place);
        for (const Measure& measure : subject.measure) visit(measure);
    }

    void visit(const Number& number) {
        for (const Number& part : number.parts) visit(part);
        for (const Measure& measure : number.measure) visit(measure);
        for (const Condition& where : number.where) visit(where);
        if (number.kind == NumberKind::place || number.kind == NumberKind::count_choices) {
            visit(number.place);
        }
        if (number.kind == NumberKind::count_records) facts.insert(number.index);
        if (number.kind == NumberKind::since) visit(number.date);
        if (number.kind == NumberKind::term) visit(rules_.terms[number.index].number.front());
    }

    void visit(const Condition& condition) {
        for (const Condition& part : condition.parts) visit(part);
        for (const Number& number : condition.numbers) visit(number);
        switch (condition.kind) {
            case ConditionKind::yes_no:
            case ConditionKind::choice_is:
            case ConditionKind::include:
            case ConditionKind::empty:
            case ConditionKind::within_last:
            case ConditionKind::more_than_ago:
                visit(condition.subject);
                break;
            case ConditionKind::date_order:
                visit(condition.subject);
                visit(condition.other_date);
                break;
            case ConditionKind::term:
                visit(rules_.terms[condition.index].condition.front());
                break;
            case ConditionKind::quantified:
                facts.insert(condition.index);
                for (const Condition& where : condition.where) visit(where);
                break;
            default:
                break;
        }
    }

    std::set<std::size_t> facts;

  private:
    const GeneratedRuleSet& rules_;
};

}  // namespace

/// Whether a fact's gate is open. The gate is evaluated as a test, so a gated
/// gate needs its own gate too.
Kleene NaiveEvaluator::gate(std::size_t index) {
    if (gates_[index]) return *gates_[index];
    Kleene open = Kleene::yes;
    if (const std::optional<Gate>& declared = rules_.facts[index].gate) {
        if (declared->is_term) {
            open = truth(rules_.terms[declared->index].condition.front(), false, Scope{});
        } else {
            open = both(fact(declared->index).truth, gate(declared->index));
        }
    }
    gates_[index] = open;
    return open;
}

/// The gates of every fact that a single test uses. A quantified test requires
/// that of its records alone: the tests in its body bring their own.
Kleene NaiveEvaluator::gates(const Condition& test) {
    if (test.kind == ConditionKind::quantified) return gate(test.index);
    if (test.kind == ConditionKind::band) return Kleene::yes;
    FactsUsed used(rules_);
    used.visit(test);
    Kleene open = Kleene::yes;
    for (std::size_t fact : used.facts) open = both(open, gate(fact));
    return open;
}

Kleene NaiveEvaluator::gates(const Number& number) {
    FactsUsed used(rules_);
    used.visit(number);
    Kleene open = Kleene::yes;
    for (std::size_t fact : used.facts) open = both(open, gate(fact));
    return open;
}

}  // namespace caveat::testing
