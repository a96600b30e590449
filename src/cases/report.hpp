#pragma once

// A run of all cases of a rule file, and the forms in which it is reported.

#include <caveat/rules.hpp>

#include "cases/case_file.hpp"
#include "cases/coverage.hpp"
#include "cases/running.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace caveat::cases {

struct CaseResult {
    std::size_t file = 0;   ///< position in `TestRun::files`
    std::size_t index = 0;  ///< position in its cases
    std::vector<Failure> failures;
    [[nodiscard]] bool has_failed() const { return !failures.empty(); }
};

struct TestRun {
    RuleSet rules;
    std::string rules_name;  ///< the rule file, as its user calls it
    std::vector<CaseFile> files;
    std::vector<CaseResult> results;  ///< in order of the files
    Coverage coverage;

    [[nodiscard]] const Case& case_of(const CaseResult& result) const {
        return files[result.file].cases[result.index];
    }
    [[nodiscard]] bool is_usable() const;                 ///< no file of cases has an error
    [[nodiscard]] std::size_t failed() const;             ///< among the approved cases
    [[nodiscard]] std::size_t unapproved() const;         ///< all that nobody has approved
    [[nodiscard]] std::size_t unapproved_failed() const;  ///< those of them that failed
};

/// Screens every case, and counts what they show. Files that are not usable are left out.
TestRun run_cases(const RuleSet& rules, std::string rules_name, std::vector<CaseFile> files);

/// What went wrong with each case, what is not covered, and in the last line how many cases there
/// are, how many failed, and how many nobody has approved yet.
std::string write_text(const TestRun& run);

/// The same as one JSON object (`caveat/test/1`).
std::string write_json(const TestRun& run);

/// For build servers: a test suite for the approved cases, and one for those that are not, whose
/// failures count as skipped.
std::string write_junit(const TestRun& run);

/// What no case shows, one line each: `rules.yaml:40:5: pain nrs >= severe from is never unknown`.
std::vector<std::string> missing_lines(const TestRun& run);

}  // namespace caveat::cases
