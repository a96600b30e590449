#pragma once

// A made-up patient: answers by the keys of facts, so that any rule set can be asked about the same
// patient.

#include <caveat/answer.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/values.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace caveat::patients {

/// An answer by the key of its fact, as `Record` has those of its fields.
using KeyedAnswer = std::pair<std::string, Answer>;

struct Patient {
    std::optional<Date> as_of;
    std::vector<KeyedAnswer> facts;  ///< in the order of the rule file

    friend bool operator==(const Patient&, const Patient&) = default;
};

/// The patient as a profile for a rule set. A fact that it does not have is a problem of the
/// profile, as it would be for anybody.
Profile profile_of(const RuleSet& rules, const Patient& patient);

}  // namespace caveat::patients
