// From a patient's answers to the truth of conditions, and how many answers settle each. Entrances:
// LazyEvaluation::truth, cost and evaluate.

#include "explain/lazy_evaluation.hpp"

#include "model/walk.hpp"

#include <algorithm>
#include <limits>

namespace caveat::explain {

namespace {

/// Terms may use terms twice, and those others twice: sums end at the largest number.
std::uint32_t plus(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t sum = a + b;
    return sum < a ? ~std::uint32_t{0} : sum;
}

}  // namespace

using model::none;
using Kind = PlainForm::Kind;

LazyEvaluation::LazyEvaluation(const model::RuleSet& rules, PlainForms& forms)
    : rules_(rules), forms_(forms), judgements_(rules.tree.size()), evaluated_(rules.tree.size()) {}

void LazyEvaluation::look_at(const facts::Profile& profile, std::span<const std::uint8_t> visible,
                             std::string_view source) {
    profile_ = &profile;
    visible_ = visible;
    view_.emplace(TreeView{rules_, profile, visible, values_, scratch_, source});
    forget();
}

void LazyEvaluation::forget() {
    if (round_ == std::numeric_limits<std::uint32_t>::max()) {
        std::fill(judgements_.begin(), judgements_.end(), Judgement{});
        round_ = 0;
    }
    ++round_;
    evaluated_.clear();
    is_all_evaluated_ = false;
}

void LazyEvaluation::fit() {
    if (is_fitting_) return;
    values_.fit(rules_.tree);
    is_fitting_ = true;
}

void LazyEvaluation::evaluate(ExprId id) {
    if (is_all_evaluated_ || !evaluated_.add(id)) return;
    fit();
    model::for_each_child(rules_, id, [&](ExprId child) { evaluate(child); });
    // What is inside a `where` is evaluated for each record.
    if (rules_.tree[id].scope == model::patient_scope) view_->evaluation().one(id);
}

void LazyEvaluation::evaluate_all() {
    if (is_all_evaluated_) return;
    fit();
    view_->evaluation().all();
    is_all_evaluated_ = true;
}

// Truth

Truth LazyEvaluation::find_truth(ExprId id) {
    const Truth found = truth_of_condition(id, forms_[id]);
    judgements_[id].truth_round = round_;
    judgements_[id].truth = found;
    return found;
}

Truth LazyEvaluation::truth_of_condition(ExprId id, const PlainForm& form) {
    if (form.is_plain()) {
        const model::VisibleAnswers patient{profile_, visible_};
        return forms_.truth(form, patient.value(form.fact, answer_));
    }
    if (form.kind == Kind::other) {
        evaluate(id);
        return values_.truths[rules_.tree[id].slot];
    }
    const auto parts = rules_.tree.children(form.parts);
    Truth found = form.kind == Kind::any ? Truth::no : Truth::yes;
    switch (form.kind) {
        case Kind::any:
            for (const ExprId part : parts) {
                found = either(found, truth(part));
                if (found == Truth::yes) break;
            }
            return found;
        case Kind::at_least:
            return truth_of_count(form);
        case Kind::denial:
            return negated(truth(form.test));
        case Kind::gated:
            found = truth(form.test);
            break;
        default:
            break;
    }
    for (const ExprId part : parts) {
        if (found == Truth::no) break;
        found = both(found, truth(part));
    }
    return found;
}

Truth LazyEvaluation::truth_of_count(const PlainForm& form) {
    model::Tally tally;
    for (const ExprId part : rules_.tree.children(form.parts)) tally.add(truth(part));
    return tally.reaches(form.count);
}

// Costs

LazyEvaluation::Cost LazyEvaluation::find_cost(ExprId id) {
    const model::Expr& expr = rules_.tree[id];
    // What a record is worth changes from record to record: all of it is needed.
    const bool is_condition =
        expr.kind == model::ValueKind::truth && expr.scope == model::patient_scope;
    const Cost found = is_condition ? cost_of_condition(id, forms_[id]) : cost_of_value(id);
    judgements_[id].cost_round = round_;
    judgements_[id].cost = found;
    return found;
}

LazyEvaluation::Cost LazyEvaluation::cost_of_condition(ExprId id, const PlainForm& form) {
    const Truth settled = truth(id);
    if (settled == Truth::unknown) return 0;
    if (form.is_plain()) return 1;
    const bool is_met = settled == Truth::yes;
    switch (form.kind) {
        case Kind::all:
            return is_met ? cost_of_all(form.parts) : cheapest(form.parts, 1, Truth::no);
        case Kind::any:
            return is_met ? cheapest(form.parts, 1, Truth::yes) : cost_of_all(form.parts);
        case Kind::at_least:
            return is_met ? cheapest(form.parts, form.count, Truth::yes)
                          : cheapest(form.parts, form.parts.count - form.count + 1, Truth::no);
        case Kind::denial:
            return cost(form.test);
        case Kind::gated:
            return cost_of_gated(form, settled);
        default:
            return cost_of_value(id);
    }
}

LazyEvaluation::Cost LazyEvaluation::cost_of_all(model::Children parts) {
    Cost sum = 0;
    for (const ExprId part : rules_.tree.children(parts)) sum = plus(sum, cost(part));
    return sum;
}

LazyEvaluation::Cost LazyEvaluation::cost_of_gated(const PlainForm& form, Truth settled) {
    if (settled == Truth::yes) return cost_of_all(form.parts) + cost(form.test);
    Cost least = truth(form.test) == Truth::no ? cost(form.test) : ~Cost{0};
    for (const ExprId gate : rules_.tree.children(form.parts)) {
        if (truth(gate) == Truth::no) least = std::min(least, cost(gate));
    }
    return least;
}

LazyEvaluation::Cost LazyEvaluation::cost_of_value(ExprId id) {
    const model::Node& node = rules_.tree[id].node;
    if (const auto* score = std::get_if<model::ScoreValue>(&node)) {
        Cost sum = 0;
        for (const model::ScoreEntry& entry : rules_.scores[score->score].entries) {
            sum += cost_of_entry(entry);
        }
        return sum;
    }
    const auto fact = model::fact_of(node);
    const bool has_answer = fact && is_answered(*fact);
    // An answer makes what stands in for it needless.
    if (has_answer && std::holds_alternative<model::FactValue>(node)) return 1;
    Cost sum = has_answer ? 1 : 0;
    model::for_each_child(rules_, id, [&](ExprId child) { sum = plus(sum, cost(child)); });
    return sum;
}

LazyEvaluation::Cost LazyEvaluation::cost_of_entry(const model::ScoreEntry& entry) {
    if (entry.condition != none) return cost(entry.condition);
    Cost sum = cost(entry.number);
    for (const ExprId gate : rules_.tree.children(entry.gates)) {
        if (truth(gate) == Truth::no) return cost(gate);
        sum += cost(gate);
    }
    return sum;
}

LazyEvaluation::Cost LazyEvaluation::cheapest(model::Children parts, std::size_t count,
                                              Truth wanted) {
    const auto ids = rules_.tree.children(parts);
    if (count == 1) {
        Cost least = ~Cost{0};
        for (const ExprId part : ids) {
            if (truth(part) == wanted) least = std::min(least, cost(part));
        }
        return least;
    }
    // Groups inside groups share the room for sorting: what it takes to fill it comes first.
    for (const ExprId part : ids) static_cast<void>(cost(part));
    sorted_.clear();
    for (const ExprId part : ids) {
        if (truth(part) == wanted) sorted_.push_back(cost(part));
    }
    std::sort(sorted_.begin(), sorted_.end());
    if (count < sorted_.size()) sorted_.resize(count);
    Cost sum = 0;
    for (const Cost part : sorted_) sum += part;
    return sum;
}

}  // namespace caveat::explain
