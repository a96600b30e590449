// How long loading and screening take: the rule set for back pain, and generated rule
// sets of growing size. Prints one row a figure; a benchmark measures and never judges.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "generated_rules.hpp"
#include "write_rules.hpp"

#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::string read(const std::string& path) {
    std::ifstream file(CAVEAT_SOURCE_DIR "/" + path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The rule set for back pain with a patient who has answered everything.
struct BackPain {
    caveat::RuleSet rules = bench::load_rules(read("rules/back-pain-massage.yaml"));
    caveat::Profile profile =
        caveat::read_profile(rules, read("examples/profiles/10-everything-at-once.json"));
};

// --- loading -----------------------------------------------------------------

void load(benchmark::State& state, const std::string& text) {
    bench::load_rules(text);  // an error must not be measured
    for (auto _ : state) benchmark::DoNotOptimize(caveat::load_text(text));
    state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void load_back_pain(benchmark::State& state) {
    load(state, read("rules/back-pain-massage.yaml"));
}
BENCHMARK(load_back_pain)->Unit(benchmark::kMillisecond);

void load_sentences(benchmark::State& state) {
    load(state, bench::sentence_file(static_cast<std::size_t>(state.range(0))));
}
BENCHMARK(load_sentences)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void load_full_rules(benchmark::State& state) {
    load(state, bench::rule_file(bench::make_workload(static_cast<std::size_t>(state.range(0)))));
}
BENCHMARK(load_full_rules)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

// --- screening ---------------------------------------------------------------

void screen_back_pain(benchmark::State& state) {
    const BackPain back_pain;
    caveat::Screening screening;
    for (auto _ : state) {
        caveat::screen(back_pain.profile, screening);
        benchmark::DoNotOptimize(screening.verdict());
    }
}
BENCHMARK(screen_back_pain)->Unit(benchmark::kMicrosecond);

void write_reports_of_back_pain(benchmark::State& state) {
    const BackPain back_pain;
    caveat::Screening screening;
    caveat::ReportWriter writer({}, false);
    std::string report;
    std::int64_t bytes = 0;
    for (auto _ : state) {
        caveat::screen(back_pain.profile, screening);
        report.clear();
        writer.append(screening, report);
        bytes += static_cast<std::int64_t>(report.size());
    }
    state.SetBytesProcessed(bytes);
}
BENCHMARK(write_reports_of_back_pain)->Unit(benchmark::kMicrosecond);

void screen_generated(benchmark::State& state) {
    const bench::Generated generated(state.range(0));
    caveat::Screening screening;
    std::size_t turn = 0;
    for (auto _ : state) {
        caveat::screen(generated.profiles[++turn % bench::Generated::patient_count], screening);
        benchmark::DoNotOptimize(screening.verdict());
    }
}
BENCHMARK(screen_generated)->Arg(20)->Arg(100)->Arg(1'000)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
