#pragma once

// Patients whom two versions of a rule set treat differently, as far as trying them goes: that
// there is none, only a solver can show (`proof::diff`).

#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace caveat::editing {

/// What one version says of a patient.
struct Ending {
    Verdict verdict = Verdict::proceed;
    Verdict at_least = Verdict::proceed;
    Verdict at_most = Verdict::proceed;
    /// By id, of the rules that end otherwise in the other version. A rule that a version does not
    /// have counts as not fired in it.
    std::vector<std::pair<std::string, Status>> rules;
    friend bool operator==(const Ending&, const Ending&) = default;
};

/// A patient who has no answer that could be left out.
struct TreatedDifferently {
    std::string profile;  ///< as JSON, by the keys of facts
    Ending before;
    Ending after;
};

/// Goes through patients in slices: those that are known, then those who show all that there is to
/// see of either version, on both sides of each of its limits and with every code in the place of
/// theirs. Of each thing that turns out
/// otherwise (a verdict, a bound of it, the end of a rule) it keeps one patient, made as small as
/// can be. One thread at a time.
class Comparing {
  public:
    /// known      of either version, by the rules of theirs
    /// most_work  for the patients of each version, as `authoring::ProposeOptions` has it
    Comparing(const RuleSet& before, const RuleSet& after, const std::vector<Profile>& known,
              Date as_of, std::uint64_t most_work);
    ~Comparing();
    Comparing(const Comparing&) = delete;
    Comparing& operator=(const Comparing&) = delete;

    /// Goes on for about so much work; false once everybody was tried.
    bool go_on(std::uint64_t work);
    [[nodiscard]] std::size_t tried() const;
    /// How many of those are treated differently.
    [[nodiscard]] std::size_t different() const;
    /// Those whose verdict is another first.
    [[nodiscard]] std::vector<TreatedDifferently> found() const;

  private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace caveat::editing
