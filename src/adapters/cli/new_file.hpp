#pragma once

// Files that are whole or not there, and that nobody else may read.

#include <string>
#include <string_view>
#include <sys/types.h>

namespace caveat::cli {

/// A file that is written beside its place and takes that place when all of it is there: whoever
/// reads the place, and whenever the process ends, finds what was there before or the whole new
/// content. What a person answered is nobody else's business: a new file is for its owner alone
/// (mode 0600, whatever the umask); one that is there keeps its permissions, and a link stays a
/// link. Where the place is no regular file (`/dev/stdout`, a pipe), it is written to directly. A
/// file that another run is writing to is refused: its answers would vanish without a word.
class NewFile {
  public:
    NewFile() = default;
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    /// Begins. Returns why that is not possible; empty when it is.
    std::string begin(const std::string& place);
    /// To write to, from `begin` on.
    [[nodiscard]] int descriptor() const { return descriptor_; }
    /// Makes sure that the content is on the disk, and gives it its place. Returns why that is not
    /// possible; then the place is as it was.
    std::string take_place();

  private:
    /// Keeps others from writing to what is at the place now. Returns why that is not possible.
    std::string lock_place();

    std::string place_;
    std::string beside_;  ///< its name until then; empty where it is written to directly
    int descriptor_ = -1;
    int locked_ = -1;  ///< what was at the place before
};

/// The words of the system for the last thing that went wrong (`errno`).
std::string reason_of_system();

/// Writes `text` to its place as a `NewFile`. Returns why that is not possible; empty when done.
std::string write_file(const std::string& place, std::string_view text);

/// The same for a file that is there and is a regular one; anything else is refused.
std::string replace_file(const std::string& place, std::string_view text);

}  // namespace caveat::cli
