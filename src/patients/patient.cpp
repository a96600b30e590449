// A made-up patient becomes a profile. Entrance: profile_of.

#include "patients/patient.hpp"

namespace caveat::patients {

Profile profile_of(const RuleSet& rules, const Patient& patient) {
    ProfileBuilder builder(rules);
    if (patient.as_of) builder.as_of(*patient.as_of);
    for (const auto& [key, answer] : patient.facts) builder.set(key, answer);
    return builder.build();
}

}  // namespace caveat::patients
