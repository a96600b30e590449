// Law: however reasons are asked for, they are the same: one by one or all at once, as sentences or
// as structures, from a new explainer or from one that has seen other patients and other rule sets.

#include <caveat/explain.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace caveat::testing {
BOOST_AUTO_TEST_SUITE(reasons)

namespace {

constexpr int rule_sets = 150;
constexpr std::uint64_t profiles_each = 6;

bool is_about(const Explanation& all, const TestFound& finding, const Reason& reason) {
    const std::span<const FactId> facts = all.facts_of(finding);
    return finding.op == reason.op && finding.truth == reason.truth &&
           finding.is_negated == reason.is_negated &&
           std::equal(facts.begin(), facts.end(), reason.facts.begin(), reason.facts.end(),
                      [](FactId fact, const caveat::Place& place) { return fact == place.fact; });
}

/// Every reason has its structure, in the same order; a sentence that comes again has another.
bool tell_the_same(const Explanation& all, RuleId rule, const Why& expected) {
    const std::span<const TestFound> findings = all.of(rule);
    auto next = findings.begin();
    for (const Reason& reason : expected.reasons) {
        next = std::find_if(next, findings.end(), [&](const TestFound& finding) {
            return is_about(all, finding, reason);
        });
        if (next == findings.end()) return false;
        ++next;
    }
    const std::span<const FactId> facts = all.least_facts(rule);
    return expected.reasons.empty() == findings.empty() &&
           std::equal(facts.begin(), facts.end(), expected.facts.begin(), expected.facts.end());
}

bool are_texts_of(std::span<const std::string_view> sentences, const Why& expected,
                  std::string Reason::* text) {
    return std::equal(sentences.begin(), sentences.end(), expected.reasons.begin(),
                      expected.reasons.end(),
                      [text](std::string_view sentence, const Reason& reason) {
                          return sentence == reason.*text;
                      });
}

/// What is said otherwise; empty if nothing.
std::string difference(const Screening& screening, Explainer& kept, Explanation& all) {
    kept.look_at(screening);
    kept.explain_all(all);
    for (std::uint32_t index = 0; index < screening.statuses().size(); ++index) {
        const RuleId rule{index};
        const Why expected = why(screening, rule);
        const std::string about = "rule " + std::to_string(index) + ": ";
        if (kept.why(rule).reasons != expected.reasons) return about + "a kept explainer differs";
        if (!tell_the_same(all, rule, expected)) return about + "the structures differ";
        if (!are_texts_of(kept.sentences(rule), expected, &Reason::text)) {
            return about + "the sentences differ";
        }
        if (!are_texts_of(kept.sentences(rule, false), expected, &Reason::text_without_value)) {
            return about + "the sentences without values differ";
        }
        if (kept.unknown_facts(rule) != unknown_facts(screening, rule) ||
            kept.asks(rule) != asks(screening, rule) ||
            kept.open_places(rule).size() != unknown_facts(screening, rule).size()) {
            return about + "the open facts differ";
        }
    }
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(reasons_are_the_same_however_they_are_asked_for) {
    Explainer kept;
    Explanation all;
    ReportWriter writer({}, false);
    Screening screening;
    std::string reports;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet rules = generate_rules(seed);
        const Engine engine(rules, seed);
        if (!engine.is_loaded()) return "does not load\n" + engine.diagnostics();
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            ProfileOptions options;
            options.percent_wrong = i % 3 == 2 ? 5 : 0;
            const GeneratedProfile profile =
                generate_profile(rules, seed * profiles_each + i, options);
            engine.screen(profile, screening, {i % 4 != 2, i % 4 != 1});
            std::string broken = difference(screening, kept, all);
            reports = "before";
            writer.append(screening, reports);
            if (reports != "before" + write_report(screening, {}, false)) {
                broken = "a kept writer writes another report";
            }
            if (!broken.empty()) return describe({rules, profile}, seed, broken);
        }
        return "";
    });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
