#pragma once

// The part of the tree that one rule rests on: its own conditions and those of the rules that may
// lift it, directly or through others.

#include "eval/result.hpp"
#include "explain/marks.hpp"
#include "model/rule_set.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace caveat::explain {

using model::ExprId;

/// Calls `visit(child)` for every node that this one reads, gates and fall-backs included.
template <class Visit>
void for_each_child(const model::RuleSet& rules, ExprId id, const Visit& visit) {
    const model::Tree& tree = rules.tree;
    const auto run = [&](model::Children children) {
        for (const ExprId child : tree.children(children)) visit(child);
    };
    const auto where = [&](const model::Where& counted) {
        if (counted.body != model::none) visit(counted.body);
    };
    std::visit(model::Overloaded{
                   [&](const model::FactValue& n) {
                       if (n.fallback != model::none) visit(n.fallback);
                   },
                   [](const model::FieldValue&) {},
                   [](const model::NumberConstant&) {},
                   [](const model::DateConstant&) {},
                   [&](const model::Arithmetic& n) { visit(n.left), visit(n.right); },
                   [&](const model::Extreme& n) { run(n.values); },
                   [&](const model::Rounded& n) { visit(n.value); },
                   [&](const model::RecordCount& n) { where(n.where); },
                   [&](const model::CodeCount& n) { visit(n.codes); },
                   [&](const model::Measure& n) { where(n.where); },
                   [&](const model::TimeSince& n) { visit(n.date); },
                   [&](const model::ScoreValue& n) {
                       for (const model::ScoreEntry& entry : rules.scores[n.score].entries) {
                           if (entry.condition != model::none) visit(entry.condition);
                           run(entry.gates);
                           if (entry.number != model::none) visit(entry.number);
                       }
                   },
                   [&](const model::All& n) { run(n.parts); },
                   [&](const model::Any& n) { run(n.parts); },
                   [&](const model::AtLeastOf& n) { run(n.parts); },
                   [&](const model::Not& n) { visit(n.part); },
                   [&](const model::Gated& n) { run(n.gates), visit(n.test); },
                   [&](const model::YesNo& n) { visit(n.value); },
                   [&](const model::Compare& n) { visit(n.left), visit(n.right); },
                   [&](const model::Between& n) { visit(n.value), visit(n.low), visit(n.high); },
                   [&](const model::InBand& n) { visit(n.value); },
                   [&](const model::IsOneOf& n) { visit(n.value); },
                   [&](const model::Includes& n) { visit(n.value); },
                   [&](const model::IsEmpty& n) { visit(n.value); },
                   [&](const model::DateTest& n) { visit(n.left), visit(n.right); },
                   [&](const model::WithinLast& n) { visit(n.date); },
                   [&](const model::MoreThanAgo& n) { visit(n.date); },
                   [&](const model::RecordsAtLeast& n) { where(n.where); },
                   [&](const model::RecordsAtMost& n) { where(n.where); },
               },
               tree[id].node);
}

/// The fact whose answer the node itself looks at; nothing for any other node. The records of a
/// count, a quantifier or a measure are such a fact.
std::optional<std::uint32_t> fact_of(const model::Node& node);

class Cone {
  public:
    explicit Cone(const model::RuleSet& rules);

    /// Finds everything that the rule rests on.
    void find(RuleId rule);

    /// Each rule after those that lift it; the rule asked for is the last.
    [[nodiscard]] std::span<const RuleId> rules() const { return rule_ids_; }
    /// Every fact that is looked at, each once.
    [[nodiscard]] std::span<const std::uint32_t> facts() const { return facts_; }
    /// No fact is looked at from two places.
    [[nodiscard]] bool is_read_once() const { return is_read_once_; }
    /// Dates are looked at, so the day of the screening alone may decide a test.
    [[nodiscard]] bool uses_dates() const { return uses_dates_; }

  private:
    void reach(ExprId root);
    void note(ExprId id);

    const model::RuleSet& rules_;
    std::vector<RuleId> rule_ids_;
    std::vector<std::uint32_t> facts_;
    std::vector<ExprId> pending_;
    bool is_read_once_ = true;
    bool uses_dates_ = false;
    Marks nodes_reached_;
    Marks facts_reached_;
    Marks rules_reached_;
    std::vector<std::uint32_t> rule_position_;  ///< in the order of evaluation
};

}  // namespace caveat::explain
