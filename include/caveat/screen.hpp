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
    bool patient = true;
    bool clinician = true;
    [[nodiscard]] constexpr bool include(Respondent whom) const {
        return whom == Respondent::patient ? patient : clinician;
    }
    friend bool operator==(const Respondents&, const Respondents&) = default;
};

/// An outcome that holds for this patient.
struct OutcomeFound {
    OutcomeId outcome;
    Certainty certainty = Certainty::presumed;
    friend bool operator==(const OutcomeFound&, const OutcomeFound&) = default;
};

/// A total scaled up from the items that were answered, where the others were asked and are not
/// known. What rests on it is presumed, for an answer may still come.
struct ProratedTotal {
    std::optional<Decimal> total;  ///< nothing where that takes more than 18 digits
    std::uint32_t answered = 0;
    std::uint32_t items = 0;
    friend bool operator==(const ProratedTotal&, const ProratedTotal&) = default;
};

/// What a score may still come to, both ends included. No `low` or `high`: unbounded on that side.
struct ScoreFound {
    ScoreId score;
    std::optional<Decimal> low;
    std::optional<Decimal> high;
    /// The band that it certainly lies in, or that of the prorated total; empty while that is open.
    std::string_view band;
    std::optional<ProratedTotal> prorated;
};

/// What a screening gave, as indices into the rule set. Reusable: one for each thread; `screen`
/// fills it anew and, once warm, reuses its memory.
class CAVEAT_EXPORT Screening {
  public:
    Screening();
    ~Screening();
    Screening(Screening&&) noexcept;
    Screening& operator=(Screening&&) noexcept;
    Screening(const Screening&) = delete;
    Screening& operator=(const Screening&) = delete;

    /// Whether the rule set applies to this patient (`applies to`); yes where it has no guard.
    [[nodiscard]] Truth applicable() const;
    /// The strictest verdict among what fired: it can only become stricter.
    [[nodiscard]] Verdict at_least() const;
    /// The strictest verdict among what fired or is presumed.
    [[nodiscard]] Verdict verdict() const;
    /// The strictest verdict that may still come: software that must be safe reads this one.
    [[nodiscard]] Verdict at_most() const;
    /// Nothing but `if unknown: ignore` rules is presumed or undecided.
    [[nodiscard]] bool complete() const;

    [[nodiscard]] std::span<const Status> statuses() const;
    [[nodiscard]] Status status(RuleId rule) const;
    // The rules that are not simply not fired, each status apart, in the order of the file. What
    // these show is valid until the next `screen` into this screening.
    [[nodiscard]] std::span<const RuleId> fired() const;
    [[nodiscard]] std::span<const RuleId> presumed() const;
    [[nodiscard]] std::span<const RuleId> undecided() const;
    [[nodiscard]] std::span<const RuleId> overridden() const;
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
    [[nodiscard]] std::vector<ScoreFound> scores() const;
    /// What was wrong with the profile, and what this screening met (conflicts, overflow).
    [[nodiscard]] std::span<const Diagnostic> problems() const;

    /// The profile that was screened. Precondition: `screen` has filled this screening.
    [[nodiscard]] const Profile& profile() const;
    [[nodiscard]] const Respondents& respondents() const;

    /// For the library's own stages; its contents are no part of the interface.
    [[nodiscard]] const eval::Result& result() const { return *result_; }
    [[nodiscard]] eval::Result& result() { return *result_; }

  private:
    std::unique_ptr<eval::Result> result_;
};

/// Screens one patient. Total: missing answers are unknown, bad ones are problems. A profile built
/// for another rule set, or another version, is a problem `wrong-rule-set`; everything is then
/// unknown.
CAVEAT_EXPORT void screen(const RuleSet& rules, const Profile& profile, Screening& screening,
                          Respondents respondents = {});

}  // namespace caveat
