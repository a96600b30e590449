#pragma once

#include <cstddef>
#include <string>
#include <vector>

/// Other programs, run and measured.
namespace bench {

using Command = std::vector<std::string>;

/// What a program cost.
struct Cost {
    double wall_s = 0;
    double cpu_s = 0;          ///< of all its threads, in and below the kernel
    std::size_t peak_kib = 0;  ///< the most memory it held
    bool is_success = false;
};

/// Any core.
inline constexpr int any_core = -1;

/// Runs a program with its output thrown away. `core` pins it to that one.
Cost run_silent(const Command& command, int core = any_core);

/// Runs several at once, the first on core 0, and so on. The wall time is that of the slowest.
Cost run_together(const std::vector<Command>& commands);

/// Runs a program and reads its output. Throws std::runtime_error when it fails.
std::string output_of(const Command& command, int core = any_core);

/// Runs a program and counts what it writes.
std::size_t bytes_of(const Command& command);

}  // namespace bench
