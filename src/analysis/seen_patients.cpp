// Screenings become bits, one a rule and patient. Entrance: SeenPatients.

#include "analysis/seen_patients.hpp"

#include <algorithm>

namespace caveat::analysis {

void SeenPatients::add(const Screening& screening) {
    bits_.resize(bits_.size() + words_, 0);
    for (const RuleId rule : screening.fired()) {
        bits_[patients_ * words_ + rule.index / 64] |= std::uint64_t{1} << (rule.index % 64);
        fired_by_[rule.index].push_back(static_cast<std::uint32_t>(patients_));
    }
    if (screening.applicable() == Truth::yes) {
        for (std::uint32_t rule = 0; rule < spared_.size(); ++rule) {
            if (screening.status({rule}) <= Status::overridden) spared_[rule] = true;
        }
    }
    ++patients_;
}

bool SeenPatients::some_fired_without(RuleId rule, RuleId other) const {
    const std::vector<std::uint32_t>& patients = fired_by_[rule.index];
    return std::any_of(patients.begin(), patients.end(),
                       [&](std::uint32_t patient) { return !fired(patient, other); });
}

}  // namespace caveat::analysis
