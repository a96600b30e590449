#pragma once

#include <caveat/values.hpp>

#include "adapters/cli/cli.hpp"

#include <string>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct DiffOptions {
    std::string before;
    std::string after;
    std::string cohort;  ///< a file with a profile a line; empty: none
    Date as_of;
    unsigned solver_milliseconds = 0;
};

/// Adds the command `diff` to the command line; its options are filled when that is parsed.
CLI::App* add_diff(CLI::App& app, DiffOptions& options);

/// `caveat diff`: 0 = no patient is treated differently, which is proven; 1 = some are, or it was
/// not decided; 2 = a file is wrong.
int diff_rules(const DiffOptions& options, const Streams& streams);

}  // namespace caveat::cli
