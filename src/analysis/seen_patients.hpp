#pragma once

// What the patients met so far have shown, so that a question which one of them answers is not
// asked again.

#include <caveat/screen.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace caveat::analysis {

class SeenPatients {
  public:
    explicit SeenPatients(std::size_t rules)
        : fired_by_(rules), spared_(rules), words_((rules + 63) / 64) {}

    void add(const Screening& screening);

    [[nodiscard]] bool some_fired(RuleId rule) const { return !fired_by_[rule.index].empty(); }
    /// The rule set applied, and the rule certainly did not fire.
    [[nodiscard]] bool some_spared(RuleId rule) const { return spared_[rule.index]; }
    [[nodiscard]] bool some_fired_without(RuleId rule, RuleId other) const;

  private:
    [[nodiscard]] bool fired(std::size_t patient, RuleId rule) const {
        return (bits_[patient * words_ + rule.index / 64] >> (rule.index % 64) & 1U) != 0;
    }

    std::vector<std::vector<std::uint32_t>> fired_by_;  ///< by rule: for which patients
    std::vector<bool> spared_;
    std::size_t words_;
    std::size_t patients_ = 0;
    std::vector<std::uint64_t> bits_;  ///< by patient: the rules that fired
};

}  // namespace caveat::analysis
