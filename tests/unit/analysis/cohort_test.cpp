// Patients who are known, screened by two versions of a rule set.

#include <caveat/authoring/diff.hpp>
#include <caveat/profile.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

namespace caveat::authoring {

namespace {

RuleSet version(const std::string& rules) {
    const Loaded loaded = load_text(R"(caveat: 1
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10}
outcomes:
  refer to doctor: {say: Please see a doctor.}
  refer to nurse: {say: Please see a nurse.}
  suggest rest: {say: Rest.}
  avoid massage: {say: No massage.}
rules:
)" + rules);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

Profile with_pain(const RuleSet& rules, int pain) {
    return ProfileBuilder(rules).as_of("2026-11-20").set("pain nrs", pain).build();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(cohorts)

BOOST_AUTO_TEST_CASE(who_is_treated_otherwise_is_counted_by_verdict_and_by_rule) {
    const RuleSet before = version("  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n");
    const RuleSet after = version(
        "  - {id: worst, rule: pain nrs >= 10 → avoid massage}\n"
        "  - {id: severe, rule: pain nrs >= 8 → refer to doctor}\n");
    CohortCount count;
    for (const int pain : {6, 7, 8, 10}) {
        count.add(with_pain(before, pain), with_pain(after, pain));
    }
    const CohortDifference& found = count.so_far();
    BOOST_TEST(found.patients == 4U);
    BOOST_TEST(found.changed == 2U);
    BOOST_TEST(found.with_problems == 0U);
    BOOST_TEST(found.rules.at("severe") == 1U);
    BOOST_TEST(found.rules.at("worst") == 1U);
    BOOST_TEST(found.verdicts.at({Verdict::refer_first, Verdict::proceed}) == 1U);
    BOOST_TEST(found.verdicts.at({Verdict::refer_first, Verdict::do_not_proceed}) == 1U);
    BOOST_TEST(text_of(found) ==
               "cohort: 4 patients, 2 treated differently\n"
               "  verdict refer first -> proceed: 1\n"
               "  verdict refer first -> do not proceed: 1\n"
               "  rule severe: 1\n"
               "  rule worst: 1\n");
}

BOOST_AUTO_TEST_CASE(a_rule_that_went_counts_where_it_would_have_fired) {
    const RuleSet before = version("  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n");
    const RuleSet after = version("  - {id: renamed, rule: pain nrs >= 7 → refer to doctor}\n");
    CohortCount count;
    count.add(with_pain(before, 9), with_pain(after, 9));
    count.add(with_pain(before, 1), with_pain(after, 1));
    BOOST_TEST(count.so_far().changed == 1U);
    BOOST_TEST(count.so_far().verdicts.empty());
    BOOST_TEST(count.so_far().rules.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_rule_that_was_renamed_is_the_same_rule) {
    const RuleSet before = version("  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n");
    const RuleSet after = version("  - {id: strong, rule: pain nrs >= 7 → refer to doctor}\n");
    CohortCount count(std::map<std::string, std::string>{{"severe", "strong"}});
    for (const int pain : {1, 9}) count.add(with_pain(before, pain), with_pain(after, pain));
    BOOST_TEST(count.so_far().patients == 2U);
    BOOST_TEST(count.so_far().changed == 0U);
    BOOST_TEST(count.so_far().rules.empty());
}

BOOST_AUTO_TEST_CASE(who_is_told_something_else_is_treated_otherwise) {
    const RuleSet before = version("  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n");
    const RuleSet after = version("  - {id: severe, rule: pain nrs >= 7 → refer to nurse}\n");
    CohortCount count;
    for (const int pain : {6, 7, 8}) count.add(with_pain(before, pain), with_pain(after, pain));
    BOOST_TEST(count.so_far().changed == 2U);
    BOOST_TEST(count.so_far().rules.at("severe") == 2U);
    BOOST_TEST(count.so_far().verdicts.empty());
}

BOOST_AUTO_TEST_CASE(who_is_no_longer_asked_is_treated_otherwise) {
    const RuleSet before = version("  - {id: severe, rule: pain nrs >= 7 → suggest rest}\n");
    const RuleSet after =
        version("  - {id: severe, rule: pain nrs >= 7 → suggest rest, if unknown: ignore}\n");
    CohortCount count;
    count.add(with_pain(before, 8), with_pain(after, 8));
    BOOST_TEST(count.so_far().changed == 0U);
    const auto unknown = [](const RuleSet& rules) {
        return ProfileBuilder(rules).as_of("2026-11-20").build();
    };
    count.add(unknown(before), unknown(after));
    BOOST_TEST(count.so_far().changed == 1U);
}

BOOST_AUTO_TEST_CASE(a_profile_with_an_error_is_counted_and_said) {
    const RuleSet rules = version("  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n");
    CohortCount count;
    count.add(with_pain(rules, 11), with_pain(rules, 11));
    BOOST_TEST(text_of(count.so_far()) ==
               "cohort: 1 patients, 0 treated differently, 1 with problems in their profile\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring
