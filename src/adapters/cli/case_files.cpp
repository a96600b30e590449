// The cases that belong to a rule file. Entrance: read_cases.

#include "adapters/cli/case_files.hpp"

#include "adapters/cli/case_names.hpp"
#include "adapters/cli/input.hpp"
#include "adapters/cli/shown.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace caveat::cli {

std::optional<std::vector<authoring::CaseFile>> read_cases(const RuleSet& rules,
                                                           const std::string& rule_file,
                                                           std::vector<std::string> names,
                                                           const Streams& streams) {
    std::vector<authoring::CaseFile> files;
    if (auto own = authoring::read_own_cases(rules, rule_file)) files.push_back(std::move(*own));
    std::error_code problem;
    if (names.empty() && std::filesystem::exists(cases_beside(rule_file), problem)) {
        names.push_back(cases_beside(rule_file));
    }
    for (const std::string& name : names) {
        std::ifstream in(name, std::ios::binary);
        const std::optional<std::string> text = in ? read_all(in) : std::nullopt;
        if (!text) {
            refuse(streams, "the cases " + named(name) + " cannot be read");
            return std::nullopt;
        }
        files.push_back(authoring::read_case_file(rules, *text, name, files));
    }
    return files;
}

}  // namespace caveat::cli
