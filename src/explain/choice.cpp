// From a decided rule to the tests that settle it and the facts behind them. Entrance:
// Choice::make.

#include "explain/choice.hpp"

#include "model/walk.hpp"

#include <algorithm>

namespace caveat::explain {

using model::none;

namespace {

// A condition inside a sum may come again as a reason of its own.
constexpr std::uint32_t as_part = 1;
constexpr std::uint32_t as_reason = 2;

}  // namespace

Choice::Choice(const model::RuleSet& rules, PlainForms& forms, Dependencies& dependencies)
    : rules_(rules),
      forms_(forms),
      dependencies_(dependencies),
      rule_costs_(rules.rules.size(), 0),
      nodes_taken_(rules.tree.size(), as_reason),
      below_(rules.tree.size()),
      facts_taken_(rules.catalogue.size()),
      rules_taken_(rules.rules.size(), as_reason) {}

void Choice::make(RuleId rule, LazyEvaluation& evaluation, std::span<const Status> statuses) {
    evaluation_ = &evaluation;
    statuses_ = statuses;
    tests_.clear();
    facts_.clear();
    tests_are_simple_ = true;
    nodes_taken_.clear();
    facts_taken_.clear();
    rules_taken_.clear();
    steps_.push_back({Step::Kind::rule, false, true, rule.index});
    while (!steps_.empty()) {
        const Step step = steps_.back();
        steps_.pop_back();
        if (is_new(step)) take(step);
    }
}

bool Choice::is_new(const Step& step) {
    EpochSet& taken = step.kind == Step::Kind::rule ? rules_taken_ : nodes_taken_;
    return taken.add(step.id, step.is_sentence ? as_reason : as_part);
}

void Choice::take(Step step) {
    switch (step.kind) {
        case Step::Kind::rule:
            return take_rule(step);
        case Step::Kind::condition:
            return take_condition(step);
        case Step::Kind::value:
            return take_value(step.id);
    }
}

void Choice::push(Step like, ExprId id) {
    like.id = id;
    like.kind = like.kind == Step::Kind::rule ? Step::Kind::condition : like.kind;
    steps_.push_back(like);
}

void Choice::take_rule(const Step& step) {
    const model::Rule& rule = rules_.rules[step.id];
    Step opposite = step;
    opposite.is_flipped = !step.is_flipped;
    switch (statuses_[step.id]) {
        case Status::undecided:
            return;
        case Status::presumed:
            // With `presume` it takes no fact at all.
            if (rule.if_unknown != IfUnknown::presume) push(step, rule.when);
            return;
        case Status::not_fired:
            if (denied_by_condition(rule)) return push(step, rule.when);
            return push(opposite, rule.unless);
        case Status::overridden: {
            const RuleId over = lifting_rule(RuleId{step.id});
            tests_.push_back({none, over, opposite.is_flipped, Truth::yes});
            opposite.id = over.index;
            steps_.push_back(opposite);
            return;
        }
        case Status::fired:
            break;
    }
    for (auto over = rule.overridden_by.rbegin(); over != rule.overridden_by.rend(); ++over) {
        opposite.id = over->index;
        steps_.push_back(opposite);
    }
    if (rule.unless != none) push(opposite, rule.unless);
    push(step, rule.when);
}

void Choice::push_all(model::Children parts, const Step& like) {
    const auto ids = rules_.tree.children(parts);
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) push(like, *id);
}

void Choice::push_cheapest(model::Children parts, std::size_t count, Truth wanted,
                           const Step& like) {
    rank(parts, count, wanted);
    for (auto part = ranked_.rbegin(); part != ranked_.rend(); ++part) push(like, part->id);
}

void Choice::take_condition(const Step& step) {
    if (rules_.tree[step.id].scope != model::patient_scope) return take_value(step.id);
    const Truth settled = truth(step.id);
    if (settled == Truth::unknown) return;
    const bool is_met = settled == Truth::yes;
    const PlainForm& form = forms_[step.id];
    switch (form.kind) {
        case PlainForm::Kind::all:
            if (is_met) return push_all(form.parts, step);
            return push_cheapest(form.parts, 1, Truth::no, step);
        case PlainForm::Kind::any:
            if (!is_met) return push_all(form.parts, step);
            return push_cheapest(form.parts, 1, Truth::yes, step);
        case PlainForm::Kind::at_least:
            if (is_met) return push_cheapest(form.parts, form.count, Truth::yes, step);
            return push_cheapest(form.parts, form.parts.count - form.count + 1, Truth::no, step);
        case PlainForm::Kind::denial: {
            Step opposite = step;
            opposite.is_flipped = !step.is_flipped;
            return push(opposite, form.test);
        }
        case PlainForm::Kind::gated:
            return take_gated(form, step);
        default:
            return take_test(step, form);
    }
}

void Choice::take_gated(const PlainForm& form, const Step& step) {
    if (truth(step.id) == Truth::yes) {
        push(step, form.test);
        return push_all(form.parts, step);
    }
    ExprId best = truth(form.test) == Truth::no ? form.test : none;
    for (const ExprId gate : rules_.tree.children(form.parts)) {
        if (truth(gate) != Truth::no) continue;
        if (best == none || cost(gate) < cost(best)) best = gate;
    }
    push(step, best);
}

void Choice::take_test(const Step& step, const PlainForm& form) {
    if (step.is_sentence) {
        tests_.push_back({step.id, std::nullopt, step.is_flipped, truth(step.id)});
    }
    // That it is settled means that the one fact it looks at is answered.
    if (form.is_plain()) return take_fact(form.fact);
    tests_are_simple_ = tests_are_simple_ && cost(step.id) <= 1;
    take_value(step.id);
}

void Choice::take_value(ExprId id) {
    const model::Node& node = rules_.tree[id].node;
    if (const auto* score = std::get_if<model::ScoreValue>(&node)) {
        for (const model::ScoreEntry& entry : rules_.scores[score->score].entries) {
            take_entry(entry);
        }
        return;
    }
    const auto fact = model::fact_of(node);
    const bool is_answered = fact && evaluation_->is_answered(*fact);
    if (is_answered) take_fact(*fact);
    if (is_answered && std::holds_alternative<model::FactValue>(node)) return;
    model::for_each_child(rules_, id, [&](ExprId child) {
        const bool is_condition = rules_.tree[child].kind == model::ValueKind::truth;
        steps_.push_back(
            {is_condition ? Step::Kind::condition : Step::Kind::value, false, false, child});
    });
}

void Choice::take_entry(const model::ScoreEntry& entry) {
    const Step part{Step::Kind::condition, false, false, 0};
    if (entry.condition != none) {
        // An answer known in part leaves it open, and may still rule out what would exclude it.
        if (truth(entry.condition) == Truth::unknown) take_answers_below(entry.condition);
        return push(part, entry.condition);
    }
    for (const ExprId gate : rules_.tree.children(entry.gates)) {
        if (truth(gate) == Truth::no) return push(part, gate);
    }
    push_all(entry.gates, part);
    steps_.push_back({Step::Kind::value, false, false, entry.number});
}

void Choice::take_answers_below(ExprId root) {
    below_.clear();
    std::vector<ExprId> open{root};
    while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        if (!below_.add(id)) continue;
        const auto fact = model::fact_of(rules_.tree[id].node);
        if (fact && evaluation_->is_answered(*fact)) {
            take_fact(*fact);
            tests_are_simple_ = false;  // it may be needless
        }
        model::for_each_child(rules_, id, [&](ExprId child) { open.push_back(child); });
    }
}

void Choice::take_fact(std::uint32_t fact) {
    if (facts_taken_.add(fact)) facts_.push_back(fact);
}

}  // namespace caveat::explain
