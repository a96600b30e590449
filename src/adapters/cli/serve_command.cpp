// Entrances: add_serve, run_serve, add_feedback, tell_feedback.

#include "adapters/cli/serve_command.hpp"

#include <caveat/visible_text.hpp>

#include "adapters/cli/commands.hpp"
#include "adapters/cli/shown.hpp"
#include "adapters/cli/test_command.hpp"

#include <CLI/CLI.hpp>

#include <ostream>
#include <sstream>

#ifdef CAVEAT_SERVICE
#include <caveat/service.hpp>
#endif

namespace caveat::cli {

CLI::App* add_serve(CLI::App& app, ServeCommand& options) {
    CLI::App* const command =
        app.add_subcommand("serve", "Answer record systems by CDS Hooks, until it is told to stop");
    command->add_option("file", options.file, "What is served to whom: serve.yaml")
        ->required()
        ->type_name("FILE");
    command->add_flag("--check", options.only_check,
                      "Check the file, its rules and mappings, and serve nothing");
    command->add_flag("--watch", options.watch,
                      "Load anew whenever a file of rules, mappings or value sets has changed");
    return command;
}

CLI::App* add_feedback(CLI::App& app, FeedbackCommand& options) {
    CLI::App* const command = app.add_subcommand(
        "feedback", "Say what became of the cards that a service has shown, and why");
    command->add_option("store", options.store, "The store of the service: feedback.db")
        ->required()
        ->type_name("STORE");
    return command;
}

#ifdef CAVEAT_SERVICE
namespace {

/// What fails of the cases of a rule file, drawn; empty where all of them hold.
std::string failed_cases(const std::string& rule_file) {
    std::istringstream nothing;
    std::ostringstream report;
    std::ostringstream wrong;
    TestOptions options;
    options.rules = {rule_file};
    const int status = test_rules(options, {nothing, report, wrong});
    return status == done ? std::string() : wrong.str() + report.str();
}

}  // namespace

int run_serve(const ServeCommand& command, const Streams& streams) {
    looks_at(streams, command.file);
    ServeOptions options{command.file, command.only_check, today};
    options.watch = command.watch;
    options.check_cases = failed_cases;
    return serve(options, streams.out, streams.err);
}

int tell_feedback(const FeedbackCommand& options, const Streams& streams) {
    looks_at(streams, options.store);
    std::string problem;
    const auto report = read_feedback(options.store, problem);
    if (!report) {
        return refuse(streams, "the store " + named(options.store) + " cannot be read: " + problem);
    }
    for (const OutcomeFeedback& each : report->outcomes) {
        streams.out << visible_text(each.service) << ", " << visible_text(each.outcome)
                    << ": shown " << each.shown << ", accepted " << each.accepted << ", overridden "
                    << each.overridden << '\n';
        for (const auto& [reason, count] : each.reasons) {
            streams.out << "  " << (reason.empty() ? "no reason" : visible_text(reason)) << ": "
                        << count << '\n';
        }
        if (each.comments > 0) streams.out << "  with a comment: " << each.comments << '\n';
    }
    if (report->outcomes.empty()) streams.out << "no card has been shown\n";
    if (report->unknown > 0) {
        streams.out << "about cards that are not known here: " << report->unknown << '\n';
    }
    return done;
}
#else
namespace {

int refuse_service(const Streams& streams) {
    return refuse(streams,
                  "this `caveat` was built without its service: build it with OpenSSL, cjose and "
                  "SQLite (`cmake/install-dependencies.sh`) and -DCAVEAT_SERVICE=ON");
}

}  // namespace

int run_serve(const ServeCommand&, const Streams& streams) {
    return refuse_service(streams);
}

int tell_feedback(const FeedbackCommand&, const Streams& streams) {
    return refuse_service(streams);
}
#endif

}  // namespace caveat::cli
