#pragma once

// Profiles, a line each, into answers, a line each. One for each thread.

#include <caveat/json.hpp>
#include <caveat/screen.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/line_blocks.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::cli {

/// What screening some lines came to.
struct Screened {
    std::string answers;
    std::vector<std::uint64_t> profiles;  ///< the digest of each profile's line
    bool has_problems = false;
};

/// How the options say that profiles are read.
ReadOptions reading_of(const ScreenOptions& options);
/// How they say that reports are written.
///
/// otherwise  for which rules they say why, where nothing is said
ReportOptions writing_of(const ScreenOptions& options, WhyOf otherwise = WhyOf::all);

class LineScreener {
  public:
    LineScreener(const ScreenOptions& options, const RuleSet& rules);

    /// The answers for all lines of a block, in place of what `screened` held.
    void screen(const Block& block, Screened& screened);
    /// The answer for one profile, added to `screened`.
    ///
    /// readable_after  bytes behind it that may be read
    void screen(std::string_view profile, std::size_t readable_after, Screened& screened);

  private:
    const ScreenOptions& options_;
    ProfileReader reader_;
    ReportWriter writer_;
    Screening screening_;
};

/// Whether anything was wrong with the profile, or came up while it was screened.
bool has_errors(const Screening& screening);

}  // namespace caveat::cli
