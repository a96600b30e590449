#pragma once

#include <caveat/authoring/check.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a solver shows of all patients at once: the library `caveat::proof`, which needs Z3. Every
/// patient shown has been screened by the engine; whatever is called impossible is proven so; what
/// is neither is said to be undecided.
///
/// The solver takes memory as it needs it, and keeps the time on a thread of its own while a
/// question is asked. Where it fails, `std::exception` is thrown; where its memory runs out, it may
/// end the process: a program that must go on asks in a process of its own, as the command line
/// does. Several threads may ask at once, each about its own rule sets.
namespace caveat::proof {

/// Whether there is such a patient.
enum class Possible : std::uint8_t {
    no,           ///< proven
    yes,          ///< there is one, whom the engine has screened
    not_decided,  ///< the solver gave up, or what it might spend was spent
};

/// For one attempt at a question.
inline constexpr unsigned usual_milliseconds = 2000;
/// For all questions together: a minute or two.
inline constexpr std::uint64_t most_solver_work = 2'000'000'000;

/// What whoever asks many questions about a rule set, or two, may spend on them.
struct ProofOptions {
    /// A full date: the day of the patients shown, where any day will do, and for which `review by`
    /// is looked at.
    Date as_of;
    /// For each attempt of the solver at a question, of which there are up to six. 0: no time is
    /// kept, and `most_steps` is the bound, without which it is the usual time.
    unsigned milliseconds = usual_milliseconds;
    /// For each attempt, too: what the solver itself counts, some hundred thousand to some million
    /// a second. 0: as many as the time allows. Steps without a time give the same answer on every
    /// machine, however busy it is, with one version of Z3.
    std::uint32_t most_steps = 0;
    /// For all of them together, however many there are: each looks at every fact, node and rule,
    /// as does every patient screened for its answer, and the steps of the solver count as well.
    /// What is asked when this is used up is not decided. Whoever grants an attempt a multiple of
    /// the usual time grants all of them that multiple of work.
    std::uint64_t most_work = most_solver_work;
    /// Patients who are known already, as those of the cases: what one of them shows, `check` does
    /// not look for. None whose profile has a problem counts.
    std::vector<Profile> patients{};
};

/// Everything that can be found out about a rule set, without what its author has accepted: what
/// `authoring::check_as_written` finds, and what its patients show. Rules that never fire, or for
/// everybody; that mean the same, or lie within each other; that contradict each other; exemptions,
/// entries and bands of scores that nobody meets.
///
/// Costs seconds, a minute at most with the usual options; it grows with the square of the rules
/// that share facts.
CAVEAT_EXPORT authoring::Checked check(const RuleSet& rules, const ProofOptions& options);

/// In which versions a rule is.
enum class Presence : std::uint8_t {
    kept,     ///< in both
    renamed,  ///< in both, under different ids
    added,    ///< in the new one alone
    removed,  ///< in the old one alone
};

/// One rule in the two versions.
struct RuleDifference {
    Presence presence = Presence::kept;  ///< where it is
    std::string id;         ///< in the new version; in the old one of a rule that was removed
    std::string former_id;  ///< of a renamed rule
    /// The keys that say something else: "condition", "because", …
    std::vector<std::string> reworded;
    /// Whether some patient is treated otherwise by this rule.
    Possible treats_differently = Possible::no;
    std::string why;                            ///< of what was not decided
    std::optional<authoring::Witness> patient;  ///< who is treated otherwise
};

/// One fact of both versions that is asked for otherwise.
struct FactDifference {
    std::string fact;  ///< as the new version calls it
    /// "ask", "ask whom", "of" (how a code reads), "always ask".
    std::vector<std::string> reworded;
    /// Whether some patient is treated otherwise since others are asked, where not everybody can
    /// answer (`Respondents`). That it is put in other words is for people to judge.
    Possible treats_differently = Possible::no;
    std::string why;                            ///< of what was not decided
    std::optional<authoring::Witness> patient;  ///< who is treated otherwise
};

/// Two versions of a rule set: what was written otherwise, and which patients are treated
/// otherwise.
struct Difference {
    /// Rules that differ in words or for some patient, in the order of the new file; then the
    /// rules that were removed.
    std::vector<RuleDifference> rules;
    /// Facts that are asked for otherwise, in the order of the new file.
    std::vector<FactDifference> facts{};
    /// Of the rule set itself, the keys that say something else: "title", "screens", and "audience"
    /// where that changes nothing.
    std::vector<std::string> reworded{};
    /// Whether some patient gets another status, outcome or verdict. No is proven, for patients of
    /// whom everything is known and for all others, but for those of whom a number is known in part
    /// only; and as long as everybody can answer: which of the questions of a rule that was
    /// reworded are left for others (`Screening::is_deferred`) is looked at where others are asked,
    /// and not proven.
    Possible treats_differently = Possible::no;
    std::string why;  ///< of what was not decided
};

/// Compares two versions. Costs as `check` does; `ProofOptions::patients` are not looked at.
CAVEAT_EXPORT Difference diff(const RuleSet& before, const RuleSet& after,
                              const ProofOptions& options);

/// For people: what became of each rule, and last whether any patient is treated differently.
///
/// before, after  the versions as their user calls them
CAVEAT_EXPORT std::string text_of(const Difference& difference, const std::string& before,
                                  const std::string& after);

}  // namespace caveat::proof
