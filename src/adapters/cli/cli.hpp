#pragma once

#include <iosfwd>

namespace caveat::cli {

/// Where a command reads and writes: the process's own streams, or those of a test.
struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
};

/// What the process tells its caller.
enum ExitStatus : int {
    done = 0,
    found_problems = 1,  ///< a profile had problems
    unusable = 2,        ///< the rule file or the command was wrong
};

/// Runs one command line, `arguments[0]` being the name of the program. Reports go to `out`,
/// diagnostics to `err`.
int run(int count, const char* const* arguments, const Streams& streams);

}  // namespace caveat::cli
