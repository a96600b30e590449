#pragma once

// The stream: blocks of lines in, answers out in the same order, on as many threads as wanted.

#include <caveat/rules.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/line_blocks.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/cli/progress.hpp"
#include "adapters/cli/run_log.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace caveat::cli {

/// How large blocks become: those of whole reports are smaller, since reports are long.
std::size_t block_bytes(const ScreenOptions& options);

/// What became of a stream.
struct StreamEnd {
    std::uint64_t patients = 0;
    bool has_problems = false;
    std::string log_failure;  ///< why it could not be noted how far it came
};

/// Screens all lines. Ends early when the output takes no more.
///
/// Each thread takes a block, screens it, and goes on with the next; whoever finishes the block
/// whose turn it is writes it and all that wait behind it. At most a few blocks a thread are under
/// way, so memory does not grow with the input.
///
/// record   notes how far it came; null: nothing is noted
/// reached  called after each writing with the patients so far; never by two threads at once
StreamEnd screen_stream(const ScreenOptions& options, const RuleSet& rules, LineBlocks& blocks,
                        Output& output, RunRecord* record,
                        const std::function<void(std::uint64_t)>& reached);

}  // namespace caveat::cli
