// How long loading and screening take: the rule set for back pain, and generated rule sets of
// growing size. Prints one row a figure; a benchmark measures and never judges.

#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace {

std::string read(const std::string& path) {
    std::ifstream file(CAVEAT_SOURCE_DIR "/" + path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

caveat::RuleSet loaded(const std::string& text) {
    auto result = caveat::load_text(text);
    if (!result.rules) throw std::runtime_error(caveat::render(result));
    return *std::move(result.rules);
}

/// A rule set of `count` rules over 40 facts, each rule two tests, with id, reason and source.
std::string generated_rules(int count) {
    std::ostringstream out;
    out << "caveat: 1\nid: generated\nversion: 1.0.0\nsources:\n  S1: {title: One, says: "
           "Something.}\n"
        << "facts:\n";
    for (int i = 0; i < 20; ++i)
        out << "  number " << i << ": {type: number, whole: true, from: 0, to: 100}\n";
    for (int i = 0; i < 20; ++i) out << "  sign " << i << ": {type: yes/no}\n";
    out << "outcomes:\n";
    for (int i = 0; i < 10; ++i) out << "  suggest plan " << i << ": {say: Plan it.}\n";
    out << "rules:\n";
    for (int i = 0; i < count; ++i) {
        out << "  - {id: rule-" << i << ", rule: number " << i % 20 << " >= " << 1 + (i * 7) % 99
            << " and sign " << (i * 3) % 20 << " → suggest plan " << i % 10
            << ", because: It was generated., source: S1}\n";
    }
    return out.str();
}

std::string generated_profile() {
    std::ostringstream out;
    out << R"({"as_of": "2026-11-20", "facts": {)";
    for (int i = 0; i < 20; ++i)
        out << (i == 0 ? "" : ", ") << "\"number_" << i << "\": " << (i * 13) % 101;
    for (int i = 0; i < 20; ++i)
        out << ", \"sign_" << i << "\": " << (i % 4 == 0 ? "true" : "false");
    out << "}}";
    return out.str();
}

void load_seed_rules(benchmark::State& state) {
    const std::string text = read("rules/back-pain-massage.yaml");
    for (auto _ : state) benchmark::DoNotOptimize(caveat::load_text(text));
}
BENCHMARK(load_seed_rules)->Unit(benchmark::kMillisecond);

void screen_full_profile(benchmark::State& state) {
    const caveat::RuleSet rules = loaded(read("rules/back-pain-massage.yaml"));
    const caveat::Profile profile =
        caveat::read_profile(rules, read("examples/profiles/10-everything-at-once.json"));
    caveat::Screening screening;
    for (auto _ : state) {
        caveat::screen(rules, profile, screening);
        benchmark::DoNotOptimize(screening.verdict());
    }
}
BENCHMARK(screen_full_profile)->Unit(benchmark::kMicrosecond);

void screen_with_every_reason_as_text(benchmark::State& state) {
    const caveat::RuleSet rules = loaded(read("rules/back-pain-massage.yaml"));
    const caveat::Profile profile =
        caveat::read_profile(rules, read("examples/profiles/10-everything-at-once.json"));
    caveat::Screening screening;
    for (auto _ : state) {
        caveat::screen(rules, profile, screening);
        caveat::Explainer explainer(screening);
        for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
            benchmark::DoNotOptimize(explainer.why(caveat::RuleId{i}));
        }
    }
}
BENCHMARK(screen_with_every_reason_as_text)->Unit(benchmark::kMicrosecond);

void load_generated_rules(benchmark::State& state) {
    const std::string text = generated_rules(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(caveat::load_text(text));
    state.SetComplexityN(state.range(0));
}
BENCHMARK(load_generated_rules)
    ->Arg(20)
    ->Arg(100)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);

void screen_generated_rules(benchmark::State& state) {
    const caveat::RuleSet rules = loaded(generated_rules(static_cast<int>(state.range(0))));
    const caveat::Profile profile = caveat::read_profile(rules, generated_profile());
    caveat::Screening screening;
    for (auto _ : state) {
        caveat::screen(rules, profile, screening);
        benchmark::DoNotOptimize(screening.verdict());
    }
    state.SetComplexityN(state.range(0));
}
BENCHMARK(screen_generated_rules)
    ->Arg(20)
    ->Arg(100)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Unit(benchmark::kMicrosecond)
    ->Complexity(benchmark::oN);

}  // namespace

BENCHMARK_MAIN();
