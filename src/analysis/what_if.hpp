#pragma once

// What becomes of one rule when some answers of a patient are others, or unknown.

#include <caveat/screen.hpp>

#include "explain/dependencies.hpp"
#include "explain/lazy_evaluation.hpp"
#include "explain/plain_forms.hpp"
#include "facts/profile.hpp"
#include "model/evaluation.hpp"
#include "model/rule_set.hpp"
#include "patients/trials.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caveat::analysis {

using patients::Trial;

class WhatIf {
  public:
    /// Both must outlive it.
    WhatIf(const model::RuleSet& rules, const facts::Profile& profile, RuleId rule);
    WhatIf(const WhatIf&) = delete;
    WhatIf& operator=(const WhatIf&) = delete;

    [[nodiscard]] const explain::Dependencies& dependencies() const { return dependencies_; }
    /// The facts that the rule rests on, in order of the file.
    [[nodiscard]] const std::vector<std::uint32_t>& facts() const { return facts_; }
    /// The patient's answers, with those that were put.
    [[nodiscard]] const facts::Profile& profile() const { return trial_; }

    void put(std::uint32_t fact, const Trial& trial);
    /// Treats the fact as if nothing had been said of it.
    void hide(std::uint32_t fact) { visible_[fact] = 0; }
    /// Gives the patient's own answer back.
    void restore(std::uint32_t fact);
    /// What was put lies behind each other: how much there is, and back to that.
    struct Room {
        std::size_t words = 0;
        std::size_t parts = 0;
    };
    [[nodiscard]] Room room() const { return room_of(trial_); }
    void free_room(const Room& room) {
        trial_.packed.resize(room.words);
        trial_.parts.resize(room.parts);
    }
    /// Only the patient's own answers.
    void free_room() { free_room(room_of(own_)); }

    /// What becomes of the rule.
    Status status();
    [[nodiscard]] std::size_t evaluations() const { return evaluations_; }

    /// Whether one of these facts, or what stands in for it, says something different from another
    /// answer: a change that brings that about is no sensible one.
    bool contradicts(std::span<const std::uint32_t> changed);

  private:
    static Room room_of(const facts::Profile& profile) {
        return {profile.packed.size(), profile.parts.size()};
    }
    [[nodiscard]] bool has_fallback(std::uint32_t fact) const;
    [[nodiscard]] bool reads(std::uint32_t fact, std::uint32_t other) const;

    const model::RuleSet& rules_;
    const facts::Profile& own_;
    const RuleId rule_;
    facts::Profile trial_;
    explain::Dependencies dependencies_;
    std::vector<std::uint32_t> facts_;
    std::vector<std::uint8_t> visible_;  ///< by fact
    std::vector<Status> statuses_;       ///< by rule
    explain::PlainForms forms_;
    explain::LazyEvaluation known_;
    model::Scratch scratch_;
    std::size_t evaluations_ = 0;
};

}  // namespace caveat::analysis
