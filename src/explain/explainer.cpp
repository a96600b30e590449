// The entrance of this floor: one screening, and whatever is asked about its rules.

#include "explain/explainer.hpp"

#include "eval/statuses.hpp"
#include "explain/questions.hpp"
#include "explain/trace.hpp"

#include <algorithm>

namespace caveat::explain {

Explainer::Explainer(const eval::Result& result, std::string_view source)
    : result_(result),
      values_(result.values),
      known_{*result.rules, *result.facts, {}, values_, scratch_, source},
      reasons_(*result.rules) {}

Evidence& Explainer::evidence() {
    if (!evidence_) evidence_.emplace(result_, values_, known_.source);
    return *evidence_;
}

eval::OpenFacts& Explainer::open_facts() {
    if (!open_facts_) open_facts_.emplace(result_, values_, scratch_);
    return *open_facts_;
}

Why Explainer::why(RuleId rule) {
    Why why;
    if (result_.statuses[rule.index] == Status::undecided) return why;
    Evidence& found = evidence();
    found.find(rule);
    for (const std::uint32_t fact : found.facts()) why.facts.push_back(FactId{fact});
    why.reasons.reserve(found.tests().size());
    for (const Deciding& deciding : found.tests()) {
        Reason reason = reasons_.of(deciding, found.view());
        // What it looks at without need is no reason.
        std::erase_if(reason.facts, [&](const FactPlace& place) {
            return !std::binary_search(found.facts().begin(), found.facts().end(),
                                       place.fact.index);
        });
        const bool is_repeated =
            std::any_of(why.reasons.begin(), why.reasons.end(),
                        [&](const Reason& other) { return other.text == reason.text; });
        if (!is_repeated) why.reasons.push_back(std::move(reason));
    }
    return why;
}

std::optional<Reason> Explainer::near_miss(RuleId rule) {
    return reasons_.near_miss(rule, result_.statuses[rule.index], known_);
}

std::vector<std::string> Explainer::unknown_facts(RuleId rule) {
    std::vector<std::string> paths;
    for (const eval::OpenFact& open : open_facts().of(rule)) {
        paths.push_back(path_of(*result_.rules, open));
    }
    return paths;
}

std::vector<FactId> Explainer::asks(RuleId rule) {
    std::vector<FactId> facts;
    if (result_.rules->rules[rule.index].if_unknown == IfUnknown::ignore) return facts;
    for (const eval::OpenFact& open : open_facts().of(rule)) {
        const FactId fact{open.fact};
        if (open.is_null || std::find(facts.begin(), facts.end(), fact) != facts.end()) continue;
        facts.push_back(fact);
    }
    return facts;
}

std::vector<Question> Explainer::questions(Asked asked) {
    return explain::questions(result_, open_facts(), asked);
}

std::vector<TraceNode> Explainer::trace(RuleId rule) {
    return explain::trace(rule, result_.statuses, known_);
}

}  // namespace caveat::explain
