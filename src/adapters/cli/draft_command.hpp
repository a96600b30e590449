#pragma once

// `caveat draft`: sentences into a rule file.

#include "adapters/cli/cli.hpp"

#include <string>
#include <vector>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct DraftOptions {
    std::vector<std::string> given;  ///< sentences, or one file, or `-`; empty: standard input
    std::string output;              ///< a file that is not there yet; empty: standard output
};

/// Adds the command, which fills the options.
CLI::App* add_draft(CLI::App& app, DraftOptions& options);

int draft_rules(const DraftOptions& options, const Streams& streams);

}  // namespace caveat::cli
