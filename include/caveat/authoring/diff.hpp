#pragma once

#include <caveat/export.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

/// Two versions of a rule set, and patients who are known. Whether any patient at all is treated
/// otherwise is a question for the solver: `proof::diff`.
namespace caveat::authoring {

/// How many of a cohort are treated otherwise.
struct CohortDifference {
    std::uint64_t patients = 0;       ///< all of them
    std::uint64_t with_problems = 0;  ///< with an error in either profile
    /// With another status of some rule, another outcome, verdict, or answer to whether the rules
    /// apply.
    std::uint64_t changed = 0;
    /// By verdict before and after, where they differ.
    std::map<std::pair<Verdict, Verdict>, std::uint64_t> verdicts{};
    /// By the id of a rule, in the new version where it has it: for how many patients it ends
    /// otherwise, leads to something else, or passes over what is not known where it asked for it.
    /// A rule that only one version has counts as not fired in the other. `applies to`: whether the
    /// rules apply.
    std::map<std::string, std::uint64_t> rules{};

    friend bool operator==(const CohortDifference&, const CohortDifference&) = default;
};

struct CohortRules;

/// Screens many patients by two versions of a rule set, and counts. One thread at a time.
class CAVEAT_EXPORT CohortCount {
  public:
    /// Rules belong together by their ids.
    CohortCount() = default;
    /// So do those that were renamed.
    ///
    /// renamed  the id in the new version, by that in the old one, as `proof::diff` tells them
    explicit CohortCount(std::map<std::string, std::string> renamed)
        : renamed_(std::move(renamed)) {}
    /// Counts one patient, by the rules that each profile is for. Costs two screenings.
    ///
    /// before  for the version as it was
    /// after   the same patient's for the version as it is
    void add(const Profile& before, const Profile& after);
    /// What was counted so far.
    [[nodiscard]] const CohortDifference& so_far() const { return counted_; }

  private:
    void count_rules();

    std::map<std::string, std::string> renamed_;
    std::shared_ptr<const CohortRules> rules_;  ///< of the versions seen last
    Screening old_;
    Screening new_;
    CohortDifference counted_;
};

/// For people: a line for all, and one a verdict and rule that changed.
CAVEAT_EXPORT std::string text_of(const CohortDifference& difference);

}  // namespace caveat::authoring
