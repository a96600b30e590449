// Writes reports, and finds out how far an earlier run came. Entrances: `Output::write`,
// `read_earlier`.

#include "adapters/cli/output.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace caveat::cli {

Output::~Output() {
    if (owns_descriptor_) ::close(descriptor_);
}

std::string Output::open(const std::string& name, bool keep) {
    constexpr mode_t for_all = 0666;  // as far as the process lets it
    const int how = O_CLOEXEC | O_CREAT | (keep ? O_RDWR : O_WRONLY | O_TRUNC);
    descriptor_ = ::open(name.c_str(), how, for_all);
    if (descriptor_ < 0) return std::error_code(errno, std::generic_category()).message();
    owns_descriptor_ = true;
    out_ = nullptr;
    struct stat status{};
    if (keep && (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode))) {
        return "it is no regular file";
    }
    return {};
}

bool Output::write(std::string_view words) {
    if (is_closed_ || has_failed_) return false;
    if (out_ != nullptr) {
        out_->write(words.data(), static_cast<std::streamsize>(words.size()));
        out_->flush();
        has_failed_ = !*out_;
        return !has_failed_;
    }
    while (!words.empty()) {
        const ssize_t count = ::write(descriptor_, words.data(), words.size());
        if (count >= 0) {
            words.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            (errno == EPIPE ? is_closed_ : has_failed_) = true;
            return false;
        }
    }
    return true;
}

namespace {

/// Gives each whole line of a file, with its line break, to `see`, until that says no. False when
/// the file cannot be read.
template <typename See>
bool for_each_line(int descriptor, const See& see) {
    constexpr std::size_t step = 256U * 1024U;
    std::string line;  // begun, but not ended
    std::vector<char> piece(step);
    if (::lseek(descriptor, 0, SEEK_SET) != 0) return false;
    while (true) {
        const ssize_t count = ::read(descriptor, piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return count == 0;
        std::string_view words(piece.data(), static_cast<std::size_t>(count));
        while (!words.empty()) {
            const std::size_t end = words.find('\n');
            const bool is_whole = end != std::string_view::npos;
            const std::string_view part = words.substr(0, is_whole ? end + 1 : end);
            line += part;
            words.remove_prefix(part.size());
            if (!is_whole) continue;
            if (!see(line)) return true;
            line.clear();
        }
    }
}

}  // namespace

std::optional<EarlierLines> read_earlier(int descriptor, std::string_view mark) {
    EarlierLines earlier;
    const bool is_read = for_each_line(descriptor, [&](std::string& line) {
        ++earlier.count;
        earlier.bytes += line.size();
        if (!earlier.has_problems) earlier.has_problems = line.find(mark) != std::string::npos;
        earlier.last.swap(line);
        return true;
    });
    if (!is_read) return std::nullopt;
    return earlier;
}

std::optional<std::string> read_line_at(int descriptor, std::uint64_t number) {
    std::optional<std::string> wanted;
    for_each_line(descriptor, [&](std::string& line) {
        if (number-- != 0) return true;
        wanted = line;
        return false;
    });
    return wanted;
}

bool cut_off(int descriptor, std::uint64_t bytes) {
    const auto length = static_cast<off_t>(bytes);
    return ::ftruncate(descriptor, length) == 0 && ::lseek(descriptor, length, SEEK_SET) == length;
}

}  // namespace caveat::cli
