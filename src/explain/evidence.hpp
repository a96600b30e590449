#pragma once

// The least set of facts that alone gives a rule the status that it has.

#include "explain/choice.hpp"
#include "explain/cone.hpp"
#include "explain/view.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace caveat::explain {

class Evidence {
  public:
    /// known  the values of every node for this screening
    Evidence(const eval::Result& result, model::Values& known, std::string_view source);
    Evidence(const Evidence&) = delete;
    Evidence& operator=(const Evidence&) = delete;

    /// Looks for the evidence of one rule; what the others below say is about that rule. An
    /// undecided rule, and one that is presumed for want of an answer, has none.
    void find(RuleId rule);

    /// By position in the file. Keeping only these keeps the status; without any one it changes.
    [[nodiscard]] std::span<const std::uint32_t> facts() const { return kept_; }
    /// The tests that settle the rule with those facts alone, in the order of the sentences.
    [[nodiscard]] const std::vector<Deciding>& tests() const { return choice_.tests(); }
    /// The values with those facts alone.
    [[nodiscard]] const View& view() const { return *view_; }

  private:
    void start_from_choice();
    bool keeps_status();
    void drop_needless();
    void evaluate();
    bool is_monotone() const;

    const eval::Result& result_;
    const model::RuleSet& rules_;
    Cone cone_;
    Choice choice_;
    RuleId rule_;
    std::vector<std::uint32_t> kept_;

    model::Scratch scratch_;
    View known_;
    model::Values hidden_values_;          ///< with only the visible facts
    std::vector<std::uint8_t> visible_;    ///< by fact
    std::vector<Status> hidden_statuses_;  ///< by RuleId
    View hidden_;
    const View* view_;
};

}  // namespace caveat::explain
