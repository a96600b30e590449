// Measurements into one table in Markdown, with each goal beside what was measured:
//
//     bench_table RESULTS FIGURES.csv > table.md

#include "contender.hpp"
#include "figures_file.hpp"

#include <algorithm>
#include <iostream>

namespace {

using bench::Figures;
using bench::short_number;
using bench::Spread;

/// The numbers of rules that were measured; of a quick run they are fewer.
std::vector<std::size_t> rule_counts;

bool is_measured(std::size_t rules) {
    return std::find(rule_counts.begin(), rule_counts.end(), rules) != rule_counts.end();
}

struct Row {
    const char* name;
    const char* text;
};
constexpr Row rows[] = {
    {bench::caveat_one, "Caveat, one patient at a time"},
    {bench::caveat_one_missing, "… a tenth of the facts missing"},
    {bench::branches, "b1: C++ `if`s over structs"},
    {bench::flat, "b2: C++ without branches"},
    {bench::clips, "d: CLIPS"},
    {bench::caveat_batch, "Caveat in batch, bitmaps"},
    {bench::caveat_batch_missing, "… a tenth of the facts missing"},
    {bench::columns, "c: C++ over columns, bitmaps"},
    {bench::caveat_batch_listed, "Caveat in batch, fired rules listed"},
    {bench::columns_listed, "c: C++ over columns, fired rules listed"},
};

std::string with_spread(const std::optional<Spread>& spread, double factor = 1) {
    if (!spread) return "–";
    return short_number(spread->median * factor) + " (" + short_number(spread->least * factor) +
           "–" + short_number(spread->most * factor) + ")";
}

// --- tables by number of rules -----------------------------------------------

void print_head(const char* first) {
    std::cout << "| " << first << " |";
    for (const std::size_t rules : rule_counts) std::cout << " " << rules << " rules |";
    std::cout << "\n|---|";
    for (const std::size_t rules : rule_counts) std::cout << (rules > 0 ? "---:|" : "");
    std::cout << "\n";
}

template <class Cell>
void print_row(const std::string& first, Cell cell) {
    std::cout << "| " << first << " |";
    for (const std::size_t rules : rule_counts) std::cout << " " << cell(rules) << " |";
    std::cout << "\n";
}

void print_times(const Figures& figures) {
    std::cout
        << "## Nanoseconds per rule and patient\n\n"
           "Processor time; the median of all rounds, in brackets the least and the most.\n\n";
    print_head("");
    for (const Row& row : rows)
        print_row(row.text, [&](std::size_t rules) {
            return with_spread(figures.spread("time", rules, row.name));
        });
    const auto one = [&](const char* what, double factor, const char* unit) {
        return [&figures, what, factor, unit](std::size_t rules) {
            const auto value = figures.last(what, rules, "all");
            return value ? short_number(*value * factor) + unit : std::string("–");
        };
    };
    print_row("rules that fire", one("share", 100, " %"));
    print_row("different predicates", one("predicates", 1, ""));
    print_row("patients for whom all fired the same rules", one("checked", 1, ""));
    for (const Row& row : rows) {
        bool is_fewer = false;
        for (const std::size_t rules : rule_counts)
            is_fewer = is_fewer || figures.last("patients", rules, row.name).value_or(1e9) < 1e4;
        if (is_fewer)
            print_row(std::string("patients timed: ") + row.name, [&](std::size_t rules) {
                const auto value = figures.last("patients", rules, row.name);
                return value ? std::to_string(static_cast<long>(*value)) : std::string("–");
            });
    }
}

void print_by_rules(const Figures& figures, const char* what, double factor) {
    print_head("");
    for (const Row& row : rows)
        print_row(row.text, [&](std::size_t rules) {
            const auto value = figures.last(what, rules, row.name);
            return value ? short_number(*value * factor) : std::string("–");
        });
}

// --- goals -------------------------------------------------------------------

/// A measured number against its goal.
class Goals {
  public:
    explicit Goals(const Figures& figures) : figures_(figures) {
        std::cout << "## Goals\n\n| | asked | measured | |\n|---|---:|---:|---|\n";
    }

    void at_most(const std::string& text, double limit, const std::optional<Spread>& found,
                 const char* unit) {
        print(text, "≤ " + short_number(limit) + unit, found, unit,
              found ? found->median / limit : 0);
    }
    void at_least(const std::string& text, double limit, const std::optional<Spread>& found,
                  const char* unit) {
        print(text, "≥ " + short_number(limit) + unit, found, unit,
              found ? limit / found->median : 0);
    }
    /// How many times `above` takes what `below` takes.
    [[nodiscard]] std::optional<Spread> times(std::size_t rules, const char* above,
                                              const char* below) const {
        return figures_.ratio("time", rules, above, below);
    }

  private:
    static void print(const std::string& text, const std::string& asked,
                      const std::optional<Spread>& found, const char* unit, double effort) {
        constexpr double near = 1.25;
        std::cout << "| " << text << " | " << asked << " | ";
        if (!found) {
            std::cout << "– | not built yet, or not measured |\n";
            return;
        }
        std::cout << with_spread(found) << unit << " | "
                  << (effort <= 1      ? "PASS"
                      : effort <= near ? "near"
                                       : "miss")
                  << " |\n";
    }

    const Figures& figures_;
};

std::string at(std::size_t rules) {
    return ", " + std::to_string(rules) + " rules";
}

void print_one_patient(Goals& goals) {
    for (const std::size_t rules : rule_counts)
        if (rules >= 100)
            goals.at_most("one patient against b1" + at(rules), 1,
                          goals.times(rules, bench::caveat_one, bench::branches), "×");
    for (const std::size_t rules : rule_counts)
        if (rules >= 100)
            goals.at_most("one patient against b2" + at(rules), rules == 10'000 ? 1 : 2,
                          goals.times(rules, bench::caveat_one, bench::flat), "×");
    for (const std::size_t rules : rule_counts)
        goals.at_most("one patient, a tenth missing against nothing missing" + at(rules), 1.5,
                      goals.times(rules, bench::caveat_one_missing, bench::caveat_one), "×");
    if (is_measured(1000))
        goals.at_least("CLIPS against one patient" + at(1000), 60,
                       goals.times(1000, bench::clips, bench::caveat_one), "×");
}

void print_batch(Goals& goals) {
    for (const std::size_t rules : rule_counts)
        goals.at_most("batch against c" + at(rules), 2,
                      goals.times(rules, bench::caveat_batch, bench::columns), "×");
    for (const std::size_t rules : rule_counts)
        goals.at_most("batch against c, both listed" + at(rules), 2,
                      goals.times(rules, bench::caveat_batch_listed, bench::columns_listed), "×");
    for (const std::size_t rules : rule_counts)
        goals.at_most("batch, a tenth missing against nothing missing" + at(rules), 3,
                      goals.times(rules, bench::caveat_batch_missing, bench::caveat_batch), "×");
    if (is_measured(1000))
        goals.at_least("CLIPS against batch" + at(1000), 2000,
                       goals.times(1000, bench::clips, bench::caveat_batch), "×");
}

void print_reasons(const Figures& figures, Goals& goals) {
    for (const std::size_t rules : std::initializer_list<std::size_t>{100, 1000}) {
        const std::string size = "/" + std::to_string(rules);
        goals.at_most("why and why not as structures" + at(rules), 0.1 * static_cast<double>(rules),
                      figures.spread("figure", 0, "why_structures" + size), " µs");
        const auto& texts = figures.values("figure", 0, "why_text" + size);
        const auto& structures = figures.values("figure", 0, "why_structures" + size);
        std::vector<double> more;
        for (std::size_t i = 0; i < std::min(texts.size(), structures.size()); ++i)
            more.push_back((texts[i] - structures[i]) / static_cast<double>(rules));
        goals.at_most("as text, more for each rule" + at(rules), 1, bench::spread_of(more), " µs");
    }
}

void print_loading(const Figures& figures, Goals& goals) {
    for (const char* form : {"load_sentences", "load_full_rules"}) {
        const std::string text = form == std::string("load_sentences")
                                     ? "loading bare sentences"
                                     : "loading rules with id, because and source";
        std::vector<double> ms = figures.values("figure", 0, std::string(form) + "/1000");
        for (double& value : ms) value /= 1000;
        goals.at_most(text + at(1000), form == std::string("load_sentences") ? 40 : 100,
                      bench::spread_of(ms), " ms");
        goals.at_most(
            text + ", 10,000 against 1,000", 12,
            figures.ratio("figure", 0, std::string(form) + "/10000", std::string(form) + "/1000"),
            "×");
    }
}

void print_arrow(const Figures& figures, Goals& goals) {
    const auto against = [&](const char* above, const char* below) {
        return figures.ratio("figure", 0, above, below);
    };
    const auto ready = [&](const char* above) { return against(above, "ready_columns/all"); };
    goals.at_most("Arrow, dictionaries, integers and bits against ready columns", 1.15,
                  ready("arrow/dictionaries"), "×");
    goals.at_most("… at odd offsets", 1.2, ready("arrow/odd_offsets"), "×");
    goals.at_most("… codes as plain texts", 2.5, ready("arrow/plain_texts"), "×");
    goals.at_most("… lists of records, both", 1.5,
                  against("arrow/records", "ready_columns/with_records"), "×");
    goals.at_most("… lists of codes, both", 1.5,
                  against("arrow/code_lists", "ready_columns/with_code_lists"), "×");
    goals.at_most("a thousand rows bound again against screening them", 0.02,
                  against("bound_again", "ready_columns/thousand"), "×");
    goals.at_most("Arrow, the status of each rule as a column against none", 1.6,
                  against("arrow/rules_as_columns", "arrow/dictionaries"), "×");
    goals.at_least("Arrow, one thread against two, by the clock", 1.8,
                   against("arrow_threads/1/real_time", "arrow_threads/2/real_time"), "×");
}

void print_stream(const Figures& figures, Goals& goals) {
    constexpr double mib = 1.0 / 1024;
    const auto scaled = [&](const char* who) {
        std::vector<double> values = figures.values("stream", 0, who);
        for (double& value : values) value *= mib;
        return bench::spread_of(values);
    };
    goals.at_least("verdicts against simdjson's DOM, one core", 1.0 / 3,
                   figures.ratio("stream", 0, "verdicts", "dom"), "×");
    goals.at_least("two threads against two processes, each on a half", 0.85,
                   figures.ratio("stream", 0, "two-threads", "two-processes"), "×");
    goals.at_least("whole reports, all cores", 300, figures.spread("stream", 0, "reports"),
                   " MB/s");
    goals.at_most("memory, verdicts on one core", 100, scaled("verdicts-kib"), " MiB");
    goals.at_most("memory, verdicts on two cores", 100, scaled("two-threads-kib"), " MiB");
    goals.at_most("memory, whole reports", 100, scaled("reports-kib"), " MiB");
}

void print_stream_speeds(const Figures& figures) {
    constexpr Row speeds[] = {
        {"dom", "simdjson into its DOM, one core, the faster of the next two"},
        {"dom-stream", "… as a stream of documents"},
        {"dom-lines", "… line by line"},
        {"verdicts", "`caveat screen --only verdict`, one core"},
        {"two-processes", "… two processes on a half each, by the clock"},
        {"two-threads", "… two threads, by the clock"},
        {"reports", "whole reports written, all cores, by the clock"},
        {"reports-per-core", "whole reports written, by processor time"},
    };
    std::cout << "\n## The stream, MB/s\n\n"
              << "Read: the bytes of the cohort, "
              << short_number(figures.last("stream", 0, "bytes").value_or(0) * 1e-6)
              << " MB. Written: the bytes of the reports, "
              << short_number(figures.last("stream", 0, "report-bytes").value_or(0) * 1e-6)
              << " MB.\n\n| | |\n|---|---:|\n";
    for (const Row& row : speeds)
        std::cout << "| " << row.text << " | " << with_spread(figures.spread("stream", 0, row.name))
                  << " |\n";
}

bool has_any(const Figures& figures, const char* what) {
    for (const Row& row : rows)
        for (const std::size_t rules : rule_counts)
            if (figures.last(what, rules, row.name)) return true;
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: bench_table RESULTS FIGURES.csv\n";
        return 2;
    }
    Figures figures;
    figures.read_results(argv[1]);
    figures.read_csv(argv[2]);
    for (const std::size_t rules : {20U, 100U, 1000U, 10'000U})
        if (figures.last("share", rules, "all")) rule_counts.push_back(rules);
    print_times(figures);
    std::cout << "\n";
    Goals goals(figures);
    print_one_patient(goals);
    print_batch(goals);
    print_reasons(figures, goals);
    print_arrow(figures, goals);
    print_stream(figures, goals);
    print_loading(figures, goals);
    print_stream_speeds(figures);
    if (has_any(figures, "memory")) {
        std::cout
            << "\n## Peak memory, MiB\n\nEach in a process of its own, with 10,000 patients.\n\n";
        print_by_rules(figures, "memory", 1.0 / 1024);
    }
    if (has_any(figures, "instructions")) {
        std::cout << "\n## Instructions per rule and patient\n\nCounted by callgrind; compiled for "
                     "x86-64-v3.\n\n";
        print_by_rules(figures, "instructions", 1);
    }
}
