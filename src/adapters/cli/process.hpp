#pragma once

// What a process says when it ends otherwise than it should.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::cli {

/// The file that a command is about just now, in memory that a process shares with those it makes.
class CurrentFile {
  public:
    CurrentFile();
    ~CurrentFile();
    CurrentFile(const CurrentFile&) = delete;
    CurrentFile& operator=(const CurrentFile&) = delete;

    void set(std::string_view name);
    /// " (while it looked at `rules.yaml`)"; empty where no file was named.
    [[nodiscard]] std::string words() const;

  private:
    char* text_ = nullptr;  ///< null: there is no memory to share, and nothing is noted
};

/// How a process of its own ended.
struct Ended {
    int status = 0;               ///< of the exit, where there was one
    std::optional<int> signal{};  ///< that ended it
};

/// Does `work` in a process of its own, which ends with what it returns: a solver that finds no
/// memory takes its process with it. Nothing where no process can be made; then nothing was done.
std::optional<Ended> in_process_of_its_own(const std::function<int()>& work);

}  // namespace caveat::cli
