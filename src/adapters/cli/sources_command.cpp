// Entrances: add_sources, tell_sources.

#include "adapters/cli/sources_command.hpp"

#include <caveat/fhir.hpp>
#include <caveat/visible_text.hpp>

#include "adapters/cli/fhir_command.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

namespace caveat::cli {

CLI::App* add_sources(CLI::App& app, SourcesOptions& options) {
    CLI::App* const command = app.add_subcommand(
        "sources", "Say who stands behind a rule file, what it rests on, and what it looks at");
    command->add_option("rules", options.rules, "The rule file")->required()->type_name("RULES");
    command
        ->add_option("--mapping", options.mapping,
                     "Where facts come from (NAME.fhir.yaml beside NAME.yaml)")
        ->type_name("FILE");
    return command;
}

int tell_sources(const SourcesOptions& options, const Streams& streams) {
    const auto mapping = mapping_of_rules({options.rules, options.mapping, {}}, streams);
    if (!mapping) return unusable;
    const RuleSet& rules = mapping->rules();
    std::ostream& out = streams.out;
    const auto line = [&](std::string_view words) { out << visible_text(words) << '\n'; };
    line(std::string(rules.id()) + (rules.version().empty() ? "" : " ") +
         std::string(rules.version()) + (rules.title().empty() ? "" : ": ") +
         std::string(rules.title()));
    const SourceAttributes all = source_attributes(*mapping);
    for (const SourceAttribute& each : all.attributes) {
        if (each.lines.size() == 1) {
            line(std::string(each.name) + ": " + each.lines.front());
            continue;
        }
        line(std::string(each.name) + ":");
        for (const std::string& value : each.lines) line("  " + value);
    }
    if (!all.not_classified.empty()) line("not classified:");
    for (const FactId fact : all.not_classified) line("  " + std::string(rules.fact(fact).name));
    return done;
}

}  // namespace caveat::cli
