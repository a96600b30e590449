#pragma once

// Cases as their authors wrote them, looked up in a rule set: who is screened, and what is
// expected.

#include <caveat/diagnostic.hpp>
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

namespace caveat::cases {

/// Something looked up, and where it was written.
template <class T>
struct Placed {
    T value{};
    Span span;
};

/// What a case may ask of a rule.
enum class RuleDemand : std::uint8_t {
    fires,     ///< fired or presumed
    presumes,  ///< presumed alone
    silent,    ///< not fired, overridden or not
    undecided,
    overridden,  ///< lifted by another rule
};

struct RuleExpectation {
    RuleDemand demand = RuleDemand::fires;
    RuleId rule;
    Span span;
};

struct Expectations {
    std::vector<RuleExpectation> rules;
    std::vector<Placed<FactId>> asks;  ///< among the questions, in this order
    std::vector<Placed<OutcomeId>> outcomes;
    std::vector<Placed<std::string>> problems;  ///< codes; whatever else is wrong is a failure
    std::optional<Placed<Verdict>> verdict;
    std::optional<Placed<Verdict>> at_least;
    std::optional<Placed<Verdict>> at_most;
    std::optional<Placed<bool>> complete;
    std::optional<Placed<Truth>> applicable;
};

struct Case {
    std::string name;
    Span span;  ///< of the name
    /// No: what is expected is what the engine said when the case was proposed, and no clinician
    /// has looked at it yet.
    bool is_approved = true;
    Respondents respondents;
    Profile profile;
    Expectations expect;
};

/// A statement by an author that something can never be seen, so that no case has to show it.
struct Answer {
    std::optional<RuleId> rule;  ///< of an answer about a rule
    std::string test;            ///< else the words of a test, as `condition_words` has them
    std::vector<Placed<Status>> never_status;
    std::vector<Placed<Truth>> never_truth;
    std::string because;
    Span span;  ///< of what it is about
};

/// A file with cases: one of its own, or the rule file.
struct CaseFile {
    Source source;
    std::vector<Case> cases;
    std::vector<Answer> unreachable;
    std::vector<Diagnostic> diagnostics;
    bool is_usable = true;  ///< there was no error
};

/// A longer file is an error `file-too-large`, found before it is read.
inline constexpr std::size_t most_file_bytes = 8U * 1024U * 1024U;

/// Reads a file of cases (`NAME.cases.yaml`). Reports everything that is wrong with its form, every
/// name that the rule set does not know, and every answer that could not be used and that the case
/// does not expect to be a problem. Never throws but std::bad_alloc.
///
/// name    stands for the file in messages
/// before  files read earlier, whose names of cases are taken
CaseFile read_case_file(const RuleSet& rules, std::string_view text, std::string_view name,
                        const std::vector<CaseFile>& before = {});

/// The same for `cases` and `unreachable` in the rule file itself, whose name this is. Nothing when
/// it has neither.
std::optional<CaseFile> read_own_cases(const RuleSet& rules, std::string_view name);

/// The words of a condition as they are compared: single blanks, no case.
std::string condition_words(std::string_view words);

}  // namespace caveat::cases
