// Reads bytes without waiting for more than there are. Entrance: `ByteSource::read`.

#include "adapters/cli/byte_source.hpp"

#include "adapters/cli/cli.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace caveat::cli {

std::optional<std::size_t> ByteSource::read(char* to, std::size_t most) {
    if (in_ != nullptr) {
        std::streambuf& buffer = *in_->rdbuf();
        using Traits = std::streambuf::traits_type;
        if (Traits::eq_int_type(buffer.sgetc(), Traits::eof())) return 0;
        const std::streamsize there = std::max<std::streamsize>(buffer.in_avail(), 1);
        const auto wanted = std::min(there, static_cast<std::streamsize>(most));
        return static_cast<std::size_t>(buffer.sgetn(to, wanted));
    }
    while (true) {
        const ssize_t count = ::read(descriptor_, to, most);
        if (count >= 0) return static_cast<std::size_t>(count);
        if (errno != EINTR) return std::nullopt;
    }
}

bool ByteSource::has_more_at_once() const {
    if (in_ != nullptr) return in_->rdbuf()->in_avail() > 0;
    pollfd waiting{descriptor_, POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
}

ByteSource standard_input(const Streams& streams) {
    return streams.in_descriptor < 0 ? ByteSource(streams.in) : ByteSource(streams.in_descriptor);
}

InputFile::InputFile(const char* name) : descriptor_(::open(name, O_RDONLY | O_CLOEXEC)) {}

InputFile::~InputFile() {
    if (is_open()) ::close(descriptor_);
}

std::optional<std::size_t> bytes_left(int descriptor) {
    struct stat status{};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    const off_t at = ::lseek(descriptor, 0, SEEK_CUR);
    if (at < 0 || at > status.st_size) return std::nullopt;
    return static_cast<std::size_t>(status.st_size - at);
}

}  // namespace caveat::cli
