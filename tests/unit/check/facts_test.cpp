// Declarations of facts: types, ranges in their base unit, codes, fields.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

namespace {

/// The type of a fact declared so; nothing when there is a mistake in it.
std::optional<facts::ValueType> type_of(const std::string& declaration) {
    Checked checked = check_facts("  it: " + declaration + "\n");
    if (!checked.rules || checked.codes() != "") return std::nullopt;
    return checked.rules->catalogue[1].type;
}

std::string codes_of(const std::string& declaration) {
    return check_facts("  it: " + declaration + "\n").codes();
}

std::string list_of_codes(int count) {
    std::string codes;
    for (int i = 0; i < count; ++i) codes += (i == 0 ? "c" : ", c") + std::to_string(i);
    return "{type: choice, of: [" + codes + "]}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fact_declarations)

BOOST_AUTO_TEST_CASE(a_range_is_kept_in_the_base_unit_and_whole_in_its_own) {
    const auto grams = type_of("{type: number, from: 2, to: 300, unit: kg}");
    BOOST_TEST_REQUIRE(grams.has_value());
    BOOST_TEST(values::to_text(grams->range) == "2000 to 300000");
    BOOST_TEST(!grams->whole);
    const auto plain = type_of("{type: number, whole: true, from: 0, to: 10}");
    BOOST_TEST_REQUIRE(plain.has_value());
    BOOST_TEST((plain->range == values::Range{0, 10, true}));
    BOOST_TEST(plain->whole);
}

BOOST_AUTO_TEST_CASE(an_end_may_be_left_out_and_the_other_may_be_equal_but_not_beyond) {
    BOOST_TEST(codes_of("{type: number, from: 5}") == "");
    BOOST_TEST(codes_of("{type: number, from: 5, to: 5}") == "");
    BOOST_TEST(codes_of("{type: number, from: 5, to: 4}") == "empty-range");
    BOOST_TEST(codes_of("{type: date, from: 2020-01-02, to: 2020-01-01}") == "empty-range");
}

BOOST_AUTO_TEST_CASE(a_short_form_is_the_type_alone) {
    BOOST_TEST((type_of("yes/no")->kind == FactKind::yes_no));
    BOOST_TEST((type_of("number")->kind == FactKind::number));
    BOOST_TEST((type_of("date")->kind == FactKind::date));
}

BOOST_AUTO_TEST_CASE(a_misspelt_type_or_unit_is_an_error) {
    BOOST_TEST(codes_of("nubmer") == "unknown-word");
    BOOST_TEST(codes_of("{type: number, unit: kgs}") == "unknown-unit");
}

BOOST_AUTO_TEST_CASE(a_date_may_lie_in_the_past_alone) {
    const auto past = type_of("{type: date, to: as of}");
    BOOST_TEST_REQUIRE(past.has_value());
    BOOST_TEST(past->to_as_of);
    BOOST_TEST(!type_of("date")->to_as_of);
}

BOOST_AUTO_TEST_CASE(codes_have_keys_and_labels) {
    const auto type =
        type_of("{type: choice, of: {lower back: {label: Lower back}, hip: {snomed: 24136001}}}");
    BOOST_TEST_REQUIRE(type.has_value());
    BOOST_TEST_REQUIRE(type->codes.size() == 2U);
    BOOST_TEST(type->codes[0].name == "lower back");
    BOOST_TEST(type->codes[0].key == "lower_back");
    BOOST_TEST(type->codes[0].label == "Lower back");
    BOOST_TEST(type->codes[1].label == "hip");
}

BOOST_AUTO_TEST_CASE(a_fact_has_up_to_256_codes) {
    BOOST_TEST(type_of(list_of_codes(256)).has_value());
    BOOST_TEST(codes_of(list_of_codes(257)) == "too-many-codes");
}

BOOST_AUTO_TEST_CASE(a_code_that_stands_alone_is_one_of_the_list) {
    const auto type = type_of("{type: choices, of: [neck, back, other], exclusive: [other]}");
    BOOST_TEST_REQUIRE(type.has_value());
    BOOST_TEST(type->exclusive.contains(2));
    BOOST_TEST(type->exclusive.size() == 1U);
    BOOST_TEST(codes_of("{type: choices, of: [neck, back], exclusive: [hip]}") == "unknown-code");
}

BOOST_AUTO_TEST_CASE(records_have_fields_and_one_of_them_may_be_their_date) {
    const Checked checked = check_facts(
        "  visits: {type: records, each: visit, dated by: day, of: {eased: yes/no, day: date}}\n");
    BOOST_TEST_REQUIRE(checked.codes() == "");
    const facts::Fact& visits = checked.rules->catalogue[1];
    BOOST_TEST(visits.each == "visit");
    BOOST_TEST_REQUIRE(visits.fields.size() == 2U);
    BOOST_TEST(visits.fields[1].name == "day");
    BOOST_TEST(visits.dated_by.value() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
