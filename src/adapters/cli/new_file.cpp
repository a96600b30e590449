// Writes a file beside its place, then gives it that place. Entrances: NewFile, write_file.

#include "adapters/cli/new_file.hpp"

#include "adapters/cli/output.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace caveat::cli {

namespace {

/// The new name outlives a loss of power once its folder is on the disk; where a file system has no
/// such notion, there is nothing to do.
void sync_folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const int descriptor =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    (void)::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

std::string reason_of_system() {
    return std::error_code(errno, std::generic_category()).message();
}

NewFile::~NewFile() {
    if (locked_ >= 0) ::close(locked_);
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!beside_.empty()) ::unlink(beside_.c_str());
}

std::string NewFile::begin(const std::string& place) {
    constexpr mode_t for_its_owner = 0600;
    constexpr mode_t permissions = 07777;
    std::error_code problem;
    place_ = std::filesystem::weakly_canonical(place, problem).string();
    if (problem) return problem.message();
    struct stat status{};
    mode_t mode = for_its_owner;
    if (::stat(place_.c_str(), &status) == 0) {
        // Renaming would get round a file that nobody may write to.
        if (::access(place_.c_str(), W_OK) != 0) return reason_of_system();
        if (S_ISDIR(status.st_mode)) return "it is a folder";
        if (!S_ISREG(status.st_mode)) {
            descriptor_ = ::open(place_.c_str(), O_WRONLY | O_CLOEXEC);
            return descriptor_ < 0 ? reason_of_system() : std::string();
        }
        std::string wrong = lock_place();
        if (!wrong.empty()) return wrong;
        mode = status.st_mode & permissions;
    } else if (errno != ENOENT) {
        return reason_of_system();
    }
    std::string name = place_ + ".XXXXXX";
    descriptor_ = ::mkstemp(name.data());
    if (descriptor_ < 0) return reason_of_system();
    beside_ = std::move(name);
    return ::fchmod(descriptor_, mode) == 0 ? std::string() : reason_of_system();
}

std::string NewFile::lock_place() {
    locked_ = ::open(place_.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    if (locked_ < 0) return errno == ENOENT ? std::string() : reason_of_system();
    std::string wrong = keep_others_from(locked_);
    if (!wrong.empty()) {
        ::close(locked_);
        locked_ = -1;
    }
    return wrong;
}

std::string NewFile::take_place() {
    if (beside_.empty()) return {};
    // It may have come into being since.
    if (locked_ < 0) {
        std::string wrong = lock_place();
        if (!wrong.empty()) return wrong;
    }
    if (::fsync(descriptor_) != 0) return reason_of_system();
    if (std::rename(beside_.c_str(), place_.c_str()) != 0) return reason_of_system();
    beside_.clear();
    sync_folder_of(place_);
    return {};
}

std::string write_file(const std::string& place, std::string_view text) {
    NewFile made;
    const std::string wrong = made.begin(place);
    if (!wrong.empty()) return wrong;
    Output output(made.descriptor());
    if (!output.write(text)) return output.failure();
    return made.take_place();
}

std::string replace_file(const std::string& place, std::string_view text) {
    struct stat status{};
    if (::stat(place.c_str(), &status) != 0) return reason_of_system();
    if (!S_ISREG(status.st_mode)) return "it is no regular file";
    return write_file(place, text);
}

}  // namespace caveat::cli
