#pragma once

// What a stream has written so far, in a file beside its output, so that going on can prove it.

#include "adapters/cli/running_digest.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cli {

/// A point that a stream had come to: everything up to there, as a count and as digests.
struct RunPoint {
    std::uint64_t lines = 0;    ///< profiles answered
    std::uint64_t bytes = 0;    ///< of their answers
    std::string answers;        ///< digest of those bytes
    std::string profiles;       ///< digest of the digests of the profiles, a line each
    bool has_problems = false;  ///< one of them is a profile with problems
    friend bool operator==(const RunPoint&, const RunPoint&) = default;
};

/// Digests of what is answered, and of the profiles that it answers.
struct RunDigests {
    RunDigests();
    void add_answers(std::string_view bytes);
    /// lines  the digest of each profile's line
    void add_profiles(const std::vector<std::uint64_t>& lines);
    void add_profile(std::string_view line);
    [[nodiscard]] RunPoint point() const;

    std::uint64_t lines = 0;
    std::uint64_t bytes = 0;
    bool has_problems = false;
    RunningDigest answers;
    RunningDigest profiles;
};

/// The file `OUTPUT.resume`: what the run is (`head`), then a line for each point, written before
/// the answers that lead to it. So a killed run leaves no answer behind the last point.
class RunLog {
  public:
    /// head  the rule set, engine and options that answers depend on: some lines of text
    RunLog(const std::string& output, std::string head);
    ~RunLog();
    RunLog(const RunLog&) = delete;
    RunLog& operator=(const RunLog&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    /// Begins anew. Returns why that is not possible.
    std::string begin();
    /// Reads what an earlier run left. Returns why it cannot serve.
    std::string read();
    /// The points of the earlier run, in order; the last may lie beyond what it wrote.
    [[nodiscard]] const std::vector<RunPoint>& points() const { return points_; }
    /// Goes on behind the first `count` points. Returns why that is not possible.
    std::string go_on_behind(std::size_t count);
    /// Returns why a point cannot be noted; empty when it is.
    std::string note(const RunPoint& point);

  private:
    std::string open(int how);

    std::string name_;
    std::string head_;
    std::vector<RunPoint> points_;
    int descriptor_ = -1;
};

/// What a stream notes while it writes.
struct RunRecord {
    RunLog log;
    RunDigests digests{};
};

}  // namespace caveat::cli
