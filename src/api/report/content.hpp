#pragma once

// What a report for people tells of one screening, before any word of it is chosen.

#include <caveat/explain.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "model/rule_set.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace caveat::api::report {

/// What was asked, or answered, and does not help: a fact, or one field of its records.
struct Unhelpful {
    FactId fact;
    std::optional<std::uint32_t> field;
    std::uint32_t record = 0;  ///< with `field`: the first of them
    std::size_t others = 0;    ///< with `field`: records of which it is not known either

    friend bool operator==(const Unhelpful&, const Unhelpful&) = default;
};

/// What something waits for that is presumed or open, each fact once.
struct Awaited {
    std::vector<FactId> open;  ///< may still be answered
    std::vector<Unhelpful> unknown;

    friend bool operator==(const Awaited&, const Awaited&) = default;
};

/// An outcome that holds, and the rules behind it: those that fired where it is certain.
struct Held {
    OutcomeInfo outcome;
    bool is_presumed = false;
    std::vector<RuleId> rules;
    Awaited until;  ///< of what is presumed
};

/// A rule that is undecided although nobody can be asked.
struct Undecidable {
    RuleId rule;
    std::vector<Unhelpful> unknown;
};

/// A rule that would hold, if another one did not keep its outcomes away.
struct Lifted {
    RuleId rule;
    std::vector<RuleId> by;
};

/// How the rules ended. Together they are all rules.
struct Tally {
    std::size_t hold = 0;
    std::size_t presumed = 0;
    std::size_t open = 0;
    std::size_t lifted = 0;  ///< those that would hold otherwise
    std::size_t do_not_hold = 0;
};

class Content {
  public:
    explicit Content(const Screening& screening);

    [[nodiscard]] const Screening& screening() const { return screening_; }
    [[nodiscard]] const RuleSet& rules() const { return rules_; }
    [[nodiscard]] Explainer& explainer() { return explainer_; }

    [[nodiscard]] const std::vector<Held>& held() const { return held_; }
    [[nodiscard]] const std::vector<Undecidable>& undecidable() const { return undecidable_; }
    [[nodiscard]] const std::vector<Lifted>& lifted() const { return lifted_; }
    [[nodiscard]] const Tally& tally() const { return tally_; }
    /// What can be asked now, and what others must check.
    [[nodiscard]] const std::vector<Question>& now() const { return now_; }
    [[nodiscard]] const std::vector<Question>& later() const { return later_; }

    /// The reasons of a rule that are its own: not that no other rule lifts it.
    [[nodiscard]] std::vector<Reason> own_reasons(RuleId rule);
    /// Whether `applies to` looks at the fact.
    [[nodiscard]] bool decides_whether_rules_apply(FactId fact) const;
    /// Why nothing of the profile was used; null where something could be.
    [[nodiscard]] const Diagnostic* unusable() const;
    /// What is wrong with an answer that was given and decides nothing all the same.
    [[nodiscard]] std::string why_unhelpful(const Unhelpful& answer) const;

  private:
    void find_held();
    void find_undecidable(RuleId rule);
    void count();
    void await(RuleId rule, Awaited& awaited);
    /// Whether an overridden rule would hold if no rule lifted it.
    [[nodiscard]] bool would_hold(RuleId rule);
    /// By node of the tree: what these conditions rest on.
    [[nodiscard]] std::vector<bool> nodes_below(std::vector<model::ExprId> roots) const;

    const Screening& screening_;
    RuleSet rules_;
    Explainer explainer_;
    std::vector<Held> held_;
    std::vector<Undecidable> undecidable_;
    std::vector<Lifted> lifted_;
    Tally tally_;
    std::vector<Question> now_;
    std::vector<Question> later_;
    std::optional<Explanation> explanation_;  ///< made when it is first needed
};

/// Whether an outcome with this verb is to be acted on, not only known.
constexpr bool is_todo(Verb verb) {
    return verdict_of(verb) > Verdict::proceed;
}

}  // namespace caveat::api::report
