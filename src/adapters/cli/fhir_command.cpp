// `caveat fhir`: a rule file, its mapping and records in; what is wrong with the mapping, profiles
// or reports out. Entrances: add_fhir, run_fhir.

#include "adapters/cli/fhir_command.hpp"

#include <caveat/explain.hpp>
#include <caveat/fhir.hpp>
#include <caveat/fhir_codes.hpp>
#include <caveat/json.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "adapters/cli/line_screener.hpp"
#include "adapters/cli/options.hpp"
#include "adapters/cli/shown.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <ostream>

namespace caveat::cli {

namespace {

/// `rules/x.fhir.yaml` of `rules/x.yaml`.
std::string mapping_beside(const std::string& rules) {
    constexpr std::string_view end = ".yaml";
    const bool is_yaml = rules.ends_with(end);
    return rules.substr(0, rules.size() - (is_yaml ? end.size() : 0)) + ".fhir.yaml";
}

std::optional<std::string> text_of_file(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    // A folder opens, but has nothing to read.
    if (!file || (file.peek() == std::ifstream::traits_type::eof() && !file.eof())) {
        return std::nullopt;
    }
    file.clear();
    return std::string(std::istreambuf_iterator<char>(file), {});
}

class RecordCommand {
  public:
    RecordCommand(const FhirOptions& options, const FhirMapping& mapping, const Streams& streams)
        : options_(options), streams_(streams), mapping_(mapping), reader_(mapping) {
        reading_.as_of = day_or_today(options.as_of);
        reading_.patient = options.patient;
        reading_.complete.assign(options.complete.begin(), options.complete.end());
    }

    int run() {
        std::vector<std::string> texts;
        for (const std::string& name : options_.records) {
            looks_at(streams_, name);
            if (name.ends_with(".ndjson")) {
                if (!read_lines(name)) return cannot_read(name);
                continue;
            }
            std::optional<std::string> text = read_whole(name);
            if (!text) return cannot_read(name);
            texts.push_back(std::move(*text));
        }
        if (!texts.empty()) read_record(texts);
        return status_;
    }

  private:
    int cannot_read(const std::string& name) const {
        return refuse(streams_, "the record " + named(name) + " cannot be read");
    }

    std::optional<std::string> read_whole(const std::string& name) const {
        if (name == "-") return std::string(std::istreambuf_iterator<char>(streams_.in), {});
        return text_of_file(name);
    }

    /// One record a line, each for itself.
    bool read_lines(const std::string& name) {
        std::ifstream file(name, std::ios::binary);
        is_stream_ = true;
        std::string line;
        while (std::getline(file, line)) {
            if (line.find_first_not_of(" \t\r") != std::string::npos) read_record({line});
        }
        is_stream_ = false;
        return file.eof();
    }

    /// Several files are one record.
    void read_record(const std::vector<std::string>& texts) {
        std::vector<Delivery> deliveries;
        for (const std::string& text : texts) deliveries.push_back({{}, text});
        const Profile& profile = reader_.read(deliveries, reading_);
        // A report has them of itself.
        if (options_.task == FhirTask::profile) {
            show(streams_.err, streams_.err_terminal, profile.problems(), Source{});
        }
        if (options_.is_traced) trace();
        screen(profile, screening_, respondents());
        if (has_errors(screening_)) status_ = std::max<int>(status_, found_problems);
        if (options_.task == FhirTask::profile) {
            // Of a record that is refused nothing goes on, but in a stream a line that is refused.
            if (profile.is_readable() || is_stream_) {
                streams_.out << write_profile(profile) << '\n';
            }
        } else if (options_.task == FhirTask::cards) {
            streams_.out << cards();
        } else if (options_.task == FhirTask::result) {
            streams_.out << write_guidance_response(screening_, mapping_,
                                                    {.request = {}, .is_pretty = is_pretty()});
        } else if (options_.is_json) {
            streams_.out << write_report(screening_, {}, is_pretty());
        } else {
            ReportOptions writing{.why = WhyOf::fired};
            writing.reader = reader();
            writing.details = options_.reading.details;
            streams_.out << write_text(screening_, writing);
        }
    }

    [[nodiscard]] std::string cards() const {
        const CardSubject subject{&screening_, reader_.origins(), {}};
        CardOptions writing;
        writing.hook = options_.hook;
        writing.is_pretty = is_pretty();
        writing.for_patient = here_ && !here_->clinician;
        return write_cards(mapping_, {&subject, 1}, writing).json;
    }

    /// One record a line gives one answer a line.
    [[nodiscard]] bool is_pretty() const { return !is_stream_; }

    [[nodiscard]] Reader reader() const {
        return reader_of(options_.reading, mapping_.rules(), here_);
    }
    [[nodiscard]] Respondents respondents() const {
        if (here_) return *here_;
        const bool is_report = options_.task == FhirTask::screen && !options_.is_json;
        return is_report ? answering(reader()) : Respondents{};
    }

    /// Where each answer came from, to the errors, so that the output can be read by a program.
    void trace() const {
        for (const Origin& each : reader_.origins()) {
            streams_.err << (each.is_used ? "used:     " : "not used: ")
                         << mapping_.rules().fact(each.fact).name << ": "
                         << shown(std::string(each.resource));
            if (!each.date.empty()) streams_.err << ", " << shown(std::string(each.date));
            streams_.err << ": " << each.reading << ", " << shown(std::string(each.row)) << '\n';
        }
    }

    const FhirOptions& options_;
    const std::optional<Respondents> here_ = respondents_named(options_.respondents);
    const Streams& streams_;
    FhirMapping mapping_;
    FhirReader reader_;
    FhirReadOptions reading_;
    Screening screening_;
    int status_ = done;
    bool is_stream_ = false;
};

void add_record_options(CLI::App& command, FhirOptions& options) {
    command
        .add_option("records", options.records,
                    "The record as FHIR R4 JSON: Bundles or resources; several files are one "
                    "record. - is standard input (the default); a .ndjson file holds one record a "
                    "line")
        ->type_name("BUNDLE");
    // What a script had no value for would be whoever the record is of.
    const auto nobody_or_empty = [](const std::string& id) {
        return id.empty() ? "it names nobody; leave it out where the record is of one patient"
                          : std::string();
    };
    command.add_option("--patient", options.patient, "Which patient, where the record has several")
        ->type_name("ID")
        ->check(CLI::Validator(nobody_or_empty, "", "patient"));
    command.add_option("--as-of", options.as_of, "The day of the screening (today)")
        ->type_name("DATE")
        ->check(CLI::Validator(full_date_or_why, "", "date"));
    command
        .add_option("--complete", options.complete,
                    "Types of which the files hold all there is (Condition,Procedure): only then "
                    "does a closed list say no")
        ->delimiter(',')
        ->type_name("TYPES")
        ->check(CLI::IsMember({"Condition", "Procedure", "Encounter", "MedicationRequest",
                               "MedicationStatement", "AllergyIntolerance"}));
    command.add_flag("--trace", options.is_traced, "Say where each answer came from");
}

void add_respondents(CLI::App& command, FhirOptions& options) {
    command
        .add_option("--respondents", options.respondents,
                    "Who can answer now (patient,clinician); what only others could decide is "
                    "deferred")
        ->delimiter(',')
        ->type_name("WHO")
        ->check(CLI::IsMember({"patient", "clinician"}));
}

void add_report_options(CLI::App& command, FhirOptions& options) {
    command.add_flag("--json", options.is_json, "Write the report as JSON");
    add_respondents(command, options);
    add_reader(command, options.reading);
}

/// Why the options do not go together; empty when they do.
std::string contradiction(const FhirOptions& options) {
    if (options.is_json && (options.reading.reader || options.reading.details)) {
        return "`--for` and `--details` are about the report in words, so they go without `--json`";
    }
    return reader_against(options.reading, respondents_named(options.respondents));
}

void tell_always_shown(const FhirMapping& mapping, const Streams& streams) {
    std::vector<Diagnostic> warnings;
    for (const FactId fact : always_shown(mapping)) {
        Diagnostic warning;
        warning.severity = Severity::warning;
        warning.code = fhir_codes::gate_shown;
        warning.path = "facts." + std::string(mapping.rules().fact(fact).key);
        warning.message = "no form can say when it is asked, so that it is always shown";
        warning.help = "nothing to do: where it does not apply its answer is not used";
        warnings.push_back(std::move(warning));
    }
    show(streams.err, streams.err_terminal, warnings, Source{});
}

/// Writes the form, or what of it is still open for somebody.
int write_form(const FhirOptions& options, const FhirMapping& mapping, const Streams& streams) {
    QuestionnaireOptions writing;
    std::vector<FactId> open;
    if (!options.open_of.empty()) {
        looks_at(streams, options.open_of);
        const auto text = text_of_file(options.open_of);
        if (!text) {
            return refuse(streams, "the profile " + named(options.open_of) + " cannot be read");
        }
        ReadOptions reading;
        reading.default_as_of = day_or_today(options.as_of);
        const Screening screening = screen(read_profile(mapping.rules(), *text, reading));
        show(streams.err, streams.err_terminal, screening.profile().problems(), Source{});
        for (const Question& each : questions(screening)) open.push_back(each.fact);
        if (open.empty()) return refuse(streams, "nothing is open: there is no form to fill in");
        writing.only = open;
    }
    tell_always_shown(mapping, streams);
    streams.out << write_questionnaire(mapping, writing);
    return done;
}

int check_mapping(const FhirOptions& options, const Streams& streams) {
    looks_at(streams, options.rules);
    const Loaded rules = load_file(options.rules);
    show(streams.err, streams.err_terminal, rules.diagnostics, rules.source);
    if (!rules.rules) return unusable;
    const std::string file =
        options.mapping.empty() ? mapping_beside(options.rules) : options.mapping;
    looks_at(streams, file);
    return tell_mapping(load_fhir_mapping(*rules.rules, file), streams);
}

}  // namespace

CLI::App* add_fhir(CLI::App& app, FhirOptions& options) {
    CLI::App* const fhir = app.add_subcommand("fhir", "Read patients' records as FHIR R4");
    fhir->require_subcommand(1);
    const auto add = [&](const std::string& name, const std::string& help, FhirTask task) {
        CLI::App* const command = fhir->add_subcommand(name, help);
        command->add_option("rules", options.rules, "The rule file")
            ->required()
            ->type_name("RULES");
        const bool reads_records =
            task != FhirTask::check && task != FhirTask::questionnaire && task != FhirTask::plan;
        if (reads_records) add_record_options(*command, options);
        command
            ->add_option("--mapping", options.mapping,
                         "Where facts come from (NAME.fhir.yaml beside NAME.yaml)")
            ->type_name("FILE");
        command->callback([&options, task] { options.task = task; });
        command->fallthrough();
        return command;
    };
    add("check", "Check the mapping of a rule file, and the value sets that it names",
        FhirTask::check);
    add("profile", "Turn a record into the profile that `caveat screen` reads", FhirTask::profile);
    add_report_options(*add("screen", "Screen the patient of a record", FhirTask::screen), options);
    CLI::App* const cards =
        add("cards", "Write the cards of CDS Hooks for a record", FhirTask::cards);
    cards
        ->add_option("--hook", options.hook,
                     "What is done with the patient just now (patient-view)")
        ->type_name("HOOK");
    add_respondents(*cards, options);
    add_respondents(*add("result", "Write a GuidanceResponse: what the screening of a record gave",
                         FhirTask::result),
                    options);
    add("plan", "Write what there is to know of a rule file as a PlanDefinition", FhirTask::plan);
    CLI::App* const form = add("questionnaire", "Write the form of a rule file as a Questionnaire",
                               FhirTask::questionnaire);
    form->add_option("--open", options.open_of, "Only what is still open for this profile")
        ->type_name("PROFILE");
    form->add_option("--as-of", options.as_of,
                     "The day of the screening where the profile names none (today)")
        ->type_name("DATE")
        ->check(CLI::Validator(full_date_or_why, "", "date"));
    return fhir;
}

std::optional<FhirMapping> mapping_of_rules(const MappingWish& wish, const Streams& streams) {
    looks_at(streams, wish.rules);
    const Loaded rules = load_file(wish.rules);
    show(streams.err, streams.err_terminal, rules.diagnostics, rules.source);
    if (!rules.rules) return std::nullopt;
    const std::string file = wish.mapping.empty() ? mapping_beside(wish.rules) : wish.mapping;
    looks_at(streams, file);
    if (wish.mapping.empty() && !std::ifstream(file).is_open()) {
        if (!wish.without.empty()) {
            streams.err << "warning: there is no mapping " << named(file) << ": " << wish.without
                        << '\n';
        }
        return FhirMapping(*rules.rules);
    }
    const LoadedMapping loaded = load_fhir_mapping(*rules.rules, file);
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    return loaded.mapping;
}

int run_fhir(const FhirOptions& given, const Streams& streams) {
    if (const std::string why = contradiction(given); !why.empty()) return refuse(streams, why);
    FhirOptions options = given;
    if (options.records.empty()) options.records.emplace_back("-");
    if (options.task == FhirTask::check) return check_mapping(options, streams);
    // A form, what comes back, and what rules say of themselves need no mapping.
    const bool reads_records =
        options.task != FhirTask::questionnaire && options.task != FhirTask::plan;
    const auto mapping =
        mapping_of_rules({options.rules, options.mapping,
                          reads_records ? "only answers to the form of these rules are read" : ""},
                         streams);
    if (!mapping) return unusable;
    if (options.task == FhirTask::questionnaire) return write_form(options, *mapping, streams);
    if (options.task == FhirTask::plan) {
        streams.out << write_plan_definition(*mapping);
        return done;
    }
    const auto hooks = mapping->hooks();
    if (options.task == FhirTask::cards &&
        std::find(hooks.begin(), hooks.end(), options.hook) == hooks.end()) {
        return refuse(streams, "the mapping has no hook " + named(options.hook));
    }
    return RecordCommand(options, *mapping, streams).run();
}

std::string rules_of_mapping(const std::string& mapping) {
    constexpr std::string_view end = ".fhir.yaml";
    if (!mapping.ends_with(end)) return {};
    return mapping.substr(0, mapping.size() - end.size()) + ".yaml";
}

int tell_mapping(const LoadedMapping& loaded, const Streams& streams) {
    show(streams.err, streams.err_terminal, loaded.diagnostics, loaded.source);
    if (!loaded.mapping) return unusable;
    const auto warnings =
        std::count_if(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                      [](const Diagnostic& each) { return each.severity == Severity::warning; });
    const auto counted = [](std::size_t count, const char* one, const char* many) {
        return std::to_string(count) + (count == 1 ? one : many);
    };
    streams.out << shown(loaded.source.name) << ": "
                << counted(loaded.mapping->queries().size(), " query", " queries") << ", "
                << counted(loaded.mapping->rules().fact_count(), " fact", " facts")
                << ", no errors, "
                << counted(static_cast<std::size_t>(warnings), " warning", " warnings") << '\n';
    return warnings == 0 ? done : found_problems;
}

int check_mapping_beside(const std::string& rule_file, const RuleSet& rules,
                         const Streams& streams) {
    const std::string file = mapping_beside(rule_file);
    if (!std::ifstream(file).is_open()) return done;
    looks_at(streams, file);
    return tell_mapping(load_fhir_mapping(rules, file), streams);
}

}  // namespace caveat::cli
