// How long `check` and `diff` take over generated rule sets of growing size, as a table in
// Markdown:
//
//     bench_analysis [--quick]
//
// 100 facts of every kind, 100 outcomes; rules of two to four tests, a fifth of them with an
// exemption. The second version of a rule set has one threshold in ten moved.

#include <caveat/proof.hpp>
#include <caveat/rules.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <random>
#include <string>

namespace {

constexpr std::size_t fact_count = 100;
constexpr std::size_t outcome_count = 100;
constexpr caveat::Date as_of{2026, 11, 20};

class Writer {
  public:
    explicit Writer(bool is_second) : is_second_(is_second) {}

    std::string write(std::size_t rules) {
        text_ =
            "caveat: 1\nid: generated\nversion: 1.0.0\nreview by: 2027-11-20\n"
            "sources: {S1: {title: A source}}\nfacts:\n";
        for (std::size_t fact = 0; fact < fact_count; ++fact) declare(fact);
        text_ +=
            "  visits: {type: records, each: visit, dated by: seen on, of: {seen on: {type: "
            "date}, kind: {type: choice, of: [soft, firm]}, eased: {type: yes/no}}}\n"
            "  birth date: {type: date, to: as of}\noutcomes:\n";
        for (std::size_t i = 0; i < outcome_count; ++i) {
            text_ += "  " + outcome(i) + ": {say: Do.}\n";
        }
        text_ += "rules:\n";
        for (std::size_t rule = 0; rule < rules; ++rule) add_rule(rule);
        return text_;
    }

  private:
    std::size_t below(std::size_t count) { return chance_() % count; }

    static std::string name(std::size_t fact) {
        return std::string("fact ") + static_cast<char>('a' + fact / 26) +
               static_cast<char>('a' + fact % 26);
    }
    static std::string outcome(std::size_t index) {
        constexpr const char* verbs[] = {"avoid",   "refer",   "require",
                                         "caution", "suggest", "inform"};
        return verbs[index % 6] + std::string(" matter ") + static_cast<char>('a' + index / 26) +
               static_cast<char>('a' + index % 26);
    }

    void declare(std::size_t fact) {
        constexpr const char* types[] = {"type: yes/no", "type: number, from: 0, to: 10",
                                         "type: choice, of: [red, blue, green, white]",
                                         "type: choices, of: [neck, hip, knee, foot, hand]"};
        text_ += "  " + name(fact) + ": {" + types[fact % 4] + "}\n";
    }

    std::string test() {
        constexpr const char* colours[] = {"red", "blue", "green", "white"};
        constexpr const char* places[] = {"neck", "hip", "knee", "foot", "hand"};
        constexpr const char* ages[] = {"18", "40", "65"};
        const std::size_t kind = below(20);
        if (kind == 0) {
            return "at least " + std::to_string(1 + below(2)) +
                   " visits where (kind is soft and eased)";
        }
        if (kind == 1) return std::string("years since birth date >= ") + ages[below(3)];
        const std::size_t fact = below(fact_count);
        switch (fact % 4) {
            case 0:
                return (below(2) == 0 ? "not " : "") + name(fact);
            case 1: {
                const bool is_low = below(2) == 0;
                std::size_t limit = 1 + below(9);
                const bool is_moved = below(10) == 0;
                if (is_second_ && is_moved) limit = limit == 9 ? 8 : limit + 1;
                return name(fact) + (is_low ? " >= " : " <= ") + std::to_string(limit);
            }
            case 2:
                return name(fact) + " is " + colours[below(4)];
            default:
                return name(fact) + " include " + places[below(5)];
        }
    }

    void add_rule(std::size_t rule) {
        std::string sentence = test();
        for (std::size_t more = 1 + below(3); more > 0; --more) sentence += " and " + test();
        if (below(5) == 0) sentence += " unless " + test();
        text_ += "  - {id: rule-" + std::to_string(rule + 1) + ", rule: \"" + sentence + " → " +
                 outcome(below(outcome_count)) + "\", because: So., source: S1}\n";
    }

    bool is_second_;
    std::mt19937_64 chance_{7};
    std::string text_;
};

caveat::RuleSet load(std::size_t rules, bool is_second) {
    const caveat::Loaded loaded = caveat::load_text(Writer(is_second).write(rules));
    if (!loaded.rules) {
        std::fputs(render(loaded).c_str(), stderr);
        std::exit(1);
    }
    return *loaded.rules;
}

double seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

constexpr double goal_seconds = 30;

void report(const char* what, std::size_t rules, double taken, const std::string& found) {
    std::printf("| %s | %zu | %.2f s | %s | %s |\n", what, rules, taken, found.c_str(),
                taken < goal_seconds ? "PASS" : "miss");
    std::fflush(stdout);
}

void check(std::size_t rules) {
    const caveat::RuleSet set = load(rules, false);
    caveat::authoring::Checked checked;
    const double taken = seconds([&] { checked = caveat::proof::check(set, {as_of, 2000}); });
    report("check", rules, taken,
           std::to_string(checked.findings.size()) + " findings, " +
               std::to_string(checked.undecided.size()) + " not decided");
}

void diff(std::size_t rules) {
    const caveat::RuleSet before = load(rules, false);
    const caveat::RuleSet after = load(rules, true);
    caveat::proof::Difference difference;
    const double taken =
        seconds([&] { difference = caveat::proof::diff(before, after, {as_of, 2000}); });
    report("diff", rules, taken, std::to_string(difference.rules.size()) + " rules differ");
}

}  // namespace

int main(int argc, char** argv) {
    const bool is_quick = argc > 1 && std::strcmp(argv[1], "--quick") == 0;
    std::puts("| | rules | time | found | goal: under 30 s |\n|---|---|---|---|---|");
    for (const std::size_t rules : {100U, 300U, 1000U}) check(rules);
    for (const std::size_t rules : {50U, 100U, 200U}) diff(rules);
    if (!is_quick) check(3000);
}
