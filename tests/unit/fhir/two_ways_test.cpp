// What one resource says in two ways, and what two say against each other.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_two_ways)

// A closed list would turn what is void, or over, into a no.
BOOST_AUTO_TEST_CASE(two_statuses_that_differ_are_none) {
    const Read shut(back_mapping(closed));
    const std::string base = "http://terminology.hl7.org/CodeSystem/condition-";
    const auto both = [&](const std::string& kind, const std::string& a, const std::string& b) {
        const std::string coding = R"({"system":")" + base + kind + R"(","code":")";
        return R"({"coding":[)" + coding + a + "\"}," + coding + b + "\"}]}";
    };
    const std::string active = R"(,"clinicalStatus":)" + coded(base + "clinical", "active");
    const auto answer = [&](const std::string& members) {
        const Profile profile = shut.problems(
            {resource("Condition", "c", R"("code":)" + coded(snomed, "BACK") + members)});
        return answer_to(profile, "back_pain") + " (" + codes_in(profile) + ")";
    };
    BOOST_TEST(answer(active) == "true ()");
    for (const std::string other : {"confirmed", "refuted"}) {
        for (const bool is_first : {true, false}) {
            const std::string code = "entered-in-error";
            const std::string given =
                is_first ? both("ver-status", code, other) : both("ver-status", other, code);
            BOOST_TEST(answer(active + R"(,"verificationStatus":)" + given) ==
                       "- (unknown-status)");
        }
    }
    BOOST_TEST(answer(R"(,"clinicalStatus":)" + both("clinical", "resolved", "active")) ==
               "- (unknown-status)");
    BOOST_TEST(answer(R"(,"clinicalStatus":)" + both("clinical", "active", "active")) == "true ()");
    const std::string once = R"(,"verificationStatus":)" + coded(base + "ver-status", "confirmed");
    const std::string again =
        R"(,"verificationStatus":)" + coded(base + "ver-status", "entered-in-error");
    BOOST_TEST(answer(active + again) == "false ()");
    BOOST_TEST(answer(active + again + once) == "- (unreadable-resource)");
    BOOST_TEST(answer(active + once + again) == "- (unreadable-resource)");
}

BOOST_AUTO_TEST_CASE(what_is_given_in_two_ways_is_not_read) {
    const Read read;
    const std::string code =
        R"("status":"final","code":)" + coded(loinc, "PAIN") + "," + quantity("3", "{score}");
    const auto said = [&](const std::string& type, const std::string& members,
                          const std::string& fact) {
        const Profile profile = read.file({resource(type, "x", members)});
        return answer_to(profile, fact) + " (" + codes_in(profile) + ")";
    };
    const std::string today = R"(,"effectiveDateTime":"2026-11-20")";
    BOOST_TEST(said("Observation", code + today, "pain") == "3 ()");
    BOOST_TEST(
        said("Observation", code + today + R"(,"effectivePeriod":{"end":"2026-01-01"})", "pain") ==
        "- (unreadable-resource later-not-final later-not-final later-not-final)");
    const std::string back =
        R"("code":)" + coded(snomed, "BACK") + R"(,"clinicalStatus":)" +
        coded("http://terminology.hl7.org/CodeSystem/condition-clinical", "active");
    BOOST_TEST(said("Condition", back, "back_pain") == "true ()");
    BOOST_TEST(said("Condition", back + R"(,"onsetPeriod":{"start":"2026"},"onsetDateTime":"2020")",
                    "back_pain") == "- (unreadable-resource)");
}

// A closed list would make a no of each that is taken for something else.
BOOST_AUTO_TEST_CASE(a_code_that_is_not_written_as_its_system_writes_it_is_not_another_one) {
    const Read shut(back_mapping(closed));
    const auto answer = [&](const std::string& system, const std::string& code) {
        return answer_to(shut.problems({condition("c", coded(system, code), "active", "")}),
                         "back_pain");
    };
    BOOST_TEST(answer(icd, "M54.50") == "true");
    BOOST_TEST(answer(icd, "M17.9") == "false");
    BOOST_TEST(answer(icd, "M17") == "false");
    BOOST_TEST(answer(snomed, "KNEE") == "false");
    for (const std::string odd : {"m54.50", "M5450", "M50-M54", " M17.9"}) {
        BOOST_TEST_INFO(odd);
        BOOST_TEST(answer(icd, odd) == "-");
    }
    for (const std::string odd : {"BACK:363698007=1", "KNEE+BACK", "BACK |Back pain|", "BACK "}) {
        BOOST_TEST_INFO(odd);
        BOOST_TEST(answer(snomed, odd) == "-");
    }
}

BOOST_AUTO_TEST_CASE(denying_a_kind_denies_no_more_than_that_kind) {
    const Read read;
    const std::string knee = condition("k", coded(icd, "M17.9"), "inactive", "refuted");
    BOOST_TEST(answer_to(read.file({knee}), "arthritis") == "-");
    const std::string all = condition("a", coded(snomed, "ARTHRITIS"), "inactive", "refuted");
    BOOST_TEST(answer_to(read.file({all}), "arthritis") == "false");
    const std::string maybe = condition("m", coded(icd, "M17.9"), "active", "provisional");
    const Profile doubt = read.file({all, maybe});
    BOOST_TEST(answer_to(doubt, "arthritis") == "-");
    BOOST_TEST(codes_in(doubt) == "in-doubt");
    const std::string sure = condition("s", coded(icd, "M17.9"), "active", "confirmed");
    const Profile both = read.file({all, sure});
    BOOST_TEST(answer_to(both, "arthritis") == "-");
    BOOST_TEST(codes_in(both) == "sources-disagree");
}

BOOST_AUTO_TEST_CASE(of_two_components_that_are_meant_neither_is_read) {
    std::string text = back_mapping();
    const std::string whole = "coded as: {loinc: WEIGHT}";
    text.replace(text.find(whole), whole.size(),
                 "coded as: {loinc: BODY}, component: {loinc: WEIGHT}");
    const Read read(text);
    const auto component = [](const std::string& number) {
        return R"({"code":)" + coded(loinc, "WEIGHT") + "," + quantity(number, "kg") + "}";
    };
    const auto weight = [&](const std::string& components) {
        return answer_to(read.file({observation("o", coded(loinc, "BODY"), "final", "2026-11-20",
                                                R"("component":[)" + components + "]")}),
                         "weight");
    };
    BOOST_TEST(weight(component("70")) == "70");
    BOOST_TEST(weight(component("70") + "," + component("90")) == "-");
    BOOST_TEST(weight("") == "-");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
