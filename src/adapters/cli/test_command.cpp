// `caveat test`: a rule file held against its cases, or new cases for what they do not cover.
// Entrances: add_test, test_rules.

#include "adapters/cli/test_command.hpp"

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/propose.hpp>
#include <caveat/authoring/show.hpp>
#include <caveat/rules.hpp>

#include "adapters/cli/case_files.hpp"
#include "adapters/cli/case_names.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/new_file.hpp"
#include "adapters/cli/shown.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <utility>

namespace caveat::cli {

namespace {

constexpr unsigned whole = 100;

class TestCommand {
  public:
    TestCommand(const TestOptions& options, const Streams& streams)
        : options_(options), streams_(streams) {}

    int run() {
        for (const std::string& file : options_.rules) raise(test(file));
        return status_;
    }

  private:
    int test(const std::string& file) {
        looks_at(streams_, file);
        const Loaded loaded = load_file(file);
        show(streams_.err, streams_.err_terminal, loaded.diagnostics, loaded.source);
        if (!loaded.rules) return unusable;
        auto files = read_cases(*loaded.rules, file, options_.cases, streams_);
        if (!files) return unusable;
        const authoring::TestRun run = authoring::run_cases(*loaded.rules, file, std::move(*files));
        for (const authoring::CaseFile& each : run.files) {
            show(streams_.err, streams_.err_terminal, each.diagnostics, each.source);
        }
        if (!run.is_usable()) {
            streams_.out << shown(file) << ": the cases have errors\n";
            return unusable;
        }
        return options_.propose ? propose(run) : report(run, file);
    }

    int report(const authoring::TestRun& run, const std::string& file) {
        if (!put(options_.html, options_.html.empty() ? "" : html_of(run)) ||
            !put(options_.junit, options_.junit.empty() ? "" : write_junit(run))) {
            return unusable;
        }
        streams_.out << (options_.format == "json" ? write_json(run) : write_text(run));
        int status = run.failed() != 0 ? found_problems : done;
        if (run.results.empty()) {
            streams_.err << shown(file) << ": there are no cases: write some below `cases:` in "
                         << named(cases_beside(file)) << ", or let `--propose` begin\n";
            status = found_problems;
        }
        const authoring::CoverageShare share = run.coverage.of_all();
        if (options_.require && share.shown * whole < share.wanted * *options_.require) {
            streams_.err << shown(file) << ": " << share.percent() << " % is covered, "
                         << *options_.require << " % is required\n";
            if (options_.format == "json") {
                for (const std::string& line : missing_lines(run)) streams_.err << line << '\n';
            }
            status = found_problems;
        }
        return status;
    }

    [[nodiscard]] std::string html_of(const authoring::TestRun& run) const {
        authoring::PageOptions writing;
        writing.as_of = day_or_today(options_.as_of);
        writing.run = &run;
        writing.only_cases = true;
        return authoring::write_page(run.rules, writing);
    }

    int propose(const authoring::TestRun& run) {
        authoring::ProposeOptions options;
        options.as_of = Date::from_text(options_.as_of).value_or(today());
        const authoring::Proposals proposals = authoring::propose(run, options);
        streams_.err << shown(run.rules_name) << ": " << proposals.count
                     << (proposals.count == 1 ? " new case" : " new cases") << '\n';
        for (const std::string& line : proposals.not_found) streams_.err << "  " << line << '\n';
        for (const std::string& line : proposals.disproved) {
            streams_.err << "  an answer below `unreachable` is not true: " << line << '\n';
        }
        if (options_.output.empty()) {
            streams_.out << proposals.yaml;
        } else if (!put(options_.output, proposals.yaml)) {
            return unusable;
        }
        return proposals.disproved.empty() ? done : found_problems;
    }

    /// Nothing to do without a name. An existing file of cases is never written over.
    bool put(const std::string& name, const std::string& content) {
        if (name.empty()) return true;
        std::error_code problem;
        const auto is_same = [&](const std::string& input) {
            return std::filesystem::equivalent(name, input, problem);
        };
        const bool is_input =
            std::any_of(options_.rules.begin(), options_.rules.end(), is_same) ||
            std::any_of(options_.cases.begin(), options_.cases.end(), is_same) ||
            std::any_of(options_.rules.begin(), options_.rules.end(),
                        [&](const auto& each) { return is_same(cases_beside(each)); });
        if (is_input) {
            refuse(streams_, named(name) + " is read from; write to another file");
            return false;
        }
        const std::string wrong = write_file(name, content);
        if (!wrong.empty()) refuse(streams_, named(name) + " cannot be written: " + wrong);
        return wrong.empty();
    }

    void raise(int status) { status_ = std::max(status_, status); }

    const TestOptions& options_;
    const Streams& streams_;
    int status_ = done;
};

/// Why the options do not go together; empty when they do.
std::string contradiction(const TestOptions& options) {
    const bool is_for_one = !options.cases.empty() || options.format == "json" ||
                            !options.html.empty() || !options.junit.empty() || options.propose;
    if (is_for_one && options.rules.size() > 1) {
        return "`--cases`, `--format json`, `--html`, `--junit` and `--propose` are about one rule "
               "file";
    }
    const bool reports = options.require || options.format == "json" || !options.html.empty() ||
                         !options.junit.empty();
    if (options.propose && reports) {
        return "`--propose` writes cases, so it does not go with the options of a report";
    }
    if (!options.propose && !options.output.empty()) return "`--output` goes with `--propose`";
    if (!options.as_of.empty()) {
        const std::optional<Date> day = Date::from_text(options.as_of);
        if (!day || !day->is_full()) {
            return named(options.as_of) + " is no full date: write 2026-11-20";
        }
    }
    return {};
}

}  // namespace

CLI::App* add_test(CLI::App& app, TestOptions& options) {
    CLI::App* const command =
        app.add_subcommand("test", "Run the cases of rule files, and show what they cover");
    command->add_option("rules", options.rules, "The rule files")->required()->type_name("RULES");
    command
        ->add_option("--cases", options.cases,
                     "Files of cases (NAME.cases.yaml beside NAME.yaml); those in the rule file "
                     "run too")
        ->type_name("FILE");
    command->add_option("--format", options.format, "text or json (text)")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    command
        ->add_option("--html", options.html,
                     "Write a page that shows the rule file and what is covered")
        ->type_name("FILE");
    command->add_option("--junit", options.junit, "Write JUnit XML for a build server")
        ->type_name("FILE");
    command
        ->add_option("--require", options.require,
                     "Fail if less than this per cent is covered by approved cases")
        ->type_name("PERCENT")
        ->check(CLI::Range(0U, whole));
    command->add_flag(
        "--propose", options.propose,
        "Write new cases for what is not covered, with today's answers, not approved");
    command->add_option("-o,--output", options.output, "Where --propose writes (standard output)")
        ->type_name("FILE");
    command
        ->add_option("--as-of", options.as_of,
                     "The day of proposed cases, where no case names one (today)")
        ->type_name("DATE");
    return command;
}

int test_rules(const TestOptions& options, const Streams& streams) {
    const std::string wrong = contradiction(options);
    if (!wrong.empty()) return refuse(streams, wrong);
    return TestCommand(options, streams).run();
}

}  // namespace caveat::cli
