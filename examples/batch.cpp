// Caveat over a table: the answers of many patients as columns, screened a few thousand rows at a
// time by as many threads as the machine has cores.
//
//   batch_example rules/back-pain-massage.yaml

#include <caveat/batch.hpp>
#include <caveat/rules.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t patients = 20'000;
constexpr std::size_t rows_at_once = 4096;

/// What some registry holds of every patient.
struct Registry {
    std::vector<std::uint8_t> has_back_pain = std::vector<std::uint8_t>(patients);
    std::vector<std::uint8_t> was_checked = std::vector<std::uint8_t>(patients);
    /// A bit a row: whether anybody asked.
    std::vector<std::uint8_t> asked = std::vector<std::uint8_t>(patients / 8 + 1);
};

Registry make_registry() {
    Registry registry;
    for (std::size_t row = 0; row < patients; ++row) {
        registry.has_back_pain[row] = row % 7 != 0 ? 1 : 0;
        registry.was_checked[row] = row % 3 == 0 ? 1 : 0;
        if (row % 5 != 0) {
            registry.asked[row / 8] =
                static_cast<std::uint8_t>(registry.asked[row / 8] | 1U << (row % 8));
        }
    }
    return registry;
}

/// How many patients each verdict was reached for, as far as is known.
using Tally = std::array<std::size_t, 5>;

Tally screen_rows(const caveat::Batch& batch, std::size_t first, std::size_t last) {
    Tally tally{};
    caveat::BatchScreening screening;  // one for each thread, and reused
    for (std::size_t row = first; row < last; row += rows_at_once) {
        caveat::screen(batch, row, std::min(last, row + rows_at_once), screening);
        for (const caveat::Verdict verdict : screening.verdicts()) {
            ++tally[static_cast<std::size_t>(verdict)];
        }
        for (const caveat::RefusedValues& refused : screening.refused()) {
            std::cerr << refused.count << " values cannot be used, the first in row "
                      << refused.first_row << '\n';
        }
    }
    return tally;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::cerr << "usage: batch_example RULES\n";
        return 2;
    }
    const caveat::Loaded loaded = caveat::load_file(arguments[1]);
    std::cerr << caveat::render(loaded);
    if (!loaded.rules) return 2;
    const caveat::RuleSet& rules = *loaded.rules;
    const auto back_pain = rules.find_fact("back pain");
    const auto medical_check = rules.find_fact("medical check done");
    if (!back_pain || !medical_check) {
        std::cerr << "the rule file has not the facts that this program fills\n";
        return 2;
    }

    const Registry registry = make_registry();
    caveat::Batch batch(rules, patients);
    batch.as_of(caveat::Date{2026, 11, 20})
        .set(*back_pain, caveat::column(registry.has_back_pain))
        .set(*medical_check, caveat::column(registry.was_checked, registry.asked.data()));
    for (const caveat::Diagnostic& problem : batch.problems()) {
        std::cerr << problem.path << ": " << problem.message << '\n';
    }
    if (!batch.problems().empty()) return 1;

    const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<Tally> tallies(threads);
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < threads; ++i) {
        running.emplace_back([&, i] {
            tallies[i] = screen_rows(batch, patients * i / threads, patients * (i + 1) / threads);
        });
    }
    for (std::thread& each : running) each.join();

    constexpr std::array words{"not applicable", "proceed", "proceed with conditions",
                               "refer first", "do not proceed"};
    for (std::size_t verdict = 0; verdict < words.size(); ++verdict) {
        std::size_t total = 0;
        for (const Tally& tally : tallies) total += tally[verdict];
        std::cout << total << ": " << words[verdict] << '\n';
    }
    return 0;
}
