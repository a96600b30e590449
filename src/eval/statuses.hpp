#pragma once

#include <caveat/screen.hpp>

#include "model/rule_set.hpp"

#include <cstdint>
#include <span>

namespace caveat::eval {

/// How a rule ends, given its condition and its exemption. The table of the language, §5.
///
/// lifted_by_rule  the exemption is yes because an overriding rule fired
constexpr Status status_of(Truth condition, Truth exemption, bool lifted_by_rule,
                           IfUnknown if_unknown) {
    if (condition == Truth::no) return Status::not_fired;
    if (exemption == Truth::yes) return lifted_by_rule ? Status::overridden : Status::not_fired;
    if (condition == Truth::yes) {
        return exemption == Truth::no ? Status::fired : Status::presumed;
    }
    return if_unknown == IfUnknown::presume ? Status::presumed : Status::undecided;
}

static_assert(status_of(Truth::yes, Truth::no, false, IfUnknown::ask) == Status::fired);
static_assert(status_of(Truth::yes, Truth::unknown, false, IfUnknown::ask) == Status::presumed);
static_assert(status_of(Truth::yes, Truth::yes, true, IfUnknown::ask) == Status::overridden);
static_assert(status_of(Truth::yes, Truth::yes, false, IfUnknown::ask) == Status::not_fired);
static_assert(status_of(Truth::no, Truth::yes, true, IfUnknown::presume) == Status::not_fired);
static_assert(status_of(Truth::unknown, Truth::no, false, IfUnknown::ask) == Status::undecided);
static_assert(status_of(Truth::unknown, Truth::no, false, IfUnknown::presume) == Status::presumed);
static_assert(status_of(Truth::unknown, Truth::yes, true, IfUnknown::presume) ==
              Status::overridden);
static_assert(status_of(Truth::unknown, Truth::unknown, false, IfUnknown::ignore) ==
              Status::undecided);

/// Truths of 64 patients, a bit each: yes, and not no.
struct TruthWord {
    std::uint64_t yes = 0;
    std::uint64_t may = 0;
};

/// How a rule ends for 64 patients, a bit each; with none of them set it is not fired.
struct StatusWord {
    std::uint64_t fired = 0;
    std::uint64_t presumed = 0;
    std::uint64_t undecided = 0;
    std::uint64_t overridden = 0;
};

/// The same table for 64 patients at once.
constexpr StatusWord statuses_of(TruthWord condition, TruthWord exemption,
                                 std::uint64_t lifted_by_rule, bool presumes) {
    const std::uint64_t open = condition.may & ~condition.yes & ~exemption.yes;
    StatusWord ends;
    ends.fired = condition.yes & ~exemption.may;
    ends.presumed = (condition.yes & exemption.may & ~exemption.yes) | (presumes ? open : 0);
    ends.undecided = presumes ? 0 : open;
    ends.overridden = condition.may & exemption.yes & lifted_by_rule;
    return ends;
}

/// A rule's exemption: yes when its `unless` is yes or an overriding rule fired; no when the
/// `unless` is no or absent and every overriding rule is not fired; otherwise unknown.
struct Exemption {
    Truth truth = Truth::no;
    bool by_rule = false;
};
Exemption exemption_of(std::span<const RuleId> overridden_by, Truth unless,
                       std::span<const Status> statuses);

constexpr bool is_open(Status status) {
    return status == Status::undecided || status == Status::presumed;
}

}  // namespace caveat::eval
