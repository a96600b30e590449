#pragma once

// What is done with a rule set, each by the command that people type.

#include "growth/grown.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace caveat::tests {

enum class Task : unsigned char { load, check, screen, explain, format, diff, propose, ask };

inline constexpr std::array<std::string_view, 8> tasks{"load",   "check", "screen",  "explain",
                                                       "format", "diff",  "propose", "ask"};

/// Asks question after question about patients of the whole rule set, so that the work grows with
/// the square; it has a bound, at which it ends with a word.
constexpr bool is_bounded(Task task) {
    return task == Task::check || task == Task::diff || task == Task::propose;
}

/// A folder with a grown rule set, while it lives.
class Files {
  public:
    Files(Direction direction, std::size_t count);
    ~Files();
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    /// Does it, and returns what was said: both streams, and the status behind a blank.
    [[nodiscard]] std::string output_of(Task task) const;

  private:
    std::filesystem::path folder_;
    std::string rule_;
};

}  // namespace caveat::tests
