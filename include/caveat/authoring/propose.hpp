#pragma once

#include <caveat/authoring/cases.hpp>
#include <caveat/export.hpp>
#include <caveat/values.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

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

}  // namespace caveat::authoring
