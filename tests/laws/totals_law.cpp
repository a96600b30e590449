// The range of a score is what it comes to, no more and no less: its ends are totals that full
// answers to what is open give, and no full answer gives a total outside it.

#include "engine.hpp"
#include "enumeration.hpp"
#include "law.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(totals)

namespace {

constexpr int rule_sets = 300;
constexpr std::size_t most_profiles = 20'000;

/// Facts that can be counted off, each looked at as it is: what a range promises to be exact about.
RuleSetOptions plain() {
    RuleSetOptions options;
    options.most_facts = 5;
    options.most_rules = 3;
    options.gates = options.fallbacks = options.records = options.units = false;
    options.applies_to = false;
    return options;
}

/// The totals of every score over all completions of each profile.
std::string check(const RuleSet& rules) {
    const Enumeration all(rules, false);
    if (!all.size() || *all.size() > most_profiles) return {};
    struct Ends {
        std::optional<Decimal> low;
        std::optional<Decimal> high;
        bool is_exact =
            true;  ///< no total is without an end, as a third is, that no decimal writes
    };
    std::vector<Ends> reached(rules.score_count());
    Screening screening;
    const auto less = [](const Decimal& a, const Decimal& b) {
        return std::stod(a.to_text()) < std::stod(b.to_text());
    };
    all.for_each([&](const Profile& profile) {
        screen(profile, screening);
        const std::vector<ScoreFound> scores = screening.scores();
        for (std::size_t i = 0; i < scores.size(); ++i) {
            Ends& ends = reached[i];
            ends.is_exact = ends.is_exact && scores[i].low.has_value();
            if (!scores[i].low || scores[i].low != scores[i].high) continue;
            if (!ends.low || less(*scores[i].low, *ends.low)) ends.low = scores[i].low;
            if (!ends.high || less(*ends.high, *scores[i].high)) ends.high = scores[i].high;
        }
    });
    screen(ProfileBuilder(rules).build(), screening);
    std::string broken;
    const std::vector<ScoreFound> scores = screening.scores();
    // The first score alone looks at facts; to another one, a score is an answer of its own.
    for (std::size_t i = 0; i < 1; ++i) {
        if (!reached[i].is_exact) continue;
        if (scores[i].low == reached[i].low && scores[i].high == reached[i].high) continue;
        const auto text = [](const std::optional<Decimal>& end) {
            return end ? end->to_text() : std::string("none");
        };
        broken += std::string(rules.score(scores[i].score).key) + " is said to be " +
                  text(scores[i].low) + " to " + text(scores[i].high) + ", but comes to " +
                  text(reached[i].low) + " to " + text(reached[i].high) + "\n";
    }
    return broken;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_range_of_a_score_is_what_it_comes_to) {
    std::size_t looked_at = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet made = generate_rules(seed, plain());
        if (made.scores.empty()) return {};
        const Engine engine(made, seed);
        ++looked_at;
        const std::string broken = check(engine.rules());
        return broken.empty() ? broken : broken + engine.text();
    });
    BOOST_TEST(looked_at > rule_sets / 4U);
}

BOOST_AUTO_TEST_SUITE_END()
