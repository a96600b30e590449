// Answers that cannot all be true (language page, section 3).

#include "naive_evaluator.hpp"

namespace caveat::testing {

namespace {

/// Collects the facts that a condition names, through terms and scores. What opens a fact or stands
/// in for it is not named in it.
class NamedFacts {
  public:
    explicit NamedFacts(const GeneratedRuleSet& rules) : rules_(rules) {}

    void visit(const Condition& condition) {
        for (const Condition& part : condition.parts) visit(part);
        for (const Condition& where : condition.where) visit(where);
        for (const Number& number : condition.numbers) visit(number);
        switch (condition.kind) {
            case ConditionKind::term:
                for (const Condition& part : rules_.terms[condition.index].condition) visit(part);
                break;
            case ConditionKind::band:
                visit_score(condition.index);
                break;
            case ConditionKind::quantified:
                facts.insert(condition.index);
                break;
            case ConditionKind::date_order:
                visit(condition.subject);
                visit(condition.other_date);
                break;
            case ConditionKind::yes_no:
            case ConditionKind::choice_is:
            case ConditionKind::include:
            case ConditionKind::empty:
            case ConditionKind::within_last:
            case ConditionKind::more_than_ago:
                visit(condition.subject);
                break;
            default:
                break;
        }
    }

    std::set<std::size_t> facts;

  private:
    void visit(const Number& number) {
        for (const Number& part : number.parts) visit(part);
        for (const Condition& where : number.where) visit(where);
        for (const Measure& measure : number.measure) visit(measure);
        switch (number.kind) {
            case NumberKind::place:
            case NumberKind::count_choices:
                visit(number.place);
                break;
            case NumberKind::count_records:
                facts.insert(number.index);
                break;
            case NumberKind::since:
                visit(number.date);
                break;
            case NumberKind::term:
                for (const Number& part : rules_.terms[number.index].number) visit(part);
                break;
            case NumberKind::score:
                visit_score(number.index);
                break;
            default:
                break;
        }
    }

    void visit(const Subject& subject) {
        if (subject.kind == Subject::Kind::place) visit(subject.place);
        for (const Measure& measure : subject.measure) visit(measure);
    }

    void visit(const Measure& measure) {
        facts.insert(measure.records);
        for (const Condition& where : measure.where) visit(where);
    }

    void visit(const Place& place) {
        if (!place.is_field) facts.insert(place.index);
    }

    void visit_score(std::size_t index) {
        for (const ScoreEntry& entry : rules_.scores[index].entries) {
            for (const Condition& condition : entry.condition) visit(condition);
            for (const TableRow& row : entry.rows) visit(row.condition);
            for (const Number& number : entry.number) visit(number);
        }
    }

    const GeneratedRuleSet& rules_;
};

}  // namespace

std::set<std::size_t> NaiveEvaluator::contradicting() {
    NamedFacts named(rules_);
    for (const Condition& condition : rules_.impossible) {
        if (truth(condition, Scope{}) == Kleene::yes) named.visit(condition);
    }
    return named.facts;
}

}  // namespace caveat::testing
