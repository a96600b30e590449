// The stream of `caveat screen` over a cohort, held against simdjson merely parsing the same bytes:
//
//     bench_stream BUILD RULES FOLDER ROUNDS RESULTS
//
// FOLDER holds cohort.ndjson, its halves half1.ndjson and half2.ndjson, and few.ndjson, for which
// whole reports are written. What this `caveat` cannot do yet is left out of the results.

#include "children.hpp"
#include "measure.hpp"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <sstream>

namespace {

using bench::Command;

class Stream {
  public:
    Stream(const std::string& build, std::string rules, std::string folder, std::size_t rounds,
           const std::string& results)
        : caveat_(build + "/src/adapters/caveat"),
          dom_(build + "/tests/bench_dom"),
          rules_(std::move(rules)),
          folder_(std::move(folder)),
          rounds_(rounds),
          results_(results) {}

    void run() {
        can_only_verdict_ = accepts({"--only", "verdict"});
        can_threads_ = accepts({"--threads", "1"});
        add("bytes", static_cast<double>(bytes("cohort.ndjson")));
        for (std::size_t round = 0; round < rounds_; ++round) {
            std::cerr << "  stream, round " << round + 1 << " of " << rounds_ << "\n";
            measure_dom();
            if (can_only_verdict_) {
                measure_verdicts();
                if (can_threads_) measure_two_cores();
            }
        }
        measure_reports();
    }

  private:
    [[nodiscard]] double bytes(const char* file) const {
        return static_cast<double>(std::filesystem::file_size(folder_ + "/" + file));
    }
    void add(const std::string& who, double value) { results_.add("stream", 0, who, value); }

    [[nodiscard]] Command screen(const char* file, const Command& options) const {
        Command command{caveat_, "screen", rules_, folder_ + "/" + file, "--format", "ndjson"};
        command.insert(command.end(), options.begin(), options.end());
        return command;
    }
    [[nodiscard]] Command verdicts(const char* file, const char* threads) const {
        Command options{"--only", "verdict"};
        if (can_threads_) options.insert(options.end(), {"--threads", threads});
        return screen(file, options);
    }
    [[nodiscard]] bool accepts(const Command& options) const {
        return bench::run_silent(screen("few.ndjson", options)).is_success;
    }

    void measure_dom() {
        std::istringstream words(bench::output_of({dom_, folder_ + "/cohort.ndjson"}, 0));
        double as_stream = 0;
        double by_line = 0;
        words >> as_stream >> by_line;
        add("dom", bytes("cohort.ndjson") / std::min(as_stream, by_line) * 1e-6);
        add("dom-stream", bytes("cohort.ndjson") / as_stream * 1e-6);
        add("dom-lines", bytes("cohort.ndjson") / by_line * 1e-6);
    }

    void measure_verdicts() {
        const bench::Cost cost = bench::run_silent(verdicts("cohort.ndjson", "1"), 0);
        add("verdicts", bytes("cohort.ndjson") / cost.cpu_s * 1e-6);
        add("verdicts-kib", static_cast<double>(cost.peak_kib));
    }

    void measure_two_cores() {
        const bench::Cost apart =
            bench::run_together({verdicts("half1.ndjson", "1"), verdicts("half2.ndjson", "1")});
        const bench::Cost together = bench::run_silent(verdicts("cohort.ndjson", "2"));
        add("two-processes", bytes("cohort.ndjson") / apart.wall_s * 1e-6);
        add("two-threads", bytes("cohort.ndjson") / together.wall_s * 1e-6);
        add("two-threads-kib", static_cast<double>(together.peak_kib));
    }

    void measure_reports() {
        const Command command = screen("few.ndjson", {});
        const auto written = static_cast<double>(bench::bytes_of(command));
        add("report-bytes", written);
        for (std::size_t round = 0; round < rounds_; ++round) {
            const bench::Cost cost = bench::run_silent(command);
            add("reports", written / cost.wall_s * 1e-6);
            add("reports-per-core", written / cost.cpu_s * 1e-6);
            add("reports-kib", static_cast<double>(cost.peak_kib));
        }
    }

    std::string caveat_;
    std::string dom_;
    std::string rules_;
    std::string folder_;
    std::size_t rounds_;
    bench::Results results_;
    bool can_only_verdict_ = false;
    bool can_threads_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) {
        std::cerr << "usage: bench_stream BUILD RULES FOLDER ROUNDS RESULTS\n";
        return 2;
    }
    try {
        Stream(argv[1], argv[2], argv[3], std::strtoull(argv[4], nullptr, 10), argv[5]).run();
    } catch (const std::exception& error) {
        std::cerr << "bench_stream: " << error.what() << "\n";
        return 1;
    }
}
