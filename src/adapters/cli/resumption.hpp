#pragma once

// Going on with the output of a run that was killed.

#include <caveat/rules.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/line_blocks.hpp"
#include "adapters/cli/output.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::cli {

/// Leaves out the profiles that an earlier run has answered.
///
/// Two answers of the earlier run are made anew and compared: the last one, and the last one for a
/// profile that names no day. If either differs, the rule file, the input, the options or the day
/// of the screening are not those of the earlier run; then nothing is written.
class Resumption {
  public:
    /// All must outlive it.
    Resumption(const ScreenOptions& options, const RuleSet& rules, int output);

    /// Leaves out of this input what was answered. Called for one input after the other. Returns
    /// why the run cannot go on; empty when it can.
    std::string skip(LineBlocks& blocks);
    /// Whether what was answered is no more than what was asked. Called after the last input.
    [[nodiscard]] std::string end() const;

    /// Whether one of the earlier answers is about a profile with problems.
    [[nodiscard]] bool had_problems() const { return earlier_ && earlier_->has_problems; }

  private:
    /// Looks at one profile that was answered.
    void pass(std::string_view profile);
    [[nodiscard]] bool is_answer(std::string_view answer, std::string_view profile) const;
    std::string check();

    const ScreenOptions& options_;
    const RuleSet& rules_;
    int output_;
    std::optional<EarlierLines> earlier_;
    std::uint64_t passed_ = 0;
    std::string last_profile_;
    std::string dayless_profile_;
    std::optional<std::uint64_t> dayless_number_;  ///< its line, from 0
    bool is_ready_ = false;                        ///< checked, and cut off
};

}  // namespace caveat::cli
