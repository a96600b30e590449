// What may be asked of which kind of fact, and into which node each test is turned.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

namespace {

template <class Node>
bool becomes(const std::string& condition) {
    const Checked checked = check_condition(condition);
    BOOST_TEST_INFO(condition + ": " + checked.codes());
    return checked.rules &&
           std::holds_alternative<Node>(checked.node(checked.rules->rules[0].when));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kinds)

BOOST_AUTO_TEST_CASE(every_test_becomes_its_node) {
    BOOST_TEST(becomes<model::YesNo>("fever"));
    BOOST_TEST(becomes<model::Compare>("pain >= 7"));
    BOOST_TEST(becomes<model::Between>("pain is between 4 and 6"));
    BOOST_TEST(becomes<model::IsOneOf>("sex is female"));
    BOOST_TEST(becomes<model::Includes>("regions include neck"));
    BOOST_TEST(becomes<model::IsEmpty>("regions are empty"));
    BOOST_TEST(becomes<model::DateTest>("surgery is before 2020-01-01"));
    BOOST_TEST(becomes<model::WithinLast>("surgery is within the last 6 weeks"));
    BOOST_TEST(becomes<model::MoreThanAgo>("surgery is more than 6 weeks ago"));
    BOOST_TEST(becomes<model::RecordsAtLeast>("at least 2 visits"));
    BOOST_TEST(becomes<model::RecordsAtMost>("at most 2 visits"));
    BOOST_TEST(becomes<model::AtLeastOf>("\"at least 2 of (fever; pain >= 7; sex is female)\""));
}

BOOST_AUTO_TEST_CASE(a_denial_is_a_not_above_the_test_however_it_is_written) {
    BOOST_TEST(becomes<model::Not>("not fever"));
    BOOST_TEST(becomes<model::Not>("sex is not female"));
    BOOST_TEST(becomes<model::Not>("pain != 7"));
    BOOST_TEST(becomes<model::Not>("regions not include neck"));
    BOOST_TEST(becomes<model::Not>("no visit where eased"));
}

BOOST_AUTO_TEST_CASE(exactly_so_many_is_at_least_and_at_most) {
    const Checked checked = check_condition("exactly 2 visits");
    BOOST_TEST(checked.only<model::RecordsAtLeast>()->count == 2);
    BOOST_TEST(checked.only<model::RecordsAtMost>()->count == 2);
}

BOOST_AUTO_TEST_CASE(a_fact_is_only_asked_what_its_kind_can_answer) {
    for (const char* condition :
         {"fever >= 1", "sex >= 1", "surgery >= 7", "regions >= 1", "pain is before 2020-01-01"}) {
        BOOST_TEST(check_condition(condition).codes() == "wrong-kind", condition);
    }
}

BOOST_AUTO_TEST_CASE(a_number_a_choice_or_a_date_alone_is_no_condition) {
    for (const char* name : {"pain", "sex", "surgery"}) {
        BOOST_TEST(check_condition(name).codes() == "wrong-kind", name);
    }
    for (const char* number : {"pain + 1", "count of visits", "years since surgery"}) {
        BOOST_TEST(check_condition(number).codes() == "not-a-condition", number);
    }
}

BOOST_AUTO_TEST_CASE(a_test_on_time_needs_the_day_of_the_screening_and_others_do_not) {
    BOOST_TEST(check_condition("years since surgery >= 2").rules->catalogue.needs_as_of);
    BOOST_TEST(check_condition("surgery is more than 2 weeks ago").rules->catalogue.needs_as_of);
    // Nor do facts, unless there are records with a date, which may not lie after that day.
    const auto needs_day = [](const std::string& condition) {
        const Checked checked =
            check_file(std::string(sample_header) + "facts:\n  surgery: date\n" +
                       std::string(sample_outcomes) + "rules:\n  - {id: a, when: " + condition +
                       ", then: suggest rest}\n");
        BOOST_TEST_REQUIRE(checked.codes() == "");
        return checked.rules->catalogue.needs_as_of;
    };
    BOOST_TEST(!needs_day("surgery is after 2020-01-01"));
    BOOST_TEST(needs_day("surgery is within the last 2 weeks"));
}

BOOST_AUTO_TEST_CASE(latest_and_earliest_need_records_with_a_date) {
    BOOST_TEST(check_condition("latest effort of visits >= 7").codes() == "");
    const Checked undated =
        check_condition("latest grade of tests >= 7",
                        "  tests:\n    type: records\n    each: test\n    of:\n"
                        "      grade: {type: number, whole: true, from: 0, to: 10}\n");
    BOOST_TEST(undated.codes() == "no-dates");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
