#include "cases/coverage.hpp"

#include "cases/conditions.hpp"
#include "cases/running.hpp"
#include "sample.hpp"

namespace caveat::authoring::testing {

namespace {

using namespace cases;

/// The truths that one patient shows of the test with these words: `yes no unknown`.
std::string shown(const RuleSet& rules, std::string_view facts, std::string_view words) {
    const std::string text =
        "cases:\n  - name: one\n    as of: 2026-11-20\n    facts: " + std::string(facts) +
        "\n    expect: {complete: no}\n";
    const TestRun one = run(rules, text);
    std::string said;
    for (const ConditionCoverage& each : one.coverage.conditions) {
        if (condition_words(each.condition.words) != words) continue;
        for (const Truth truth : {Truth::yes, Truth::no, Truth::unknown}) {
            const bool is_shown = each.by_truth[static_cast<std::size_t>(truth)].is_shown();
            if (is_shown) said += std::string(words_of(truth)) + ' ';
        }
        return said + '.';
    }
    return "there is no such test";
}

/// A rule file with these facts and this rule.
RuleSet rules_of(std::string_view facts, std::string_view rule) {
    return load("caveat: 1\nid: t\nversion: 1.0.0\nfacts:\n" + std::string(facts) +
                "outcomes:\n  inform it: {say: It.}\nrules:\n  - {id: r, rule: \"" +
                std::string(rule) + " → inform it\"}\n");
}

constexpr std::string_view sessions = R"(  sessions:
    type: records
    each: session
    dated by: date
    of: {date: {type: date}, strength: {type: number}, eased: {type: yes/no}}
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(a_test_is_what_its_words_say_whether_or_not_the_rule_denies_it) {
    const std::string_view facts = "  a: {type: number}\n  b: {type: yes/no}\n";
    const RuleSet rules = rules_of(facts, "not (a >= 7 and b)");
    BOOST_TEST(shown(rules, "{a: 7, b: no}", "a >= 7") == "yes .");
    BOOST_TEST(shown(rules, "{a: 6.9, b: no}", "a >= 7") == "no .");
    BOOST_TEST(shown(rules, "{b: no}", "a >= 7") == "unknown .");
    BOOST_TEST(shown(rules, "{a: 7, b: no}", "b") == "no .");
}

BOOST_AUTO_TEST_CASE(a_test_on_no_record_is_unknown_even_where_the_rule_denies_it) {
    const RuleSet rules = rules_of(sessions, "not highest strength of sessions >= 5");
    const std::string_view words = "highest strength of sessions >= 5";
    BOOST_TEST(shown(rules, "{sessions: []}", words) == "unknown .");
    BOOST_TEST(shown(rules, "{sessions: [{strength: 5}]}", words) == "yes .");
    BOOST_TEST(shown(rules, "{}", words) == "unknown .");
}

BOOST_AUTO_TEST_CASE(quantifiers_keep_the_side_that_their_words_are_on) {
    const RuleSet none = rules_of(sessions, "no session where eased");
    const RuleSet denied = rules_of(sessions, "not (any session where eased)");
    const std::string_view eased = "{sessions: [{eased: yes}]}";
    BOOST_TEST(shown(none, eased, "no session where eased") == "no .");
    BOOST_TEST(shown(denied, eased, "any session where eased") == "yes .");
    BOOST_TEST(shown(denied, "{sessions: []}", "any session where eased") == "no .");
}

BOOST_AUTO_TEST_CASE(an_exact_count_is_one_test) {
    const RuleSet exact = rules_of(sessions, "exactly 1 session where eased");
    const RuleSet denied = rules_of(sessions, "not exactly 1 session where eased");
    for (const RuleSet& rules : {exact, denied}) {
        const std::string_view words = "exactly 1 session where eased";
        BOOST_TEST(shown(rules, "{sessions: [{eased: yes}]}", words) == "yes .");
        BOOST_TEST(shown(rules, "{sessions: [{eased: yes}, {eased: yes}]}", words) == "no .");
        BOOST_TEST(shown(rules, "{sessions: []}", words) == "no .");
        BOOST_TEST(shown(rules, "{}", words) == "unknown .");
        const TestRun none = run(rules, "cases: []");
        BOOST_TEST(none.coverage.conditions.size() == 2U);
    }
}

BOOST_AUTO_TEST_CASE(inside_where_every_record_shows_a_truth_of_its_own) {
    const RuleSet rules = rules_of(sessions, "at least 2 sessions where (eased and strength > 3)");
    const std::string_view three =
        "{sessions: [{eased: yes, strength: 4}, {eased: no, strength: 3}, {}]}";
    BOOST_TEST(shown(rules, three, "eased") == "yes no unknown .");
    BOOST_TEST(shown(rules, three, "strength > 3") == "yes no unknown .");
    BOOST_TEST(shown(rules, "{}", "eased") == ".");
    BOOST_TEST(shown(rules, "{sessions: []}", "eased") == ".");
}

BOOST_AUTO_TEST_CASE(what_lies_behind_a_closed_gate_shows_nothing) {
    const RuleSet rules =
        rules_of("  hurt: {type: yes/no}\n  age of it: {type: number, from: 0, only if: hurt}\n",
                 "age of it <= 28");
    BOOST_TEST(shown(rules, "{hurt: no, age of it: 3}", "age of it <= 28") == ".");
    BOOST_TEST(shown(rules, "{age of it: 3}", "age of it <= 28") == ".");
    BOOST_TEST(shown(rules, "{hurt: yes, age of it: 3}", "age of it <= 28") == "yes .");
    BOOST_TEST(shown(rules, "{hurt: yes}", "age of it <= 28") == "unknown .");
    BOOST_TEST(shown(rules, "{hurt: no}", "hurt") == "no .");
}

BOOST_AUTO_TEST_CASE(tests_in_fall_backs_scores_and_terms_are_tests_too) {
    const RuleSet rules = load(std::string(R"(caveat: 1
id: t
version: 1.0.0
facts:
  fever: {type: yes/no}
  pain: {type: number, from: 0, to: 10}
  unused: {type: yes/no}
  any eased: {type: yes/no, otherwise: any session where eased}
)") + std::string(sessions) + R"(terms:
  hot: fever
  idle: unused
scores:
  risk: {points: [{pain >= 5: 2}, {hot: 1}], bands: {low: below 2, high: 2 and over}}
outcomes:
  inform it: {say: It.}
rules:
  - {id: r, rule: risk is high and any eased → inform it}
)");
    std::string all;
    const TestRun none = run(rules, "cases: []");
    for (const auto& each : none.coverage.conditions) all += each.condition.words + "; ";
    BOOST_TEST(all ==
               "any session where eased; eased; fever; pain >= 5; risk is high; any eased; ");
}

BOOST_AUTO_TEST_CASE(one_place_that_several_rules_use_counts_once) {
    const TestRun none = run(load(), "cases: []");
    std::size_t rules = 0;
    for (const RuleCoverage& each : none.coverage.rules) {
        for (const CoverageItem& mark : each.by_status) rules += mark.is_wanted ? 1U : 0U;
    }
    BOOST_TEST(rules == 9U);
    // spasm, pain nrs >= 7, regions, medical check done, at least n sessions …, eased; the gate of
    // `weight` and the fall-back of `sessions done` are used by no rule
    BOOST_TEST(none.coverage.conditions.size() == 6U);
    BOOST_TEST(none.coverage.of_all().wanted == 27U);
}

BOOST_AUTO_TEST_CASE(cases_that_nobody_approved_show_nothing) {
    const std::string cases =
        "cases:\n  - {name: a, as of: 2026-11-20, approved: no, facts: {muscle spasm: no}, "
        "expect: {silent: plan}}\n";
    const TestRun one = run(load(), cases);
    BOOST_TEST(one.coverage.of_all().shown == 0U);
    BOOST_TEST(one.coverage.with_unapproved().shown > 0U);
    BOOST_TEST(one.coverage.of_all().percent() == 0U);
}

BOOST_AUTO_TEST_CASE(a_rule_that_presumes_is_to_be_shown_presumed_instead_of_undecided) {
    const RuleSet rules = load(
        "caveat: 1\nid: t\nversion: 1.0.0\nfacts:\n  a: {type: yes/no}\noutcomes:\n  refer it: "
        "{say: It.}\nrules:\n  - {id: r, rule: a → refer it, if unknown: presume}\n");
    const TestRun one = run(rules, "cases:\n  - {name: a, expect: {presumes: r}}\n");
    const RuleCoverage& rule = one.coverage.rules.front();
    BOOST_TEST(rule.by_status[static_cast<std::size_t>(Status::presumed)].is_wanted);
    BOOST_TEST(rule.by_status[static_cast<std::size_t>(Status::presumed)].is_shown());
    BOOST_TEST(!rule.by_status[static_cast<std::size_t>(Status::undecided)].is_wanted);
}

BOOST_AUTO_TEST_CASE(an_answer_takes_what_cannot_be_out_of_the_count) {
    const TestRun one = run(load(),
                            "cases: []\nunreachable:\n"
                            "  - {rule: plan, never: [fired, undecided], because: x}\n"
                            "  - {test: \"Pain  nrs >= 7\", never: unknown, because: y}\n");
    BOOST_TEST(one.is_usable());
    BOOST_TEST(one.coverage.of_all().wanted == 24U);
    BOOST_TEST(one.coverage.answered() == 3U);
}

BOOST_AUTO_TEST_CASE(an_answer_that_a_case_proves_wrong_is_an_error) {
    const TestRun one = run(load(),
                            "cases:\n  - {name: a, as of: 2026-11-20, expect: {undecided: plan}}\n"
                            "unreachable:\n"
                            "  - {rule: plan, never: undecided, because: x}\n"
                            "  - {test: pain nrs >= 7, never: [yes, unknown], because: x}\n"
                            "  - {test: pain nrs >= 8, never: yes, because: x}\n");
    BOOST_TEST(!one.is_usable());
    std::string codes;
    for (const Diagnostic& each : one.files.front().diagnostics) codes += each.code + ' ';
    BOOST_TEST(codes == "answer-untrue answer-untrue unknown-test ");
}

BOOST_AUTO_TEST_CASE(a_share_is_rounded_down_so_that_100_means_all) {
    BOOST_TEST((CoverageShare{999, 1000}.percent()) == 99U);
    BOOST_TEST((CoverageShare{1000, 1000}.percent()) == 100U);
    BOOST_TEST((CoverageShare{0, 0}.percent()) == 100U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring::testing
