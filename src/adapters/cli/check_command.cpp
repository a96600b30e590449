// `caveat check`: what is wrong with rule files, and what is probably not meant. Entrance:
// `check_rules`.

#include <caveat/authoring/check.hpp>
#include <caveat/authoring/draft.hpp>
#include <caveat/codes.hpp>
#include <caveat/proof.hpp>

#include "adapters/cli/case_files.hpp"
#include "adapters/cli/case_names.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/fhir_command.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/shown.hpp"
#include "adapters/cli/terminal.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::cli {

namespace {

using authoring::CheckedFile;

std::string counted(std::size_t count, std::string_view noun) {
    std::string text = count == 0 ? "no" : std::to_string(count);
    text += ' ';
    text += noun;
    if (count != 1) text += 's';
    return text;
}

/// Whether a file that does not load may only be short of declarations: sentences alone, or names
/// by the handful that nobody declares.
bool lacks_declarations(const CheckedFile& file) {
    constexpr std::ptrdiff_t handful = 3;
    const auto& all = file.diagnostics;
    return authoring::is_only_sentences(file.source.text) ||
           std::count_if(all.begin(), all.end(), [](const Diagnostic& each) {
               return each.code == codes::unknown_name || each.code == codes::unknown_outcome;
           }) >= handful;
}

/// The patients of its cases. What is wrong with the cases is said when they are checked or run.
std::vector<Profile> patients_of_cases(const RuleSet& rules, const std::string& file,
                                       const Streams& streams) {
    std::vector<Profile> patients;
    auto files = read_cases(rules, file, {}, streams);
    if (!files) return patients;
    for (authoring::CaseFile& each : *files) {
        for (authoring::Case& one : each.cases) patients.push_back(std::move(one.profile));
    }
    return patients;
}

/// What the patients of a rule file show, if it loads.
void look_closer(CheckedFile& file, const CheckOptions& options, const Streams& streams) {
    if (!file.rules) return;
    proof::ProofOptions how{options.as_of, options.solver_milliseconds};
    how.patients = patients_of_cases(*file.rules, file.name, streams);
    file.checked = proof::check(*file.rules, how);
}

int status_of(const CheckedFile& file) {
    if (!file.rules) return unusable;
    return file.checked.findings.empty() && file.checked.undecided.empty() ? done : found_problems;
}

/// One rule file that loads.
void tell(const CheckedFile& file, const Streams& streams) {
    const auto draw = [&](const Diagnostic& diagnostic) {
        show(streams.err, streams.err_terminal, {&diagnostic, 1}, file.source);
    };
    for (const authoring::Finding& finding : file.checked.findings) {
        draw(finding.diagnostic);
        streams.err << authoring::patients_of(finding);  // to paste, so never folded
    }
    for (const authoring::Undecided& undecided : file.checked.undecided) {
        draw(authoring::diagnostic_of(undecided));
    }
    streams.out << shown(file.name) << ": " << counted(file.rules->rule_count(), "rule") << ", "
                << counted(file.rules->fact_count(), "fact") << ", no errors, "
                << counted(file.checked.findings.size(), "finding");
    if (!file.checked.undecided.empty()) {
        streams.out << ", " << counted(file.checked.undecided.size(), "question") << " not decided";
    }
    streams.out << '\n';
}

/// One that does not.
void tell_errors(const CheckedFile& file, const Streams& streams) {
    const auto errors =
        std::count_if(file.diagnostics.begin(), file.diagnostics.end(),
                      [](const Diagnostic& each) { return each.severity == Severity::error; });
    streams.out << shown(file.name) << ": " << counted(static_cast<std::size_t>(errors), "error")
                << '\n';
    if (lacks_declarations(file) && authoring::draft(file.source.text, file.source.name).text) {
        streams.out << shown(file.name) << ": `caveat draft " << shown(file.name)
                    << "` writes the declarations that are missing\n";
    }
}

/// A file of cases is checked with the rules beside it: its form, its names and its answers.
int check_cases(const std::string& file, const CheckOptions& options, const Streams& streams) {
    const std::string rule_file = rules_beside(file);
    const Loaded loaded = load_file(rule_file);
    std::ifstream in(file, std::ios::binary);
    const std::optional<std::string> text = in ? read_all(in) : std::nullopt;
    if (!text) {
        return refuse(streams, "the cases " + named(file) + " cannot be read");
    }
    if (!loaded.rules && options.format == "json") {
        return refuse(streams, "the cases " + named(file) + " are not checked: the rules in " +
                                   named(rule_file) + " do not load");
    }
    if (!loaded.rules) {
        streams.out << shown(file) << ": not checked: the rules in " << named(rule_file)
                    << " do not load\n";
        return unusable;
    }
    authoring::CaseFile read = authoring::read_case_file(*loaded.rules, *text, file);
    if (options.format == "json") {
        streams.out << authoring::write_json(
            {file, std::move(read.source), {}, std::move(read.diagnostics), {}});
        return read.is_usable ? done : unusable;
    }
    show(streams.err, streams.err_terminal, read.diagnostics, read.source);
    streams.out << shown(file) << ": " << counted(read.cases.size(), "case")
                << (read.is_usable
                        ? ", no errors; `caveat test " + shown(rule_file) + "` runs them\n"
                        : ", with errors\n");
    return read.is_usable ? done : unusable;
}

/// A mapping is checked with the rules beside it, once where both are named.
int check_mapping(const std::string& file, const CheckOptions& options, const Streams& streams) {
    const std::string rule_file = rules_of_mapping(file);
    const bool as_json = options.format == "json";
    const bool is_checked_with_it =
        std::find(options.rules.begin(), options.rules.end(), rule_file) != options.rules.end();
    if (is_checked_with_it && !as_json) return done;
    const Loaded loaded = load_file(rule_file);
    if (!loaded.rules) {
        return refuse(streams, "the mapping " + named(file) + " is not checked: the rules in " +
                                   named(rule_file) + " do not load");
    }
    LoadedMapping mapping = load_fhir_mapping(*loaded.rules, file);
    if (!as_json) return tell_mapping(mapping, streams);
    const int status = !mapping.mapping              ? unusable
                       : mapping.diagnostics.empty() ? done
                                                     : found_problems;
    streams.out << authoring::write_json(
        {file, std::move(mapping.source), {}, std::move(mapping.diagnostics), {}});
    return status;
}

}  // namespace

int check_rules(const CheckOptions& options, const Streams& streams) {
    int status = done;
    for (const std::string& file : options.rules) {
        looks_at(streams, file);
        if (!rules_beside(file).empty()) {
            status = std::max(status, check_cases(file, options, streams));
            continue;
        }
        if (!rules_of_mapping(file).empty()) {
            status = std::max(status, check_mapping(file, options, streams));
            continue;
        }
        CheckedFile checked = authoring::checked_file(load_file(file), file);
        if (options.format != "json") {  // what loading says need not wait for the solver
            show(streams.err, streams.err_terminal, checked.diagnostics, checked.source);
        }
        look_closer(checked, options, streams);
        status = std::max(status, status_of(checked));
        if (options.format == "json") {
            streams.out << write_json(checked) << std::flush;
        } else if (checked.rules) {
            tell(checked, streams);
            status = std::max(status, check_mapping_beside(file, *checked.rules, streams));
        } else {
            tell_errors(checked, streams);
        }
    }
    return status;
}

}  // namespace caveat::cli
