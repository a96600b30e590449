// Writes reports, and says what could not be written. Entrances: `Output::write`, `OutputBuffer`.

#include "adapters/cli/output.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace caveat::cli {

namespace {

std::optional<FileIdentity> identity_in(const struct stat& status) {
    if (!S_ISREG(status.st_mode)) return std::nullopt;
    return FileIdentity{status.st_dev, status.st_ino};
}

}  // namespace

Output::~Output() {
    if (owns_descriptor_) ::close(descriptor_);
}

std::string Output::open_whole(const std::string& name) {
    std::string wrong = whole_.emplace().begin(name);
    descriptor_ = whole_->descriptor();
    out_ = nullptr;
    return wrong;
}

std::string Output::open_growing(const std::string& name, bool keep) {
    constexpr mode_t for_its_owner = 0600;
    descriptor_ =
        ::open(name.c_str(), O_CLOEXEC | O_CREAT | (keep ? O_RDWR : O_WRONLY), for_its_owner);
    if (descriptor_ < 0) return reason_of_system();
    owns_descriptor_ = true;
    out_ = nullptr;
    if (!identity_of(descriptor_)) return keep ? "it is no regular file" : "";
    if (std::string wrong = keep_others_from(descriptor_); !wrong.empty()) return wrong;
    if (!keep && !cut_off(descriptor_, 0)) return reason_of_system();
    return {};
}

bool Output::write(std::string_view words) {
    if (is_closed_ || has_failed()) return false;
    if (out_ != nullptr) {
        out_->write(words.data(), static_cast<std::streamsize>(words.size()));
        out_->flush();
        if (!*out_) failure_ = "the stream does not take it";
        return !has_failed();
    }
    while (!words.empty()) {
        const ssize_t count = ::write(descriptor_, words.data(), words.size());
        if (count >= 0) {
            words.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EPIPE) {
            is_closed_ = true;
            return false;
        } else if (errno != EINTR) {
            failure_ = reason_of_system();
            return false;
        }
    }
    return true;
}

void Output::finish() {
    if (has_failed()) return;
    if (whole_) {
        failure_ = whole_->take_place();
    } else if (owns_descriptor_ && identity_of(descriptor_) && ::fsync(descriptor_) != 0) {
        failure_ = reason_of_system();
    }
}

OutputBuffer::OutputBuffer(Output& output) : output_(output) {
    setp(memory_.data(), memory_.data() + memory_.size());
}

OutputBuffer::int_type OutputBuffer::overflow(int_type character) {
    if (sync() != 0) return traits_type::eof();
    if (!traits_type::eq_int_type(character, traits_type::eof())) {
        sputc(traits_type::to_char_type(character));
    }
    return traits_type::not_eof(character);
}

int OutputBuffer::sync() {
    output_.write({pbase(), static_cast<std::size_t>(pptr() - pbase())});
    setp(memory_.data(), memory_.data() + memory_.size());
    return output_.has_failed() ? -1 : 0;
}

std::optional<FileIdentity> identity_of(const std::string& name) {
    struct stat status{};
    if (::stat(name.c_str(), &status) != 0) return std::nullopt;
    return identity_in(status);
}

std::optional<FileIdentity> identity_of(int descriptor) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return std::nullopt;
    return identity_in(status);
}

std::string keep_others_from(int descriptor) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return {};
    return errno == EWOULDBLOCK ? "another run is writing to it" : reason_of_system();
}

std::optional<std::uint64_t> size_of(int descriptor) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0) return std::nullopt;
    return static_cast<std::uint64_t>(status.st_size);
}

bool cut_off(int descriptor, std::uint64_t bytes) {
    const auto length = static_cast<off_t>(bytes);
    return ::ftruncate(descriptor, length) == 0 && ::lseek(descriptor, length, SEEK_SET) == length;
}

}  // namespace caveat::cli
