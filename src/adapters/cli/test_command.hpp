#pragma once

#include "adapters/cli/cli.hpp"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace caveat::cli {

struct TestOptions {
    std::vector<std::string> rules;
    std::vector<std::string> cases;   ///< files; empty: NAME.cases.yaml beside NAME.yaml
    std::string format = "text";      ///< or json
    std::string html;                 ///< a file for the page; empty: none
    std::string junit;                ///< likewise
    std::optional<unsigned> require;  ///< per cent
    bool propose = false;
    std::string output;  ///< of `propose`; empty: standard output
    std::string as_of;   ///< of `propose`, where no case names a day
};

/// Adds the command `test` to the command line; its options are filled when that is parsed.
CLI::App* add_test(CLI::App& app, TestOptions& options);

/// `caveat test`: 0 = all cases hold, 1 = one failed, there is none, or too little is covered, 2 =
/// a file or the options are wrong.
int test_rules(const TestOptions& options, const Streams& streams);

}  // namespace caveat::cli
