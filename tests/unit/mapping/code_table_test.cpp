// Sets of codes.

#include "mapping/code_table.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

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

BOOST_AUTO_TEST_CASE(a_prefix_is_found_beside_many_codes_and_others_that_begin_so) {
    std::vector<Coding> codings{{icd10cm, "M54", "", false, {}},
                                {icd10cm, "M54.5", "", true, {}},
                                {icd10cm, "M54.51", "", false, {}},
                                {icd10cm, "S39.01", "", true, {}}};
    for (int i = 0; i < 1000; ++i) {
        codings.push_back({icd10cm, "M54.4" + std::to_string(i), "", false, {}});
        codings.push_back({icd10cm, "M54.5" + std::to_string(i), "", false, {}});
    }
    const CodeTable many(codings);
    BOOST_TEST(many.contains(icd10cm, "M54"));
    BOOST_TEST(many.contains(icd10cm, "M54.59999"));
    BOOST_TEST(many.contains(icd10cm, "S39.012A"));
    BOOST_TEST(many.contains(icd10cm, "M54.4999"));
    BOOST_TEST(!many.contains(icd10cm, "M54.49999"));
    BOOST_TEST(!many.contains(icd10cm, "M54.6"));
    BOOST_TEST(!many.contains(icd10cm, "S39.0"));
    BOOST_TEST(!many.contains(icd10cm, ""));
}

BOOST_AUTO_TEST_CASE(what_is_below_a_code_begins_with_it_in_a_tree_alone) {
    for (const char* code : {"M", "M54", "M54.", "M62", "M62.83"}) {
        BOOST_TEST(table().has_below(icd10cm, code));
    }
    for (const char* code : {"M62.830", "M54.5", "M54.6", "M55", "N"}) {
        BOOST_TEST(!table().has_below(icd10cm, code));
    }
    BOOST_TEST(!table().has_below("http://snomed.info/sct", "2305"));
    BOOST_TEST(!CodeTable().has_below(icd10cm, "M54"));
}

BOOST_AUTO_TEST_SUITE_END()
