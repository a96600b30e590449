// The comparison for one number of rules: all contenders find the same fired rules, then they are
// measured in turn. With `--one NAME` a single contender does the work once, for a look at its
// memory or at its instructions.

#include "contender.hpp"
#include "generated.hpp"
#include "measure.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string_view>

namespace {

struct Options {
    std::string results;
    std::string one;
    std::string only;  ///< names with commas between; all when empty
    std::size_t patients = 10'000;
    std::size_t count = 10'000;  ///< of the patients, for whom `one` does the work
    bench::Effort effort;
};

Options read_options(int argc, char** argv) {
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view key = argv[i];
        const char* value = argv[i + 1];
        if (key == "--results")
            options.results = value;
        else if (key == "--one")
            options.one = value;
        else if (key == "--only")
            options.only = std::string(",") + value + ",";
        else if (key == "--patients")
            options.patients = std::strtoull(value, nullptr, 10);
        else if (key == "--count")
            options.count = std::strtoull(value, nullptr, 10);
        else if (key == "--rounds")
            options.effort.rounds = std::strtoull(value, nullptr, 10);
        else if (key == "--slot")
            options.effort.slot_ms = std::strtod(value, nullptr);
        else
            throw std::runtime_error("unknown option " + std::string(key));
    }
    if (argc % 2 == 0) throw std::runtime_error("an option lacks its value");
    return options;
}

std::string list_of(const std::vector<std::uint32_t>& rules) {
    std::string text;
    for (const std::uint32_t rule : rules) text += " " + std::to_string(rule);
    return text.empty() ? " none" : text;
}

/// Throws with the first patient for whom two contenders differ.
void check_same(const bench::Contender& first, const bench::Fired& expected,
                const bench::Contender& second, const bench::Fired& found) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i] == found[i]) continue;
        std::vector<std::uint32_t> only_first;
        std::vector<std::uint32_t> only_second;
        std::set_difference(expected[i].begin(), expected[i].end(), found[i].begin(),
                            found[i].end(), std::back_inserter(only_first));
        std::set_difference(found[i].begin(), found[i].end(), expected[i].begin(),
                            expected[i].end(), std::back_inserter(only_second));
        throw std::runtime_error("patient " + std::to_string(i) + ": only " + first.name() +
                                 " fires" + list_of(only_first) + "; only " + second.name() +
                                 " fires" + list_of(only_second));
    }
}

bool has_gaps(const bench::Contender& contender) {
    return contender.name().find("missing") != std::string::npos;
}

/// All with the same answers give the same fired rules. Returns the share of rules that fire.
double check_all(const std::vector<std::unique_ptr<bench::Contender>>& contenders,
                 std::size_t patients) {
    double share = 0;
    for (const bool gaps : {false, true}) {
        const bench::Contender* first = nullptr;
        bench::Fired expected;
        for (const auto& contender : contenders) {
            if (has_gaps(*contender) != gaps) continue;
            bench::Fired found = contender->fired(patients);
            if (first != nullptr) {
                check_same(*first, expected, *contender, found);
                continue;
            }
            first = contender.get();
            expected = std::move(found);
            double fired = 0;
            for (const auto& rules : expected) fired += static_cast<double>(rules.size());
            if (!gaps)
                share = fired / (static_cast<double>(patients) *
                                 static_cast<double>(bench::generated_rule_count()));
        }
    }
    return share;
}

void run(const Options& options) {
    const std::size_t rules = bench::generated_rule_count();
    const bench::Workload workload = bench::make_workload(rules);
    const std::vector<bench::Patient> patients = bench::make_patients(options.patients);
    const bench::Input input{workload, patients, bench::workload_seed};
    bench::Results results(options.results);
    if (!options.one.empty()) {
        const auto contender = bench::make_contender(options.one, input);
        const std::size_t count = std::min(options.count, options.patients);
        // Warm memory first: what a first call sets up is not the work.
        contender->run(count);
        std::cout << bench_measured_run(*contender, count) << "\n";
        results.add("memory", rules, options.one, static_cast<double>(bench::peak_memory_kib()));
        return;
    }
    std::vector<std::unique_ptr<bench::Contender>> contenders;
    for (const std::string& name : bench::contender_names())
        if (options.only.empty() || options.only.find("," + name + ",") != std::string::npos)
            contenders.push_back(bench::make_contender(name, input));
    // Enough to meet every rule many times, and bounded for the slowest.
    const std::size_t checked =
        std::min(options.patients, std::max<std::size_t>(500, 20'000'000 / rules));
    results.add("predicates", rules, "all", static_cast<double>(workload.predicates.size()));
    results.add("checked", rules, "all", static_cast<double>(checked));
    results.add("share", rules, "all", check_all(contenders, checked));
    bench::measure(contenders, options.patients, rules, options.effort, results);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        run(read_options(argc, argv));
    } catch (const std::exception& error) {
        std::cerr << "bench_rules: " << error.what() << "\n";
        return 1;
    }
}
