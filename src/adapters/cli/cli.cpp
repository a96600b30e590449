// Turns a command line into one command with its options. Entrance: `run`.

#include "adapters/cli/cli.hpp"

#include <caveat/version.hpp>

#include "adapters/cli/ask_command.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/diff_command.hpp"
#include "adapters/cli/draft_command.hpp"
#include "adapters/cli/explain_command.hpp"
#include "adapters/cli/fhir_command.hpp"
#include "adapters/cli/lsp_command.hpp"
#include "adapters/cli/options.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/cli/process.hpp"
#include "adapters/cli/replay_command.hpp"
#include "adapters/cli/schema_command.hpp"
#include "adapters/cli/serve_command.hpp"
#include "adapters/cli/show_command.hpp"
#include "adapters/cli/shown.hpp"
#include "adapters/cli/sources_command.hpp"
#include "adapters/cli/test_command.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <ctime>
#include <functional>
#include <map>
#include <new>
#include <optional>
#include <ostream>
#include <sstream>
#include <system_error>

namespace caveat::cli {

namespace {

/// The texts that the command line gives, before they are read.
struct Given {
    std::string as_of;
    std::vector<std::string> respondents;
    std::string only;
    double solver_seconds = default_solver_milliseconds / 1000.0;
};

constexpr unsigned most_threads = 1024;

const std::map<std::string, Format> formats{
    {"text", Format::text}, {"json", Format::json}, {"ndjson", Format::ndjson}};
const std::map<std::string, ColourWish> colour_wishes{{"auto", ColourWish::as_it_suits},
                                                      {"always", ColourWish::always},
                                                      {"never", ColourWish::never}};
const std::map<std::string, WhyOf> whys{{"all", WhyOf::all}, {"fired", WhyOf::fired}};

void add_as_of(CLI::App& command, Given& given, const std::string& help) {
    command.add_option("--as-of", given.as_of, help)
        ->type_name("DATE")
        ->check(CLI::Validator(full_date_or_why, "", "date"));
}

void add_solver_seconds(CLI::App& command, Given& given) {
    constexpr double most_seconds = 3600;
    command
        .add_option(
            "--solver-seconds", given.solver_seconds,
            "How long one attempt of the solver at a question may take (2), of which there are "
            "up to six; what stays open is reported as not decided")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.001, most_seconds));
}

CLI::App* add_screen(CLI::App& app, ScreenOptions& options, Given& given) {
    CLI::App* const command = app.add_subcommand("screen", "Screen patients with a rule file");
    command->add_option("rules", options.rules, "The rule file")->required()->type_name("RULES");
    command
        ->add_option("profiles", options.profiles,
                     "Profiles as JSON; - is standard input (the default). A .ndjson file is a "
                     "stream: one profile a line in, one report a line out, in the same order")
        ->type_name("PROFILE");
    add_as_of(*command, given, "The day of the screening for profiles that name none (today)");
    command
        ->add_option("--respondents", given.respondents,
                     "Who can answer now (patient,clinician); what only others could decide is "
                     "deferred")
        ->delimiter(',')
        ->type_name("WHO")
        ->check(CLI::IsMember({"patient", "clinician"}));
    command
        ->add_option("--format", options.format, "text, json or ndjson (text; ndjson for a stream)")
        ->type_name("FORMAT")
        ->transform(CLI::CheckedTransformer(formats).description(""));
    command
        ->add_option("--why", options.why,
                     "Give reasons for all rules or for the fired ones (text: fired, json: all)")
        ->type_name("RULES")
        ->transform(CLI::CheckedTransformer(whys).description(""));
    command
        ->add_option("--only", given.only,
                     "verdict: one short line of JSON for each patient instead of a report, with "
                     "`problems` counted where there are any; record: one line with profile, "
                     "options and report, for audits and `caveat replay`")
        ->type_name("PART")
        ->check(CLI::IsMember({"verdict", "record"}));
    command->add_option("--threads", options.threads, "Threads that screen a stream (all cores)")
        ->type_name("N")
        ->check(CLI::Range(1U, most_threads));
    command->add_option("--output", options.output, "Write to this file")->type_name("FILE");
    command->add_flag("--resume", options.resume,
                      "Go on with --output where a run of the same command was stopped");
    command->add_flag("--no-values", options.no_values,
                      "Leave out what the patient said, for logs");
    add_reader(*command, options.reading);
    add_extra_facts(*command, options.extra_facts);
    return command;
}

CLI::App* add_check(CLI::App& app, CheckOptions& options, Given& given) {
    CLI::App* const command = app.add_subcommand("check", "Check rule files");
    command->add_option("rules", options.rules, "The rule files")->required()->type_name("RULES");
    add_as_of(*command, given, "The day for which `review by` is looked at (today)");
    add_solver_seconds(*command, given);
    command->add_option("--format", options.format, "text, or json: one line for each file (text)")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    return command;
}

CLI::App* add_format(CLI::App& app, FormatOptions& options) {
    CLI::App* const command =
        app.add_subcommand("format", "Lay out rule files and cases, and change nothing they mean");
    command->add_option("rules", options.files, "The rule files")->required()->type_name("RULES");
    CLI::Option* const check = command->add_flag(
        "--check", options.only_check, "Say which lines would change, and change no file");
    command->add_flag("--stdout", options.to_output, "Write to standard output, and change no file")
        ->excludes(check);
    return command;
}

unsigned solver_milliseconds(const Given& given) {
    constexpr double thousand = 1000;
    return static_cast<unsigned>(given.solver_seconds * thousand);
}

void add_colour(CLI::App& app, ColourWish& wish) {
    app.add_option("--color", wish,
                   "auto, always or never: colour on a terminal, unless NO_COLOR is set (auto)")
        ->type_name("WHEN")
        ->transform(CLI::CheckedTransformer(colour_wishes).description(""));
    // It may stand behind the command too.
    for (CLI::App* const command : app.get_subcommands({})) command->fallthrough();
}

}  // namespace

Date today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    Date day;
    day.year = static_cast<std::int16_t>(local.tm_year + 1900);
    day.month = static_cast<std::uint8_t>(local.tm_mon + 1);
    day.day = static_cast<std::uint8_t>(local.tm_mday);
    return day;
}

std::string full_date_or_why(const std::string& text) {
    const std::optional<Date> date = Date::from_text(text);
    return date && date->is_full() ? std::string{}
                                   : named(text) + " is no full date: write 2026-11-20";
}

Date day_or_today(const std::string& text) {
    const std::optional<Date> day = Date::from_text(text);
    return day ? *day : today();
}

std::optional<Respondents> respondents_named(const std::vector<std::string>& names) {
    if (names.empty()) return std::nullopt;
    Respondents respondents{false, false};
    for (const std::string& who : names) {
        (who == "patient" ? respondents.patient : respondents.clinician) = true;
    }
    return respondents;
}

namespace {

/// The status of a command, when what it wrote has arrived.
int ended_well(const Streams& streams, int status) {
    streams.out.flush();
    if (streams.out) return status;
    streams.err << "error: standard output cannot be written";
    if (streams.output != nullptr) streams.err << ": " << streams.output->failure();
    streams.err << '\n';
    return unusable;
}

int out_of_memory(const Streams& streams, const std::string& more = {}) {
    streams.err << "error: out of memory" << more;
    if (streams.current_file != nullptr) streams.err << streams.current_file->words();
    streams.err << '\n' << std::flush;
    return unusable;
}

/// A command that asks the solver.
int with_solver(const Streams& streams, const std::function<int()>& command) {
    if (!streams.may_fork) return command();
    const std::optional<Ended> ended = in_process_of_its_own([&] {
        try {
            return ended_well(streams, command());
        } catch (const std::bad_alloc&) {
            return out_of_memory(streams);
        } catch (const std::system_error& failure) {
            // The solver keeps the time on a thread.
            return out_of_memory(streams, std::string(" or threads: ") + failure.what());
        } catch (const std::exception& failure) {
            return out_of_memory(streams, std::string(", or the solver failed: ") + failure.what());
        }
    });
    if (!ended) return command();
    if (!ended->signal && ended->status <= unusable) return ended->status;
    if (ended->signal && (*ended->signal == SIGINT || *ended->signal == SIGTERM)) {
        std::signal(*ended->signal, SIG_DFL);
        std::raise(*ended->signal);
    }
    const std::string how = ended->signal ? "the signal " + std::to_string(*ended->signal)
                                          : "itself, with " + std::to_string(ended->status);
    return out_of_memory(streams, ", as it seems: the solver was ended by " + how +
                                      ", and what was not reported is not decided");
}

/// One command line, without a look at what became of its output.
int run_command(int count, const char* const* arguments, const Streams& given_streams) {
    CLI::App app("Screens patients with rules that clinicians can read.", "caveat");
    app.set_version_flag("--version", std::string("caveat ") + CAVEAT_VERSION_STRING);
    app.require_subcommand(1);
    Given given;
    ScreenOptions screen_options;
    CheckOptions check_options;
    ExplainOptions explain_options;
    AskOptions ask_options;
    FormatOptions format_options;
    TestOptions test_options;
    ColourWish colour = ColourWish::as_it_suits;
    add_screen(app, screen_options, given);
    const CLI::App* const check_command = add_check(app, check_options, given);
    const CLI::App* const format_command = add_format(app, format_options);
    const CLI::App* const test_command = add_test(app, test_options);
    DraftOptions draft_options;
    const CLI::App* const draft_command = add_draft(app, draft_options);
    DiffOptions diff_options;
    CLI::App* const diff_command = add_diff(app, diff_options);
    add_as_of(*diff_command, given, "The day of the patients shown, where any will do (today)");
    add_solver_seconds(*diff_command, given);
    const CLI::App* const explain_command = add_explain(app, explain_options);
    const CLI::App* const ask_command = add_ask(app, ask_options);
    ReplayOptions replay_options;
    const CLI::App* const replay_command = add_replay(app, replay_options);
    ShowOptions show_options;
    const CLI::App* const show_command = add_show(app, show_options);
    SchemaOptions schema_options;
    const CLI::App* const schema_command = add_schema(app, schema_options);
    FhirOptions fhir_options;
    const CLI::App* const fhir_command = add_fhir(app, fhir_options);
    SourcesOptions sources_options;
    const CLI::App* const sources_command = add_sources(app, sources_options);
    ServeCommand serve_options;
    const CLI::App* const serve_command = add_serve(app, serve_options);
    FeedbackCommand feedback_options;
    const CLI::App* const feedback_command = add_feedback(app, feedback_options);
    LspOptions lsp_options;
    const CLI::App* const lsp_command = add_lsp(app, lsp_options);
    add_colour(app, colour);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& stop) {
        // Help and version are no errors.
        std::ostringstream wrong;
        const int status = app.exit(stop, given_streams.out, wrong);
        given_streams.err << shown_lines(wrong.str());
        return status == 0 ? done : unusable;
    }
    Streams streams = given_streams;
    streams.out_terminal = with_wish(streams.out_terminal, colour);
    streams.err_terminal = with_wish(streams.err_terminal, colour);
    if (explain_command->parsed()) return explain_rule(explain_options, streams);
    if (ask_command->parsed()) return ask_questions(ask_options, streams);
    if (replay_command->parsed()) return replay_records(replay_options, streams);
    if (show_command->parsed()) return show_rules(show_options, streams);
    if (schema_command->parsed()) return write_contract(schema_options, streams);
    if (format_command->parsed()) return format_rule_files(format_options, streams);
    if (draft_command->parsed()) return draft_rules(draft_options, streams);
    if (test_command->parsed()) return test_rules(test_options, streams);
    if (lsp_command->parsed()) return serve_editors(lsp_options, streams);
    if (fhir_command->parsed()) return run_fhir(fhir_options, streams);
    if (sources_command->parsed()) return tell_sources(sources_options, streams);
    if (serve_command->parsed()) return run_serve(serve_options, streams);
    if (feedback_command->parsed()) return tell_feedback(feedback_options, streams);
    if (diff_command->parsed()) {
        diff_options.as_of = day_or_today(given.as_of);
        diff_options.solver_milliseconds = solver_milliseconds(given);
        return with_solver(streams, [&] { return diff_rules(diff_options, streams); });
    }
    if (check_command->parsed()) {
        check_options.as_of = day_or_today(given.as_of);
        check_options.solver_milliseconds = solver_milliseconds(given);
        return with_solver(streams, [&] { return check_rules(check_options, streams); });
    }
    screen_options.as_of = day_or_today(given.as_of);
    screen_options.only_verdict = given.only == "verdict";
    screen_options.only_record = given.only == "record";
    screen_options.respondents = respondents_named(given.respondents);
    return screen_profiles(screen_options, streams);
}

}  // namespace

int refuse(const Streams& streams, std::string_view why) {
    streams.err << "error: " << why << '\n';
    return unusable;
}

void looks_at(const Streams& streams, const std::string& file) {
    if (streams.current_file != nullptr) streams.current_file->set(file);
}

int run(int count, const char* const* arguments, const Streams& streams) {
    try {
        return ended_well(streams, run_command(count, arguments, streams));
    } catch (const std::bad_alloc&) {
        return out_of_memory(streams);
    }
}

}  // namespace caveat::cli
