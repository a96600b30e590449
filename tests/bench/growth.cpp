// How the time of each task grows with each direction, as a table: seconds for two sizes, and the
// exponent between them.
//
//   growth_table [FACTOR]      sizes so many times as large (1)

#include "growth/tasks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

using namespace caveat::tests;

/// Of this process, its solver in it. The better of two.
double seconds(const Files& files, Task task) {
    double best = 0;
    for (int i = 0; i < 2; ++i) {
        const std::clock_t before = std::clock();
        const std::string output = files.output_of(task);
        const double spent = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        if (output.ends_with(" 2")) std::fprintf(stderr, "%s\n", output.c_str());
        best = i == 0 ? spent : std::min(best, spent);
    }
    return best;
}

std::size_t size_of(Direction direction, Task task) {
    const std::size_t size = is_bounded(task) ? 200 : 4000;
    if (direction == Direction::records) return 4000;
    return direction == Direction::scores ? size / 10 : size;
}

}  // namespace

int main(int count, char** arguments) {
    const std::size_t factor = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1;
    std::printf("%-10s %-8s %8s %9s %9s %9s\n", "grows", "task", "from", "s", "s at 2x",
                "exponent");
    for (std::size_t i = 0; i < directions.size(); ++i) {
        for (std::size_t j = 0; j < tasks.size(); ++j) {
            const auto direction = static_cast<Direction>(i);
            const auto task = static_cast<Task>(j);
            const std::size_t size = size_of(direction, task) * std::max<std::size_t>(factor, 1);
            const double once = seconds(Files(direction, size), task);
            const double twice = seconds(Files(direction, 2 * size), task);
            std::printf("%-10s %-8s %8zu %9.3f %9.3f %9.2f%s\n", directions[i].data(),
                        tasks[j].data(), size, once, twice, std::log2(twice / once),
                        is_bounded(task) ? "  (bounded)" : "");
            std::fflush(stdout);
        }
    }
    return 0;
}
