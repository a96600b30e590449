// What says of itself that it is not there, or not exact, or not so yet, is not read as if it were.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_absent)

namespace {

constexpr std::string_view rules_text = R"(caveat: 1
id: absent
facts:
  age: {type: number, unit: a, from: 0, to: 150, ask: "Age?"}
  born: {type: date, ask: "Born?"}
  female: {type: yes/no, ask: "Female?"}
  died: {type: yes/no, ask: "Died?"}
  pain: {type: number, from: 0, to: 10, ask: "Pain?"}
  weight: {type: number, unit: kg, from: 0, ask: "Weight?"}
  tense: {type: yes/no, ask: "Tense?"}
  numb: {type: yes/no, ask: "Numb?"}
  rash: {type: yes/no, ask: "Rash?"}
  opioid: {type: yes/no, ask: "Opioid?"}
outcomes: {refer to doctor: Ask.}
rules: [{id: r, rule: numb → refer to doctor}]
)";

constexpr std::string_view mapping_text = R"(fhir: 1
for: absent
queries:
  problems: {search: "Condition?patient={{context.patientId}}", closed: Lists are kept here.}
  drugs: {search: "MedicationRequest?patient={{context.patientId}}", closed: Lists are kept here.}
facts:
  age: {from: Patient, take: age}
  born: {from: Patient, take: birth date}
  female: {from: Patient, take: gender, yes when: {"http://hl7.org/fhir/administrative-gender": female}, no when: {"http://hl7.org/fhir/administrative-gender": male}}
  died: {from: Patient, take: deceased}
  pain: {from: Observation, coded as: {loinc: PAIN}, within: 2 d}
  weight: {from: Observation, coded as: {loinc: WEIGHT}, within: 2 d}
  tense: {from: Observation, coded as: {loinc: TENSE}, within: 2 d, yes when: {snomed: T}, no when: {snomed: C}}
  numb: {from: Condition, coded as: {snomed: NUMB}, none by: {snomed: NONE}}
  rash: {from: Condition, coded as: {snomed: RASH}}
  opioid: {from: MedicationRequest, coded as: {rxnorm: OPIOID}}
)";

class Reading {
  public:
    Reading()
        : rules_(rules_of(rules_text)), mapping_(mapping_of(rules_, std::string(mapping_text))) {}

    /// The answer to a fact, and what is said of the record. The lists are all there is.
    std::string of(const std::string& fact, const std::vector<std::string>& resources) const {
        FhirReadOptions options = on_the_day();
        options.complete = {"Condition", "MedicationRequest"};
        const Profile profile = read_file_record(mapping_, resources, options);
        const std::string codes = codes_in(profile);
        return answer_to(profile, fact) + (codes.empty() ? "" : " (" + codes + ")");
    }
    std::string of_patient(const std::string& fact, const std::string& members) const {
        return of(fact, {patient(members)});
    }

  private:
    RuleSet rules_;
    FhirMapping mapping_;
};

std::string absent(const std::string& reason) {
    return R"({"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason")" +
           (reason.empty() ? "" : R"(,"valueCode":")" + reason + '"') + "}]}";
}
/// The same, within an element.
std::string absent_within() {
    const std::string whole = absent("unknown");
    return whole.substr(1, whole.size() - 2);
}

const std::string unread = "- (unreadable-resource)";

constexpr std::string_view data_absent = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

}  // namespace

BOOST_AUTO_TEST_CASE(what_the_patient_is_beside_a_reason_why_not_is_not_known) {
    const Reading reading;
    const std::string unknown = absent("unknown");
    BOOST_TEST(reading.of_patient("age", R"("birthDate":"1970-01-01")") == "56");
    BOOST_TEST(reading.of_patient("age", R"("birthDate":"1900-01-01","_birthDate":)" + unknown) ==
               "- (unusable-value)");
    BOOST_TEST(reading.of_patient("born", R"("birthDate":"1900-01-01","_birthDate":)" +
                                              absent("")) == "- (unusable-value)");
    BOOST_TEST(reading.of_patient("born", R"("_birthDate":)" + unknown) == "-");
    BOOST_TEST(reading.of_patient("born", R"("birthDate":"soon")") == "- (unusable-value)");
    BOOST_TEST(reading.of_patient("female", R"("gender":"female")") == "true");
    BOOST_TEST(reading.of_patient("female", R"("gender":"male","_gender":)" + unknown) ==
               "- (unusable-value)");
    // The rest of the patient is read.
    BOOST_TEST(reading.of_patient("age", R"("birthDate":"1970-01-01","gender":"male","_gender":)" +
                                             unknown) == "56 (unusable-value)");
    // Other extensions say more of a value, and nothing against it.
    BOOST_TEST(reading.of_patient("age",
                                  R"("birthDate":"1970-01-01","_birthDate":{"extension":)"
                                  R"([{"url":"http://hl7.org/fhir/StructureDefinition/)"
                                  R"(patient-birthTime","valueDateTime":"1970-01-01"}]})") == "56");
    // One that nobody can read is not taken for none.
    BOOST_TEST(reading.of_patient("age", R"("birthDate":"1970-01-01","_birthDate":{"extension":)"
                                         R"({"url":"x"}})") == unread);
}

BOOST_AUTO_TEST_CASE(nobody_is_dead_before_it_is_sure) {
    const Reading reading;
    const auto died = [&](const std::string& members) {
        return reading.of_patient("died", members);
    };
    BOOST_TEST(died(R"("deceasedBoolean":true)") == "true (deceased)");
    BOOST_TEST(died(R"("deceasedBoolean":false)") == "false");
    BOOST_TEST(died(R"("active":true)") == "-");
    BOOST_TEST(died(R"("deceasedDateTime":"2026-11-20")") == "true (deceased)");
    BOOST_TEST(died(R"("deceasedDateTime":"2025")") == "true (deceased)");
    for (const std::string day : {"", "yesterday", "2026-11-21", "2031", "2026-11", "2026"}) {
        BOOST_TEST_INFO(day);
        BOOST_TEST(died(R"("deceasedDateTime":")" + day + '"') == "- (unusable-value)");
    }
    const std::string unknown = absent("unknown");
    BOOST_TEST(died(R"("_deceasedBoolean":)" + unknown) == "-");
    for (const std::string said : {"true", "false"}) {
        BOOST_TEST(died(R"("deceasedBoolean":)" + said + R"(,"_deceasedBoolean":)" + unknown) ==
                   "- (unusable-value)");
    }
    BOOST_TEST(died(R"("deceasedDateTime":"2025","_deceasedDateTime":)" + unknown) ==
               "- (unusable-value)");
    // Of what is not to be read on, it is not read that somebody has died.
    BOOST_TEST(died(R"("deceasedBoolean":true,"modifierExtension":[])") == unread);
}

BOOST_AUTO_TEST_CASE(a_number_is_exact_only_where_nothing_speaks_against_it) {
    const Reading reading;
    const auto observed = [&](const std::string& value, const std::string& fact = "pain") {
        return reading.of(fact, {observation("o", coded(loinc, fact == "pain" ? "PAIN" : "WEIGHT"),
                                             "final", "2026-11-20", value)});
    };
    const auto pain = [&](const std::string& members) {
        return observed(R"("valueQuantity":{"value":8)" + members + "}");
    };
    const std::string unknown = absent("unknown");
    const std::string unusable = "- (unusable-value later-not-final)";
    BOOST_TEST(pain("") == "8");
    BOOST_TEST(pain(R"(,"comparator":"<")") == "{\"below\":8}");
    for (const std::string odd : {R"(["<"])", "\"\"", "{}", "null", "\"ad\"", "\"~\"", "7"}) {
        BOOST_TEST_INFO(odd);
        BOOST_TEST(pain(R"(,"comparator":)" + odd) == unusable);
    }
    BOOST_TEST(pain(R"(,"_value":)" + unknown) == unusable);
    BOOST_TEST(pain(R"(,"_value":)" + absent("")) == unusable);
    BOOST_TEST(pain(R"(,"_comparator":)" + unknown) == unusable);
    BOOST_TEST(pain(R"(,"comparator":"<","_comparator":)" + unknown) == unusable);
    BOOST_TEST(pain("," + absent_within()) == unusable);
    BOOST_TEST(observed(R"("valueInteger":8,"_valueInteger":)" + unknown) == unusable);
    BOOST_TEST(observed(R"("valueInteger":8,"_valueInteger":)" + absent("")) == unusable);
    // A quantity may say within itself that it is not there.
    BOOST_TEST(observed(R"("valueQuantity":{"_value":)" + absent("asked-unknown") + "}") == "null");
    BOOST_TEST(observed(R"("valueQuantity":{"unit":"score","_value":)" + unknown + "}") ==
               "- (later-not-final)");
    BOOST_TEST(observed(R"("valueQuantity":{)" + absent_within() + "}") == "- (later-not-final)");
    const std::string weight =
        R"("valueQuantity":{"value":80,"system":"http://unitsofmeasure.org","code":"kg")";
    BOOST_TEST(observed(weight + "}", "weight") == "80");
    BOOST_TEST(observed(weight + R"(,"_unit":)" + unknown + "}", "weight") == "80");
    BOOST_TEST(observed(weight + R"(,"_code":)" + unknown + "}", "weight").starts_with("- ("));
    // The ends of a range are numbers without a comparator.
    BOOST_TEST(observed(R"("valueRange":{"low":{"value":3},"high":{"value":5}})") ==
               R"({"from":3,"to":5})");
    for (const std::string& more :
         {R"("comparator":"<")" + std::string(), "\"_value\":" + unknown}) {
        BOOST_TEST(observed(R"("valueRange":{"low":{"value":3,)" + more +
                            R"(},"high":{"value":5}})") == unusable);
    }
}

BOOST_AUTO_TEST_CASE(a_coded_value_beside_a_reason_why_not_is_none) {
    const Reading reading;
    const auto tense = [&](const std::string& value) {
        return reading.of("tense",
                          {observation("o", coded(loinc, "TENSE"), "final", "2026-11-20", value)});
    };
    const std::string calm = R"({"system":"http://snomed.info/sct","code":"C")";
    BOOST_TEST(tense(R"("valueCodeableConcept":{"coding":[)" + calm + "}]}") == "false");
    BOOST_TEST(tense(R"("valueCodeableConcept":{"coding":[)" + calm + "}]," + absent_within() +
                     "}") == "- (unusable-value later-not-final)");
    BOOST_TEST(tense(R"("valueCodeableConcept":{)" + absent_within() + "}") ==
               "- (later-not-final)");
    BOOST_TEST(tense(R"("valueCodeableConcept":{"coding":[)" + calm + R"(,"_code":)" +
                     absent("unknown") + "}]}") ==
               "- (unreadable-resource later-not-final later-not-final later-not-final)");
    // Of two reasons that differ, neither is taken.
    const auto reasons = [](const std::string& a, const std::string& b) {
        return R"("dataAbsentReason":{"coding":[{"code":")" + a + R"("},{"code":")" + b + "\"}]}";
    };
    BOOST_TEST(tense(reasons("asked-unknown", "asked-unknown")) == "null");
    BOOST_TEST(tense(reasons("error", "asked-unknown")) == "- (unusable-value later-not-final)");
}

// The last of them would decide whether it is asked again.
BOOST_AUTO_TEST_CASE(of_reasons_that_differ_none_is_taken_whichever_comes_first) {
    const Reading reading;
    const auto tense = [&](const std::string& value) {
        return reading.of("tense",
                          {observation("o", coded(loinc, "TENSE"), "final", "2026-11-20", value)});
    };
    const std::string unusable = "- (unusable-value later-not-final)";
    const std::string asked = "asked-unknown";
    const std::string url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    const auto extension = [&](const std::string& code) {
        return R"({"url":")" + url + R"(","valueCode":")" + code + "\"}";
    };
    const auto within = [&](const std::string& a, const std::string& b) {
        return R"({"extension":[)" + extension(a) + "," + extension(b) + "]}";
    };
    const auto reason = [&](const std::string& code) {
        return R"("dataAbsentReason":)" + coded(std::string(data_absent), code);
    };
    for (const std::string other : {"unknown", "not-applicable", "negative-infinity"}) {
        BOOST_TEST_INFO(other);
        for (const auto& [a, b] : {std::pair(asked, other), std::pair(other, asked)}) {
            BOOST_TEST(tense(R"("_valueBoolean":)" + within(a, b)) == unusable);
            BOOST_TEST(tense(R"("valueCodeableConcept":)" + within(a, b)) == unusable);
            BOOST_TEST(tense(reason(a) + R"(,"_valueBoolean":)" + absent(b)) == unusable);
            BOOST_TEST(tense(R"("_valueBoolean":)" + absent(a) + R"(,"_valueInteger":)" +
                             absent(b)) == unusable);
        }
    }
    BOOST_TEST(tense(R"("_valueBoolean":)" + within(asked, asked)) == "null");
    BOOST_TEST(tense(reason(asked) + R"(,"_valueBoolean":)" + absent(asked)) == "null");
    // The same said in the words of the house is no other reason.
    const std::string local = R"({"system":"https://clinic.example/codes","code":"UNK"})";
    const std::string known =
        R"({"system":")" + std::string(data_absent) + R"(","code":"asked-unknown"})";
    for (const auto& [a, b] : {std::pair(local, known), std::pair(known, local)}) {
        BOOST_TEST(tense(R"("dataAbsentReason":{"coding":[)" + a + "," + b + "]}") == "null");
    }
    BOOST_TEST(tense(R"("dataAbsentReason":{"coding":[)" + local + "]}") == "- (later-not-final)");
}

BOOST_AUTO_TEST_CASE(a_status_code_or_reference_beside_a_reason_why_not_is_not_read_on) {
    const Reading reading;
    const std::string unknown = absent("unknown");
    const std::string base = "http://terminology.hl7.org/CodeSystem/condition-";
    const std::string numb = coded(snomed, "NUMB");
    BOOST_TEST(reading.of("numb", {condition("c", numb, "active", "")}) == "true");
    BOOST_TEST(reading.of("rash", {condition("c", numb, "active", "")}) == "false");
    const auto with = [](const std::string& concept_text, const std::string& more) {
        return concept_text.substr(0, concept_text.size() - 1) + "," + more + "}";
    };
    const auto within_coding = [&](const std::string& concept_text) {
        return concept_text.substr(0, concept_text.size() - 3) + R"(,"_code":)" + unknown + "}]}";
    };
    const std::string refuted = coded(base + "ver-status", "refuted");
    const std::string active = R"("clinicalStatus":)" + coded(base + "clinical", "active");
    const auto condition_of = [&](const std::string& code, const std::string& verified) {
        return resource("Condition", "c",
                        active + R"(,"code":)" + code + R"(,"verificationStatus":)" + verified);
    };
    BOOST_TEST(reading.of("numb", {condition_of(numb, refuted)}) == "false");
    for (const std::string fact : {"numb", "rash"}) {
        BOOST_TEST_INFO(fact);
        BOOST_TEST(reading.of(fact, {condition_of(numb, within_coding(refuted))}) == unread);
        BOOST_TEST(reading.of(fact, {condition_of(numb, with(refuted, absent_within()))}) ==
                   unread);
        BOOST_TEST(reading.of(fact, {condition_of(within_coding(numb), refuted)}) == unread);
        BOOST_TEST(reading.of(fact, {condition_of(with(numb, absent_within()), refuted)}) ==
                   unread);
        BOOST_TEST(reading.of(fact, {condition("c", numb, "active", "",
                                               R"(,"recordedDate":"2026","_recordedDate":)" +
                                                   unknown)}) == unread);
    }
    const auto order = [&](const std::string& more) {
        return resource("MedicationRequest", "m",
                        R"("status":"active","intent":"order","medicationCodeableConcept":)" +
                            coded("http://www.nlm.nih.gov/research/umls/rxnorm", "OPIOID") + more);
    };
    BOOST_TEST(reading.of("opioid", {order("")}) == "true");
    BOOST_TEST(reading.of("opioid", {order(R"(,"doNotPerform":true)")}) == "false");
    for (const std::string more :
         {R"("_status":)", R"("_intent":)", R"("doNotPerform":true,"_doNotPerform":)",
          R"("_doNotPerform":)"}) {
        BOOST_TEST_INFO(more);
        BOOST_TEST(reading.of("opioid", {order("," + more + unknown)}) == unread);
    }
    // What is not read may say so.
    BOOST_TEST(reading.of("opioid", {order(R"(,"priority":"routine","_priority":)" + unknown)}) ==
               "true");
    BOOST_TEST(reading.of("numb", {condition("c", numb, "active", "",
                                             R"(,"recorder":{"display":"x",)" + absent_within() +
                                                 "}")}) == "true");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
