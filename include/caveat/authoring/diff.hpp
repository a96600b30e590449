#pragma once

#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <utility>

/// Two versions of a rule set, and patients who are known. Whether any patient at all is treated
/// otherwise is a question for the solver: `proof::diff`.
namespace caveat::authoring {

/// How many of a cohort are treated otherwise.
struct CohortDifference {
    std::uint64_t patients = 0;       ///< all of them
    std::uint64_t with_problems = 0;  ///< with an error in either profile
    std::uint64_t changed = 0;        ///< in the status of some rule, or the verdict
    /// By verdict before and after, where they differ.
    std::map<std::pair<Verdict, Verdict>, std::uint64_t> verdicts{};
    /// By the id of a rule: of how many patients its status is another. A rule that only one
    /// version has counts as not fired in the other.
    std::map<std::string, std::uint64_t> rules{};

    friend bool operator==(const CohortDifference&, const CohortDifference&) = default;
};

/// Screens many patients by two versions of a rule set, and counts. One thread at a time.
class CAVEAT_EXPORT CohortCount {
  public:
    /// Counts one patient, by the rules that each profile is for. Costs two screenings.
    ///
    /// before  for the version as it was
    /// after   the same patient's for the version as it is
    void add(const Profile& before, const Profile& after);
    /// What was counted so far.
    [[nodiscard]] const CohortDifference& so_far() const { return counted_; }

  private:
    void count_rules();

    Screening old_;
    Screening new_;
    CohortDifference counted_;
};

/// For people: a line for all, and one a verdict and rule that changed.
CAVEAT_EXPORT std::string text_of(const CohortDifference& difference);

}  // namespace caveat::authoring
