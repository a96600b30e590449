#pragma once

// `caveat ask`: the interview.

#include "adapters/cli/cli.hpp"
#include "adapters/cli/options.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct AskOptions {
    std::string rules;
    std::string profile;  ///< answers to begin with; empty: none
    std::string output;   ///< a file for the profile; empty: standard output
    std::string as_of;    ///< of a profile that names no day; empty: today
    std::vector<std::string> respondents;
    ReaderWish reading;
    std::size_t most_questions = std::numeric_limits<std::size_t>::max();
};

/// Adds the command, which fills the options.
CLI::App* add_ask(CLI::App& app, AskOptions& options);

int ask_questions(const AskOptions& options, const Streams& streams);

}  // namespace caveat::cli
