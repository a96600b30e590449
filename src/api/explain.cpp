// Reasons and questions behind the public headers: hands over the result and the rule file's text.

#include <caveat/explain.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "eval/result.hpp"
#include "explain/explainer.hpp"

namespace caveat {

Explainer::Explainer() = default;

Explainer::Explainer(const Screening& screening) {
    look_at(screening);
}

void Explainer::look_at(const Screening& screening) {
    const eval::Result& result = api::result_of(screening);
    const api::LoadedRules& loaded = api::loaded_of(*result.rule_set);
    const bool is_ours = explainer_ && &api::loaded_of(*rules_) == &loaded;
    if (!is_ours) {
        explainer_ = std::make_unique<explain::Explainer>(loaded.model);
        rules_ = result.rule_set;
    }
    explainer_->look_at(result, loaded.source);
}

Explainer::~Explainer() = default;
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer& Explainer::operator=(Explainer&&) noexcept = default;

bool Explainer::knows(RuleId rule) const {
    return explainer_ && rule.index < rules_->rule_count();
}

void Explainer::explain_all(Explanation& explanation) {
    if (explainer_) {
        explainer_->explain_all(explanation);
    } else {
        explanation = {};
    }
}

std::span<const std::string_view> Explainer::sentences(RuleId rule, bool with_values) {
    if (!knows(rule)) return {};
    return explainer_->sentences(rule, with_values);
}
std::span<const OpenPlace> Explainer::open_places(RuleId rule) {
    if (!knows(rule)) return {};
    return explainer_->open_places(rule);
}
Truth Explainer::condition(RuleId rule) {
    if (!knows(rule)) return Truth::unknown;
    return explainer_->condition(rule);
}
Why Explainer::why(RuleId rule) {
    if (!knows(rule)) return {};
    return explainer_->why(rule);
}
std::optional<Reason> Explainer::near_miss(RuleId rule) {
    if (!knows(rule)) return std::nullopt;
    return explainer_->near_miss(rule);
}
std::vector<std::string> Explainer::unknown_facts(RuleId rule) {
    if (!knows(rule)) return {};
    return explainer_->unknown_facts(rule);
}
std::vector<FactId> Explainer::asks(RuleId rule) {
    if (!knows(rule)) return {};
    return explainer_->asks(rule);
}
std::vector<Question> Explainer::questions() {
    if (!explainer_) return {};
    return explainer_->questions(explain::Asked::now);
}
std::vector<Question> Explainer::deferred_questions() {
    if (!explainer_) return {};
    return explainer_->questions(explain::Asked::later);
}
std::vector<TraceNode> Explainer::trace(RuleId rule) {
    if (!knows(rule)) return {};
    return explainer_->trace(rule);
}

Truth condition(const Screening& screening, RuleId rule) {
    return Explainer(screening).condition(rule);
}
Why why(const Screening& screening, RuleId rule) {
    return Explainer(screening).why(rule);
}
void explain_all(const Screening& screening, Explanation& explanation) {
    Explainer(screening).explain_all(explanation);
}
std::optional<Reason> near_miss(const Screening& screening, RuleId rule) {
    return Explainer(screening).near_miss(rule);
}
std::vector<std::string> unknown_facts(const Screening& screening, RuleId rule) {
    return Explainer(screening).unknown_facts(rule);
}
std::vector<FactId> asks(const Screening& screening, RuleId rule) {
    return Explainer(screening).asks(rule);
}
std::vector<Question> questions(const Screening& screening) {
    return Explainer(screening).questions();
}
std::vector<Question> deferred_questions(const Screening& screening) {
    return Explainer(screening).deferred_questions();
}
std::vector<TraceNode> trace(const Screening& screening, RuleId rule) {
    return Explainer(screening).trace(rule);
}

}  // namespace caveat
