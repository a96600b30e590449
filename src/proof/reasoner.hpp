#pragma once

// Whether some patient can be as described, decided over the types that facts have. No solver shows
// through.

#include <caveat/profile.hpp>
#include <caveat/proof.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "model/rule_set.hpp"
#include "patients/patient.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::proof {

using patients::Patient;

/// What may be claimed of one rule for one patient.
enum class Aspect : std::uint8_t {
    fired,
    not_fired,  ///< decided: not fired, or overridden
    open,       ///< presumed or undecided
    presumed,
    overridden,
    condition_holds,
    exemption_holds,  ///< its `unless`
    applies,          ///< the guard of the rule set; the rule has no meaning
};

struct Claim {
    Aspect aspect = Aspect::fired;
    RuleId rule;
    std::size_t version = 0;  ///< which of the rule sets
    bool holds = true;        ///< or its denial
};

/// What a part of the first version comes to: a condition is met, a number lies in the interval.
struct Reached {
    model::ExprId node = model::none;
    model::Interval interval;
};

/// What is asked for: all of the claims hold, and whatever else is named. At least one thing is.
struct Question {
    std::vector<Claim> claims;
    /// The rule of the first version ends otherwise than that of the second.
    std::optional<std::pair<RuleId, RuleId>> differing;
    /// The guard (`applies to`) of the first version is worth something else than the second's.
    bool guards_differ = false;
    std::optional<Reached> reached{};
};

/// The answer to a question. Yes comes with a patient whom the engine has screened; no is proven.
struct Answered {
    Possible possible = Possible::not_decided;
    std::optional<Patient> patient;
    std::string why;  ///< of what is not decided
};

/// What a rule says of a patient, without what it leads to. Rules of equal ones, of one version or
/// of two, mean the same; others may, which only the solver shows.
using Meaning = std::array<unsigned, 4>;

struct ReasonerOptions {
    /// For each attempt at a question, of which there are up to six, on one thread.
    unsigned milliseconds = usual_milliseconds;
    /// As in ProofOptions.
    std::uint32_t most_steps = 0;
    /// For all questions together: each looks at every fact, node and rule, as does every patient
    /// screened for its answer, and the steps of the solver count as well. What is asked when this
    /// is used up is not decided. Whoever grants an attempt a multiple of the usual time grants
    /// all of them that multiple of work.
    std::uint64_t most_work = most_solver_work;
    /// Also patients of whom something is not known; else every question has its full answer.
    bool is_partly_answered = false;
    /// Records that a list may have; what needs more is not decided.
    std::size_t most_records = 8;
    /// Only patients whose records are of a few kinds, in each list: a no means nothing then.
    bool has_alike_records = false;
    /// The day of the patients shown, where that proves as much as another.
    std::optional<Date> as_of;
};

[[nodiscard]] ReasonerOptions options_of(const ProofOptions& options, bool is_partly_answered);

/// Answers questions about the patients of one rule set, or of two versions of one.
class Reasoner {
  public:
    Reasoner(std::vector<RuleSet> versions, const ReasonerOptions& options);
    ~Reasoner();
    Reasoner(Reasoner&&) noexcept;
    Reasoner& operator=(Reasoner&&) noexcept;
    Reasoner(const Reasoner&) = delete;
    Reasoner& operator=(const Reasoner&) = delete;

    /// Whether some patient is as asked for. Of one rule set: with a profile that has no problem.
    Answered ask(const Question& question);
    /// Who proves the same with the fewest answers. patient  who proves it
    Patient fewest_answers(const Question& question, Patient patient);
    /// Whether the patient is as asked for, by the engine itself.
    bool holds(const Question& question, const Patient& patient);
    [[nodiscard]] Meaning meaning_of(std::size_t version, RuleId rule) const;
    /// Nothing more is decided.
    [[nodiscard]] bool is_spent() const;
    /// Counts work that is done beside the questions.
    void spend(std::uint64_t work);
    /// Screens a patient by one version.
    const Screening& screened(std::size_t version, const Patient& patient);

    [[nodiscard]] const RuleSet& rules(std::size_t version) const;

  private:
    class Session;
    std::unique_ptr<Session> session_;
};

}  // namespace caveat::proof
