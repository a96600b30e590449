// `caveat check`: what is wrong with rule files, and what is probably not meant. Entrance:
// `check_rules`.

#include <caveat/codes.hpp>

#include "adapters/cli/case_files.hpp"
#include "adapters/cli/case_names.hpp"
#include "adapters/cli/check_json.hpp"
#include "adapters/cli/commands.hpp"
#include "adapters/cli/fhir_command.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/shown.hpp"
#include "adapters/cli/terminal.hpp"
#include "analysis/accepted.hpp"
#include "analysis/findings_text.hpp"
#include "cases/case_file.hpp"
#include "editing/draft.hpp"
#include "proof/whole_check.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::cli {

namespace {

std::string counted(std::size_t count, std::string_view noun) {
    std::string text = count == 0 ? "no" : std::to_string(count);
    text += ' ';
    text += noun;
    if (count != 1) text += 's';
    return text;
}

/// What loading says, but for what is looked at again as a finding.
std::vector<Diagnostic> not_findings(const Loaded& loaded) {
    std::vector<Diagnostic> left;
    for (const Diagnostic& each : loaded.diagnostics) {
        const bool returns = loaded.rules && analysis::is_finding_code(each.code);
        if (!returns) left.push_back(each);
    }
    return left;
}

/// Whether a file that does not load may only be short of declarations: sentences alone, or names
/// by the handful that nobody declares.
bool lacks_declarations(const Loaded& loaded) {
    constexpr std::ptrdiff_t handful = 3;
    const auto& all = loaded.diagnostics;
    return editing::is_only_sentences(loaded.source.text) ||
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
    for (cases::CaseFile& each : *files) {
        for (cases::Case& one : each.cases) patients.push_back(std::move(one.profile));
    }
    return patients;
}

/// What is wrong with one rule file, and what its patients show.
CheckedFile checked_file(const std::string& file, const Loaded& loaded, const CheckOptions& options,
                         const Streams& streams) {
    CheckedFile made{file, &loaded.source, nullptr, not_findings(loaded), {}};
    if (!loaded.rules) return made;
    made.rules = &*loaded.rules;
    proof::ProofOptions how{options.as_of, options.solver_milliseconds};
    how.patients = patients_of_cases(*loaded.rules, file, streams);
    made.checked = proof::check(*loaded.rules, how);
    return made;
}

int status_of(const CheckedFile& file) {
    if (file.rules == nullptr) return unusable;
    return file.checked.findings.empty() && file.checked.undecided.empty() ? done : found_problems;
}

/// One rule file that loads.
void tell(const CheckedFile& file, const Streams& streams) {
    const auto draw = [&](const Diagnostic& diagnostic) {
        show(streams.err, streams.err_terminal, {&diagnostic, 1}, *file.source);
    };
    for (const analysis::Finding& finding : file.checked.findings) {
        draw(finding.diagnostic);
        streams.err << analysis::patients_of(finding);  // to paste, so never folded
    }
    for (const analysis::Undecided& undecided : file.checked.undecided) {
        draw(analysis::diagnostic_of(undecided));
    }
    streams.out << shown(file.file) << ": " << counted(file.rules->rule_count(), "rule") << ", "
                << counted(file.rules->fact_count(), "fact") << ", no errors, "
                << counted(file.checked.findings.size(), "finding");
    if (!file.checked.undecided.empty()) {
        streams.out << ", " << counted(file.checked.undecided.size(), "question") << " not decided";
    }
    streams.out << '\n';
}

/// One that does not.
void tell_errors(const CheckedFile& file, const Loaded& loaded, const Streams& streams) {
    const auto errors =
        std::count_if(file.diagnostics.begin(), file.diagnostics.end(),
                      [](const Diagnostic& each) { return each.severity == Severity::error; });
    streams.out << shown(file.file) << ": " << counted(static_cast<std::size_t>(errors), "error")
                << '\n';
    if (lacks_declarations(loaded) && editing::draft(loaded.source.text, loaded.source.name).text) {
        streams.out << shown(file.file) << ": `caveat draft " << shown(file.file)
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
    cases::CaseFile read = cases::read_case_file(*loaded.rules, *text, file);
    if (options.format == "json") {
        streams.out << json_of({file, &read.source, nullptr, std::move(read.diagnostics), {}});
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
    streams.out << json_of({file, &mapping.source, nullptr, std::move(mapping.diagnostics), {}});
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
        const Loaded loaded = load_file(file);
        if (options.format != "json") {  // what loading says need not wait for the solver
            show(streams.err, streams.err_terminal, not_findings(loaded), loaded.source);
        }
        const CheckedFile checked = checked_file(file, loaded, options, streams);
        status = std::max(status, status_of(checked));
        if (options.format == "json") {
            streams.out << json_of(checked) << std::flush;
        } else if (checked.rules != nullptr) {
            tell(checked, streams);
            status = std::max(status, check_mapping_beside(file, *loaded.rules, streams));
        } else {
            tell_errors(checked, loaded, streams);
        }
    }
    return status;
}

}  // namespace caveat::cli
