#pragma once

// What `check` says of one file, for programs.

#include <caveat/diagnostic.hpp>

#include "analysis/finding.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cli {

/// One file that was looked at.
struct CheckedFile {
    std::string_view file;
    const Source* source = nullptr;
    const RuleSet* rules = nullptr;       ///< null: it does not load, or is a file of cases
    std::vector<Diagnostic> diagnostics;  ///< of loading
    analysis::Checked checked;
};

/// `{"schema":"caveat/check/1", …}` on one line, with a line break: REFERENCE.md, section 11.
std::string json_of(const CheckedFile& file);

}  // namespace caveat::cli
