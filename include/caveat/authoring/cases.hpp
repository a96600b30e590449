#pragma once

#include <caveat/authoring/coverage.hpp>
#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Cases: patients of whom somebody has said what the rules should make of them.
namespace caveat::authoring {

/// Something looked up, and where it was written.
template <class T>
struct Placed {
    T value{};  ///< what was meant
    Span span;  ///< where it stands in the file
};

/// What a case may ask of a rule.
enum class RuleDemand : std::uint8_t {
    fires,       ///< fired or presumed
    presumes,    ///< presumed alone
    silent,      ///< not fired, overridden or not
    undecided,   ///< neither fired nor not
    overridden,  ///< lifted by another rule
};

/// What a case expects of one rule.
struct RuleExpectation {
    RuleDemand demand = RuleDemand::fires;  ///< how it should end
    RuleId rule;                            ///< which rule
    Span span;                              ///< where it is expected
};

/// Everything that a case expects; what it does not name may be anything.
struct Expectations {
    std::vector<RuleExpectation> rules;         ///< in order of the file
    std::vector<Placed<FactId>> asks;           ///< among the questions, in this order
    std::vector<Placed<OutcomeId>> outcomes;    ///< that hold
    std::vector<Placed<std::string>> problems;  ///< codes; whatever else is wrong is a failure
    std::optional<Placed<Verdict>> verdict;     ///< now
    std::optional<Placed<Verdict>> at_least;    ///< however the open questions are answered
    std::optional<Placed<Verdict>> at_most;     ///< likewise
    std::optional<Placed<bool>> complete;       ///< whether no open question can change the verdict
    std::optional<Placed<Truth>> applicable;    ///< whether the rule set applies to the patient
};

/// One patient, and what is expected.
struct Case {
    std::string name;  ///< no other case has it
    Span span;         ///< of the name
    /// No: what is expected is what the engine said when the case was proposed, and no clinician
    /// has looked at it yet.
    bool is_approved = true;
    Respondents respondents;  ///< who can answer
    Profile profile;          ///< the patient
    Expectations expect;      ///< what should come out
};

/// A statement by an author that something can never be seen, so that no case has to show it.
struct Unreachable {
    std::optional<RuleId> rule;                ///< of a statement about a rule
    std::string test;                          ///< else the words of a test, small, single blanks
    std::vector<Placed<Status>> never_status;  ///< of the rule
    std::vector<Placed<Truth>> never_truth;    ///< of the test
    std::string because;                       ///< the author's reason
    Span span;                                 ///< of what it is about
};

/// A file with cases: one of its own, or the rule file.
struct CaseFile {
    Source source;                         ///< what was read: spans look into it
    std::vector<Case> cases;               ///< in order of the file
    std::vector<Unreachable> unreachable;  ///< in order of the file
    std::vector<Diagnostic> diagnostics;   ///< errors and warnings
    bool is_usable = true;                 ///< there was no error
};

/// A longer file is an error `file-too-large`, found before it is read.
inline constexpr std::size_t most_case_bytes = 8U * 1024U * 1024U;

/// Reads a file of cases (`NAME.cases.yaml`). Reports everything that is wrong with its form, every
/// name that the rule set does not know, and every answer that could not be used and that the case
/// does not expect to be a problem.
///
/// name    stands for the file in messages
/// before  files read earlier, whose names of cases are taken
CAVEAT_EXPORT CaseFile read_case_file(const RuleSet& rules, std::string_view text,
                                      std::string_view name,
                                      const std::vector<CaseFile>& before = {});

/// The same for `cases` and `unreachable` in the rule file itself, whose name this is. Nothing when
/// it has neither.
CAVEAT_EXPORT std::optional<CaseFile> read_own_cases(const RuleSet& rules, std::string_view name);

/// One expectation that does not hold.
struct Failure {
    std::string subject;           ///< `fires: spasm-course`, `verdict`
    std::string expected;          ///< `fired or presumed`
    std::string actual;            ///< `not fired`
    std::vector<std::string> why;  ///< the engine's reasons, in sentences
    Span span;                     ///< of the expectation, in the file of the case

    friend bool operator==(const Failure&, const Failure&) = default;
};

/// What is wrong with a screened case; empty when all that it expects holds.
///
/// Precondition: `screening` is that of the case's profile and respondents.
CAVEAT_EXPORT std::vector<Failure> failures_of(const Case& one, const Screening& screening);

/// What became of one case.
struct CaseResult {
    std::size_t file = 0;           ///< position in `TestRun::files`
    std::size_t index = 0;          ///< position in its cases
    std::vector<Failure> failures;  ///< what does not hold

    /// Whether something does not hold.
    [[nodiscard]] bool has_failed() const { return !failures.empty(); }
};

/// All cases of a rule file, screened.
struct CAVEAT_EXPORT TestRun {
    RuleSet rules;                    ///< by which they were screened
    std::string rules_name;           ///< the rule file, as its user calls it
    std::vector<CaseFile> files;      ///< those given, with what the run has found wrong in them
    std::vector<CaseResult> results;  ///< in order of the files
    Coverage coverage;                ///< what they show of the rules

    /// The case of a result of this run.
    [[nodiscard]] const Case& case_of(const CaseResult& result) const {
        return files[result.file].cases[result.index];
    }
    /// Whether no file of cases has an error.
    [[nodiscard]] bool is_usable() const;
    /// How many of the approved cases failed.
    [[nodiscard]] std::size_t failed() const;
    /// How many cases nobody has approved.
    [[nodiscard]] std::size_t unapproved() const;
    /// How many of those failed.
    [[nodiscard]] std::size_t unapproved_failed() const;
};

/// Screens every case, and counts what they show. Files that are not usable are left out. Costs a
/// screening with all its values a case, a few hundred microseconds.
///
/// rules_name  the rule file, as reports call it
CAVEAT_EXPORT TestRun run_cases(const RuleSet& rules, std::string rules_name,
                                std::vector<CaseFile> files);

/// What went wrong with each case, what is not covered, and in the last line how many cases there
/// are, how many failed, and how many nobody has approved yet.
CAVEAT_EXPORT std::string write_text(const TestRun& run);
/// The same as one JSON object (`caveat/test/1`).
CAVEAT_EXPORT std::string write_json(const TestRun& run);
/// For build servers: a test suite for the approved cases, and one for those that are not, whose
/// failures count as skipped.
CAVEAT_EXPORT std::string write_junit(const TestRun& run);

/// A patient as a case, an entry of `cases:` that is indented by two blanks: what was said of each
/// fact as it was said, and what the rules make of it today, not approved. Read for the same rules
/// it is the same patient.
///
/// Precondition: `screen` has filled the screening, and no answer of the profile was wrong.
CAVEAT_EXPORT std::string write_case(const Screening& screening, std::string_view name);

/// What no case shows, one line each: `rules.yaml:40:5: pain nrs >= severe from is never unknown`.
CAVEAT_EXPORT std::vector<std::string> missing_lines(const TestRun& run);

}  // namespace caveat::authoring
