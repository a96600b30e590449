// `caveat diff`: what a change to a rule file does to patients. Entrances: add_diff, diff_rules.

#include "adapters/cli/diff_command.hpp"

#include <caveat/authoring/diff.hpp>
#include <caveat/json.hpp>
#include <caveat/proof.hpp>
#include <caveat/rules.hpp>

#include "adapters/cli/byte_source.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/line_blocks.hpp"
#include "adapters/cli/shown.hpp"

#include <CLI/CLI.hpp>

#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace caveat::cli {

namespace {

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

int count_cohort(const Loaded& before, const Loaded& after, const proof::Difference& difference,
                 const DiffOptions& options, const Streams& streams) {
    std::map<std::string, std::string> renamed;
    for (const proof::RuleDifference& rule : difference.rules) {
        if (rule.presence == proof::Presence::renamed) renamed.emplace(rule.former_id, rule.id);
    }
    authoring::CohortCount count(std::move(renamed));
    ReadOptions how;
    how.default_as_of = options.as_of;
    const auto add_all = [&](ByteSource source) {
        LineBlocks blocks(source, bytes_of_a_block);
        Block block;
        while (blocks.next(block)) {
            std::string_view lines = block.lines();
            while (!lines.empty()) {
                const std::string_view line = take_line(lines);
                if (is_blank(line)) continue;
                count.add(read_profile(*before.rules, line, how),
                          read_profile(*after.rules, line, how));
            }
        }
        return !blocks.has_failed();
    };
    const InputFile file(options.cohort == "-" ? "" : options.cohort.c_str());
    const bool is_read = options.cohort == "-" ? add_all(standard_input(streams))
                         : file.is_open()      ? add_all(ByteSource(file.descriptor()))
                                               : false;
    if (!is_read) return refuse(streams, "the cohort " + named(options.cohort) + " cannot be read");
    streams.out << '\n' << authoring::text_of(count.so_far());
    return done;
}

}  // namespace

CLI::App* add_diff(CLI::App& app, DiffOptions& options) {
    CLI::App* const command = app.add_subcommand(
        "diff", "Show which patients a change to a rule file treats differently");
    command->add_option("before", options.before, "The rule file as it was")
        ->required()
        ->type_name("OLD");
    command->add_option("after", options.after, "The rule file as it is now")
        ->required()
        ->type_name("NEW");
    command
        ->add_option("--cohort", options.cohort,
                     "Count how many of these patients change: one profile a line; - is standard "
                     "input")
        ->type_name("FILE");
    return command;
}

int diff_rules(const DiffOptions& options, const Streams& streams) {
    looks_at(streams, options.before);
    const Loaded before = load_file(options.before);
    looks_at(streams, options.after);
    const Loaded after = load_file(options.after);
    if (!before.rules || !after.rules) {
        for (const Loaded* loaded : {&before, &after}) {
            if (!loaded->rules) streams.err << render(*loaded);
        }
        return unusable;
    }
    const proof::Difference difference =
        proof::diff(*before.rules, *after.rules, {options.as_of, options.solver_milliseconds});
    streams.out << proof::text_of(difference, options.before, options.after);
    if (!options.cohort.empty()) {
        const int status = count_cohort(before, after, difference, options, streams);
        if (status != done) return status;
    }
    return difference.treats_differently == proof::Possible::no ? done : found_problems;
}

}  // namespace caveat::cli
