// Reasons and questions behind the public headers: hands over the result and the rule file's text.

#include <caveat/explain.hpp>

#include "api/loaded_rules.hpp"
#include "eval/result.hpp"
#include "explain/explainer.hpp"

namespace caveat {

namespace {

std::string_view source_of(const Screening& screening) {
    const auto& rules = screening.result().rule_set;
    return rules ? std::string_view(rules->loaded().source) : std::string_view();
}

}  // namespace

Explainer::Explainer(const Screening& screening)
    : explainer_(std::make_unique<explain::Explainer>(screening.result(), source_of(screening))) {}

Explainer::~Explainer() = default;
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer& Explainer::operator=(Explainer&&) noexcept = default;

Why Explainer::why(RuleId rule) {
    return explainer_->why(rule);
}
std::optional<Reason> Explainer::near_miss(RuleId rule) {
    return explainer_->near_miss(rule);
}
std::vector<std::string> Explainer::unknown_facts(RuleId rule) {
    return explainer_->unknown_facts(rule);
}
std::vector<FactId> Explainer::asks(RuleId rule) {
    return explainer_->asks(rule);
}
std::vector<Question> Explainer::questions() {
    return explainer_->questions(explain::Asked::now);
}
std::vector<Question> Explainer::deferred_questions() {
    return explainer_->questions(explain::Asked::later);
}
std::vector<TraceNode> Explainer::trace(RuleId rule) {
    return explainer_->trace(rule);
}

Why why(const Screening& screening, RuleId rule) {
    return Explainer(screening).why(rule);
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
