#pragma once

// A mapping file (`NAME.fhir.yaml`) and the value sets that it names into tables.

#include <caveat/diagnostic.hpp>
#include <caveat/rules.hpp>

#include "mapping/tables.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::mapping {

/// Bounds on what a mapping may cost.
struct MappingLimits {
    std::size_t file_bytes = 8U * 1024U * 1024U;
    std::size_t value_set_bytes = 64U * 1024U * 1024U;
    std::size_t value_set_codes = 1'000'000;  ///< in all value sets together
};

/// What a value set holds; read by somebody who knows its format.
struct ValueSet {
    std::vector<Coding> codes;
    std::string url;
    std::string version;
    std::string problem;  ///< why it cannot be used; empty: it can
    std::string help;
    std::string warning;  ///< what to know of one that can be used; empty: nothing
};

/// Reads the text of a value set.
using ReadValueSet = std::function<ValueSet(std::string_view text)>;

struct ReadMapping {
    std::optional<Tables> tables;  ///< nothing where there is an error
    std::vector<Diagnostic> diagnostics;
    Source source;
    std::vector<std::string> value_set_files{};  ///< that it names, there or not
};

/// The rules without a mapping: their own form is all that can be read.
Tables tables_of(const RuleSet& rules);

/// Reads and checks a mapping. Everything wrong with it, or with a value set, is an error with its
/// place in the mapping; nothing of it is used then. Never throws but std::bad_alloc.
///
/// name  of the file; value sets are looked for beside it
ReadMapping read_mapping(const RuleSet& rules, std::string_view text, const std::string& name,
                         const ReadValueSet& read_value_set, const MappingLimits& limits = {});

/// The same of a file. path  UTF-8
ReadMapping read_mapping_file(const RuleSet& rules, const std::string& path,
                              const ReadValueSet& read_value_set, const MappingLimits& limits = {});

}  // namespace caveat::mapping
