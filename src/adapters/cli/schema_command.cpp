// `caveat schema`: a rule file into the contract of its profiles. Entrances: add_schema,
// write_contract.

#include "adapters/cli/schema_command.hpp"

#include "adapters/cli/options.hpp"
#include "adapters/cli/shown.hpp"

#include <CLI/CLI.hpp>

#include <map>
#include <ostream>

namespace caveat::cli {

CLI::App* add_schema(CLI::App& app, SchemaOptions& options) {
    static const std::map<std::string, std::optional<TypeLanguage>> languages{
        {"json", std::nullopt},
        {"typescript", TypeLanguage::typescript},
        {"python", TypeLanguage::python}};
    CLI::App* const command = app.add_subcommand(
        "schema", "Write what a profile may hold, as a JSON Schema or as types of a language");
    command->add_option("rules", options.rules, "The rule file")->required()->type_name("RULES");
    command
        ->add_option_function<std::string>(
            "--as", [&options](const std::string& name) { options.language = languages.at(name); },
            "json: a JSON Schema (2020-12); typescript: interfaces; python: TypedDict (json)")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"json", "typescript", "python"}));
    return command;
}

int write_contract(const SchemaOptions& options, const Streams& streams) {
    looks_at(streams, options.rules);
    const Loaded loaded = load_file(options.rules);
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    if (!loaded.rules) return unusable;
    streams.out << (options.language ? write_profile_types(*loaded.rules, *options.language)
                                     : write_profile_schema(*loaded.rules));
    return done;
}

}  // namespace caveat::cli
