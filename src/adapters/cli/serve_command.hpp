#pragma once

// `caveat serve`: rule sets as a service for record systems.

#include "adapters/cli/cli.hpp"

#include <string>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct ServeCommand {
    std::string file;
    bool only_check = false;
    bool watch = false;
};

/// Adds the command, which fills the options.
CLI::App* add_serve(CLI::App& app, ServeCommand& options);

/// What became of cards.
struct FeedbackCommand {
    std::string store;
};

CLI::App* add_feedback(CLI::App& app, FeedbackCommand& options);

int tell_feedback(const FeedbackCommand& options, const Streams& streams);

int run_serve(const ServeCommand& options, const Streams& streams);

}  // namespace caveat::cli
