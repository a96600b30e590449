#pragma once

// The search for the fewest answers that change what becomes of a rule.

#include <caveat/authoring/nearest.hpp>

#include "analysis/what_if.hpp"
#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "eval/result.hpp"
#include "eval/second_look.hpp"
#include "eval/statuses.hpp"
#include "patients/rule_uses.hpp"
#include "patients/trials.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::authoring {

using analysis::WhatIf;
using facts::Value;
using patients::RuleUses;
using patients::Trial;
using patients::TrialMaker;
using patients::Trials;

/// One search, for one rule of one patient.
class ChangeSearch {
  public:
    ChangeSearch(const Screening& screening, RuleId rule, Target target, const SearchLimits& limits)
        : rule_set_(screening.profile().rules()),
          rules_(api::loaded_of(rule_set_).model),
          target_(target),
          limits_(limits),
          profile_(*api::result_of(screening).facts),
          what_if_(rules_, profile_, rule),
          second_look_(rules_, api::loaded_of(rule_set_).compiled),
          uses_(rules_, what_if_.dependencies()),
          maker_(rules_, uses_, profile_),
          facts_(open_ones_first()),
          trials_(facts_.size()),
          most_evaluations_(most_evaluations()) {}

    SmallestChange run();

  private:
    /// To answer what is open comes before taking back what was answered.
    [[nodiscard]] std::vector<std::uint32_t> open_ones_first() const;

    /// The limit, and fewer of a large rule set or with long lists: each evaluation may look at all
    /// of it.
    [[nodiscard]] std::size_t most_evaluations() const;
    [[nodiscard]] SearchEnd end() const;
    [[nodiscard]] bool reaches(Status status) const {
        if (target_ == Target::fires) return status == Status::fired;
        return status == Status::not_fired || status == Status::overridden;
    }
    /// Decided, and not as wanted.
    [[nodiscard]] bool rules_out(Status status) const {
        return !eval::is_open(status) && !reaches(status);
    }

    /// Adds facts from the one at `next` on, until there are `size`, and tries them.
    void choose(std::size_t next, std::size_t size);
    [[nodiscard]] bool is_over() const { return is_spent_ || found_.ways.size() >= limits_.ways; }

    void try_chosen();
    const Trials& trials_of(std::size_t at);
    [[nodiscard]] bool is_same(std::size_t at, const Trial& trial) const;

    /// The facts before `position` have answers, those from it on are unknown. True when some
    /// answers to them reach the target; `picked_` then has them.
    bool try_answers(std::size_t position);

    /// Whether the answers to the chosen facts fit the others.
    bool contradicts();

    /// Makes a way of the answers that are put.
    bool keep();

    /// Moves a number that is computed with towards what it is now, as far as the target stays
    /// reached: the number tried may lie far behind the turn.
    void refine(std::size_t position);

    /// The same of a field of one of the patient's records.
    void refine_field(std::uint32_t fact, Trial trial);
    bool works(std::uint32_t fact, const Trial& trial);

    /// The answer that was picked for a fact, or what it was refined to.
    [[nodiscard]] Trial answer_at(std::size_t at, std::size_t pick);

    /// Says what was changed, each number as far as it may be moved.
    void describe(Way& way);

    /// Trials [first, second) around a pick that rise step by step and leave nothing out: of a
    /// number or day all of them, of a list those with another answer to the same field.
    std::pair<std::size_t, std::size_t> run_around(std::size_t at, std::size_t pick);

    /// What a list with one field changed is said to be.
    std::string words_of_edit(std::uint32_t fact, const Trials& trials,
                              const std::pair<std::size_t, std::size_t>& run);

    /// Whether the target is reached with the answer `only` to fact `fixed` and every answer to
    /// the others within its run.
    bool holds_within(const std::vector<std::pair<std::size_t, std::size_t>>& runs,
                      std::size_t fixed, std::size_t only);

    const RuleSet rule_set_;
    const model::RuleSet& rules_;
    const Target target_;
    const SearchLimits limits_;
    const facts::Profile& profile_;
    WhatIf what_if_;
    eval::SecondLook second_look_;
    const RuleUses uses_;
    const TrialMaker maker_;
    /// That the rule rests on: first those without an answer, each in order of the file.
    const std::vector<std::uint32_t> facts_;
    std::vector<std::optional<Trials>> trials_;  ///< beside `facts_`, made when needed
    std::vector<std::size_t> chosen_;            ///< positions in `facts_`
    std::vector<std::size_t> picked_;            ///< beside `chosen_`: positions among their trials
    std::map<std::uint32_t, Value> refined_;     ///< by fact, of the way found last
    Value refined_field_;                        ///< of a list: the field that was moved
    SmallestChange found_;
    const std::size_t most_evaluations_;
    bool is_spent_ = false;
    bool is_sure_ = true;  ///< of this number of changes, none was left untried
    bool has_contradiction_ = false;
};

}  // namespace caveat::authoring
