// `caveat show`: a rule file, its cases, and a profile if there is one, into a page. Entrances:
// add_show, show_rules.

#include "adapters/cli/show_command.hpp"

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/show.hpp>
#include <caveat/json.hpp>

#include "adapters/cli/case_files.hpp"
#include "adapters/cli/case_names.hpp"
#include "adapters/cli/explain_command.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/new_file.hpp"
#include "adapters/cli/options.hpp"
#include "adapters/cli/shown.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <system_error>
#include <utility>

namespace caveat::cli {

namespace {

/// Why the options do not go together; empty when they do.
std::string contradiction(const ShowOptions& options) {
    const bool is_drawing = options.format == ShownAs::svg;
    if (is_drawing != !options.rule.empty()) {
        return is_drawing ? "`--format svg` draws one rule: name it by `--of`"
                          : "`--of` names the rule that `--format svg` draws";
    }
    if (is_drawing && (options.has_policy || !options.profile.empty())) {
        return "`--format svg` draws a rule without a patient, and has no policy";
    }
    if (options.reader && options.profile.empty()) {
        return "`--for` says who reads about a patient: name the profile behind the rules";
    }
    return {};
}

class ShowCommand {
  public:
    ShowCommand(const ShowOptions& options, const Streams& streams)
        : options_(options), streams_(streams) {}

    int run() {
        looks_at(streams_, options_.rules);
        const Loaded loaded = load_file(options_.rules);
        show(streams_.err, streams_.err_terminal, loaded.diagnostics, loaded.source);
        if (!loaded.rules) return unusable;
        return options_.format == ShownAs::svg ? draw(*loaded.rules) : write(*loaded.rules);
    }

  private:
    int draw(const RuleSet& rules) {
        const std::optional<RuleId> rule = rules.find_rule(options_.rule);
        if (rule) return put(authoring::draw_rule(rules, *rule), done);
        std::string meant;
        for (const std::string& id : rules.rules_like(options_.rule)) {
            meant += (meant.empty() ? "" : ", ") + named(id);
        }
        refuse(streams_, "no rule is called " + named(options_.rule));
        if (!meant.empty()) streams_.err << "  help: did you mean " << meant << "?\n";
        return unusable;
    }

    int write(const RuleSet& rules) {
        authoring::PageOptions writing;
        writing.as_of = day_or_today(options_.as_of);
        writing.reader = options_.reader.value_or(Reader::clinician);
        Screening screening;
        if (!options_.profile.empty()) {
            if (!screen_patient(rules, writing.reader, screening)) return unusable;
            writing.patient = &screening;
        }
        auto files = read_cases(rules, options_.rules, {}, streams_);
        if (!files) return unusable;
        const bool has_cases = !files->empty();
        const authoring::TestRun run =
            authoring::run_cases(rules, options_.rules, std::move(*files));
        for (const authoring::CaseFile& each : run.files) {
            show(streams_.err, streams_.err_terminal, each.diagnostics, each.source);
        }
        if (!run.is_usable()) return refuse(streams_, "the cases have errors");
        if (has_cases) writing.run = &run;
        if (options_.has_policy) {
            streams_.out << "Content-Security-Policy: " << authoring::content_security_policy()
                         << '\n';
            if (options_.output.empty()) return done;
        }
        const bool has_problems = writing.patient != nullptr && has_errors(screening);
        return put(authoring::write_page(rules, writing), has_problems ? found_problems : done);
    }

    /// False, and a message, when the profile cannot be read.
    bool screen_patient(const RuleSet& rules, Reader reader, Screening& screening) {
        std::ifstream file;
        const bool is_input = options_.profile == "-";
        if (!is_input) file.open(options_.profile, std::ios::binary);
        const std::optional<std::string> text = is_input ? read_all(streams_.in)
                                                : file   ? read_all(file)
                                                         : std::nullopt;
        if (!text) {
            refuse(streams_, "the profile " + named(options_.profile) + " cannot be read");
            return false;
        }
        ReadOptions reading;
        reading.default_as_of = day_or_today(options_.as_of);
        reading.extra_facts = options_.extra_facts;
        reading.most_bytes = most_profile_bytes;
        screen(read_profile(rules, *text, reading), screening, answering(reader));
        streams_.err << warning_of(reader, rules);
        return true;
    }

    int put(const std::string& text, int status) {
        if (options_.output.empty()) {
            streams_.out << text;
            return status;
        }
        std::error_code problem;
        for (const std::string& input :
             {options_.rules, cases_beside(options_.rules), options_.profile}) {
            if (!std::filesystem::equivalent(options_.output, input, problem)) continue;
            return refuse(streams_,
                          named(options_.output) + " is read from; write to another file");
        }
        const std::string wrong = write_file(options_.output, text);
        if (wrong.empty()) return status;
        return refuse(streams_, named(options_.output) + " cannot be written: " + wrong);
    }

    const ShowOptions& options_;
    const Streams& streams_;
};

}  // namespace

CLI::App* add_show(CLI::App& app, ShowOptions& options) {
    static const std::map<std::string, ShownAs> formats{{"html", ShownAs::html},
                                                        {"svg", ShownAs::svg}};
    CLI::App* const command = app.add_subcommand(
        "show", "Write a rule file as one page to look at, with a patient if one is named");
    command->add_option("rules", options.rules, "The rule file")->required()->type_name("RULES");
    command->add_option("profile", options.profile, "The profile as JSON; - is standard input")
        ->type_name("PROFILE");
    command->add_option("-o,--output", options.output, "Write to this file (standard output)")
        ->type_name("FILE");
    add_reader_alone(*command, options.reader,
                     "Who reads about the patient: clinician, desk or patient; for the last two "
                     "the page is their report alone (clinician)");
    command
        ->add_option("--as-of", options.as_of,
                     "The day of the screening where the profile names none, and for which "
                     "`review by` is looked at (today)")
        ->type_name("DATE")
        ->check(CLI::Validator(full_date_or_why, "", "date"));
    command->add_option("--format", options.format, "html, or svg for one rule (html)")
        ->type_name("FORMAT")
        ->transform(CLI::CheckedTransformer(formats).description(""));
    command->add_option("--of", options.rule, "The rule that svg draws")->type_name("RULE-ID");
    command->add_flag("--csp", options.has_policy,
                      "Write the content security policy of the page, for servers, to standard "
                      "output; the page itself only to --output");
    add_extra_facts(*command, options.extra_facts);
    return command;
}

int show_rules(const ShowOptions& options, const Streams& streams) {
    const std::string wrong = contradiction(options);
    if (!wrong.empty()) return refuse(streams, wrong);
    return ShowCommand(options, streams).run();
}

}  // namespace caveat::cli
