// Sets of codes.

#include "mapping/code_table.hpp"

#include "mapping/measures.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using caveat::mapping::CodeTable;
using caveat::mapping::Coding;

const std::string icd10cm = "http://hl7.org/fhir/sid/icd-10-cm";

CodeTable table() {
    return CodeTable({{icd10cm, "M54.5", "", true, {}},
                      {icd10cm, "M62.830", "", false, {}},
                      {"http://snomed.info/sct", "23056005", "", false, {}}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(mapping_code_table)

BOOST_AUTO_TEST_CASE(a_prefix_covers_what_begins_with_it_in_its_system_alone) {
    BOOST_TEST(table().contains(icd10cm, "M54.50"));
    BOOST_TEST(table().contains(icd10cm, "M54.5"));
    BOOST_TEST(!table().contains(icd10cm, "M54.6"));
    BOOST_TEST(!table().contains("http://snomed.info/sct", "M54.50"));
    BOOST_TEST(table().contains(icd10cm, "M62.830"));
    BOOST_TEST(!table().contains(icd10cm, "M62.8301"));
    BOOST_TEST(!table().contains(icd10cm, "m62.830"));
    BOOST_TEST(!table().contains("", "23056005"));
    BOOST_TEST(!CodeTable().contains(icd10cm, "M54.50"));
}

BOOST_AUTO_TEST_CASE(a_system_is_named_when_one_of_its_codes_is) {
    BOOST_TEST(table().names_system(icd10cm));
    BOOST_TEST(!table().names_system("http://loinc.org"));
    BOOST_TEST(!table().names_system(""));
}

BOOST_AUTO_TEST_CASE(what_two_sets_share_is_found_through_prefixes_too) {
    const CodeTable one({{icd10cm, "M54.50", "", false, {}}});
    BOOST_REQUIRE(table().shared_with(one) != nullptr);
    BOOST_REQUIRE(one.shared_with(table()) != nullptr);
    const CodeTable wider({{icd10cm, "M54", "", true, {}}});
    BOOST_TEST((table().shared_with(wider) != nullptr));
    const CodeTable apart({{icd10cm, "M55", "", true, {}}});
    BOOST_TEST((table().shared_with(apart) == nullptr));
}

BOOST_AUTO_TEST_CASE(time_since_a_date_known_in_part_is_known_in_part) {
    using namespace caveat;
    const Date day = *Date::from_text("2026-11-20");
    const auto years = [&](const char* since) {
        return mapping::elapsed(*Date::from_text(since), day, values::CalendarUnit::years);
    };
    BOOST_TEST(years("1961-11-20")->digits == "65");
    BOOST_TEST(years("1961-11-21")->digits == "64");
    BOOST_TEST(years("1961")->digits.empty());
    BOOST_TEST(years("1961")->limits.from->to_text() == "64");
    BOOST_TEST(years("1961")->limits.to->to_text() == "65");
    BOOST_TEST(!years("2026-11-21").has_value());
    BOOST_TEST(!years("2026").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
