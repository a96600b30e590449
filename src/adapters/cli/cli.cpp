// Turns a command line into one command with its options. Entrance: `run`.

#include "adapters/cli/cli.hpp"

#include <caveat/version.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/diff_command.hpp"
#include "adapters/cli/test_command.hpp"

#include <CLI/CLI.hpp>

#include <ctime>
#include <map>
#include <ostream>

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
const std::map<std::string, WhyOf> whys{{"all", WhyOf::all}, {"fired", WhyOf::fired}};

std::string full_date(const std::string& text) {
    const std::optional<Date> date = Date::from_text(text);
    return date && date->is_full() ? std::string{}
                                   : "`" + text + "` is no full date: write 2026-11-20";
}

void add_as_of(CLI::App& command, Given& given, const std::string& help) {
    command.add_option("--as-of", given.as_of, help)
        ->type_name("DATE")
        ->check(CLI::Validator(full_date, "", "date"));
}

void add_solver_seconds(CLI::App& command, Given& given) {
    constexpr double most_seconds = 3600;
    command
        .add_option("--solver-seconds", given.solver_seconds,
                    "How long the solver may think about one question (2); what it leaves open is "
                    "reported as not decided")
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
                     "`problems` counted where there are any")
        ->type_name("PART")
        ->check(CLI::IsMember({"verdict"}));
    command->add_option("--threads", options.threads, "Threads that screen a stream (all cores)")
        ->type_name("N")
        ->check(CLI::Range(1U, most_threads));
    command->add_option("--output", options.output, "Write to this file")->type_name("FILE");
    command->add_flag("--resume", options.resume,
                      "Go on with --output where a run of the same command was stopped");
    command->add_flag("--no-values", options.no_values,
                      "Leave out what the patient said, for logs");
    return command;
}

CLI::App* add_check(CLI::App& app, CheckOptions& options, Given& given) {
    CLI::App* const command = app.add_subcommand("check", "Check rule files");
    command->add_option("rules", options.rules, "The rule files")->required()->type_name("RULES");
    add_as_of(*command, given, "The day for which `review by` is looked at (today)");
    add_solver_seconds(*command, given);
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

Date day_of(const Given& given) {
    const std::optional<Date> day = Date::from_text(given.as_of);
    return day ? *day : today();
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

int run(int count, const char* const* arguments, const Streams& streams) {
    CLI::App app("Screens patients with rules that clinicians can read.", "caveat");
    app.set_version_flag("--version", std::string("caveat ") + CAVEAT_VERSION_STRING);
    app.require_subcommand(1);
    Given given;
    ScreenOptions screen_options;
    CheckOptions check_options;
    FormatOptions format_options;
    const CLI::App* const screen_command = add_screen(app, screen_options, given);
    add_check(app, check_options, given);
    const CLI::App* const format_command = add_format(app, format_options);
    TestOptions test_options;
    const CLI::App* const test_command = add_test(app, test_options);
    DiffOptions diff_options;
    CLI::App* const diff_command = add_diff(app, diff_options);
    add_as_of(*diff_command, given, "The day of the patients shown, where any will do (today)");
    add_solver_seconds(*diff_command, given);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& stop) {
        // Help and version are no errors.
        return app.exit(stop, streams.out, streams.err) == 0 ? done : unusable;
    }
    if (format_command->parsed()) return format_rule_files(format_options, streams);
    if (test_command->parsed()) return test_rules(test_options, streams);
    if (diff_command->parsed()) {
        diff_options.as_of = day_of(given);
        diff_options.solver_milliseconds = solver_milliseconds(given);
        return diff_rules(diff_options, streams);
    }
    if (!screen_command->parsed()) {
        check_options.as_of = day_of(given);
        check_options.solver_milliseconds = solver_milliseconds(given);
        return check_rules(check_options, streams);
    }
    screen_options.as_of = day_of(given);
    screen_options.only_verdict = given.only == "verdict";
    if (!given.respondents.empty()) {
        screen_options.respondents = {false, false};
        for (const std::string& who : given.respondents) {
            (who == "patient" ? screen_options.respondents.patient
                              : screen_options.respondents.clinician) = true;
        }
    }
    return screen_profiles(screen_options, streams);
}

}  // namespace caveat::cli
