#pragma once

// `caveat fhir`: patients' records as FHIR.

#include <caveat/fhir.hpp>
#include <caveat/rules.hpp>

#include "adapters/cli/cli.hpp"
#include "adapters/cli/options.hpp"

#include <optional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT: the library's own name
class App;
}

namespace caveat::cli {

enum class FhirTask { check, profile, screen, cards, result, questionnaire, plan };

struct FhirOptions {
    FhirTask task = FhirTask::check;
    std::string rules;
    std::string mapping;               ///< empty: the file beside the rules
    std::vector<std::string> records;  ///< files, or `-`; `.ndjson`: one record a line
    std::string patient;
    std::string as_of;
    std::vector<std::string> complete;  ///< types of which the files hold all there is
    bool is_traced = false;
    std::string open_of;                ///< a profile: a form asks what is still open for it
    std::string hook = "patient-view";  ///< that cards are for
    bool is_json = false;
    std::vector<std::string> respondents;  ///< empty: whoever suits the reader
    ReaderWish reading;
};

/// Adds the command with its own commands, which fill the options.
CLI::App* add_fhir(CLI::App& app, FhirOptions& options);

int run_fhir(const FhirOptions& options, const Streams& streams);

/// Which rules, with what beside them.
struct MappingWish {
    std::string rules;
    std::string mapping;  ///< empty: the file beside the rules, where there is one
    std::string without;  ///< what it means that there is none; empty: nothing worth a warning
};

/// Loads both, and shows what is wrong; nothing where one of them cannot be used.
std::optional<FhirMapping> mapping_of_rules(const MappingWish& wish, const Streams& streams);

/// `rules/x.yaml` of `rules/x.fhir.yaml`; empty for any other name.
std::string rules_of_mapping(const std::string& mapping);

/// Shows what is wrong with a mapping. The exit status.
int tell_mapping(const LoadedMapping& loaded, const Streams& streams);

/// Checks the mapping beside a rule file; where there is none, all is well.
int check_mapping_beside(const std::string& rule_file, const RuleSet& rules,
                         const Streams& streams);

}  // namespace caveat::cli
