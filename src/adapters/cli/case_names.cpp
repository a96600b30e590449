// Names of files only; none is opened. Entrances: cases_beside, rules_beside.

#include "adapters/cli/case_names.hpp"

#include <filesystem>

namespace caveat::cli {

std::string cases_beside(std::string_view rules) {
    const std::filesystem::path path(rules);
    std::filesystem::path cases = path;
    cases.replace_extension();
    cases += ".cases";
    cases += path.extension();
    return cases.string();
}

std::string rules_beside(std::string_view cases) {
    constexpr std::string_view cases_end = ".cases.yaml";
    if (!cases.ends_with(cases_end)) return {};
    return std::string(cases.substr(0, cases.size() - cases_end.size())) + ".yaml";
}

}  // namespace caveat::cli
