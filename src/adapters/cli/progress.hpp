#pragma once

// One line on a terminal that says how far a long run has come.

#include <chrono>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>

namespace caveat::cli {

/// How far a run is.
struct Distance {
    std::uint64_t patients = 0;
    std::uint64_t bytes = 0;                    ///< of the input, read so far
    std::optional<std::uint64_t> bytes_in_all;  ///< nothing: not known
};

/// `1234567 patients, 250000 a second, 0:42 left`. What is not known is not said.
std::string progress_words(const Distance& distance, std::chrono::duration<double> since);

/// Draws that line over itself, twice a second at most.
class Progress {
  public:
    explicit Progress(std::ostream& terminal);

    void show(const Distance& distance);
    /// The last word on it, with a line break.
    void close(const Distance& distance);

  private:
    using Clock = std::chrono::steady_clock;

    void draw(const Distance& distance, Clock::time_point now);

    std::ostream& terminal_;
    Clock::time_point begun_;
    Clock::time_point drawn_;
    std::size_t width_ = 0;
};

}  // namespace caveat::cli
