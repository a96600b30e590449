#pragma once

// Which tests settle a rule: of several that each would do, those that rest on the fewest facts.

#include "explain/dependencies.hpp"
#include "explain/epoch_set.hpp"
#include "explain/lazy_evaluation.hpp"
#include "explain/plain_forms.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caveat::explain {

/// One test that settles the rule, or the rule that lifts it.
struct DecidingTest {
    ExprId test = model::none;
    std::optional<RuleId> lifted_by;  ///< instead of a test
    bool is_flipped = false;          ///< the rule needs the opposite: part of an exemption
    Truth truth = Truth::unknown;     ///< of the test as it stands
};

class Choice {
  public:
    Choice(const model::RuleSet& rules, PlainForms& forms, Dependencies& dependencies);

    /// Chooses for a rule.
    ///
    /// statuses  by RuleId; those of the rule and of whatever may lift it are read
    void make(RuleId rule, LazyEvaluation& evaluation, std::span<const Status> statuses);

    /// In the order of the sentences.
    [[nodiscard]] const std::vector<DecidingTest>& tests() const { return tests_; }
    /// Every answered fact that they look at, each once.
    [[nodiscard]] const std::vector<std::uint32_t>& facts() const { return facts_; }
    /// Each test rests on one fact at most.
    [[nodiscard]] bool tests_are_simple() const { return tests_are_simple_; }

  private:
    using Cost = LazyEvaluation::Cost;

    /// What is still to be looked at; a stack, so that deep files need no deep recursion.
    struct Step {
        enum class Kind : std::uint8_t { rule, condition, value };
        Kind kind = Kind::condition;
        bool is_flipped = false;
        bool is_sentence = true;  ///< of a condition: its tests are reasons, not parts of a sum
        std::uint32_t id = 0;
    };

    [[nodiscard]] bool may_be_lifted(const model::Rule& rule) const;
    [[nodiscard]] RuleId lifting_rule(RuleId rule);
    [[nodiscard]] bool denied_by_condition(const model::Rule& rule);
    void find_rule_costs(RuleId rule);
    [[nodiscard]] Cost cost_of_rule(RuleId rule);

    void take(Step step);
    void take_rule(const Step& step);
    void take_condition(const Step& step);
    void take_value(ExprId id);
    void take_test(const Step& step, const PlainForm& form);
    void take_entry(const model::ScoreEntry& entry);
    void take_answers_below(ExprId root);
    void take_gated(const PlainForm& form, const Step& step);
    void push(Step like, ExprId id);
    void push_all(model::Children parts, const Step& like);
    void push_cheapest(model::Children parts, std::size_t count, Truth truth, const Step& like);
    void take_fact(std::uint32_t fact);
    [[nodiscard]] bool is_new(const Step& step);
    void rank(model::Children parts, std::size_t count, Truth truth);
    void rank_one(model::Children parts, Truth truth);
    [[nodiscard]] Truth truth(ExprId id) { return evaluation_->truth(id); }
    [[nodiscard]] Cost cost(ExprId id) { return evaluation_->cost(id); }

    const model::RuleSet& rules_;
    PlainForms& forms_;
    Dependencies& dependencies_;
    LazyEvaluation* evaluation_ = nullptr;
    std::span<const Status> statuses_;
    std::vector<DecidingTest> tests_;
    std::vector<std::uint32_t> facts_;
    bool tests_are_simple_ = true;

    std::vector<Cost> rule_costs_;  ///< by RuleId, of the rules that `find_rule_costs` went through
    std::vector<Step> steps_;
    struct Ranked {
        Cost cost;
        std::uint32_t position;
        ExprId id;
    };
    std::vector<Ranked> ranked_;
    EpochSet nodes_taken_;
    EpochSet below_;
    EpochSet facts_taken_;
    EpochSet rules_taken_;
};

}  // namespace caveat::explain
