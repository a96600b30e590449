// The executable `caveat`. Everything it does is in `cli::run`.

#include "adapters/cli/cli.hpp"

#include <csignal>
#include <exception>
#include <iostream>
#include <unistd.h>

int main(int count, char** arguments) {
    std::ios::sync_with_stdio(false);
    std::signal(SIGPIPE, SIG_IGN);
    caveat::cli::Streams streams{std::cin, std::cout, std::cerr, STDIN_FILENO, STDOUT_FILENO};
    streams.is_err_terminal = ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0;
    streams.is_in_terminal = ::isatty(STDIN_FILENO) == 1;
    const caveat::cli::Environment environment = caveat::cli::environment();
    streams.out_terminal = caveat::cli::terminal_of(STDOUT_FILENO, environment);
    streams.err_terminal = caveat::cli::terminal_of(STDERR_FILENO, environment);
    try {
        return caveat::cli::run(count, arguments, streams);
    } catch (const std::exception& failure) {
        std::cerr << "caveat: " << failure.what() << '\n';
        return caveat::cli::unusable;
    }
}
