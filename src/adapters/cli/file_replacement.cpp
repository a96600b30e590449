// Writes a new file beside an old one, then gives it the old one's name. Entrance: replace_file.

#include "adapters/cli/file_replacement.hpp"

#include "adapters/cli/output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace caveat::cli {

namespace {

std::string reason() {
    return std::error_code(errno, std::generic_category()).message();
}

/// Gone with its owner unless it was given its name.
class TemporaryFile {
  public:
    explicit TemporaryFile(std::string pattern)
        : name_(std::move(pattern)), descriptor_(::mkstemp(name_.data())) {}
    ~TemporaryFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (descriptor_ >= 0 && !is_named_) ::unlink(name_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_; }
    bool take_name(const std::string& path) {
        is_named_ = std::rename(name_.c_str(), path.c_str()) == 0;
        return is_named_;
    }

  private:
    std::string name_;
    int descriptor_;
    bool is_named_ = false;
};

}  // namespace

std::string replace_file(const std::string& path, std::string_view text) {
    std::error_code problem;
    const std::string place = std::filesystem::canonical(path, problem).string();
    if (problem) return problem.message();
    struct stat status{};
    if (::stat(place.c_str(), &status) != 0) return reason();
    if (!S_ISREG(status.st_mode)) return "it is no regular file";
    // Renaming would get round a file that nobody may write to.
    if (::access(place.c_str(), W_OK) != 0) return reason();
    TemporaryFile made(place + ".XXXXXX");
    if (made.descriptor() < 0) return reason();
    constexpr mode_t permissions = 07777;
    if (::fchmod(made.descriptor(), status.st_mode & permissions) != 0) return reason();
    Output output(made.descriptor());
    if (!output.write(text) || ::fsync(made.descriptor()) != 0) return reason();
    return made.take_name(place) ? std::string() : reason();
}

}  // namespace caveat::cli
