// Scores: what entries add, tables that count once, and bands that cover every total.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

namespace {

/// A score with these lines of points and these bands, and a rule on its band `high`.
Checked check_score(const std::string& points, const std::string& bands,
                    const std::string& more = "") {
    return check_condition("load is high", "scores:\n  load:\n    points:\n" + points +
                                               "    bands: {" + bands + "}\n" + more);
}

const std::string one_and_three = "      - fever: 1\n      - sex is female: 3\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(scores)

BOOST_AUTO_TEST_CASE(bands_cover_every_total_that_can_be_reached_once) {
    // 0, 1, 3 and 4
    BOOST_TEST(check_score(one_and_three, "low: below 3, high: 3 and over").codes() == "");
    BOOST_TEST(check_score(one_and_three, "low: up to 1, high: 3 and over").codes() == "");
    BOOST_TEST(check_score(one_and_three, "low: up to 0, high: 3 and over").codes() == "bands-gap");
    BOOST_TEST(check_score(one_and_three, "low: up to 1, high: 3 to 3").codes() == "bands-gap");
    BOOST_TEST(check_score(one_and_three, "low: up to 3, high: 3 and over").codes() ==
               "bands-overlap");
}

BOOST_AUTO_TEST_CASE(ends_of_bands_are_included_as_their_words_say) {
    const auto band = [](const std::string& bands) {
        const Checked checked = check_score(one_and_three, bands);
        BOOST_TEST_REQUIRE(checked.codes() == "");
        return checked.rules->scores[0].bands[0].interval;
    };
    const model::Interval below = band("low: below 3, high: 3 and over");
    BOOST_TEST(!below.low.is_finite());
    BOOST_TEST((below.high == values::Bound(3)));
    BOOST_TEST(!below.high_is_included);
    const model::Interval up_to = band("low: up to 1, high: over 1");
    BOOST_TEST((up_to.high == values::Bound(1)));
    BOOST_TEST(up_to.high_is_included);
    const model::Interval both = band("low: 0 to below 3, high: 3 to 4");
    BOOST_TEST((both.low == values::Bound(0)));
    BOOST_TEST(both.low_is_included);
    BOOST_TEST(!both.high_is_included);
}

BOOST_AUTO_TEST_CASE(the_declared_range_is_what_the_entries_can_reach) {
    const Checked checked =
        check_score("      - pain >= 7: 2\n      - pain < 4: 3\n", "low: up to 2, high: over 2");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    BOOST_TEST(values::to_text(checked.rules->scores[0].declared) == "0 to 3");
}

BOOST_AUTO_TEST_CASE(a_table_of_codes_names_every_code_once) {
    const std::string bands = "low: below 1, high: 1 and over";
    BOOST_TEST(check_score("      - sex: {female: 1, male: 0}\n", bands).codes() == "");
    BOOST_TEST(check_score("      - sex: {female: 1}\n", bands).codes() == "table-gap");
    BOOST_TEST(check_score("      - sex: {female: 1, male: 0, other: 2}\n", bands).codes() ==
               "unknown-code");
}

BOOST_AUTO_TEST_CASE(a_table_of_numbers_covers_the_declared_range_without_gap_or_overlap) {
    const std::string bands = "low: below 1, high: 1 and over";
    const auto codes = [&](const std::string& rows) {
        return check_score("      - pain: {" + rows + "}\n", bands).codes();
    };
    BOOST_TEST(codes("below 4: 0, 4 to 6: 1, 7 and over: 2") == "");
    BOOST_TEST(codes("below 4: 0, 5 to 6: 1, 7 and over: 2") == "table-gap");
    BOOST_TEST(codes("below 4: 0, 4 to 7: 1, 7 and over: 2") == "table-overlap");
    BOOST_TEST(codes("below 4: 0, 4 to 6: 1, 7 to 9: 2") == "table-gap");
    BOOST_TEST(codes("0 to 3: 0, 4 to 6: 1, 7 to 10: 2") == "");
}

BOOST_AUTO_TEST_CASE(the_rows_of_a_table_are_entries_of_one_item) {
    const Checked checked = check_score("      - fever: 1\n      - sex: {female: 1, male: 0}\n",
                                        "low: below 1, high: 1 and over");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const auto& entries = checked.rules->scores[0].entries;
    BOOST_TEST_REQUIRE(entries.size() == 3U);
    BOOST_TEST(entries[0].item == 0U);
    BOOST_TEST(!entries[0].is_row());
    BOOST_TEST(entries[1].item == 1U);
    BOOST_TEST(entries[2].item == 1U);
    BOOST_TEST(entries[2].is_row());
}

BOOST_AUTO_TEST_CASE(a_condition_has_a_weight_and_a_number_has_no_unit) {
    const std::string bands = "low: below 1, high: 1 and over";
    BOOST_TEST(check_score("      - pain >= 7\n", bands).codes() == "missing-weight");
    BOOST_TEST(check_score("      - weight\n", bands).codes() == "different-units");
    BOOST_TEST(check_score("      - 10 - pain\n", bands).codes() == "");
    BOOST_TEST(check_score("      - fever: 1 kg\n", bands).codes() == "different-units");
}

BOOST_AUTO_TEST_CASE(a_band_that_no_total_reaches_is_never_met) {
    // 2 is none of 0, 1, 3 and 4.
    const Checked checked = check_score(one_and_three, "low: up to 1, high: 2 to 2, top: 3 to 4");
    BOOST_TEST(checked.codes() == "decided-test");
}

BOOST_AUTO_TEST_CASE(missing_is_range_strict_or_prorate) {
    const auto made = [](const std::string& more) {
        Checked checked = check_score(one_and_three, "low: below 3, high: 3 and over", more);
        BOOST_TEST_REQUIRE(checked.codes() == "");
        return checked;
    };
    BOOST_TEST(!made("").rules->scores[0].is_strict);
    BOOST_TEST(made("    missing: strict\n").rules->scores[0].is_strict);
    const Checked prorated = made("    missing: {prorate: {at least: 1, rounded: to 1}}\n");
    BOOST_TEST(prorated.rules->scores[0].prorating.at_least == 1U);
    BOOST_TEST((prorated.rules->scores[0].prorating.step == values::Rational(1)));
    BOOST_TEST(prorated.rules->may_prorate);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
