#pragma once

#include "adapters/cli/cli.hpp"

#include <string>
#include <vector>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct ReplayOptions {
    std::vector<std::string> records;  ///< files with a record a line; `-` is standard input
    std::string rules;                 ///< a rule file, or a folder with all its versions
    std::string profiles;              ///< a file with a profile a line; empty: none
};

/// Adds the command `replay` to the command line; its options are filled when that is parsed.
CLI::App* add_replay(CLI::App& app, ReplayOptions& options);

/// `caveat replay`: 0 = every record is reproduced, 1 = some are not, 2 = a file is wrong.
int replay_records(const ReplayOptions& options, const Streams& streams);

}  // namespace caveat::cli
