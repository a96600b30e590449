#pragma once

// `caveat sources`: who stands behind a rule set, and what it looks at.

#include "adapters/cli/cli.hpp"

#include <string>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct SourcesOptions {
    std::string rules;
    std::string mapping;  ///< empty: the file beside the rules
};

/// Adds the command, which fills the options.
CLI::App* add_sources(CLI::App& app, SourcesOptions& options);

int tell_sources(const SourcesOptions& options, const Streams& streams);

}  // namespace caveat::cli
