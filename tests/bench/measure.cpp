// Contenders into nanoseconds per rule and patient. The entrance is `measure`.

#include "measure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <sstream>

[[gnu::noinline]] std::uint64_t bench_measured_run(bench::Contender& contender,
                                                   std::size_t patients) {
    return contender.run(patients);
}

namespace bench {

namespace {

/// What one contender does in each round.
struct Slot {
    Contender* contender = nullptr;
    std::size_t patients = 0;
    std::size_t passes = 1;
};

double timed(const Slot& slot) {
    const double before = cpu_nanoseconds();
    for (std::size_t i = 0; i < slot.passes; ++i)
        bench_measured_run(*slot.contender, slot.patients);
    return (cpu_nanoseconds() - before) /
           (static_cast<double>(slot.passes) * static_cast<double>(slot.patients));
}

/// So many patients, and so often, that the slot is filled.
Slot plan(Contender& contender, std::size_t patients, double slot_ms) {
    constexpr std::size_t fewest = 20;
    constexpr double ms = 1e6;
    Slot slot{&contender, std::min(patients, fewest), 1};
    timed(slot);
    const double rough = timed(slot);
    const double fitting = slot_ms * ms / std::max(rough, 1.0);
    slot.patients =
        std::clamp(static_cast<std::size_t>(fitting), std::min(patients, fewest), patients);
    const double exact = timed(slot);
    slot.passes = static_cast<std::size_t>(
        std::max(1.0, std::round(slot_ms * ms / (exact * static_cast<double>(slot.patients)))));
    return slot;
}

}  // namespace

double cpu_nanoseconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

std::size_t peak_memory_kib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        std::istringstream words(line);
        std::string key;
        std::size_t kib = 0;
        if (words >> key >> kib && key == "VmHWM:") return kib;
    }
    return 0;
}

Results::Results(const std::string& path) {
    if (!path.empty()) file_.open(path, std::ios::binary | std::ios::app);
}

void Results::add(const std::string& what, std::size_t rules, const std::string& who,
                  double value) {
    if (file_.is_open())
        file_ << what << '\t' << rules << '\t' << who << '\t' << value << '\n' << std::flush;
}

void measure(const std::vector<std::unique_ptr<Contender>>& contenders, std::size_t patients,
             std::size_t rules, const Effort& effort, Results& results) {
    std::vector<Slot> slots;
    for (const auto& contender : contenders) {
        slots.push_back(plan(*contender, patients, effort.slot_ms));
        results.add("patients", rules, contender->name(),
                    static_cast<double>(slots.back().patients));
    }
    for (std::size_t round = 0; round < effort.rounds; ++round) {
        std::fprintf(stderr, "  %zu rules, round %zu of %zu\n", rules, round + 1, effort.rounds);
        for (const Slot& slot : slots)
            results.add("time", rules, slot.contender->name(),
                        timed(slot) / static_cast<double>(rules));
    }
}

}  // namespace bench
