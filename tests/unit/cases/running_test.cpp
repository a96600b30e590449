
#include <caveat/authoring/cases.hpp>

#include "sample.hpp"

namespace caveat::authoring::testing {

namespace {

constexpr std::string_view severe = "{pain nrs: 8, regions: [lower back], medical check done: no}";

}  // namespace

BOOST_AUTO_TEST_SUITE(running)

BOOST_AUTO_TEST_CASE(a_case_that_expects_what_the_rules_say_holds) {
    BOOST_TEST(
        failures(severe,
                 "{fires: [severe], undecided: [plan, stop], verdict: refer first, at least: "
                 "Refer_First, at most: do not proceed, complete: no, applicable: yes, "
                 "outcomes: [refer for check-up]}") == "");
}

BOOST_AUTO_TEST_CASE(every_key_that_does_not_hold_is_a_failure_of_its_own) {
    BOOST_TEST(failures(severe,
                        "{silent: [severe], presumes: [severe], undecided: [severe], overridden: "
                        "[severe], fires: [plan], verdict: proceed, at least: proceed, at most: "
                        "refer first, complete: yes, applicable: no, outcomes: [avoid massage]}") ==
               "fires: plan | fired or presumed | undecided\n"
               "presumes: severe | presumed | fired\n"
               "silent: severe | not fired | fired\n"
               "undecided: severe | undecided | fired\n"
               "overridden: severe | overridden | fired\n"
               "verdict | proceed | refer first\n"
               "at least | proceed | refer first\n"
               "at most | refer first | do not proceed\n"
               "outcomes: avoid massage | holds | does not\n"
               "complete | yes | no\n"
               "applicable | no | yes\n");
}

BOOST_AUTO_TEST_CASE(fires_is_content_with_presumed_and_presumes_is_not_with_fired) {
    const std::string_view open = "{pain nrs: 8, regions: [lower back]}";
    BOOST_TEST(failures(open, "{fires: [severe], presumes: [severe]}") == "");
    BOOST_TEST(failures(severe, "{presumes: [severe]}") == "presumes: severe | presumed | fired\n");
}

BOOST_AUTO_TEST_CASE(silent_is_content_with_overridden) {
    const std::string_view lifted =
        "{muscle spasm: yes, sessions: [{date: 2026-11-01, eased: no}, {date: 2026-11-02, eased: "
        "no}]}";
    BOOST_TEST(failures(lifted, "{fires: [stop], silent: [plan], overridden: [plan]}") == "");
    BOOST_TEST(failures("{muscle spasm: no}", "{overridden: [plan]}") ==
               "overridden: plan | overridden | not fired\n");
}

BOOST_AUTO_TEST_CASE(questions_are_asked_in_the_order_that_a_case_names_with_others_between) {
    BOOST_TEST(failures("{}", "{asks: [pain nrs, muscle spasm]}") == "");
    BOOST_TEST(failures("{}", "{asks: [muscle spasm, pain nrs]}") ==
               "asks: pain nrs | asked after what the case names before it | asked earlier\n");
    BOOST_TEST(failures("{muscle spasm: no}", "{asks: [muscle spasm]}") ==
               "asks: muscle spasm | asked | not asked\n");
}

BOOST_AUTO_TEST_CASE(a_failure_says_why) {
    const RuleSet rules = load();
    const TestRun run_of_one = run(rules,
                                   "cases:\n  - name: one\n    as of: 2026-11-20\n"
                                   "    facts: {pain nrs: 6, regions: [lower back]}\n"
                                   "    expect: {fires: [severe]}\n");
    const std::vector<std::string> why{"pain nrs is 6, less than 7"};
    const Failure& failure = run_of_one.results.front().failures.front();
    BOOST_TEST(failure.why.front() == why.front());
    const Span span = failure.span;
    const std::string& text = run_of_one.files.front().source.text;
    BOOST_TEST(text.substr(span.begin, span.end - span.begin) == "severe");
}

BOOST_AUTO_TEST_CASE(a_problem_that_only_the_screening_meets_is_a_failure_unless_expected) {
    const std::string_view conflict =
        "{sessions done: 5, sessions: [{date: 2026-11-01, eased: no}]}";
    const RuleSet rules = load(std::string(sample_rules) +
                               "  - {id: many, rule: sessions done >= 3 → avoid massage}\n");
    const auto failed = [&](std::string_view expect) {
        const std::string text =
            "cases:\n  - name: one\n    as of: 2026-11-20\n    facts: " + std::string(conflict) +
            "\n    expect: " + std::string(expect) + "\n";
        return run(rules, text).results.front().failures.size();
    };
    BOOST_TEST(failed("{undecided: [many]}") == 1U);
    BOOST_TEST(failed("{undecided: [many], problems: [conflict]}") == 0U);
    BOOST_TEST(failed("{undecided: [many], problems: [conflict, overflow]}") == 1U);
}

BOOST_AUTO_TEST_CASE(an_unapproved_case_that_fails_is_counted_apart) {
    const TestRun both = run(load(),
                             "cases:\n"
                             "  - {name: a, as of: 2026-11-20, expect: {fires: plan}}\n"
                             "  - {name: b, as of: 2026-11-20, approved: no, expect: {fires: "
                             "plan}}\n"
                             "  - {name: c, as of: 2026-11-20, approved: no, expect: {undecided: "
                             "plan}}\n");
    BOOST_TEST(both.failed() == 1U);
    BOOST_TEST(both.unapproved() == 2U);
    BOOST_TEST(both.unapproved_failed() == 1U);
}

BOOST_AUTO_TEST_CASE(who_can_answer_now_decides_what_is_asked) {
    const std::string cases =
        "cases:\n"
        "  - name: one\n"
        "    as of: 2026-11-20\n"
        "    respondents: clinician\n"
        "    expect: {undecided: [plan], at most: proceed}\n";
    BOOST_TEST(run(load(), cases).failed() == 0U);  // all rules wait for the patient: deferred
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring::testing
