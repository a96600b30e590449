// The entrance of this floor: one screening, and whatever is asked about its rules.

#include "explain/explainer.hpp"

#include "eval/statuses.hpp"
#include "explain/questions.hpp"
#include "explain/trace.hpp"
#include "model/walk.hpp"

#include <algorithm>
#include <utility>

namespace caveat::explain {

Explainer::Explainer(const model::RuleSet& rules)
    : rules_(rules),
      forms_(rules),
      known_(rules, forms_),
      evidence_(rules, forms_),
      findings_(rules, forms_),
      reasons_(rules, findings_),
      sentences_(rules, forms_) {}

Explainer::Explainer(const eval::Result& result, std::string_view source)
    : Explainer(*result.rules) {
    look_at(result, source);
}

void Explainer::look_at(const eval::Result& result, std::string_view source) {
    result_ = &result;
    known_.look_at(*result.facts, {}, source);
    evidence_.look_at(result, known_, source);
    findings_.look_at(*result.facts);
    sentences_.look_at(*result.facts, known_);
    open_facts_look_here_ = false;
}

eval::OpenFacts& Explainer::open_facts() {
    if (!open_facts_look_here_) {
        known_.evaluate_all();
        if (open_facts_) {
            open_facts_->look_at(*result_, known_.values(), scratch_);
        } else {
            open_facts_.emplace(*result_, known_.values(), scratch_);
        }
        open_facts_look_here_ = true;
    }
    return *open_facts_;
}

/// What a reason takes its values from: the facts that decide alone. But a total is what it is: a
/// reason gives the one that the report gives.
LazyEvaluation& Explainer::speaker(const DecidingTest& deciding) {
    const bool is_of_score =
        !rules_.scores.empty() && !deciding.lifted_by && is_on_score(deciding.test);
    return is_of_score ? known_ : evidence_.evaluation();
}

bool Explainer::is_on_score(ExprId test) const {
    bool found = false;
    model::for_each_child(rules_, test, [&](ExprId value) {
        const model::Expr& expr = rules_.tree[value];
        if (expr.kind != model::ValueKind::number) return;
        found = found || std::holds_alternative<model::ScoreValue>(expr.node) ||
                (std::holds_alternative<model::Arithmetic>(expr.node) && is_on_score(value));
    });
    return found;
}

void Explainer::explain_all(Explanation& explanation) {
    const std::size_t count = rules_.rules.size();
    explanation.findings.clear();
    explanation.facts.clear();
    explanation.findings_of_rule.assign(count, {});
    explanation.facts_of_rule.assign(count, {});
    const auto size = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    for (std::uint32_t index = 0; index < count; ++index) {
        if (result_->statuses[index] == Status::undecided) continue;
        evidence_.find(RuleId{index});
        Explanation::Run& facts = explanation.facts_of_rule[index];
        facts.first = size(explanation.facts);
        for (const std::uint32_t fact : evidence_.facts()) {
            explanation.facts.push_back(FactId{fact});
        }
        facts.count = size(explanation.facts) - facts.first;
        Explanation::Run& findings = explanation.findings_of_rule[index];
        findings.first = size(explanation.findings);
        for (const DecidingTest& deciding : evidence_.tests()) {
            findings_.add(deciding, speaker(deciding), evidence_.facts(), explanation);
        }
        findings.count = size(explanation.findings) - findings.first;
    }
}

std::span<const std::string_view> Explainer::sentences(RuleId rule, bool with_values) {
    said_.clear();
    texts_.clear();
    if (result_->statuses[rule.index] == Status::undecided) return texts_;
    evidence_.find(rule);
    for (const DecidingTest& deciding : evidence_.tests()) {
        const ReasonText said = sentences_.of(deciding, speaker(deciding));
        const bool is_repeated =
            std::any_of(said_.begin(), said_.end(),
                        [&](const ReasonText& other) { return other.text == said.text; });
        if (is_repeated) continue;
        said_.push_back(said);
        texts_.push_back(with_values ? said.text : said.without_value);
    }
    return texts_;
}

std::span<const OpenPlace> Explainer::open_places(RuleId rule) {
    open_places_.clear();
    for (const eval::OpenFact& open : open_facts().of(rule)) {
        Place place{FactId{open.fact}, open.record, std::nullopt};
        if (open.record) place.field = open.field;
        open_places_.push_back({place, open.is_null});
    }
    return open_places_;
}

Why Explainer::why(RuleId rule) {
    Why why;
    if (result_->statuses[rule.index] == Status::undecided) return why;
    Evidence& found = evidence_;
    found.find(rule);
    for (const std::uint32_t fact : found.facts()) why.facts.push_back(FactId{fact});
    why.reasons.reserve(found.tests().size());
    for (const DecidingTest& deciding : found.tests()) {
        Reason reason = reasons_.of(deciding, speaker(deciding));
        // What it looks at without need is no reason.
        std::erase_if(reason.facts, [&](const Place& place) {
            return !std::binary_search(found.facts().begin(), found.facts().end(),
                                       place.fact.index);
        });
        const bool is_repeated =
            std::any_of(why.reasons.begin(), why.reasons.end(),
                        [&](const Reason& other) { return other.text == reason.text; });
        if (!is_repeated) why.reasons.push_back(std::move(reason));
    }
    if (why.reasons.empty() && rules_.may_prorate) add_prorated(rule, why);
    return why;
}

/// What a rule rests on that is presumed since a total was scaled up: the total, and every answer
/// to it, also that it is not known.
void Explainer::add_prorated(RuleId rule, Why& why) {
    if (result_->statuses[rule.index] != Status::presumed) return;
    known_.evaluate_all();
    const model::Evaluation evaluation = known_.view().evaluation();
    std::vector<std::uint8_t> seen(rules_.tree.size(), 0);
    std::vector<ExprId> open{rules_.rules[rule.index].when};
    while (!open.empty()) {
        const ExprId id = open.back();
        open.pop_back();
        if (std::exchange(seen[id], std::uint8_t{1}) != 0) continue;
        model::for_each_child(rules_, id, [&](ExprId child) { open.push_back(child); });
        const auto* value = std::get_if<model::ScoreValue>(&rules_.tree[id].node);
        if (value == nullptr) continue;
        const model::Score& score = rules_.scores[value->score];
        const auto prorated = evaluation.prorated(score);
        if (!prorated) continue;
        Reason reason;
        reason.op = Operator::equal;
        reason.truth = Truth::unknown;
        reason.subject = score.name;
        reason.value = values::to_text(prorated->total);
        const std::string how = ", prorated from " + std::to_string(prorated->answered) + " of " +
                                std::to_string(prorated->items) + " items";
        reason.text = score.name + " is presumably " + reason.value + how;
        reason.text_without_value = score.name + " is presumed" + how;
        for (const auto& item : score.prorating.facts) {
            for (const std::uint32_t fact : item) {
                reason.facts.emplace_back(FactId{fact});
                if (std::find(why.facts.begin(), why.facts.end(), FactId{fact}) ==
                    why.facts.end()) {
                    why.facts.push_back(FactId{fact});
                }
            }
        }
        why.reasons.push_back(std::move(reason));
    }
}

std::optional<Reason> Explainer::near_miss(RuleId rule) {
    return reasons_.near_miss(rule, result_->statuses[rule.index], known_);
}

std::vector<std::string> Explainer::unknown_facts(RuleId rule) {
    std::vector<std::string> paths;
    for (const eval::OpenFact& open : open_facts().of(rule)) {
        paths.push_back(path_of(rules_, open));
    }
    return paths;
}

std::vector<FactId> Explainer::asks(RuleId rule) {
    std::vector<FactId> facts;
    if (rules_.rules[rule.index].if_unknown == IfUnknown::ignore) return facts;
    for (const eval::OpenFact& open : open_facts().of(rule)) {
        const FactId fact{open.fact};
        if (open.is_null || std::find(facts.begin(), facts.end(), fact) != facts.end()) continue;
        facts.push_back(fact);
    }
    return facts;
}

std::vector<Question> Explainer::questions(Asked asked) {
    return explain::questions(*result_, open_facts(), asked);
}

std::vector<TraceLine> Explainer::trace_lines(RuleId rule) {
    known_.evaluate_all();
    return explain::trace(rule, result_->statuses, known_.view());
}

std::vector<TraceNode> Explainer::trace(RuleId rule) {
    std::vector<TraceNode> nodes;
    for (const TraceLine& line : trace_lines(rule)) {
        nodes.push_back({line.depth, line.truth, line.text()});
    }
    return nodes;
}

}  // namespace caveat::explain
