// From a decided rule to the facts that alone decide it. First a choice down the tree, then, where
// that may still hold too much (sums, shared facts, fall-backs), one fact after the other is taken
// away and the rule evaluated again. Entrance: Evidence::find.

#include "explain/evidence.hpp"

#include "eval/statuses.hpp"

#include <algorithm>

namespace caveat::explain {

Evidence::Evidence(const model::RuleSet& rules, PlainForms& forms)
    : rules_(rules),
      plain_rules_(rules_, forms),
      dependencies_(rules_),
      choice_(rules_, forms, dependencies_),
      shapes_(rules_.rules.size()),
      visible_(rules_.catalogue.size(), 0),
      hidden_statuses_(rules_.rules.size(), Status::undecided),
      hidden_(rules_, forms) {}

void Evidence::look_at(const eval::Result& result, LazyEvaluation& known, std::string_view source) {
    result_ = &result;
    known_ = &known;
    evaluation_ = &known;
    hidden_.look_at(*result.facts, visible_, source);
}

Evidence::Shape Evidence::shape_of(RuleId rule) {
    Shape& shape = shapes_[rule.index];
    if (!shape.is_known) {
        dependencies_.find(rule);
        shape = {true, dependencies_.is_read_once() && !dependencies_.uses_dates()};
    }
    return shape;
}

void Evidence::find(RuleId rule) {
    rule_ = rule;
    for (const std::uint32_t fact : kept_) visible_[fact] = 0;
    evaluation_ = known_;
    const Status status = result_->statuses[rule.index];
    is_of_plain_rule_ = plain_rules_.find(rule, status, *result_->facts, plain_tests_, kept_);
    if (is_of_plain_rule_) return;
    choice_.make(rule, *known_, result_->statuses);
    kept_ = choice_.facts();
    if (kept_.empty()) return;
    const bool is_least = shape_of(rule).is_read_once && choice_.tests_are_simple();
    if (!is_least) {
        drop_needless();
        evaluation_ = &hidden_;
        choice_.make(rule, hidden_, hidden_statuses_);
    }
    std::sort(kept_.begin(), kept_.end());
}

void Evidence::drop_needless() {
    dependencies_.find(rule_);
    for (const std::uint32_t fact : kept_) visible_[fact] = 1;
    if (!keeps_status()) {
        // Answers that contradict each other: more facts may say less. Begin with all of them.
        kept_.clear();
        for (const std::uint32_t fact : dependencies_.facts()) {
            if (result_->facts->given(fact) != facts::Given::absent) kept_.push_back(fact);
        }
        for (const std::uint32_t fact : kept_) visible_[fact] = 1;
    }
    bool has_changed = true;
    while (has_changed) {
        has_changed = false;
        // The last first, so that what the sentence says first is kept.
        for (std::size_t next = kept_.size(); next-- > 0;) {
            visible_[kept_[next]] = 0;
            if (keeps_status()) {
                kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(next));
                has_changed = true;
            } else {
                visible_[kept_[next]] = 1;
            }
        }
        if (is_monotone()) break;
    }
    evaluate();
}

bool Evidence::is_monotone() const {
    if (!result_->incidents.empty()) return false;
    // A condition that is known no hides that a rule lifted this one: with fewer facts that shows.
    const bool may_turn_overridden = result_->statuses[rule_.index] == Status::not_fired &&
                                     !rules_.rules[rule_.index].overridden_by.empty();
    if (may_turn_overridden) return false;
    return std::none_of(
        dependencies_.facts().begin(), dependencies_.facts().end(),
        [&](std::uint32_t fact) { return result_->facts->given(fact) == facts::Given::wrong; });
}

bool Evidence::keeps_status() {
    evaluate();
    return hidden_statuses_[rule_.index] == result_->statuses[rule_.index];
}

void Evidence::evaluate() {
    hidden_.forget();
    for (const RuleId id : dependencies_.rules()) evaluate_rule(id);
}

void Evidence::evaluate_rule(RuleId id) {
    const model::Rule& rule = rules_.rules[id.index];
    Status& status = hidden_statuses_[id.index];
    const Truth when = hidden_.truth(rule.when);
    status = Status::not_fired;
    if (when == Truth::no) return;
    const Truth unless = rule.unless == model::none ? Truth::no : hidden_.truth(rule.unless);
    const eval::Exemption exemption =
        eval::exemption_of(rule.overridden_by, unless, hidden_statuses_);
    status = eval::status_of(when, exemption.truth, exemption.by_rule, rule.if_unknown);
}

}  // namespace caveat::explain
