// `caveat draft`: sentences, or a rule file that lacks declarations, into a complete rule file.
// Entrance: `draft_rules`.

#include "adapters/cli/draft_command.hpp"

#include <caveat/authoring/draft.hpp>
#include <caveat/diagnostic.hpp>

#include "adapters/cli/input.hpp"
#include "adapters/cli/new_file.hpp"
#include "adapters/cli/shown.hpp"
#include "adapters/cli/terminal.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <string_view>

namespace caveat::cli {

namespace {

bool is_sentence(const std::string& given) {
    return given.find("→") != std::string::npos || given.find("->") != std::string::npos ||
           given.find(" then ") != std::string::npos;
}

struct GivenText {
    std::string name;
    std::optional<std::string> text;
    std::string problem;  ///< why there is none
};

GivenText read_given(const std::vector<std::string>& given, std::istream& in) {
    if (given.empty() || (given.size() == 1 && given.front() == "-")) {
        return {"<stdin>", read_all(in), "standard input cannot be read"};
    }
    if (std::all_of(given.begin(), given.end(), is_sentence)) {
        std::string text;
        for (const std::string& sentence : given) text += sentence + "\n";
        return {"<sentences>", std::move(text), {}};
    }
    if (given.size() > 1) {
        return {{}, std::nullopt, "give sentences with an arrow, each in quotes, or one file"};
    }
    std::ifstream file(given.front(), std::ios::binary);
    return {given.front(), file ? read_all(file) : std::nullopt,
            named(given.front()) +
                " is no file that can be read, and no sentence: a sentence has "
                "an arrow, `condition → outcome`"};
}

}  // namespace

CLI::App* add_draft(CLI::App& app, DraftOptions& options) {
    CLI::App* const command = app.add_subcommand(
        "draft", "Write a complete rule file for sentences, or for a file that lacks declarations");
    command
        ->add_option("sentences", options.given,
                     "Sentences, each in quotes: \"arthritis → require experienced therapist\"; or "
                     "a file of sentences, one a line; or a rule file; - is standard input (the "
                     "default)")
        ->type_name("SENTENCES");
    command->add_option("--output", options.output, "Write to this file, which must be new")
        ->type_name("FILE");
    return command;
}

int draft_rules(const DraftOptions& options, const Streams& streams) {
    const GivenText given = read_given(options.given, streams.in);
    if (!given.text) return refuse(streams, given.problem);
    const authoring::Drafted drafted = authoring::draft(*given.text, given.name);
    show(streams.err, streams.err_terminal, drafted.diagnostics, drafted.source);
    if (!drafted.text) return unusable;
    if (drafted.is_complete) {
        streams.err << shown(given.name) << ": nothing is missing; this is the file as it is\n";
    }
    if (options.output.empty()) {
        streams.out << *drafted.text << std::flush;
        return done;
    }
    std::error_code ignored;
    if (std::filesystem::exists(options.output, ignored)) {
        return refuse(streams, named(options.output) + " is there already, and stays as it is");
    }
    const std::string wrong = write_file(options.output, *drafted.text);
    if (wrong.empty()) return done;
    return refuse(streams, named(options.output) + " cannot be written: " + wrong);
}

}  // namespace caveat::cli
