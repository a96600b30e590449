// What R4 has under a name that another type has otherwise is no mistake, and what no fact reads is
// not looked at.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_elements)

namespace {

const std::vector<std::pair<std::string, std::string>> read_types{
    {"Condition",
     R"("severity":{"coding":[{"system":"http://snomed.info/sct","code":"S"}]},)"
     R"("stage":[{"type":{"text":"t"}}],"bodySite":[{"text":"b"}],)"
     R"("clinicalStatus":{"coding":[{"system":)"
     R"("http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},)"},
    {"Observation", R"("method":{"text":"asked"},"interpretation":[{"text":"H"}],)"
                    R"("referenceRange":[{"type":{"text":"normal"},"low":{"value":1}}],)"
                    R"("partOf":[{"reference":"Procedure/x"}],"valueBoolean":true,)"
                    R"("effectiveDateTime":"2026-11-20","status":"final",)"},
    {"Procedure", R"("partOf":[{"reference":"Procedure/x"}],"outcome":{"text":"good"},)"
                  R"("performedDateTime":"2026-11-20","status":"completed",)"},
    {"Encounter", R"("partOf":{"reference":"Encounter/x"},"serviceType":{"text":"s"},)"
                  R"("participant":[{"type":[{"text":"t"}]}],"class":{"code":"AMB"},)"
                  R"("period":{"start":"2026-11-20"},"status":"finished",)"},
    {"MedicationRequest", R"("dosageInstruction":[{"method":{"text":"m"},"doseAndRate":)"
                          R"([{"type":{"text":"ordered"}}]}],"intent":"order","status":"active",)"},
    {"MedicationStatement", R"("partOf":[{"reference":"Procedure/x"}],"dosage":[{"method":)"
                            R"({"text":"m"}}],"status":"active",)"},
    {"AllergyIntolerance", R"("type":"allergy","category":["food"],"reaction":[{"severity":"mild",)"
                           R"("manifestation":[{"text":"rash"}]}],)"
                           R"("clinicalStatus":{"coding":[{"system":)"
                           R"("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",)"
                           R"("code":"active"}]},)"},
};

std::string name_of_fact(std::size_t index) {
    return "f" + std::to_string(index);
}

/// A fact of each type.
RuleSet rules_of_types() {
    std::string facts;
    for (std::size_t i = 0; i < read_types.size(); ++i) {
        facts += "  " + name_of_fact(i) + ": {type: yes/no, ask: \"?\"}\n";
    }
    return rules_of("caveat: 1\nid: types\nfacts:\n" + facts +
                    "outcomes: {avoid massage: No.}\nrules: [f0 → avoid massage]\n");
}

std::string mapping_of_types() {
    std::string facts;
    for (std::size_t i = 0; i < read_types.size(); ++i) {
        facts += "  " + name_of_fact(i) + ": {from: " + read_types[i].first +
                 ", coded as: {snomed: X}, within: 1 a}\n";
    }
    // What has no date of its own is not asked for one.
    for (const std::string type :
         {"Condition", "MedicationRequest", "MedicationStatement", "AllergyIntolerance"}) {
        const std::size_t at = facts.find(", within", facts.find("from: " + type + ","));
        facts.erase(at, std::string(", within: 1 a").size());
    }
    return "fhir: 1\nfor: types\nfacts:\n" + facts;
}

/// With its code, under the name that the type has for it.
std::string resource_of(const std::string& type, const std::string& members) {
    const std::string code = coded(snomed, "X");
    const std::string named = type == "Encounter" ? "\"type\":[" + code + "]"
                              : type.find("Medication") == 0
                                  ? "\"medicationCodeableConcept\":" + code
                                  : "\"code\":" + code;
    std::string text = resource(type, "r", members + named);
    if (type == "AllergyIntolerance") text.replace(text.find("\"subject\""), 9, "\"patient\"");
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_another_type_has_otherwise_is_no_mistake) {
    const RuleSet rules = rules_of_types();
    const FhirMapping mapping = mapping_of(rules, mapping_of_types());
    for (std::size_t i = 0; i < read_types.size(); ++i) {
        const auto& [type, members] = read_types[i];
        BOOST_TEST_CONTEXT(type) {
            const std::string text = resource_of(type, members);
            BOOST_TEST(said_of(read_file_record(mapping, {patient(), text}), name_of_fact(i)) ==
                       "true ()");
            // Of its own elements the type still counts.
            const std::string odd = resource_of(type, members + R"("meta":"x",)");
            BOOST_TEST(
                codes_in(read_file_record(mapping, {patient(), odd})).find("unreadable-resource") ==
                0U);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_nothing_is_read_of_is_not_looked_at) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping());
    for (const std::string other :
         {R"({"resourceType":"Claim","id":"k","type":{"text":"x"},"item":[{"sequence":1}]})",
          R"({"resourceType":"Organization","id":"k","partOf":{"reference":"Organization/x"}})",
          R"({"resourceType":"PractitionerRole","id":"k","code":[{"text":"x"}]})",
          R"({"resourceType":"Specimen","id":"k","type":{"text":"x"},"collection":)"
          R"({"method":{"text":"m"}}})",
          R"({"resourceType":"DocumentReference","id":"k","type":{"text":"x"},)"
          R"("modifierExtension":[{"url":"http://x"}]})"}) {
        BOOST_TEST_INFO(other);
        BOOST_TEST(said_of(read_file_record(mapping, {patient(), other}), "born") ==
                   "\"1971-04\" ()");
    }
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_value_is_said_as_it_is) {
    const Read read;
    const auto problem = [&](const std::string& code, const std::string& value) {
        const Profile profile =
            read.file({observation("o", coded(loinc, code), "final", "2026-11-20", value)});
        return profile.problems().empty() ? std::string()
                                          : std::string(profile.problems().front().message);
    };
    for (const std::string unit : {"K", "cm", "kg{clothed}"}) {
        BOOST_TEST(problem("WEIGHT", quantity("80", unit)) ==
                   "its unit `" + unit + "` is not converted to that of the fact");
    }
    const auto range = [](const std::string& low, const std::string& high) {
        const auto quantity_of = [](const std::string& number, const std::string& unit) {
            return R"({"value":)" + number + R"(,"system":"http://unitsofmeasure.org","code":")" +
                   unit + "\"}";
        };
        return R"("valueRange":{"low":)" + quantity_of(low, "kg") + R"(,"high":)" +
               quantity_of(high, high.size() > 3 ? "g" : "kg") + "}";
    };
    BOOST_TEST(problem("WEIGHT", range("79", "81000")) == "its two ends are not in one unit");
    BOOST_TEST(problem("WEIGHT", range("79", "78")) ==
               "it has no two ends that a number can lie between");
    BOOST_TEST(problem("WEIGHT", range("79", "81")) == "");
    BOOST_TEST(problem("PAIN", R"("valueQuantity":{"value":"8"})") ==
               "it has no number that can be used");
    BOOST_TEST(problem("MUSCLE", R"("valueCodeableConcept":{"coding":[{"system":")" + clinic +
                                     R"(","code":"TENSE"},{"system":")" + clinic +
                                     R"(","code":"CALM"}]})") == "its codes mean several answers");
}

BOOST_AUTO_TEST_CASE(a_diagnosis_is_as_sure_as_its_code_says) {
    const Read read;
    const auto said = [&](const std::string& certainty) {
        return answer_to(
            read.file({condition(
                "c",
                R"({"coding":[{"system":")" + icd +
                    R"(","code":"M54.50","extension":[{"url":)"
                    R"("http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit",)"
                    R"("valueCoding":{"system":)"
                    R"("https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_ICD_DIAGNOSESICHERHEIT",)"
                    R"("code":")" +
                    certainty + R"("}}]}]})",
                "active", "")}),
            "back_pain");
    };
    BOOST_TEST(said("G") == "true");
    // Excluded, suspected, of the past.
    for (const std::string doubt : {"A", "V", "Z"}) BOOST_TEST(said(doubt) == "-");
}

BOOST_AUTO_TEST_CASE(what_lies_within_a_window_on_its_first_day_is_not_too_old) {
    const Read read;
    const auto said = [&](const std::string& date) {
        return answer_to(read.file({procedure("p", coded(snomed, "PHYSIO"), "completed", date)}),
                         "therapies");
    };
    const std::string is_so = R"({"present":["physiotherapy"],"absent":[]})";
    BOOST_TEST(said("2026-11-20") == is_so);
    BOOST_TEST(said("2026-11") == is_so);
    BOOST_TEST(said("2026-09") == is_so);
    BOOST_TEST(said("2026-08") == "-");
    BOOST_TEST(said("2026") == "-");
    BOOST_TEST(said("2026-12") == "-");
}

BOOST_AUTO_TEST_CASE(a_code_above_one_that_is_listed_may_be_that_one) {
    const Read read(back_mapping(closed));
    FhirReadOptions complete = on_the_day();
    complete.complete = {"Condition"};
    const auto said = [&](const std::string& code, const std::string& fact) {
        return answer_to(read.file({condition("c", coded(icd, code), "active", "")}, complete),
                         fact);
    };
    BOOST_TEST(said("M54.50", "back_pain") == "true");
    BOOST_TEST(said("M54.4", "back_pain") == "false");
    for (const std::string code : {"M54", "M54.", "M5"}) {
        BOOST_TEST(said(code, "back_pain") == "-");
    }
    BOOST_TEST(said("M55", "back_pain") == "false");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
