// Which answers contradict each other, and which do not apply. Entrances:
// SecondLook::contradictions, SecondLook::not_asked; look_for prepares them.

#include "eval/second_look.hpp"

#include "model/walk.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace caveat::eval {

using model::ExprId;

namespace {

class Reach {
  public:
    explicit Reach(const model::RuleSet& rules) : rules_(rules), seen_(rules.tree.size(), false) {}

    /// Every node that this one needs, itself included, children first.
    std::vector<ExprId> nodes(ExprId root) {
        return reached(root, [&](ExprId id, std::vector<ExprId>& next) {
            model::add_children(rules_, id, next);
        });
    }
    /// Without those inside a `where`, which are worked out record by record by whoever counts.
    std::vector<ExprId> nodes_of_patient(ExprId root) {
        std::vector<ExprId> found = nodes(root);
        std::erase_if(found,
                      [&](ExprId id) { return rules_.tree[id].scope != model::patient_scope; });
        return found;
    }

    /// The facts that a condition names, through terms and scores. Gates and what stands in for a
    /// fact are not named in it.
    std::vector<std::uint32_t> facts(ExprId root) {
        return read_by(reached(root, [&](ExprId id, std::vector<ExprId>& next) {
            const model::Node& node = rules_.tree[id].node;
            if (const auto* gated = std::get_if<model::Gated>(&node)) {
                next.push_back(gated->test);
            } else if (const auto* score = std::get_if<model::ScoreValue>(&node)) {
                for (const model::ScoreEntry& entry : rules_.scores[score->score].entries) {
                    next.push_back(entry.condition != model::none ? entry.condition : entry.number);
                }
            } else if (!std::holds_alternative<model::FactValue>(node)) {
                model::add_children(rules_, id, next);
            }
        }));
    }

    [[nodiscard]] std::vector<std::uint32_t> read_by(const std::vector<ExprId>& nodes) const {
        std::vector<std::uint32_t> facts;
        for (const ExprId id : nodes) {
            if (const auto fact = model::fact_of(rules_.tree[id].node)) facts.push_back(*fact);
        }
        std::sort(facts.begin(), facts.end());
        facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
        return facts;
    }

  private:
    template <typename Step>
    std::vector<ExprId> reached(ExprId root, const Step& step) {
        std::vector<ExprId> pending{root};
        std::vector<ExprId> found;
        std::vector<ExprId> next;
        while (!pending.empty()) {
            const ExprId id = pending.back();
            pending.pop_back();
            if (id == model::none || seen_[id]) continue;
            seen_[id] = true;
            found.push_back(id);
            next.clear();
            step(id, next);
            pending.insert(pending.end(), next.begin(), next.end());
        }
        for (const ExprId id : found) seen_[id] = false;
        std::sort(found.begin(), found.end());
        return found;
    }

    const model::RuleSet& rules_;
    std::vector<bool> seen_;
};

}  // namespace

void look_for(const model::RuleSet& rules, Compiled& compiled) {
    Reach reach(rules);
    for (const model::Impossible& each : rules.impossible) {
        auto reads = reach.read_by(reach.nodes(each.when));
        compiled.impossible.push_back({each.when, reach.nodes_of_patient(each.when),
                                       reach.facts(each.when), std::move(reads)});
    }
    for (std::uint32_t fact = 0; fact < rules.gate.size(); ++fact) {
        const ExprId gate = rules.gate[fact];
        if (gate != model::none) {
            compiled.gates.push_back({gate, reach.nodes_of_patient(gate), {fact}, {}});
        }
    }
}

Truth SecondLook::truth(const facts::Profile& profile, const Looked& looked) {
    if (!has_room_) values_.fit(rules_.tree);
    has_room_ = true;
    model::Evaluation evaluation(rules_, {&profile, {}}, values_, scratch_, nullptr);
    for (const ExprId node : looked.nodes) evaluation.one(node);
    return evaluation.truth(looked.root);
}

std::span<const std::uint32_t> SecondLook::contradictions(const facts::Profile& profile) {
    met_.clear();
    for (std::uint32_t i = 0; i < compiled_.impossible.size(); ++i) {
        if (truth(profile, compiled_.impossible[i]) == Truth::yes) met_.push_back(i);
    }
    return met_;
}

std::span<const std::uint32_t> SecondLook::not_asked(const facts::Profile& profile) {
    closed_.clear();
    for (const Looked& gate : compiled_.gates) {
        const std::uint32_t fact = gate.facts.front();
        if (profile.given(fact) != facts::Given::answered) continue;
        if (truth(profile, gate) == Truth::no) closed_.push_back(fact);
    }
    return closed_;
}

}  // namespace caveat::eval
