// How long it takes to say why every rule fired and why not: as structures, and as text. One
// Explainer serves all screenings.

#include <caveat/explain.hpp>

#include "generated_rules.hpp"

#include <benchmark/benchmark.h>

namespace {

void why_structures(benchmark::State& state) {
    const bench::Generated generated(state.range(0));
    const std::vector<caveat::Screening> screenings = generated.screened();
    caveat::Explainer explainer;
    caveat::Explanation explanation;
    std::size_t turn = 0;
    for (auto _ : state) {
        explainer.look_at(screenings[++turn % bench::Generated::patient_count]);
        explainer.explain_all(explanation);
        benchmark::DoNotOptimize(explanation.findings.data());
    }
}
BENCHMARK(why_structures)->Arg(100)->Arg(1'000)->Unit(benchmark::kMicrosecond);

void why_text(benchmark::State& state) {
    const bench::Generated generated(state.range(0));
    const std::vector<caveat::Screening> screenings = generated.screened();
    const auto rules = static_cast<std::uint32_t>(state.range(0));
    caveat::Explainer explainer;
    std::size_t turn = 0;
    for (auto _ : state) {
        explainer.look_at(screenings[++turn % bench::Generated::patient_count]);
        for (std::uint32_t i = 0; i < rules; ++i)
            benchmark::DoNotOptimize(explainer.why(caveat::RuleId{i}));
    }
}
BENCHMARK(why_text)->Arg(100)->Arg(1'000)->Unit(benchmark::kMicrosecond);

}  // namespace
