#pragma once

// What is served: rule sets with their mappings, loaded whole or not at all.

#include <caveat/fhir.hpp>
#include <caveat/rules.hpp>

#include "mapping/serve_file.hpp"

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

struct LoadedServed {
    std::shared_ptr<const Served> served;  ///< null where anything is wrong
    std::string messages;                  ///< errors and warnings, drawn
};

/// Loads the rule files and the mappings beside them. One error anywhere, and nothing is served.
LoadedServed load_served(const mapping::ServeConfig& config);

}  // namespace caveat::service
