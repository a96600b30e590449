#pragma once

// `caveat explain`: one rule and one patient.

#include <caveat/values.hpp>

#include "adapters/cli/cli.hpp"
#include "adapters/cli/commands.hpp"

#include <string>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct ExplainOptions {
    std::string rules;
    std::string rule;
    std::string profile = "-";
    std::string as_of;  ///< of a profile that names no day; empty: today
    Format format = Format::text;
    ExtraFacts extra_facts = ExtraFacts::problem;
};

/// `--extra-facts`, for profiles that know more than the rules ask.
void add_extra_facts(CLI::App& command, ExtraFacts& reported_as);

/// Adds the command, which fills the options.
CLI::App* add_explain(CLI::App& app, ExplainOptions& options);

int explain_rule(const ExplainOptions& options, const Streams& streams);

}  // namespace caveat::cli
