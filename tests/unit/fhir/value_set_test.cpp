// A value set that is not what it seems is refused: a code that is lost from it would be a silent
// no.

#include "adapters/fhir/value_set.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_value_set)

namespace {

std::string set_of(const std::string& members) {
    return R"({"resourceType":"ValueSet","status":"active",)" + members + "}";
}
std::string expanded(const std::string& entries, const std::string& more = {}) {
    return set_of(R"("expansion":{"contains":[)" + entries + "]" + more + "}");
}
std::string composed(const std::string& includes) {
    return set_of(R"("compose":{"include":[)" + includes + "]}");
}
std::string entry(const std::string& code, const std::string& more = {}) {
    return R"({"system":"http://snomed.info/sct","code":)" + code + more + "}";
}

/// How many codes it has, or that it is refused.
std::string read(const std::string& text) {
    const mapping::ValueSet set = fhir::read_value_set(text);
    BOOST_TEST(set.problem.empty() == set.help.empty());
    return set.problem.empty() ? std::to_string(set.codes.size()) : "refused";
}

const std::string one = entry("\"1\"");
const std::string two = entry("\"2\"");

std::string extended(const std::string& url, const std::string& value) {
    return R"(,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/)" + url + "\"" +
           value + "}]";
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_code_of_a_whole_set_is_read) {
    BOOST_TEST(read(expanded(one + "," + two)) == "2");
    BOOST_TEST(read(expanded(entry("\"1\"", R"(,"contains":[)" + two + "]"))) == "2");
    BOOST_TEST(read(expanded(R"({"display":"group","contains":[)" + two + "]}")) == "1");
    BOOST_TEST(read(expanded(entry("\"0\"", R"(,"abstract":true)") + "," + two)) == "1");
    BOOST_TEST(read(expanded(one, R"(,"total":1)")) == "1");
    BOOST_TEST(read(composed(R"({"system":"http://snomed.info/sct","concept":[{"code":"1"}]})")) ==
               "1");
    for (const std::string other : {"valueset-expansionSource", "valueset-toocostly-not"}) {
        BOOST_TEST(read(expanded(one, extended(other, R"(,"valueBoolean":true)"))) == "1");
    }
    BOOST_TEST(read(expanded(one, extended("valueset-toocostly", R"(,"valueBoolean":false)"))) ==
               "1");
}

BOOST_AUTO_TEST_CASE(a_code_that_no_record_has_is_refused) {
    const auto of_icd = [](const std::string& code) {
        return read(
            expanded(R"({"system":"http://hl7.org/fhir/sid/icd-10-cm","code":")" + code + "\"}"));
    };
    for (const std::string code : {"M54.50", "M54.5-", "M54", "M50-M54", "XIII", "S39.012A"}) {
        BOOST_TEST(of_icd(code) == "1");
    }
    for (const std::string code : {"M5450", "m54.50", "M54.50 "}) {
        BOOST_TEST(of_icd(code) == "refused");
    }
    BOOST_TEST(read(expanded(entry("\" 1\""))) == "refused");
    BOOST_TEST(read(expanded(R"({"system":"http://www.whocc.no/atc","code":"B01AF01"})")) == "1");
}

BOOST_AUTO_TEST_CASE(a_set_that_may_have_more_is_refused) {
    const std::string concept_list = R"("concept":[{"code":"1"}])";
    const std::string system = R"("system":"http://snomed.info/sct",)";
    for (const std::string& text : {
             expanded(one + "," + entry("2")),
             expanded(one + "," + entry("null")),
             expanded(one + R"(,{"system":"http://snomed.info/sct"})"),
             expanded(one + ",[" + two + "]"),
             expanded(entry("\"1\"", R"(,"contains":)" + two)),
             expanded(entry("\"1\"", R"(,"modifierExtension":[{"url":"x"}])")),
             expanded(entry("\"1\"", R"(,"abstract":"true")")),
             expanded(one, R"(,"total":"1")"),
             expanded(one, R"(,"total":2)"),
             expanded(one, R"(,"contains":[)" + two + "]"),
             expanded(one, R"(,"parameter":{"name":"count"})"),
             expanded(one, extended("valueset-toocostly", R"(,"valueBoolean":true)")),
             expanded(one, extended("valueset-unclosed", R"(,"valueBoolean":true)")),
             expanded(one, extended("valueset-toocostly", "")),
             composed("{" + system + concept_list + R"(,"concept":[{"code":"2"}]})"),
             composed("{" + system + concept_list + "},{" + system + R"("concept":{"code":"2"}})"),
             composed("{" + system + R"("concept":[{"code":"1"},{"code":2}]})"),
             composed("{" + system + R"("concept":[{"code":"1"},"2"]})"),
             set_of(R"("compose":{"include":{)" + system + concept_list + "}}"),
             set_of(R"("implicitRules":"http://x","compose":{"include":[{)" + system +
                    concept_list + "}]}"),
         }) {
        BOOST_TEST_INFO(text);
        BOOST_TEST(read(text) == "refused");
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
