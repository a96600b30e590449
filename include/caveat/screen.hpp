#pragma once

#include <caveat/diagnostic.hpp>
#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caveat {

namespace eval {
struct Result;
}

/// How a rule ended. `fired`, `not_fired` and `overridden` are final: more facts never change them
/// into anything that is not the same decision. `overridden` is not fired, because a rule that
/// lifts it fired. `presumed` and `undecided` may still move.
enum class Status : std::uint8_t { not_fired, overridden, undecided, presumed, fired };

/// Whether an outcome is certain (some rule fired) or rests on presumption alone.
enum class Certainty : std::uint8_t { presumed, certain };

/// Who can answer now. A rule that only others could still decide is *deferred*.
struct Respondents {
    bool patient = true;    ///< the patient can answer
    bool clinician = true;  ///< a clinician can answer
    /// Whether somebody of this kind can answer.
    [[nodiscard]] constexpr bool include(Respondent whom) const {
        return whom == Respondent::patient ? patient : clinician;
    }
    friend bool operator==(const Respondents&, const Respondents&) = default;
};

/// An outcome that holds for this patient.
struct OutcomeFound {
    OutcomeId outcome;                          ///< in the rule set
    Certainty certainty = Certainty::presumed;  ///< certain where some rule behind it fired
    friend bool operator==(const OutcomeFound&, const OutcomeFound&) = default;
};

/// A total scaled up from the items that were answered, where the others were asked and are not
/// known. What rests on it is presumed, for an answer may still come.
struct ProratedTotal {
    std::optional<Decimal> total;  ///< nothing where that takes more than 18 digits
    std::uint32_t answered = 0;    ///< items with an answer
    std::uint32_t items = 0;       ///< items in all
    friend bool operator==(const ProratedTotal&, const ProratedTotal&) = default;
};

/// What a score may still come to, both ends included. No `low` or `high`: unbounded on that side.
struct ScoreFound {
    ScoreId score;                ///< in the rule set
    std::optional<Decimal> low;   ///< the least total; nothing: unbounded
    std::optional<Decimal> high;  ///< the greatest total; nothing: unbounded
    /// The band that it certainly lies in, or that of the prorated total; empty while that is open.
    std::string_view band;
    std::optional<ProratedTotal> prorated;  ///< where a total is scaled up
};

/// What a screening gave, as indices into the rule set. Reusable: one for each thread; `screen`
/// fills it anew and, once warm, takes no memory from the heap.
///
/// One that was never filled, or was moved from, is safe to ask: nobody has been screened, so lists
/// are empty, every rule is `undecided`, nothing is complete, and the verdict is the strictest
/// there is. So is an id that the rule set does not have: its rule is `undecided`, its lists are
/// empty.
///
/// What a call shows is good until the next `screen` into this screening. Calls that are const may
/// come from several threads at once.
class CAVEAT_EXPORT Screening {
  public:
    /// Nobody has been screened.
    Screening();
    ~Screening();
    /// The other one is then as never filled.
    Screening(Screening&&) noexcept;
    Screening& operator=(Screening&&) noexcept;
    Screening(const Screening&) = delete;
    Screening& operator=(const Screening&) = delete;

    /// Whether somebody has been screened.
    [[nodiscard]] bool is_filled() const { return result_ != nullptr && is_whole_; }

    /// Whether the rule set applies to this patient (`applies to`); yes where it has no guard.
    /// Unknown where nobody was screened.
    [[nodiscard]] Truth applicable() const;
    /// The strictest verdict among what fired: it can only become stricter. `not_applicable` where
    /// nobody was screened.
    [[nodiscard]] Verdict at_least() const;
    /// The strictest verdict among what fired or is presumed. `do_not_proceed` where nobody was
    /// screened.
    [[nodiscard]] Verdict verdict() const;
    /// The strictest verdict that may still come: software that must be safe reads this one.
    /// `do_not_proceed` where nobody was screened.
    [[nodiscard]] Verdict at_most() const;
    /// Nothing but `if unknown: ignore` rules is presumed or undecided.
    [[nodiscard]] bool complete() const;

    /// By RuleId.
    [[nodiscard]] std::span<const Status> statuses() const;
    /// Of one rule; `undecided` for one that the rule set does not have.
    [[nodiscard]] Status status(RuleId rule) const;
    /// The rules that are not simply not fired, each status apart, in the order of the file.
    ///@{
    [[nodiscard]] std::span<const RuleId> fired() const;
    [[nodiscard]] std::span<const RuleId> presumed() const;
    [[nodiscard]] std::span<const RuleId> undecided() const;
    [[nodiscard]] std::span<const RuleId> overridden() const;
    ///@}
    /// Whether the rule is undecided and only somebody who cannot answer now could decide it.
    [[nodiscard]] bool is_deferred(RuleId rule) const;
    /// The rules that lifted an overridden rule; empty for any other.
    [[nodiscard]] std::vector<RuleId> lifted_by(RuleId rule) const;
    /// The rules that may still lift a presumed or undecided rule.
    [[nodiscard]] std::vector<RuleId> may_be_lifted_by(RuleId rule) const;

    /// What holds, strictest first, then in the order of the file; each once.
    [[nodiscard]] std::span<const OutcomeFound> outcomes() const;
    /// The rules behind an outcome that holds: fired or presumed, strictest first.
    [[nodiscard]] std::vector<RuleId> rules_behind(OutcomeId outcome) const;
    /// Every score, in the order of the file; none where the rule set does not apply.
    [[nodiscard]] std::vector<ScoreFound> scores() const;
    /// What was wrong with the profile, and what this screening met (conflicts, overflow); of one
    /// that was never filled, `not-screened`.
    [[nodiscard]] std::span<const Diagnostic> problems() const;

    /// The profile that was screened; of one that was never filled, an empty one of no rules.
    [[nodiscard]] const Profile& profile() const;
    /// The rule set that screened: that of the profile.
    [[nodiscard]] const RuleSet& rules() const { return profile().rules(); }
    /// Who could answer when this was screened.
    [[nodiscard]] const Respondents& respondents() const;

  private:
    friend struct api::Access;
    friend void screen(const Profile& profile, Screening& screening, Respondents respondents);
    static const eval::Result& nobody();
    [[nodiscard]] const eval::Result& result() const {
        return is_filled() ? static_cast<const eval::Result&>(*result_) : nobody();
    }

    std::unique_ptr<eval::Result> result_;  ///< none until somebody is screened
    bool is_whole_ = false;                 ///< the last screening came to its end
};

/// Screens one patient by the rule set that the profile was built for. Total: missing answers are
/// unknown, bad ones are problems. Never throws but std::bad_alloc.
///
/// Costs a microsecond or two for 100 rules. Any number of threads may screen profiles of one rule
/// set at once, each into a screening of its own.
///
/// screening    reused: filled anew, whatever rule set it was filled by before
/// respondents  who can answer now: what only others could decide is deferred
CAVEAT_EXPORT void screen(const Profile& profile, Screening& screening,
                          Respondents respondents = {});

/// The same into a new screening.
[[nodiscard]] CAVEAT_EXPORT Screening screen(const Profile& profile, Respondents respondents = {});

}  // namespace caveat
