#pragma once

#include "adapters/cli/terminal.hpp"

#include <iosfwd>
#include <string>
#include <string_view>

namespace caveat::cli {

class CurrentFile;
class Output;

/// Where a command reads and writes: the process's own streams, or those of a test.
struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    /// The descriptor behind `in`, below 0 where there is none: a stream of profiles is read
    /// through it.
    int in_descriptor = -1;
    /// What `out` writes to, where it is more than a stream: reports are written straight to it.
    Output* output = nullptr;
    /// Told which file a command is about; null: nobody wants to know.
    CurrentFile* current_file = nullptr;
    /// Whether the solver may have a process of its own.
    bool may_fork = false;
    /// Somebody sees `err` and nothing else there, so that the progress of a stream can be shown.
    bool is_err_terminal = false;
    /// Somebody types what `in` gives.
    bool is_in_terminal = false;
    /// What `out` and `err` are shown on, as far as that is one.
    Terminal out_terminal{};
    Terminal err_terminal{};
};

/// Says that the command is about this file from now on.
void looks_at(const Streams& streams, const std::string& file);

/// What the process tells its caller.
enum ExitStatus : int {
    done = 0,
    found_problems = 1,  ///< a profile had problems
    unusable = 2,        ///< the rule file or the command was wrong
};

/// Says why a command cannot go on. Names in `why` are shown by `named`.
int refuse(const Streams& streams, std::string_view why);

/// Runs one command line, `arguments[0]` being the name of the program. Reports go to `out`,
/// diagnostics to `err`. Output that could not be written to its end is said, and is `unusable`.
///
/// A process should ignore SIGPIPE: it then ends by itself, and without a complaint, where nobody
/// reads its reports any more.
int run(int count, const char* const* arguments, const Streams& streams);

}  // namespace caveat::cli
