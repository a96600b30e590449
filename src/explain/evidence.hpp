#pragma once

// The least set of facts that alone gives a rule the status that it has.

#include "explain/choice.hpp"
#include "explain/dependencies.hpp"
#include "explain/lazy_evaluation.hpp"
#include "explain/plain_forms.hpp"
#include "explain/plain_rules.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace caveat::explain {

class Evidence {
  public:
    Evidence(const model::RuleSet& rules, PlainForms& forms);
    Evidence(const Evidence&) = delete;
    Evidence& operator=(const Evidence&) = delete;

    /// known  everything that this screening knows
    void look_at(const eval::Result& result, LazyEvaluation& known, std::string_view source);

    /// Looks for the evidence of one rule; what the others below say is about that rule. An
    /// undecided rule, and one that is presumed for want of an answer, has none.
    void find(RuleId rule);

    /// By position in the file. Keeping only these keeps the status; without any one it changes.
    [[nodiscard]] std::span<const std::uint32_t> facts() const { return kept_; }
    /// The tests that settle the rule with those facts alone, in the order of the sentences.
    [[nodiscard]] const std::vector<DecidingTest>& tests() const {
        return is_of_plain_rule_ ? plain_tests_ : choice_.tests();
    }
    /// What those facts alone say.
    [[nodiscard]] LazyEvaluation& evaluation() { return *evaluation_; }

  private:
    /// What can be said of a rule for any patient.
    struct Shape {
        bool is_known = false;
        /// Each fact is looked at from one place, and no date: the day of the screening alone may
        /// decide a test on it, and then its answer is needless.
        bool is_read_once = false;
    };
    [[nodiscard]] Shape shape_of(RuleId rule);
    bool keeps_status();
    void drop_needless();
    void evaluate();
    void evaluate_rule(RuleId id);
    [[nodiscard]] bool is_monotone() const;

    const eval::Result* result_ = nullptr;
    const model::RuleSet& rules_;
    PlainRules plain_rules_;
    std::vector<DecidingTest> plain_tests_;
    bool is_of_plain_rule_ = false;
    Dependencies dependencies_;
    Choice choice_;
    RuleId rule_;
    std::vector<std::uint32_t> kept_;
    std::vector<Shape> shapes_;  ///< by RuleId

    std::vector<std::uint8_t> visible_;    ///< by fact
    std::vector<Status> hidden_statuses_;  ///< by RuleId
    LazyEvaluation hidden_;                ///< of the visible facts
    LazyEvaluation* known_ = nullptr;
    LazyEvaluation* evaluation_ = nullptr;
};

}  // namespace caveat::explain
