#pragma once

// `caveat schema`: what a profile of a rule set may hold, as a JSON Schema or as types.

#include <caveat/schema.hpp>

#include "adapters/cli/cli.hpp"

#include <optional>
#include <string>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

struct SchemaOptions {
    std::string rules;
    std::optional<TypeLanguage> language;  ///< nothing: a JSON Schema
};

/// Adds the command, which fills the options.
CLI::App* add_schema(CLI::App& app, SchemaOptions& options);

/// `caveat schema`: 0 = written, 2 = the rule file or the options are wrong.
int write_contract(const SchemaOptions& options, const Streams& streams);

}  // namespace caveat::cli
