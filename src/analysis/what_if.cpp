// From other answers of a patient to what becomes of one rule. Entrance: `WhatIf`.

#include "analysis/what_if.hpp"

#include "eval/statuses.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <unordered_set>

namespace caveat::analysis {

WhatIf::WhatIf(const model::RuleSet& rules, const facts::Profile& profile, RuleId rule)
    : rules_(rules),
      own_(profile),
      rule_(rule),
      trial_(profile),
      dependencies_(rules),
      visible_(rules.catalogue.size(), 1),
      statuses_(rules.rules.size(), Status::not_fired),
      forms_(rules),
      known_(rules, forms_) {
    dependencies_.find(rule);
    facts_.assign(dependencies_.facts().begin(), dependencies_.facts().end());
    std::sort(facts_.begin(), facts_.end());
    known_.look_at(trial_, visible_, {});
}

void WhatIf::put(std::uint32_t fact, const Trial& trial) {
    visible_[fact] = 1;
    if (rules_.catalogue[fact].type.kind != FactKind::records) return trial_.put(fact, trial.value);
    trial_.put_records(fact, trial.value.record_count, trial.value.is_complete);
    const auto width = static_cast<std::uint32_t>(rules_.catalogue[fact].fields.size());
    std::uint32_t next = 0;
    const auto add = [&](const facts::Value& value) {
        trial_.put(fact, next / width, next % width, value);
        ++next;
    };
    const std::size_t count = std::size_t{own_.record_count(fact)} * width;
    const auto add_own = [&](std::size_t first, std::size_t last) {
        for (std::size_t at = first; at < last; ++at) {
            const auto place = static_cast<std::uint32_t>(at);
            add(own_.value(fact, place / width, place % width));
        }
    };
    const std::size_t kept = std::min(trial.at, count);
    add_own(0, kept);
    for (const facts::Value& value : trial.fields) add(value);
    add_own(kept + std::min(trial.replaced, count - kept), count);
}

void WhatIf::restore(std::uint32_t fact) {
    const facts::ConstAnswerRun own = own_.facts();
    const facts::AnswerRun now = trial_.facts();
    // Where its records and parts stand is the same in both.
    if (own.is_known(fact)) {
        now.set(fact, own.word(fact));
    } else if (own.is_partly(fact)) {
        now.set_partly(fact, own.word(fact));
    } else {
        now.set_unanswered(fact, own.given(fact));
    }
    visible_[fact] = 1;
}

Status WhatIf::status() {
    ++evaluations_;
    known_.forget();
    for (const RuleId id : dependencies_.rules()) {
        const model::Rule& rule = rules_.rules[id.index];
        const Truth unless = rule.unless == model::none ? Truth::no : known_.truth(rule.unless);
        const eval::Exemption exemption = eval::exemption_of(rule.overridden_by, unless, statuses_);
        statuses_[id.index] = eval::status_of(known_.truth(rule.when), exemption.truth,
                                              exemption.by_rule, rule.if_unknown);
    }
    return statuses_[rule_.index];
}

bool WhatIf::has_fallback(std::uint32_t fact) const {
    const model::ExprId value = rules_.fact_value[fact];
    if (value == model::none) return false;
    const auto* node = std::get_if<model::FactValue>(&rules_.tree[value].node);
    return node != nullptr && node->fallback != model::none;
}

bool WhatIf::contradicts(std::span<const std::uint32_t> changed) {
    const bool may = std::any_of(facts_.begin(), facts_.end(),
                                 [&](std::uint32_t fact) { return has_fallback(fact); });
    if (!may) return false;
    std::vector<model::Incident> incidents;
    model::Values values;
    values.fit(rules_.tree);
    model::Evaluation(rules_, {&trial_, visible_}, values, scratch_, &incidents).all();
    return std::any_of(incidents.begin(), incidents.end(), [&](const model::Incident& incident) {
        if (incident.kind == model::Incident::Kind::overflow) return false;
        return std::any_of(changed.begin(), changed.end(),
                           [&](std::uint32_t fact) { return reads(incident.fact, fact); });
    });
}

/// Whether a fact is the other, or has it stand in for itself.
bool WhatIf::reads(std::uint32_t fact, std::uint32_t other) const {
    if (fact == other) return true;
    std::vector<model::ExprId> pending{rules_.fact_value[fact]};
    std::unordered_set<model::ExprId> seen;
    while (!pending.empty()) {
        const model::ExprId id = pending.back();
        pending.pop_back();
        if (!seen.insert(id).second) continue;
        if (model::fact_of(rules_.tree[id].node) == other) return true;
        model::for_each_child(rules_, id, [&](model::ExprId child) { pending.push_back(child); });
    }
    return false;
}

}  // namespace caveat::analysis
