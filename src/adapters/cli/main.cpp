// The executable `caveat`. Everything it does is in `cli::run`.

#include "adapters/cli/cli.hpp"
#include "adapters/cli/output.hpp"
#include "adapters/cli/process.hpp"

#include <array>
#include <csignal>
#include <exception>
#include <fcntl.h>
#include <iostream>
#include <unistd.h>

namespace {

/// A standard descriptor that the caller has closed would be given to the next file opened, and
/// what is meant for people would land in it. Each is opened the wrong way round, so that reading
/// from it or writing to it fails, as it should.
void hold_standard_descriptors() {
    constexpr std::array wrong_way_round{O_WRONLY, O_RDONLY, O_RDONLY};
    for (int descriptor = 0; descriptor < static_cast<int>(wrong_way_round.size()); ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1) continue;
        // The lowest free descriptor is the one that is missing.
        (void)::open("/dev/null", wrong_way_round[static_cast<std::size_t>(descriptor)]);
    }
}

}  // namespace

int main(int count, char** arguments) {
    hold_standard_descriptors();
    std::ios::sync_with_stdio(false);
    // A pipe that nobody reads and a file that may grow no more are found when writing.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    caveat::cli::Output output(STDOUT_FILENO);
    caveat::cli::OutputBuffer buffer(output);
    std::ostream out(&buffer);
    std::cin.tie(&out);
    caveat::cli::Streams streams{std::cin, out, std::cerr, STDIN_FILENO, &output};
    caveat::cli::CurrentFile current_file;
    streams.current_file = &current_file;
    streams.may_fork = true;
    streams.is_err_terminal = ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0;
    streams.is_in_terminal = ::isatty(STDIN_FILENO) == 1;
    const caveat::cli::Environment environment = caveat::cli::environment();
    streams.out_terminal = caveat::cli::terminal_of(STDOUT_FILENO, environment);
    streams.err_terminal = caveat::cli::terminal_of(STDERR_FILENO, environment);
    int status = caveat::cli::unusable;
    try {
        status = caveat::cli::run(count, arguments, streams);
    } catch (const std::exception& failure) {
        std::cerr << "caveat: " << failure.what() << '\n';
    }
    std::cin.tie(nullptr);
    return status;
}
