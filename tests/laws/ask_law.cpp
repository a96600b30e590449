// Every interview ends, and what it wrote says what it showed.

#include <caveat/json.hpp>
#include <caveat/report_text.hpp>

#include "adapters/cli/interview.hpp"
#include "engine.hpp"
#include "law.hpp"
#include "support/chance.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"
#include "unit/cli/scripted_terminal.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(interviews)

namespace {

constexpr int rule_sets = 150;
constexpr std::size_t most_lines = 20'000;
constexpr std::size_t times_each = 2;  ///< an answer that leaves its question open is asked twice

/// Somebody who mostly answers what is asked, and now and then says anything at all.
class Talker {
  public:
    explicit Talker(std::uint64_t seed) : chance_(seed) {}

    std::optional<std::string> answer(const std::string& said) {
        static const std::vector<std::string> anything{
            "?",   "why",  "help",      "gibberish", "",     "-3",       "1e9", "2026-13-01",
            "yes", "none", "/back now", "7 bananas", "1, 2", "\xFF\xFE", "0.5"};
        if (++lines_ > most_lines) return std::nullopt;
        const std::size_t mood = chance_.below(100);
        if (mood < 1) return "stop";
        if (mood < 9) {
            ++backs_;
            return "/back";
        }
        if (mood < 17) return "?";
        if (mood < 27) return chance_.pick(anything);
        return fitting(said.substr(said.rfind('\n', said.size() - 2) + 1), said);
    }

    [[nodiscard]] std::size_t backs() const { return backs_; }
    [[nodiscard]] bool is_worn_out() const { return lines_ > most_lines; }

  private:
    std::string fitting(const std::string& last, const std::string& said) {
        const auto has = [&](const char* part) { return said.find(part) != std::string::npos; };
        if (last.find("yes or no") != std::string::npos) return chance_.percent(45) ? "yes" : "no";
        if (has("all that apply")) return chance_.percent(30) ? "none" : some_codes(last);
        if (has("by number or name")) return one_code(last);
        if (has("a day as")) return chance_.pick(days_);
        const std::size_t from = said.rfind(" from ");
        if (from != std::string::npos && chance_.percent(60)) {
            const std::size_t begin = from + 6;
            return said.substr(begin, said.find_first_of(" ,\n)", begin) - begin);
        }
        return std::to_string(chance_.below(40));
    }

    /// The list of choices ends with the greatest number.
    std::string one_code(const std::string& last) {
        const std::size_t count = std::strtoul(last.c_str(), nullptr, 10);
        return std::to_string(1 + chance_.below(std::max<std::size_t>(count, 1)));
    }
    std::string some_codes(const std::string& last) {
        return one_code(last) + ", " + one_code(last);
    }

    Chance chance_;
    std::vector<std::string> days_{"2025-01-31", "2026-11-01", "2026-10", "2024", "2026-11-20"};
    std::size_t lines_ = 0;
    std::size_t backs_ = 0;
};

std::size_t finished = 0;
std::size_t stopped = 0;
std::size_t questions_put = 0;

std::string broken(const Loaded& loaded, const std::string& begun, std::uint64_t seed) {
    const RuleSet& rules = *loaded.rules;
    cli::Gathered gathered(rules, *Date::from_text("2026-11-20"));
    if (!begun.empty() && !gathered.begin_with(begun).empty()) return "cannot begin";
    std::ostringstream said;
    Talker talker(seed);
    cli::Person person(said, [&](const std::string& words) { return talker.answer(words); });
    std::istream in(&person);
    cli::Conversation conversation(in, said, {}, false);
    Chance chance(seed);
    const Respondents respondents{true, chance.percent(70)};
    cli::Interview interview(loaded, gathered, respondents, most_lines, {.why = WhyOf::fired},
                             conversation);
    interview.run();
    if (talker.is_worn_out()) return "it does not end";
    const std::size_t most = times_each * rules.fact_count() + 2 * talker.backs() + 1;
    if (interview.questions_asked() > most) return "more questions than facts allow";
    questions_put += interview.questions_asked();
    const bool is_over = said.str().find("Nothing that could still") != std::string::npos;
    ++(is_over ? finished : stopped);
    Screening again;
    screen(read_profile(rules, gathered.json()), again, respondents);
    if (!said.str().ends_with(write_text(again, {.why = WhyOf::fired}))) {
        return "what was written gives another report\n" + said.str() + write_text(again);
    }
    if (is_over && begun.empty() && has_problems(again)) {
        for (const Diagnostic& problem : again.problems()) {
            // Records and what summarises them may be answered differently; nothing else is taken.
            const bool is_between_answers =
                problem.code == "conflict" || problem.code == "out-of-range";
            if (problem.severity == Severity::error && !is_between_answers &&
                problem.code != "overflow") {
                return "a wrong answer was taken: " + problem.path + ' ' + problem.message;
            }
        }
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_interview_ends_and_what_it_wrote_gives_the_report_that_it_showed) {
    finished = stopped = questions_put = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed);
        const Loaded loaded = load_text(print_rules(rules, seed), "generated.yaml");
        if (!loaded.rules) return "does not load\n" + render(loaded);
        std::string begun;
        if (seed % 3 == 0) {
            ProfileOptions options;
            options.percent_wrong = seed % 2 == 0 ? 5 : 0;
            begun = print_profile(rules, generate_profile(rules, seed, options), seed);
        }
        const std::string what = broken(loaded, begun, seed);
        return what.empty() ? what : what + "\n" + print_rules(rules, seed) + "\n" + begun;
    });
    BOOST_TEST_MESSAGE(questions_put << " questions; " << finished << " interviews to the end, "
                                     << stopped << " stopped");
    BOOST_TEST(finished > std::size_t{rule_sets} / 2);
    BOOST_TEST(stopped > 0U);
}

BOOST_AUTO_TEST_SUITE_END()
