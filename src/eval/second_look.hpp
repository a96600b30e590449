#pragma once

// A second look at a profile whose every answer may be used by itself: which of them contradict
// each other (`impossible`), and which were given although they do not apply (`only if`).

#include "eval/compiled.hpp"
#include "facts/profile.hpp"
#include "model/evaluation.hpp"
#include "model/values.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace caveat::eval {

/// Reusable: once warm, it takes no memory.
class SecondLook {
  public:
    /// Both must outlive it.
    SecondLook(const model::RuleSet& rules, const Compiled& compiled)
        : rules_(rules), compiled_(compiled) {}

    /// Whether there is anything to look for in profiles of this rule set.
    [[nodiscard]] bool is_needed() const {
        return !compiled_.impossible.empty() || !compiled_.gates.empty();
    }

    /// The contradictions that the answers certainly meet, by position in `RuleSet::impossible`.
    /// All are looked for in the answers as they were given, so that their order makes no
    /// difference.
    std::span<const std::uint32_t> contradictions(const facts::Profile& profile);

    /// The facts that are answered while their gate is certainly closed.
    std::span<const std::uint32_t> not_asked(const facts::Profile& profile);

  private:
    Truth truth(const facts::Profile& profile, const Looked& looked);

    const model::RuleSet& rules_;
    const Compiled& compiled_;
    model::Values values_;
    model::Scratch scratch_;
    bool has_room_ = false;
    std::vector<std::uint32_t> met_;
    std::vector<std::uint32_t> closed_;
};

}  // namespace caveat::eval
