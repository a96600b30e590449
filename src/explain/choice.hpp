#pragma once

// Which tests settle a rule: of several that each would do, those that rest on the fewest facts.

#include "explain/cone.hpp"
#include "explain/view.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caveat::explain {

/// One test that settles the rule, or the rule that lifts it.
struct Deciding {
    ExprId test = model::none;
    std::optional<RuleId> lifted_by;  ///< instead of a test
    bool is_flipped = false;          ///< the rule needs the opposite: part of an exemption
};

class Choice {
  public:
    explicit Choice(const model::RuleSet& rules);

    /// Chooses for the last rule of the cone, whose values `view` holds.
    ///
    /// statuses  by RuleId; those of the rules of the cone are read
    void make(const Cone& cone, const View& view, std::span<const Status> statuses);

    /// In the order of the sentences.
    [[nodiscard]] const std::vector<Deciding>& tests() const { return tests_; }
    /// Every answered fact that they look at, each once.
    [[nodiscard]] const std::vector<std::uint32_t>& facts() const { return facts_; }
    /// Each test rests on one fact at most.
    [[nodiscard]] bool tests_are_simple() const { return tests_are_simple_; }

  private:
    using Cost = std::uint32_t;  ///< number of answered facts, shared ones counted again

    /// What is still to be looked at; a stack, so that deep files need no deep recursion.
    struct Step {
        enum class Kind : std::uint8_t { rule, condition, value };
        Kind kind = Kind::condition;
        bool is_flipped = false;
        bool is_sentence = true;  ///< of a condition: its tests are reasons, not parts of a sum
        std::uint32_t id = 0;
    };

    [[nodiscard]] Cost cost_of(ExprId id) const;
    [[nodiscard]] Cost cost_of_condition(ExprId id) const;
    [[nodiscard]] Cost cost_of_rule(RuleId rule) const;
    [[nodiscard]] Cost cost_of_value(ExprId id) const;
    [[nodiscard]] Cost cost_of_all(model::Children parts) const;
    [[nodiscard]] Cost cost_of_gated(const model::Gated& node, Truth truth) const;
    [[nodiscard]] Cost cost_of_entry(const model::ScoreEntry& entry) const;
    [[nodiscard]] Cost cheapest(model::Children parts, std::size_t count, Truth truth) const;
    [[nodiscard]] std::optional<RuleId> lifting_rule(const model::Rule& rule) const;
    [[nodiscard]] bool denied_by_condition(const model::Rule& rule) const;

    void take(Step step);
    void take_rule(const Step& step);
    void take_condition(const Step& step);
    void take_value(ExprId id);
    void take_test(const Step& step);
    void take_entry(const model::ScoreEntry& entry);
    void take_gated(const model::Gated& node, const Step& step);
    void push(Step like, ExprId id);
    void push_all(model::Children parts, const Step& like);
    void push_cheapest(model::Children parts, std::size_t count, Truth truth, const Step& like);
    void take_fact(std::uint32_t fact);
    [[nodiscard]] bool is_new(const Step& step);
    void rank(model::Children parts, std::size_t count, Truth truth) const;
    [[nodiscard]] Truth truth(ExprId id) const { return view_->truth(id); }

    const model::RuleSet& rules_;
    const View* view_ = nullptr;
    std::span<const Status> statuses_;
    std::vector<Deciding> tests_;
    std::vector<std::uint32_t> facts_;
    bool tests_are_simple_ = true;

    std::vector<Cost> costs_;       ///< by ExprId
    std::vector<Cost> rule_costs_;  ///< by RuleId
    std::vector<Step> steps_;
    struct Ranked {
        Cost cost;
        std::uint32_t position;
        ExprId id;
    };
    mutable std::vector<Ranked> ranked_;
    std::uint32_t round_ = 0;
    std::vector<std::uint32_t> node_round_;
    std::vector<std::uint32_t> fact_round_;
    std::vector<std::uint32_t> rule_round_;
};

}  // namespace caveat::explain
