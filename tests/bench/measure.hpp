#pragma once

#include "contender.hpp"

#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

/// Time, memory, and the file that results are collected in.
namespace bench {

/// Processor time of this process, in nanoseconds.
double cpu_nanoseconds();

/// The most memory that this process ever held, in KiB.
std::size_t peak_memory_kib();

/// One line for each result, fields apart by tabs: what, how many rules, who, and values.
class Results {
  public:
    /// Nothing is written when `path` is empty.
    explicit Results(const std::string& path);
    void add(const std::string& what, std::size_t rules, const std::string& who, double value);

  private:
    std::ofstream file_;
};

struct Effort {
    std::size_t rounds = 7;
    double slot_ms = 100;  ///< of each contender in each round
};

/// Measures all contenders in turn, round by round, and adds nanoseconds per rule and patient of
/// each round. Those that are too slow for a slot take fewer patients.
void measure(const std::vector<std::unique_ptr<Contender>>& contenders, std::size_t patients,
             std::size_t rules, const Effort& effort, Results& results);

}  // namespace bench

/// The work that callgrind counts: it is told this name.
extern "C" std::uint64_t bench_measured_run(bench::Contender& contender, std::size_t patients);
