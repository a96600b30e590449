#pragma once

// Many patients screened by two versions of a rule set.

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace caveat::analysis {

/// How many of a cohort change, by rule and by verdict.
class CohortCount {
  public:
    CohortCount(const RuleSet& before, const RuleSet& after) : before_(before), after_(after) {}

    /// Counts one patient, by the profiles for the two rule sets.
    void add(const Profile& before, const Profile& after);
    /// For people: a line a verdict and rule that changed.
    [[nodiscard]] std::string text() const;

  private:
    void count_rules();

    const RuleSet& before_;
    const RuleSet& after_;
    Screening old_;
    Screening new_;
    std::uint64_t patients_ = 0;
    std::uint64_t with_problems_ = 0;
    std::uint64_t changed_ = 0;  ///< in the status of some rule, or the verdict
    std::map<std::pair<Verdict, Verdict>, std::uint64_t> verdicts_;
    std::map<std::string, std::uint64_t> rules_;
};

}  // namespace caveat::analysis
