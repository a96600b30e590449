#pragma once

#include <caveat/authoring/cases.hpp>
#include <caveat/export.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace caveat::cases {
struct RunningSearch;
}

namespace caveat::authoring {

/// How new cases are looked for.
struct ProposeOptions {
    Date as_of;                  ///< of the patients, where no case names a day
    std::uint64_t seed = 1;      ///< the same seed gives the same cases
    std::size_t most_tries = 0;  ///< patients looked at for one goal; 0 = as it suits
    /// For all patients together: each looks at every fact, node and rule. What is left to look for
    /// when this is used up, a minute or so, is said.
    std::uint64_t most_work = 2'000'000'000;
};

/// New cases, and what no patient was found for.
struct Proposals {
    std::string yaml;                    ///< a file of cases
    std::size_t count = 0;               ///< cases in it
    std::size_t left = 0;                ///< things that no case shows, with the new ones counted
    std::vector<std::string> not_found;  ///< those, in words
    /// What the author says no patient can show, and a patient who does.
    std::vector<std::string> disproved;
};

/// Looks for patients who show what the cases of `run` do not: each rule in each of its statuses,
/// each test in each truth, and, for each limit that a number or date is compared with, a patient
/// just below it, at it and just above it. Each is made as small as it can be and still show it,
/// and the answer that the rules give today is written down as what is expected, not approved. It
/// also looks for patients who show what the author says cannot be.
///
/// Bounded by `ProposeOptions::most_work`, not by a clock: the same run gives the same cases on
/// every machine.
///
/// Precondition: run.is_usable().
CAVEAT_EXPORT Proposals propose(const TestRun& run, const ProposeOptions& options);

/// The same in slices, for whoever shows how far it is, or lets somebody stop it: where it has gone
/// on to its end, it has found what `propose` finds. One thread at a time.
class CAVEAT_EXPORT Proposing {
  public:
    /// Precondition: run.is_usable().
    Proposing(TestRun run, const ProposeOptions& options);
    ~Proposing();
    Proposing(const Proposing&) = delete;
    Proposing& operator=(const Proposing&) = delete;

    /// Looks for one thing after the other until about so much work (see `most_work`) is done, for
    /// one at least. False once nothing is left to look for.
    bool go_on(std::uint64_t work);
    [[nodiscard]] std::size_t done() const;   ///< things that were looked for
    [[nodiscard]] std::size_t all() const;    ///< things to look for
    [[nodiscard]] std::size_t count() const;  ///< cases found so far
    /// What was found so far, with what is left as it is now.
    [[nodiscard]] Proposals found() const;

  private:
    std::unique_ptr<cases::RunningSearch> running_;
};

}  // namespace caveat::authoring
