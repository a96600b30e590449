#pragma once

#include <caveat/values.hpp>

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Rule sets as a service for record systems: CDS Hooks over HTTP. Target `caveat::service`.
namespace caveat {

/// How to run a service.
struct ServeOptions {
    std::string file;         ///< `serve.yaml`
    bool only_check = false;  ///< say what is wrong with the files, and serve nothing
    /// The day of each screening: by the clock, in the time zone of the environment, which the
    /// service sets where its file names one.
    std::function<Date()> today;
    bool watch = false;  ///< load anew whenever a file of rules, mappings or value sets has changed
    /// Runs the cases of a rule file, where they have to hold: what fails, drawn, or empty.
    std::function<std::string(const std::string& rule_file)> check_cases{};
};

/// Serves until SIGTERM or SIGINT comes: no new requests are taken then, and those at hand are
/// answered. SIGHUP loads rules, mappings, value sets, key files and certificates anew; where one
/// of them has an error, the old ones stay. The file itself is read at the start alone.
///
/// log       a line of JSON for each request, without anything of a patient
/// messages  what is wrong with files, and where the service listens
/// returns   0; 1 for warnings of a check; 2 where it cannot run
int serve(const ServeOptions& options, std::ostream& log, std::ostream& messages);

/// What became of the cards of one outcome of one rule set.
struct OutcomeFeedback {
    std::string service;           ///< id of the rule set
    std::string outcome;           ///< as JSON writes it; `questions` for cards of questions
    std::uint64_t shown = 0;       ///< cards
    std::uint64_t accepted = 0;    ///< cards of which a suggestion was taken
    std::uint64_t overridden = 0;  ///< cards that somebody decided against
    std::uint64_t comments = 0;    ///< that came with words of somebody's own
    /// Why they were overridden, by code (empty: nobody said), the most frequent first.
    std::vector<std::pair<std::string, std::uint64_t>> reasons;
};

/// What became of the cards of a service, as far as somebody said so.
struct FeedbackReport {
    std::vector<OutcomeFeedback> outcomes;  ///< by service and outcome
    std::uint64_t unknown = 0;              ///< feedback on cards that the store does not know
};

/// Reads the store of a service, which may be running. Nothing, and why, where it cannot be read.
std::optional<FeedbackReport> read_feedback(const std::string& store, std::string& problem);

}  // namespace caveat
