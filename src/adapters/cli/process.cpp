// A process for work that may end its process. Entrance: `in_process_of_its_own`.

#include "adapters/cli/process.hpp"

#include "adapters/cli/shown.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace caveat::cli {

namespace {

constexpr std::size_t most_bytes = 4096;

}  // namespace

CurrentFile::CurrentFile() {
    void* const memory =
        ::mmap(nullptr, most_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory != MAP_FAILED) text_ = static_cast<char*>(memory);
}

CurrentFile::~CurrentFile() {
    if (text_ != nullptr) ::munmap(text_, most_bytes);
}

void CurrentFile::set(std::string_view name) {
    if (text_ == nullptr) return;
    const std::string words = shown(name);
    const std::size_t count = std::min(words.size(), most_bytes - 1);
    std::copy_n(words.begin(), count, text_);
    text_[count] = '\0';
}

std::string CurrentFile::words() const {
    if (text_ == nullptr || text_[0] == '\0') return {};
    return " (while it looked at `" + std::string(text_) + "`)";
}

std::optional<Ended> in_process_of_its_own(const std::function<int()>& work) {
    const pid_t caller = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) return std::nullopt;
    if (child == 0) {
        // Whoever ends the caller means this process too.
        (void)::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != caller) ::_exit(1);
        ::_exit(work());
    }
    int how = 0;
    while (::waitpid(child, &how, 0) < 0) {
        if (errno != EINTR) return std::nullopt;
    }
    if (WIFSIGNALED(how)) return Ended{0, WTERMSIG(how)};
    return Ended{WEXITSTATUS(how), {}};
}

}  // namespace caveat::cli
