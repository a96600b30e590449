// From a decided rule to the facts that alone decide it. First a choice down the tree, then, where
// that may still hold too much (sums, shared facts, fall-backs), one fact after the other is taken
// away and the rule evaluated again. Entrance: Evidence::find.

#include "explain/evidence.hpp"

#include "eval/statuses.hpp"

#include <algorithm>

namespace caveat::explain {

Evidence::Evidence(const eval::Result& result, model::Values& known, std::string_view source)
    : result_(result),
      rules_(*result.rules),
      cone_(rules_),
      choice_(rules_),
      known_{rules_, *result.facts, {}, known, scratch_, source},
      visible_(rules_.catalogue.size(), 0),
      hidden_statuses_(rules_.rules.size(), Status::undecided),
      hidden_{rules_, *result.facts, visible_, hidden_values_, scratch_, source},
      view_(&known_) {}

void Evidence::find(RuleId rule) {
    rule_ = rule;
    for (const std::uint32_t fact : kept_) visible_[fact] = 0;
    kept_.clear();
    view_ = &known_;
    cone_.find(rule);
    choice_.make(cone_, known_, result_.statuses);
    kept_ = choice_.facts();
    // Each fact once, each test on one fact: nothing can be left out. A date may be needless, since
    // the day of the screening alone can decide a test on it.
    const bool is_least = cone_.is_read_once() && choice_.tests_are_simple() && !cone_.uses_dates();
    if (!is_least && !kept_.empty()) {
        drop_needless();
        view_ = &hidden_;
        choice_.make(cone_, hidden_, hidden_statuses_);
    }
    std::sort(kept_.begin(), kept_.end());
}

void Evidence::drop_needless() {
    hidden_values_.fit(rules_.tree);
    for (const std::uint32_t fact : kept_) visible_[fact] = 1;
    if (!keeps_status()) {
        // Answers that contradict each other: more facts may say less. Begin with all of them.
        kept_.clear();
        for (const std::uint32_t fact : cone_.facts()) {
            if (result_.facts->values[fact].given != facts::Given::absent) kept_.push_back(fact);
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
    if (!result_.incidents.empty()) return false;
    // A condition that is known no hides that a rule lifted this one: with fewer facts that shows.
    const bool may_turn_overridden = result_.statuses[rule_.index] == Status::not_fired &&
                                     !rules_.rules[rule_.index].overridden_by.empty();
    if (may_turn_overridden) return false;
    return std::none_of(cone_.facts().begin(), cone_.facts().end(), [&](std::uint32_t fact) {
        return result_.facts->values[fact].given == facts::Given::wrong;
    });
}

bool Evidence::keeps_status() {
    evaluate();
    return hidden_statuses_[rule_.index] == result_.statuses[rule_.index];
}

void Evidence::evaluate() {
    model::Evaluation evaluation = hidden_.evaluation();
    for (const ExprId id : cone_.nodes()) {
        if (rules_.tree[id].scope == model::patient_scope) evaluation.one(id);
    }
    for (const RuleId id : cone_.rules()) {
        const model::Rule& rule = rules_.rules[id.index];
        const Truth unless = rule.unless == model::none ? Truth::no : evaluation.truth(rule.unless);
        const eval::Exemption exemption = eval::exemption_of(rule, unless, hidden_statuses_);
        hidden_statuses_[id.index] = eval::status_of(evaluation.truth(rule.when), exemption.truth,
                                                     exemption.by_rule, rule.if_unknown);
    }
}

}  // namespace caveat::explain
