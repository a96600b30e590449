// Twice as much of anything takes little more than twice the work. No time is taken: what is
// counted are the bytes that are asked of the allocator, and those that are said.
// `growth_table` prints the times.

#include "growth/counting.hpp"
#include "growth/tasks.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <string>

namespace caveat::tests {

namespace {

struct Work {
    std::uint64_t bytes = 0;
    std::uint64_t said = 0;
};

Work work_of(Direction direction, std::size_t count, Task task) {
    const Files files(direction, count);
    const std::uint64_t before = bytes_asked();
    const std::string output = files.output_of(task);
    BOOST_TEST_REQUIRE(!output.ends_with(" 2"), output);
    return {bytes_asked() - before, output.size()};
}

double exponent(std::uint64_t once, std::uint64_t twice) {
    return std::log2(static_cast<double>(twice) / static_cast<double>(once));
}

constexpr double most_exponent = 1.2;
constexpr double most_exponent_to_a_bound = 2.1;

std::size_t size_of(Direction direction, Task task) {
    if (direction == Direction::records) return 2000;
    const std::size_t size = is_bounded(task) ? 40 : 400;
    return direction == Direction::scores ? size / 10 : size;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(growth)

BOOST_AUTO_TEST_CASE(twice_as_much_takes_twice_the_work) {
    for (std::size_t i = 0; i < directions.size(); ++i) {
        for (std::size_t j = 0; j < tasks.size(); ++j) {
            const auto direction = static_cast<Direction>(i);
            const auto task = static_cast<Task>(j);
            const std::size_t size = size_of(direction, task);
            const Work once = work_of(direction, size, task);
            const Work twice = work_of(direction, 2 * size, task);
            const std::string name = std::string(tasks[j]) + " of " + std::to_string(size) + ' ' +
                                     std::string(directions[i]);
            const double most = is_bounded(task) ? most_exponent_to_a_bound : most_exponent;
            BOOST_TEST(exponent(once.bytes, twice.bytes) <= most,
                       name << ": " << once.bytes << " and " << twice.bytes << " bytes asked for");
            BOOST_TEST(exponent(once.said, twice.said) <= most_exponent,
                       name << ": " << once.said << " and " << twice.said << " bytes said");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::tests
