// `caveat ask`: an interview, and the profile that it gathers. Entrance: `ask_questions`.

#include "adapters/cli/ask_command.hpp"

#include "adapters/cli/commands.hpp"
#include "adapters/cli/conversation.hpp"
#include "adapters/cli/gathered.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/interview.hpp"
#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/new_file.hpp"
#include "adapters/cli/options.hpp"
#include "adapters/cli/shown.hpp"

#include <filesystem>
#include <fstream>
#include <ostream>

namespace caveat::cli {

namespace {

/// What is wrong with the profile to begin with; empty if nothing.
std::string begin_with(const std::string& name, Gathered& gathered) {
    std::ifstream file(name, std::ios::binary);
    const std::optional<std::string> text = file ? read_all(file) : std::nullopt;
    if (!text) return "the profile " + named(name) + " cannot be read";
    const std::string wrong = gathered.begin_with(*text);
    return wrong.empty() ? wrong : "the profile " + named(name) + " cannot be used: " + wrong;
}

}  // namespace

int ask_questions(const AskOptions& options, const Streams& streams) {
    const std::optional<Respondents> here = respondents_named(options.respondents);
    const std::string against = reader_against(options.reading, here);
    if (!against.empty()) return refuse(streams, against);
    looks_at(streams, options.rules);
    const Loaded loaded = load_file(options.rules);
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    if (!loaded.rules) return unusable;
    Gathered gathered(*loaded.rules, day_or_today(options.as_of));
    if (!options.profile.empty()) {
        const std::string wrong = begin_with(options.profile, gathered);
        if (!wrong.empty()) return refuse(streams, wrong);
    }
    std::error_code ignored;
    if (!options.output.empty() &&
        std::filesystem::equivalent(options.rules, options.output, ignored)) {
        return refuse(streams, named(options.output) + " is the rule file; write to another file");
    }
    // The profile alone goes where a program may read it.
    const bool has_file = !options.output.empty();
    std::ostream& said = has_file ? streams.out : streams.err;
    const Terminal& terminal = has_file ? streams.out_terminal : streams.err_terminal;
    Conversation conversation(streams.in, said, terminal,
                              streams.is_in_terminal && terminal.is_there());
    const Reader reader = reader_of(options.reading, *loaded.rules, here);
    const ReportOptions writing{
        .why = WhyOf::fired, .reader = reader, .details = options.reading.details};
    streams.err << warning_of(reader, *loaded.rules);
    Interview interview(loaded, gathered, here.value_or(answering(reader)), options.most_questions,
                        writing, conversation);
    interview.run();
    if (!has_file) {
        said << '\n' << std::flush;
        streams.out << gathered.json() << std::flush;
        return has_errors(interview.screening()) ? found_problems : done;
    }
    const std::string wrong = write_file(options.output, gathered.json());
    if (!wrong.empty()) {
        streams.out << gathered.json();
        return refuse(streams, named(options.output) + " cannot be written: " + wrong +
                                   "; the profile is above");
    }
    said << "\nThe profile is in " << shown(options.output) << '\n';
    return has_errors(interview.screening()) ? found_problems : done;
}

}  // namespace caveat::cli
