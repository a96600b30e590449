// What `caveat schema` writes of rule files: the JSON Schema and the types, as golden files, which
// programs of others read too (tests/profile_schema).

#include <caveat/schema.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(golden_schema)

namespace {

using caveat::TypeLanguage;
using caveat::testing::check_golden;
using caveat::testing::read_source_file;

void check_contract(const std::string& file, const std::string& name) {
    const caveat::Loaded loaded = caveat::load_text(read_source_file(file), file);
    BOOST_REQUIRE_MESSAGE(loaded.rules, caveat::render(loaded));
    check_golden("schema/" + name + ".schema.json", caveat::write_profile_schema(*loaded.rules));
    check_golden("schema/" + name + ".ts",
                 caveat::write_profile_types(*loaded.rules, TypeLanguage::typescript));
    check_golden("schema/" + name + ".py",
                 caveat::write_profile_types(*loaded.rules, TypeLanguage::python));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_rule_set_with_every_kind_of_fact_has_this_contract) {
    check_contract("tests/golden/schema/sample.yaml", "sample");
}

BOOST_AUTO_TEST_CASE(the_sample_rules_have_this_contract) {
    check_contract("rules/back-pain-massage.yaml", "back_pain_massage");
}

BOOST_AUTO_TEST_SUITE_END()
