// Bundles and files that are not what they seem: what is not understood of them proves nothing.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_bundles)

namespace {

struct Lists {
    RuleSet rules = back_rules();
    FhirMapping mapping = mapping_of(rules, back_mapping(closed));

    /// Whether there is back pain, as the closed list of conditions has it, and the problems.
    std::string query(const std::string& problems) const {
        const std::string who = patient();
        const std::vector<Delivery> deliveries{{"patient", who}, {"problems", problems}};
        FhirReader reader(mapping);
        return said_of(reader.read(deliveries, on_the_day()), "back_pain");
    }
    /// The same of files, said to have all conditions.
    std::string files(const std::vector<std::string>& texts) const {
        std::vector<Delivery> deliveries;
        for (const std::string& each : texts) deliveries.push_back({{}, each});
        FhirReadOptions options = on_the_day();
        options.complete = {"Condition"};
        FhirReader reader(mapping);
        return said_of(reader.read(deliveries, options), "back_pain");
    }
};

const std::string back = condition("c", coded(snomed, "BACK"), "active", "");

std::string bundle(const std::string& members) {
    return R"({"resourceType":"Bundle","type":"searchset",)" + members + "}";
}

std::string entry(const std::string& members) {
    return bundle(R"("entry":[{)" + members + "}]");
}

const std::string trouble =
    R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"timeout"}]})";

}  // namespace

BOOST_AUTO_TEST_CASE(a_bundle_that_cannot_be_read_on_proves_nothing) {
    const Lists lists;
    BOOST_TEST(lists.query(bundle(R"("entry":[])")) == "false ()");
    BOOST_TEST(lists.query(bundle(R"("total":0)")) == "false ()");
    const std::string in_a_list = R"("entry":[{"resource":)" + back + "}]";
    BOOST_TEST(lists.query(bundle(in_a_list)) == "true ()");
    for (const std::string& members : {
             R"("entry":{"resource":)" + back + "}",
             R"("entry":[],)" + in_a_list,
             in_a_list + R"(,"entry":[])",
             R"("entry":[[{"resource":)" + back + "}]]",
             R"("entry":[{"resource":[)" + back + "]}]",
             R"("entry":[{"fullUrl":7,"resource":)" + back + "}]",
             R"("entry":[{"search":"match","resource":)" + back + "}]",
             R"("entry":[{"resource":{"resourceType":"Basic"},"resource":)" + back + "}]",
             R"("entry":[{"modifierExtension":[{"url":"x"}],"resource":)" + back + "}]",
             std::string(R"("entry":null)"),
             std::string(R"("link":{"relation":"next","url":"x"})"),
             std::string(R"("link":[{"relation":["next"]}])"),
             std::string(R"("link":[{"relation":"self","relation":"next"}])"),
             std::string(R"("link":[],"link":[{"relation":"next","url":"x"}])"),
             std::string(R"("meta":{"tag":{"code":"SUBSETTED"}})"),
             std::string(R"("meta":[{"tag":[{"code":"SUBSETTED"}]}])"),
             std::string(R"("total":"1")"),
             std::string(R"("implicitRules":"http://x")"),
             std::string(R"("modifierExtension":[])"),
             std::string(R"("type":"searchset")"),
         }) {
        BOOST_TEST_CONTEXT(members) {
            BOOST_TEST(lists.query(bundle(members)) == "- (not-fhir)");
            BOOST_TEST(lists.files({patient(), bundle(members)}) == "- (not-fhir)");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_list_is_complete_only_where_nothing_speaks_against_it) {
    const Lists lists;
    const auto outcome = [](const std::string& members) {
        return entry(
            R"("search":{"mode":"outcome"},"resource":{"resourceType":"OperationOutcome",)" +
            members + "}");
    };
    const std::string lower = R"({"resourceType":"condition")" + back.substr(27);
    BOOST_REQUIRE(lower.find("subject") != std::string::npos);
    const std::string two_types = R"({"resourceType":"Basic",)" + back.substr(1);
    const auto link = [](const std::string& relation) {
        return bundle(R"("link":[{"relation":")" + relation + R"(","url":"x"}])");
    };
    const auto both = [&](const std::string& text, const std::string& answer) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(lists.query(text) == answer);
            BOOST_TEST(lists.files({patient(), text}) == answer);
        }
    };
    for (const std::string relation : {"self", "first", "last"}) both(link(relation), "false ()");
    for (const std::string relation : {"next", "previous", "prev"}) {
        both(link(relation), "- (incomplete-delivery)");
    }
    both(bundle(R"("meta":{"tag":[{"code":"SUBSETTED"}]})"), "- (incomplete-delivery)");
    both(outcome(R"("issue":[{"severity":"information"}])"), "false ()");
    for (const std::string members :
         {R"("issue":[{"severity":"warning"}])", R"("issue":[])", R"("issue":[{}])",
          R"("issue":{"severity":"information"})", R"("issue":"none")",
          R"("issue":[{"severity":"information"}],"issue":[{"severity":"error"}])",
          R"("issue":[{"severity":"information"}],"implicitRules":"x")"}) {
        both(outcome(members), "- (incomplete-delivery)");
    }
    both(entry(R"("resource":)" + lower), "- (not-fhir)");
    both(entry(R"("resource":)" + two_types), "- (not-fhir)");
    both(entry(R"("fullUrl":"http://e/Condition/1")"), "- (not-fhir)");
    both(entry(R"("request":{"method":"DELETE","url":"Condition/c"},"resource":)" + back),
         "- (not-fhir)");
    both(entry(R"("resource":)" + bundle(R"("entry":{"resource":)" + back + "}")), "- (not-fhir)");
    both(entry(R"("resource":{"resourceType":"Bundle","type":"history","entry":[{"resource":)" +
               back + "}]}"),
         "- (not-fhir)");
    both(lower, "- (not-fhir)");
    both(R"({"resource":{"resourceType":"Basic"},"resource":)" + back + "}", "- (not-fhir)");
    // Of what was asked for, and matches, all is of one type.
    const std::string basic = R"("resource":{"resourceType":"Basic"})";
    BOOST_TEST(lists.query(entry(R"("search":{"mode":"include"},)" + basic)) == "false ()");
    BOOST_TEST(lists.query(entry(R"("search":{"mode":"match"},)" + basic)) == "- (not-fhir)");
    // What came with it does not make its count full.
    const auto counted = [&](const std::string& resources) {
        return lists.query(bundle(R"("total":1,"entry":[{)" + resources + "}]"));
    };
    BOOST_TEST(counted(basic) == "- (incomplete-delivery)");
    BOOST_TEST(counted("\"resource\":" + back) == "true ()");
    BOOST_TEST(counted(basic + R"(},{"resource":)" +
                       condition("k", coded(snomed, "KNEE"), "active", "")) == "false ()");
}

BOOST_AUTO_TEST_CASE(files_that_fail_in_part_are_not_complete_whoever_says_so) {
    const Lists lists;
    const std::string whole = searchset({patient()});
    BOOST_TEST(lists.files({whole}) == "false ()");
    BOOST_TEST(lists.files({whole, searchset({})}) == "false ()");
    BOOST_TEST(lists.files({whole, back}) == "true ()");
    BOOST_TEST(lists.files({whole, trouble}) == "- (incomplete-delivery)");
    BOOST_TEST(lists.files({trouble, whole}) == "- (incomplete-delivery)");
    BOOST_TEST(lists.files({whole, back.substr(0, back.size() - 2)}) == "- (invalid-json)");
    BOOST_TEST(lists.files({whole, "{}"}) == "- (not-fhir)");
    BOOST_TEST(
        lists.files({whole, R"({"resourceType":"Basic","meta":{"tag":[{"code":"SUBSETTED"}]}})"}) ==
        "- (incomplete-delivery)");
    std::string nobodys = back;
    const std::string subject = R"("subject":{"reference":"Patient/p"},)";
    nobodys.erase(nobodys.find(subject), subject.size());
    BOOST_TEST(lists.files({whole, nobodys}) == "- (other-patient)");
    std::string anothers = back;
    anothers.replace(anothers.find("Patient/p"), 9, "Patient/q");
    BOOST_TEST(lists.files({whole, anothers}) == "- (other-patient)");
}

BOOST_AUTO_TEST_CASE(an_observation_of_nobody_may_be_the_newest) {
    const Lists lists;
    const auto weight = [&](const std::string& subject) {
        std::string newer =
            observation("n", coded(loinc, "WEIGHT"), "final", "2026-11-20", quantity("80", "kg"));
        const std::string own = R"("subject":{"reference":"Patient/p"},)";
        newer.replace(newer.find(own), own.size(), subject);
        return answer_to(
            read_file_record(lists.mapping, {patient(), newer,
                                             observation("o", coded(loinc, "WEIGHT"), "final",
                                                         "2026-11-19", quantity("60", "kg"))}),
            "weight");
    };
    BOOST_TEST(weight(R"("subject":{"reference":"Patient/p"},)") == "80");
    BOOST_TEST(weight(R"("subject":{"reference":"Patient/q"},)") == "60");
    BOOST_TEST(weight("") == "-");
    BOOST_TEST(weight(R"("subject":{"display":"P."},)") == "-");
}

BOOST_AUTO_TEST_CASE(an_element_of_a_wrong_type_makes_its_resource_unread) {
    const Lists lists;
    const auto answer = [&](const std::string& members) {
        return lists.query(searchset({resource("Condition", "c", members)}));
    };
    const std::string active =
        R"("clinicalStatus":)" +
        coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active");
    const auto code = [&](const std::string& coding) {
        return active + R"(,"code":{"coding":)" + coding + "}";
    };
    const std::string knee = R"({"system":")" + icd + R"(","code":"M17.9"})";
    const std::string pain = R"({"system":")" + snomed + R"(","code":"BACK"})";
    BOOST_TEST(answer(code("[" + knee + "]")) == "false ()");
    BOOST_TEST(answer(code("[" + knee + "," + pain + "]")) == "true ()");
    for (const std::string& members : {
             code(pain),
             code("[" + knee + ",[" + pain + "]]"),
             code("[" + knee + R"(,{"system":")" + snomed + R"(","code":5}])"),
             code("[" + knee + R"(,{"system":[")" + snomed + R"("],"code":"BACK"}])"),
             code("[" + knee + "]") + R"(,"extension":{"url":"x"})",
             code("[" + knee + "]") + R"(,"meta":{"tag":{"code":"SUBSETTED"}})",
             code("[" + knee + "]") + R"(,"onsetPeriod":{"start":2031})",
         }) {
        BOOST_TEST_CONTEXT(members) {
            BOOST_TEST(answer(members) == "- (unreadable-resource)");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_entry_that_takes_a_resource_away_brings_none) {
    const Read read;
    const std::string bundle =
        R"({"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE",)"
        R"("url":"Condition/c"},"resource":)" +
        condition("c", coded(snomed, "BACK"), "active", "") + "}]}";
    const std::vector<Delivery> deliveries{{{}, bundle}};
    FhirReader reader(read.mapping);
    const Profile& profile = reader.read(deliveries, on_the_day());
    BOOST_TEST(answer_to(profile, "back_pain") == "-");
    BOOST_TEST(codes_in(profile) == "not-fhir");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
