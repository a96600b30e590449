// Gates: what was not asked because it does not apply is not so, so a test on a
// gated fact also requires the gate (language page, section 3).

#include "naive_evaluator.hpp"

#include <algorithm>
#include <set>

namespace caveat::testing {

namespace {

/// Collects the facts that a single test or a number uses, through number terms,
/// not through scores. Conditions inside a `where` bring their own gates.
class FactsUsed {
  public:
    explicit FactsUsed(const GeneratedRuleSet& rules) : rules_(rules) {}

    void visit(const Subject& subject) {
        if (subject.kind == Subject::Kind::place) visit(subject.place);
        for (const Measure& measure : subject.measure) facts.insert(measure.records);
    }

    void visit(const Number& number) {
        for (const Number& part : number.parts) visit(part);
        for (const Measure& measure : number.measure) facts.insert(measure.records);
        if (number.kind == NumberKind::place || number.kind == NumberKind::count_choices) {
            visit(number.place);
        }
        if (number.kind == NumberKind::count_records) facts.insert(number.index);
        if (number.kind == NumberKind::since) visit(number.date);
        if (number.kind == NumberKind::term) visit(rules_.terms[number.index].number.front());
    }

    void visit(const Condition& test) {
        for (const Number& number : test.numbers) visit(number);
        switch (test.kind) {
            case ConditionKind::yes_no:
            case ConditionKind::choice_is:
            case ConditionKind::include:
            case ConditionKind::empty:
            case ConditionKind::within_last:
            case ConditionKind::more_than_ago:
                visit(test.subject);
                break;
            case ConditionKind::date_order:
                visit(test.subject);
                visit(test.other_date);
                break;
            case ConditionKind::quantified:
                facts.insert(test.index);
                break;
            default:
                break;
        }
    }

    std::set<std::size_t> facts;

  private:
    void visit(const Place& place) {
        if (!place.is_field) facts.insert(place.index);
    }

    const GeneratedRuleSet& rules_;
};

}  // namespace

/// Whether a fact's gate is open.
Kleene NaiveEvaluator::gate(std::size_t index) {
    if (!gates_[index]) {
        Kleene open = Kleene::yes;
        for (const Condition& gate : rules_.facts[index].gate) open = truth(gate, Scope{});
        gates_[index] = open;
    }
    return *gates_[index];
}

/// The facts whose gates a single test requires. A quantified test requires that of its records
/// alone: the tests in its body bring their own.
std::set<std::size_t> NaiveEvaluator::gated_facts(const Condition& test) const {
    FactsUsed used(rules_);
    used.visit(test);
    return used.facts;
}

std::set<std::size_t> NaiveEvaluator::gated_facts(const Number& number) const {
    FactsUsed used(rules_);
    used.visit(number);
    return used.facts;
}

Kleene NaiveEvaluator::gates(const Condition& test) {
    Kleene open = Kleene::yes;
    for (std::size_t fact : gated_facts(test)) open = both(open, gate(fact));
    return open;
}

Kleene NaiveEvaluator::gates(const Number& number) {
    Kleene open = Kleene::yes;
    for (std::size_t fact : gated_facts(number)) open = both(open, gate(fact));
    return open;
}

bool is_gated(const GeneratedRuleSet& rules, const Number& number) {
    FactsUsed used(rules);
    used.visit(number);
    return std::any_of(used.facts.begin(), used.facts.end(),
                       [&](std::size_t fact) { return !rules.facts[fact].gate.empty(); });
}

}  // namespace caveat::testing
