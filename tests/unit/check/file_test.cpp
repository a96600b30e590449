// The one entrance: a document becomes a rule set, or all of its mistakes.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(file)

BOOST_AUTO_TEST_CASE(a_file_without_mistakes_is_a_rule_set_with_its_header) {
    const Checked checked =
        check_rules("  - fever → suggest rest\n",
                    "title: Screening\nscreens: massage\naudience: patient\nreview by: 2027-11-20\n"
                    "always ask: [pain]\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const model::RuleSet& rules = *checked.rules;
    BOOST_TEST(rules.id == "test");
    BOOST_TEST(rules.version == "1.0.0");
    BOOST_TEST(rules.title == "Screening");
    BOOST_TEST(rules.screens == "massage");
    BOOST_TEST((rules.audience == Respondent::patient));
    BOOST_TEST((rules.review_by == Date{2027, 11, 20}));
    BOOST_TEST(rules.always_ask == (std::vector<std::uint32_t>{2}));
    BOOST_TEST(rules.catalogue.size() == 10U);
    // Only facts that something looks at have a node.
    BOOST_TEST(rules.fact_value[0] != model::none);
}

BOOST_AUTO_TEST_CASE(who_stands_behind_the_rules_is_kept_as_it_is_written) {
    const Checked checked = check_rules(
        "  - fever → suggest rest\n",
        "authors: [Ann, Bo]\npublished: {developer: A clinic, funding: None, released: 2026-01-31,"
        " revised: 2026-01-31, Intended Use: Adults, licence: MIT}\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const model::Publication& published = checked.rules->published;
    BOOST_TEST(checked.rules->authors == (std::vector<std::string>{"Ann", "Bo"}));
    BOOST_TEST(published.developer == "A clinic");
    BOOST_TEST(published.funding == "None");
    BOOST_TEST((published.released == Date{2026, 1, 31}));
    BOOST_TEST((published.revised == Date{2026, 1, 31}));
    BOOST_TEST(published.intended_use == "Adults");
    BOOST_TEST(published.licence == "MIT");
    for (const char* wrong : {"{released: 2026-01}", "{revised: soon}",
                              "{released: 2026-01-31, revised: 2026-01-30}"}) {
        BOOST_TEST(
            check_rules("  - fever → suggest rest\n", "published: " + std::string(wrong) + "\n")
                .codes() == "bad-date");
    }
}

BOOST_AUTO_TEST_CASE(mistakes_of_every_section_are_found_in_one_run_in_order_of_the_file) {
    const Checked checked = check_rules(
        "  - {id: a, when: fevre, then: suggest rest}\n"
        "  - {id: b, when: pain >= 11, then: suggest rest}\n",
        "terms:\n  bad: wieght >= 70\n");
    BOOST_TEST(checked.codes() == "unknown-name unknown-name decided-test");
    BOOST_TEST(!checked.rules.has_value());
}

BOOST_AUTO_TEST_CASE(a_source_that_is_cited_is_one_of_those_listed_where_some_are) {
    const std::string rule = "  - {id: a, when: fever, then: suggest rest, source: S2}\n";
    BOOST_TEST(check_rules(rule).codes() == "");
    BOOST_TEST(check_rules(rule, "sources:\n  S1: {title: One}\n").codes() == "undeclared-source");
    BOOST_TEST(check_rules(rule, "sources:\n  S2: {title: Two}\n").codes() == "");
}

BOOST_AUTO_TEST_CASE(answers_that_contradict_each_other_are_conditions_with_a_say) {
    const Checked checked =
        check_rules("  - fever → suggest rest\n",
                    "impossible:\n  - {when: pregnant and age < 5 years, say: Too young.}\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST_REQUIRE(checked.rules->impossible.size() == 1U);
    BOOST_TEST(checked.rules->impossible[0].say == "Too young.");
    BOOST_TEST(std::holds_alternative<model::All>(checked.node(checked.rules->impossible[0].when)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
