#pragma once

// Going on with the output of a run that was killed.

#include "adapters/cli/line_blocks.hpp"
#include "adapters/cli/run_log.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace caveat::cli {

/// Leaves out the profiles that an earlier run has answered.
///
/// Every byte that stays is proven: the log of the earlier run has digests of the answers that it
/// wrote and of the profiles that they answer, and names the rule set, engine and options. If
/// anything differs, nothing is written. What lies behind the last point that the answers reach, at
/// most one block and half a line, is screened again.
class Resumption {
  public:
    /// All must outlive it.
    ///
    /// name     of the output
    /// digests  come to hold what was answered
    Resumption(std::string name, int output, RunLog& log, RunDigests& digests);

    /// Looks at what the earlier run left. Returns why the run cannot go on; empty when it can.
    std::string begin();
    /// Leaves out of this input what was answered. Called for one input after the other. Returns
    /// why the run cannot go on; empty when it can.
    std::string skip(LineBlocks& blocks);
    /// Whether what was answered is no more than what was asked. Called after the last input.
    [[nodiscard]] std::string end() const;

  private:
    [[nodiscard]] bool are_answers_same();
    std::string check();
    [[nodiscard]] std::string changed(const std::string& what) const;

    std::string name_;
    int output_;
    RunLog& log_;
    RunDigests& digests_;
    std::size_t points_ = 0;  ///< of the log, that the answers reach
    RunPoint reached_;
    bool is_ready_ = false;  ///< checked, and cut off
};

}  // namespace caveat::cli
