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
    trial_.values[fact] = trial.value;
    visible_[fact] = 1;
    if (rules_.catalogue[fact].type.kind != FactKind::records) return;
    trial_.values[fact].first_value = static_cast<std::uint32_t>(room());
    const facts::Value& own = own_.values[fact];
    const std::size_t count = own.given == facts::Given::answered
                                  ? own.record_count * rules_.catalogue[fact].fields.size()
                                  : 0;
    const std::span<const facts::Value> fields(own_.record_values.data() + own.first_value, count);
    const auto kept = fields.first(std::min(trial.at, count));
    const auto left = fields.subspan(kept.size());
    const auto rest = left.subspan(std::min(trial.replaced, left.size()));
    for (const std::span<const facts::Value> part : {kept, std::span(trial.fields), rest}) {
        trial_.record_values.insert(trial_.record_values.end(), part.begin(), part.end());
    }
}

void WhatIf::restore(std::uint32_t fact) {
    trial_.values[fact] = own_.values[fact];
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
