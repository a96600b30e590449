#pragma once

// `caveat lsp`: the language server for editors.

#include "adapters/cli/cli.hpp"
#include "adapters/cli/commands.hpp"

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct LspOptions {
    bool is_stdio = true;  ///< the only way there is; clients say so
    unsigned solver_milliseconds = default_solver_milliseconds;
};

CLI::App* add_lsp(CLI::App& app, LspOptions& options);

/// Speaks the Language Server Protocol over `in` and `out` until the client ends it: 0, or 1 where
/// it went without `shutdown`. Nothing but frames is written to `out`.
int serve_editors(const LspOptions& options, const Streams& streams);

}  // namespace caveat::cli
