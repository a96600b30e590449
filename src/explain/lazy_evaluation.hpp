#pragma once

// What is known of one patient, or would be with some answers hidden: the truth of conditions, and
// how many answers each takes. Worked out where it is asked for, and kept.

#include "explain/epoch_set.hpp"
#include "explain/plain_forms.hpp"
#include "explain/view.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace caveat::explain {

class LazyEvaluation {
  public:
    /// How many answered facts settle something, shared ones counted again.
    using Cost = std::uint32_t;

    LazyEvaluation(const model::RuleSet& rules, PlainForms& forms);
    LazyEvaluation(const LazyEvaluation&) = delete;
    LazyEvaluation& operator=(const LazyEvaluation&) = delete;

    /// Precondition of everything else. Both must live as long as they are looked at.
    ///
    /// visible  as in model::VisibleAnswers
    void look_at(const facts::Profile& profile, std::span<const std::uint8_t> visible,
                 std::string_view source);
    /// To be called when other facts have become visible.
    void forget();

    /// Of a condition that is not inside a `where`.
    [[nodiscard]] Truth truth(ExprId id) {
        const Judgement& known = judgements_[id];
        return known.truth_round == round_ ? known.truth : find_truth(id);
    }
    /// Of any node; 0 for a condition that is unknown.
    [[nodiscard]] Cost cost(ExprId id) {
        const Judgement& known = judgements_[id];
        return known.cost_round == round_ ? known.cost : find_cost(id);
    }
    /// Whether the fact has an answer that could be used and is not hidden.
    [[nodiscard]] bool is_answered(std::uint32_t fact) const {
        return model::VisibleAnswers{profile_, visible_}.given(fact) == facts::Given::answered;
    }

    /// The values of the nodes; only those that have been evaluated since the last change hold.
    [[nodiscard]] const TreeView& view() const { return *view_; }
    /// Brings the values of a node, and of all that it reads, up to date.
    void evaluate(ExprId id);
    void evaluate_all();
    /// After `evaluate_all`, of every node.
    [[nodiscard]] model::Values& values() { return values_; }

  private:
    struct Judgement {
        std::uint32_t truth_round = 0;
        std::uint32_t cost_round = 0;
        Cost cost = 0;
        Truth truth = Truth::unknown;
    };

    void fit();
    Truth find_truth(ExprId id);
    Truth truth_of_condition(ExprId id, const PlainForm& form);
    Truth truth_of_count(const PlainForm& form);
    Cost find_cost(ExprId id);
    Cost cost_of_condition(ExprId id, const PlainForm& form);
    Cost cost_of_value(ExprId id);
    Cost cost_of_all(model::Children parts);
    Cost cost_of_gated(const PlainForm& form, Truth settled);
    Cost cost_of_entry(const model::ScoreEntry& entry);
    Cost cheapest(model::Children parts, std::size_t count, Truth wanted);

    const model::RuleSet& rules_;
    PlainForms& forms_;
    model::Values values_;
    bool is_fitting_ = false;  ///< `values_` has room for the tree
    model::Scratch scratch_;
    facts::Value answer_;  ///< looked at last
    const facts::Profile* profile_ = nullptr;
    std::span<const std::uint8_t> visible_;
    std::optional<TreeView> view_;
    std::uint32_t round_ = 0;
    std::vector<Judgement> judgements_;  ///< by ExprId
    EpochSet evaluated_;                 ///< by ExprId
    bool is_all_evaluated_ = false;
    std::vector<Cost> sorted_;
};

}  // namespace caveat::explain
