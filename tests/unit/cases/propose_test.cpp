
#include <caveat/authoring/propose.hpp>

#include "sample.hpp"

namespace caveat::authoring::testing {

namespace {

ProposeOptions usual() {
    ProposeOptions options;
    options.as_of = *Date::from_text("2026-11-20");
    return options;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(proposing)

BOOST_AUTO_TEST_CASE(what_is_proposed_runs_passes_and_shows_all_there_is) {
    const RuleSet rules = load();
    const Proposals proposals = propose(run(rules, "cases: []"), usual());
    BOOST_TEST(proposals.left == 0U);
    const TestRun again = run(rules, proposals.yaml);
    BOOST_TEST(again.results.size() == proposals.count);
    BOOST_TEST(again.unapproved() == proposals.count);
    BOOST_TEST(again.unapproved_failed() == 0U, write_text(again));
    BOOST_TEST(again.coverage.with_unapproved().percent() == 100U, write_text(again));
    BOOST_TEST(again.coverage.of_all().shown == 0U);
}

BOOST_AUTO_TEST_CASE(what_there_is_no_time_to_look_for_is_said) {
    ProposeOptions options = usual();
    options.most_work = 0;
    const Proposals none = propose(run(load(), "cases: []"), options);
    BOOST_TEST(none.count == 0U);
    BOOST_TEST(none.left > 0U);
    BOOST_REQUIRE(none.not_found.size() == 1U);
    BOOST_TEST(none.not_found.front() == "no patient was looked for who shows " +
                                             std::to_string(none.left) +
                                             " other things: the rule set is too large");
}

BOOST_AUTO_TEST_CASE(nothing_is_proposed_twice) {
    const RuleSet rules = load();
    const Proposals first = propose(run(rules, "cases: []"), usual());
    const Proposals second = propose(run(rules, first.yaml), usual());
    BOOST_TEST(second.count == 0U, second.yaml);
}

BOOST_AUTO_TEST_CASE(the_same_rules_give_the_same_proposals) {
    const RuleSet rules = load();
    const TestRun none = run(rules, "cases: []");
    BOOST_TEST(propose(none, usual()).yaml == propose(none, usual()).yaml);
}

BOOST_AUTO_TEST_CASE(a_limit_is_shown_from_below_at_it_and_from_above) {
    const Proposals proposals = propose(run(load(), "cases: []"), usual());
    for (const char* facts : {"{medical check done: no, pain nrs: 6, regions: [lower back]}",
                              "{medical check done: no, pain nrs: 7, regions: [lower back]}",
                              "{medical check done: no, pain nrs: 8, regions: [lower back]}"}) {
        BOOST_TEST(proposals.yaml.find(facts) != std::string::npos, proposals.yaml);
    }
}

BOOST_AUTO_TEST_CASE(what_its_author_says_cannot_be_is_not_looked_for) {
    const RuleSet rules = load(
        "caveat: 1\nid: t\nversion: 1.0.0\nfacts:\n  a: {type: yes/no}\n  b: {type: yes/no}\n"
        "outcomes:\n  inform it: {say: It.}\n  avoid it: {say: Not.}\nrules:\n"
        "  - {id: stop, rule: a or b → avoid it, overrides: [go]}\n"
        "  - {id: go, rule: a → inform it}\n");
    const Proposals all = propose(run(rules, "cases: []"), usual());
    BOOST_TEST(all.left == 1U);
    BOOST_TEST(all.not_found.front() == "no patient was found for: go is fired");
    const Proposals answered = propose(
        run(rules, "cases: []\nunreachable: [{rule: go, never: fired, because: stop lifts it}]"),
        usual());
    BOOST_TEST(answered.left == 0U);
    BOOST_TEST(answered.disproved.empty());
}

BOOST_AUTO_TEST_CASE(terms_of_terms_do_not_make_the_search_endless) {
    std::string terms = "  t0: a and not a\n";
    for (int i = 1; i <= 24; ++i) {
        const std::string before = "t" + std::to_string(i - 1);
        terms += "  t" + std::to_string(i) + ": " + before + " and (" + before + " or b)\n";
    }
    const RuleSet rules = load(
        "caveat: 1\nid: t\nversion: 1.0.0\nfacts:\n  a: {type: yes/no}\n  b: {type: yes/no}\n"
        "terms:\n" +
        terms +
        "outcomes:\n  inform it: {say: It.}\nrules:\n  - {id: never, rule: t24 → inform it}\n");
    ProposeOptions options = usual();
    options.most_tries = 3;
    const Proposals proposals = propose(run(rules, "cases: []"), options);
    BOOST_TEST(proposals.left == 1U);
}

BOOST_AUTO_TEST_CASE(an_answer_that_a_patient_disproves_is_told) {
    const Proposals proposals =
        propose(run(load(),
                    "cases: []\nunreachable:\n  - {rule: plan, never: fired, because: x}\n"
                    "  - {test: pain nrs >= 7, never: unknown, because: y}\n"),
                usual());
    BOOST_REQUIRE_EQUAL(proposals.disproved.size(), 2U);
    BOOST_TEST(proposals.disproved.front().starts_with("plan is fired for the patient {muscle"));
    BOOST_TEST(proposals.disproved.back() == "pain nrs >= 7: unknown for the patient {}");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring::testing
