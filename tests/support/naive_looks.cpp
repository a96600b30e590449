// What the entries of a score look at (language page, section 6): the facts, numbers and tests that
// may be so in one entry and not otherwise in another.

#include "naive_looks.hpp"

#include <algorithm>

namespace caveat::testing {

void NaiveEvaluator::Looks::entry(const ScoreEntry& entry) {
    used.clear();
    if (!entry.condition.empty()) return condition(entry.condition.front(), Scope{});
    if (!entry.rows.empty()) {
        for (const TableRow& row : entry.rows) condition(row.condition, Scope{});
        return;
    }
    const Number& number = entry.number.front();
    if (!is_small(number, Scope{})) return;
    leaves(number, Scope{});
    gates(number);
}

NaiveEvaluator::Look& NaiveEvaluator::Looks::look(const std::string& key, Look::Kind kind) {
    used.push_back(key);
    Look& found = looks_[key];
    found.kind = kind;
    ++found.uses;
    return found;
}

void NaiveEvaluator::Looks::condition(const Condition& condition, const Scope& scope) {
    switch (condition.kind) {
        case ConditionKind::all:
        case ConditionKind::any:
        case ConditionKind::none:
        case ConditionKind::negation:
            for (const Condition& part : condition.parts) this->condition(part, scope);
            return;
        case ConditionKind::of_list: {
            // Not too few, and not too many.
            const std::int64_t count = evaluator_.count_of(condition.count, scope);
            const bool is_twice = condition.quantity == Quantity::exactly && count > 0 &&
                                  count < static_cast<std::int64_t>(condition.parts.size());
            for (const Condition& part : condition.parts) {
                this->condition(part, scope);
                if (is_twice) this->condition(part, scope);
            }
            return;
        }
        case ConditionKind::term: {
            const Scope inside{nullptr, &condition.numbers};
            return this->condition(rules_.terms[condition.index].condition.front(), inside);
        }
        default:
            break;
    }
    gates(condition);
    if (!test(condition, scope)) {
        Look& whole = look(evaluator_.key(condition, scope), Look::Kind::test);
        whole.test = &condition;
        whole.slots = scope.slots;
    }
}

bool NaiveEvaluator::Looks::test(const Condition& condition, const Scope& scope) {
    const bool is_on_fact =
        condition.subject.kind == Subject::Kind::place && !condition.subject.place.is_field;
    const std::size_t fact = condition.subject.place.index;
    const std::string name = "fact " + std::to_string(fact);
    switch (condition.kind) {
        case ConditionKind::yes_no:
            if (is_on_fact) look(name, Look::Kind::yes_no).fact = fact;
            return is_on_fact;
        case ConditionKind::choice_is:
            if (is_on_fact) look(name, Look::Kind::choice).fact = fact;
            return is_on_fact;
        case ConditionKind::include:
            if (!is_on_fact) return false;
            for (const std::size_t code : condition.codes) this->code(fact, code);
            return true;
        case ConditionKind::empty:
            if (!is_on_fact) return false;
            for (std::size_t code = 0; code < rules_.facts[fact].codes.size(); ++code) {
                this->code(fact, code);
            }
            return true;
        case ConditionKind::compare: {
            const Number& left = condition.numbers[0];
            const Number& right = condition.numbers[1];
            if (!is_constant(left) && !is_constant(right) && is_small(left, scope) &&
                is_small(right, scope)) {
                leaves(left, scope);
                leaves(right, scope);
                return true;
            }
            if (is_constant(left) == is_constant(right)) return false;
            const Number& constant = is_constant(left) ? left : right;
            number(is_constant(left) ? right : left, {constant}, scope);
            return true;
        }
        case ConditionKind::between:
            if (!is_constant(condition.numbers[1]) || !is_constant(condition.numbers[2])) {
                return false;
            }
            number(condition.numbers[0], {condition.numbers[1], condition.numbers[2]}, scope);
            return true;
        case ConditionKind::band: {
            Number score;
            score.kind = NumberKind::score;
            score.index = condition.index;
            const Band& band = rules_.scores[condition.index].bands[condition.band];
            Look& found = numeric(score, scope);
            found.cuts.push_back(band.low);
            found.cuts.push_back(band.high);
            return true;
        }
        default:
            return false;
    }
}

void NaiveEvaluator::Looks::code(std::size_t fact, std::size_t code) {
    Look& found =
        look("fact " + std::to_string(fact) + " code " + std::to_string(code), Look::Kind::code);
    found.fact = fact;
    found.code = code;
}

void NaiveEvaluator::Looks::number(const Number& number, const std::vector<Number>& cuts,
                                   const Scope& scope) {
    if (number.kind != NumberKind::place && is_small(number, scope)) {
        return leaves(number, scope);
    }
    Look& found = numeric(number, scope);
    for (const Number& cut : cuts) {
        found.cuts.push_back(evaluator_.number(cut, scope).low.value);
    }
}

NaiveEvaluator::Look& NaiveEvaluator::Looks::numeric(const Number& number, const Scope& scope) {
    if (number.kind == NumberKind::slot) {
        return numeric((*scope.slots)[number.index], Scope{});
    }
    if (number.kind == NumberKind::term && number.parts.empty()) {
        return numeric(rules_.terms[number.index].number.front(), Scope{});
    }
    Look& found = look(evaluator_.key(number, scope), Look::Kind::number);
    found.number = number;
    found.slots = scope.slots;
    found.step = step(number, scope);
    return found;
}

Rational NaiveEvaluator::Looks::step(const Number& number, const Scope& scope) {
    if (number.kind == NumberKind::place) {
        const Fact& fact = rules_.facts[number.place.index];
        return fact.whole ? to_base(1, fact.unit) : Rational(0);
    }
    if (number.kind == NumberKind::since) {
        return to_base(1, number.time == TimeUnit::days     ? "days"
                          : number.time == TimeUnit::weeks  ? "weeks"
                          : number.time == TimeUnit::months ? "months"
                                                            : "years");
    }
    const GeneratedProfile blank{std::nullopt, std::vector<Answer>(rules_.facts.size())};
    NaiveEvaluator nobody(rules_, blank, nullptr);
    return nobody.number(number, scope).whole ? Rational(1) : Rational(0);
}

bool NaiveEvaluator::Looks::is_small(const Number& number, const Scope& scope) {
    switch (number.kind) {
        case NumberKind::literal:
        case NumberKind::parameter:
            return true;
        case NumberKind::slot:
            return is_small((*scope.slots)[number.index], Scope{});
        case NumberKind::term:
            return is_small(rules_.terms[number.index].number.front(),
                            Scope{nullptr, &number.parts});
        case NumberKind::place: {
            const Fact& fact = rules_.facts[number.place.index];
            return fact.whole && fact.unit.empty() && fact.from && fact.to &&
                   *fact.to - *fact.from < Rational(16);
        }
        case NumberKind::count_choices:
            return rules_.facts[number.place.index].codes.size() <= 8;
        case NumberKind::add:
        case NumberKind::subtract:
        case NumberKind::multiply:
        case NumberKind::divide:
        case NumberKind::round:
        case NumberKind::minimum:
        case NumberKind::maximum:
            return std::all_of(number.parts.begin(), number.parts.end(),
                               [&](const Number& part) { return is_small(part, scope); });
        default:
            return false;
    }
}

void NaiveEvaluator::Looks::leaves(const Number& number, const Scope& scope) {
    if (number.kind == NumberKind::slot) return;
    if (number.kind == NumberKind::term) {
        return leaves(rules_.terms[number.index].number.front(), Scope{nullptr, &number.parts});
    }
    if (number.kind == NumberKind::count_choices) {
        const std::size_t fact = number.place.index;
        for (std::size_t code = 0; code < rules_.facts[fact].codes.size(); ++code) {
            this->code(fact, code);
        }
        return;
    }
    if (number.kind == NumberKind::place) {
        Look& found = numeric(number, scope);
        const Fact& fact = rules_.facts[number.place.index];
        for (Rational at = *fact.from; at <= *fact.to; at = at + Rational(1)) {
            found.cuts.push_back(at);
        }
        return;
    }
    for (const Number& part : number.parts) leaves(part, scope);
}

void NaiveEvaluator::Looks::gate(std::size_t fact) {
    for (const Condition& gate : rules_.facts[fact].gate) condition(gate, Scope{});
}

}  // namespace caveat::testing
