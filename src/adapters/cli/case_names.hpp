#pragma once

// Which file of cases stands beside which rule file.

#include <string>
#include <string_view>

namespace caveat::cli {

/// `rules/x.cases.yaml` for `rules/x.yaml`.
std::string cases_beside(std::string_view rules);

/// `rules/x.yaml` of `rules/x.cases.yaml`; empty for any other name.
std::string rules_beside(std::string_view cases);

}  // namespace caveat::cli
