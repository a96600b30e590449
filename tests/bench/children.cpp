// A command into what it cost. The entrances are in children.hpp.

#include "children.hpp"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <sched.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Starts a program whose output goes to `output`.
pid_t start(const Command& command, int core, int output) {
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot start " + command.front());
    if (child > 0) return child;
    if (core != any_core) {
        cpu_set_t cores;
        CPU_ZERO(&cores);
        CPU_SET(static_cast<std::size_t>(core), &cores);
        sched_setaffinity(0, sizeof cores, &cores);
    }
    dup2(output, STDOUT_FILENO);
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
}

/// Waits for a program and adds what it cost.
void wait_for(pid_t child, Cost& cost) {
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    cost.cpu_s += seconds(used.ru_utime) + seconds(used.ru_stime);
    cost.peak_kib = std::max(cost.peak_kib, static_cast<std::size_t>(used.ru_maxrss));
    cost.is_success = cost.is_success && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Runs a program and gives every piece of its output to `take`.
template <class Take>
Cost run_reading(const Command& command, int core, Take take) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    const pid_t child = start(command, core, ends[1]);
    close(ends[1]);
    std::vector<char> piece(std::size_t{1} << 16U);
    for (;;) {
        const ssize_t got = read(ends[0], piece.data(), piece.size());
        if (got <= 0) break;
        take(piece.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    Cost cost;
    cost.is_success = true;
    wait_for(child, cost);
    return cost;
}

}  // namespace

Cost run_silent(const Command& command, int core) {
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    Cost cost;
    cost.is_success = true;
    const auto begin = Clock::now();
    wait_for(start(command, core, nowhere), cost);
    cost.wall_s = seconds_since(begin);
    close(nowhere);
    return cost;
}

Cost run_together(const std::vector<Command>& commands) {
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    Cost cost;
    cost.is_success = true;
    const auto begin = Clock::now();
    std::vector<pid_t> children;
    for (const Command& command : commands)
        children.push_back(start(command, static_cast<int>(children.size()), nowhere));
    for (const pid_t child : children) wait_for(child, cost);
    cost.wall_s = seconds_since(begin);
    close(nowhere);
    return cost;
}

std::string output_of(const Command& command, int core) {
    std::string text;
    const Cost cost = run_reading(command, core, [&text](const char* piece, std::size_t bytes) {
        text.append(piece, bytes);
    });
    if (!cost.is_success) throw std::runtime_error(command.front() + " failed");
    return text;
}

std::size_t bytes_of(const Command& command) {
    std::size_t total = 0;
    run_reading(command, any_core, [&total](const char*, std::size_t bytes) { total += bytes; });
    return total;
}

}  // namespace bench
