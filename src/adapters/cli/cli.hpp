#pragma once

#include "adapters/cli/terminal.hpp"

#include <iosfwd>

namespace caveat::cli {

/// Where a command reads and writes: the process's own streams, or those of a test.
struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    /// The descriptors behind `in` and `out`, below 0 where there are none: a stream of profiles is
    /// read and written through these.
    int in_descriptor = -1;
    int out_descriptor = -1;
    /// Somebody sees `err` and nothing else there, so that the progress of a stream can be shown.
    bool is_err_terminal = false;
    /// Somebody types what `in` gives.
    bool is_in_terminal = false;
    /// What `out` and `err` are shown on, as far as that is one.
    Terminal out_terminal{};
    Terminal err_terminal{};
};

/// What the process tells its caller.
enum ExitStatus : int {
    done = 0,
    found_problems = 1,  ///< a profile had problems
    unusable = 2,        ///< the rule file or the command was wrong
};

/// Runs one command line, `arguments[0]` being the name of the program. Reports go to `out`,
/// diagnostics to `err`.
///
/// A process should ignore SIGPIPE: it then ends by itself, and without a complaint, where nobody
/// reads its reports any more.
int run(int count, const char* const* arguments, const Streams& streams);

}  // namespace caveat::cli
