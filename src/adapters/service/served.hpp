#pragma once

// What is served: rule sets with their mappings, loaded whole or not at all.

#include <caveat/fhir.hpp>
#include <caveat/rules.hpp>

#include "mapping/serve_file.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::service {

struct ServedRules {
    RuleSet rules;
    FhirMapping mapping;
    std::string id;  ///< of the service
};

struct Served {
    std::vector<ServedRules> rules;

    [[nodiscard]] const ServedRules* find(std::string_view id) const;
};

/// Runs the cases of a rule file: what fails, drawn, or empty.
using CheckCases = std::function<std::string(const std::string& rule_file)>;

struct LoadedServed {
    std::shared_ptr<const Served> served;  ///< null where anything is wrong
    std::string messages;                  ///< errors and warnings, drawn
    std::vector<std::string> files{};      ///< all that were looked for, there or not
};

/// Loads the rule files and the mappings beside them. One error anywhere, and nothing is served.
///
/// check_cases  asked where cases have to hold
LoadedServed load_served(const mapping::ServeConfig& config, const CheckCases& check_cases = {});

/// Names, sizes and times of files.
std::string stamp_of(const std::vector<std::string>& files);

}  // namespace caveat::service
