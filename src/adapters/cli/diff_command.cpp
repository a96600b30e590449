// `caveat diff`: what a change to a rule file does to patients. Entrances: add_diff, diff_rules.

#include "adapters/cli/diff_command.hpp"

#include <caveat/authoring/diff.hpp>
#include <caveat/json.hpp>
#include <caveat/proof.hpp>
#include <caveat/rules.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/shown.hpp"

#include <CLI/CLI.hpp>

#include <fstream>
#include <istream>
#include <ostream>

namespace caveat::cli {

namespace {

bool is_blank(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
}

/// Reads one line of at most `most_profile_bytes` (a longer one is cut, one byte too long, so that
/// reading it gives the problem `too-large`). returns false at the end.
bool read_line(std::istream& in, std::string& line) {
    line.clear();
    std::streambuf& bytes = *in.rdbuf();
    using Traits = std::istream::traits_type;
    for (int next = bytes.sbumpc(); next != Traits::eof(); next = bytes.sbumpc()) {
        if (next == '\n') return true;
        if (line.size() <= most_profile_bytes) line += Traits::to_char_type(next);
    }
    return !line.empty();
}

int count_cohort(const Loaded& before, const Loaded& after, const DiffOptions& options,
                 const Streams& streams) {
    std::ifstream file;
    if (options.cohort != "-") {
        file.open(options.cohort, std::ios::binary);
        if (!file) {
            return refuse(streams, "the cohort " + named(options.cohort) + " cannot be read");
        }
    }
    std::istream& in = options.cohort == "-" ? streams.in : file;
    authoring::CohortCount count;
    ReadOptions how;
    how.default_as_of = options.as_of;
    std::string line;
    while (read_line(in, line)) {
        if (is_blank(line)) continue;
        count.add(read_profile(*before.rules, line, how), read_profile(*after.rules, line, how));
    }
    if (in.bad()) {
        return refuse(streams,
                      "the cohort " + named(options.cohort) + " could not be read to its end");
    }
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
        const int status = count_cohort(before, after, options, streams);
        if (status != done) return status;
    }
    return difference.treats_differently == proof::Possible::no ? done : found_problems;
}

}  // namespace caveat::cli
