#pragma once

// Drafts of patients on purpose: for whom a condition has the truth that is wanted.

#include "cases/conditions.hpp"
#include "model/evaluation.hpp"
#include "patients/candidates.hpp"
#include "patients/draft.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace caveat::cases {

using patients::Candidates;
using patients::Dice;
using patients::Draft;
using patients::DraftAnswer;
using patients::DraftReader;

/// Goes down a condition and sets the facts of its tests, one test after the other. What it makes
/// may miss the aim where tests share facts: look at the result, and try again.
class Aiming {
  public:
    Aiming(const model::RuleSet& rules, const Candidates& candidates, DraftReader& reader,
           Dice& dice);

    /// id  a condition that is not inside a `where`
    void make(Draft& draft, ExprId id, Truth wanted, std::size_t depth = 0);
    /// The rule as it should end: fired, not fired, undecided or presumed.
    void make(Draft& draft, RuleId rule, Status wanted);
    /// Gives every fact that the node looks at an answer, or none.
    void shake(Draft& draft, ExprId id);

    [[nodiscard]] Truth truth(const Draft& draft, ExprId id);

  private:
    /// What a node rests on.
    struct Ground {
        std::vector<ExprId> nodes;  ///< children before parents, none inside a `where`
        std::vector<std::uint32_t> facts;
    };
    const Ground& ground_of(ExprId id);
    void make_all(Draft& draft, model::Children parts, Truth wanted, bool all, std::size_t depth);
    void make_some(Draft& draft, const model::AtLeastOf& node, Truth wanted, std::size_t depth);
    void make_gated(Draft& draft, const model::Gated& node, Truth wanted, std::size_t depth);
    void settle(Draft& draft, ExprId id, Truth wanted);
    void answer(Draft& draft, std::uint32_t fact, std::size_t attempt);

    const model::RuleSet& rules_;
    const Candidates& candidates_;
    DraftReader& reader_;
    Dice& dice_;
    std::size_t steps_left_ = 0;
    model::Values values_;
    model::Scratch scratch_;
    std::unordered_map<ExprId, Ground> grounds_;
};

}  // namespace caveat::cases
