#pragma once

// Resources as JSON text, and rules to read them for.

#include <caveat/fhir.hpp>
#include <caveat/json.hpp>
#include <caveat/rules.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace caveat::testing {

inline RuleSet rules_of(std::string_view text) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules.has_value(), render(loaded));
    return *loaded.rules;
}

inline RuleSet back_rules() {
    return rules_of(read_source_file("tests/golden/mapping/rules.yaml"));
}

/// Where the facts of those rules come from; `problems` is the rest of that query.
inline std::string back_mapping(const std::string& problems = {}) {
    return R"(fhir: 1
for: back
systems: {clinic: "https://clinic.example/codes"}
value sets: {knees: sets/good.json}
queries:
  patient: {read: "Patient/{{context.patientId}}"}
  problems: {search: "Condition?patient={{context.patientId}}")" +
           problems + R"(}
  procedures: {search: "Procedure?patient={{context.patientId}}", closed: Every session is entered here.}
  observations: {search: "Observation?patient={{context.patientId}}"}
  forms: {search: "QuestionnaireResponse?patient={{context.patientId}}"}
facts:
  back pain: {from: Condition, coded as: {snomed: BACK}, kinds: {icd10cm: "M54.5*"}, none by: {snomed: NONE}}
  pain:
    - {from: Observation, coded as: {loinc: PAIN}, within: 2 d}
    - {from: QuestionnaireResponse, questionnaire: "https://ehr.example/form", item: pain, within: 2 d}
  weight: {from: Observation, coded as: {loinc: WEIGHT}, within: 1 a, local units: {kilos: kg}}
  arthritis: {from: Condition, coded as: {snomed: ARTHRITIS}, kinds of: knees}
  technique: {from: draft ServiceRequest, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
  muscle state: {from: Observation, coded as: {loinc: MUSCLE}, within: always}
  therapies: {from: Procedure, answers: {physiotherapy: {snomed: PHYSIO}, diet: {snomed: DIET}}, within: 12 wk}
  born: {from: Patient, take: birth date}
  sessions:
    from: Procedure
    kinds: {clinic: [G, D]}
    fields:
      date: performed
      technique: {take: code, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
      eased: {observation: {clinic: EASED}}
)";
}

inline FhirMapping mapping_of(const RuleSet& rules, const std::string& text) {
    const std::string name = CAVEAT_SOURCE_DIR "/tests/golden/mapping/rules.fhir.yaml";
    const LoadedMapping loaded = load_fhir_mapping_text(rules, text, name);
    std::string said;
    for (const Diagnostic& each : loaded.diagnostics) said += render(each, loaded.source);
    BOOST_REQUIRE_MESSAGE(loaded.mapping.has_value(), said);
    return *loaded.mapping;
}

/// The rest of a query whose list has all there is.
inline const std::string closed = ", closed: Lists are kept.";

inline RuleSet thinner_rules() {
    return rules_of(R"(caveat: 1
id: bleed
version: 1.0.0
facts: {thinner: yes/no}
outcomes: {avoid massage: No.}
rules: [thinner → avoid massage]
)");
}

/// Of those.
inline const std::string thinner_mapping = R"(fhir: 1
for: bleed
queries: {drugs: {search: "MedicationRequest?patient={{context.patientId}}", closed: Lists are kept here.}}
facts:
  thinner: {from: MedicationRequest, kinds: {atc: "B01A*"}}
)";

inline std::string coded(const std::string& system, const std::string& code) {
    return R"({"coding":[{"system":")" + system + R"(","code":")" + code + R"("}]})";
}

inline const std::string snomed = "http://snomed.info/sct";
inline const std::string icd = "http://hl7.org/fhir/sid/icd-10-cm";
inline const std::string loinc = "http://loinc.org";
inline const std::string clinic = "https://clinic.example/codes";

inline std::string resource(const std::string& type, const std::string& id,
                            const std::string& members) {
    const std::string subject = type == "Patient" ? "" : R"("subject":{"reference":"Patient/p"},)";
    return R"({"resourceType":")" + type + R"(","id":")" + id + "\"," + subject + members + "}";
}

inline std::string patient(const std::string& members = R"("birthDate":"1971-04")") {
    return resource("Patient", "p", members);
}

/// An empty status leaves it out.
inline std::string condition(const std::string& id, const std::string& code,
                             const std::string& clinical, const std::string& verification,
                             const std::string& more = {}) {
    std::string members = R"("code":)" + code;
    const std::string base = "http://terminology.hl7.org/CodeSystem/condition-";
    if (!clinical.empty()) members += R"(,"clinicalStatus":)" + coded(base + "clinical", clinical);
    if (!verification.empty()) {
        members += R"(,"verificationStatus":)" + coded(base + "ver-status", verification);
    }
    return resource("Condition", id, members + more);
}

inline std::string observation(const std::string& id, const std::string& code,
                               const std::string& status, const std::string& date,
                               const std::string& value) {
    std::string members = R"("status":")" + status + R"(","code":)" + code;
    if (!date.empty()) members += R"(,"effectiveDateTime":")" + date + '"';
    if (!value.empty()) members += "," + value;
    return resource("Observation", id, members);
}

inline std::string quantity(const std::string& number, const std::string& unit) {
    std::string text = R"("valueQuantity":{"value":)" + number;
    if (!unit.empty()) text += R"(,"system":"http://unitsofmeasure.org","code":")" + unit + '"';
    return text + "}";
}

inline std::string procedure(const std::string& id, const std::string& code,
                             const std::string& status, const std::string& date,
                             const std::string& more = {}) {
    std::string members = R"("status":")" + status + R"(","code":)" + code;
    if (!date.empty()) members += R"(,"performedDateTime":")" + date + '"';
    return resource("Procedure", id, members + more);
}

inline const std::string form_of_others = "https://ehr.example/form";

/// A form of somebody else, filled in: `answers` to its question `item`, none where that is empty.
inline std::string form_response(const std::string& id, const std::string& questionnaire,
                                 const std::string& item, const std::string& status,
                                 const std::string& authored, const std::string& answers) {
    std::string members = R"("questionnaire":")" + questionnaire + R"(","status":")" + status + '"';
    if (!authored.empty()) members += R"(,"authored":")" + authored + '"';
    members += R"(,"item":[{"linkId":")" + item + '"';
    if (!answers.empty()) members += R"(,"answer":[)" + answers + ']';
    return resource("QuestionnaireResponse", id, members + "}]");
}

/// A searchset; `more` are further members of the Bundle.
inline std::string searchset(const std::vector<std::string>& resources,
                             const std::string& more = {}) {
    std::string text = R"({"resourceType":"Bundle","type":"searchset")" + more + R"(,"entry":[)";
    for (const std::string& each : resources) {
        if (text.back() != '[') text += ',';
        text += R"({"search":{"mode":"match"},"resource":)" + each + "}";
    }
    return text + "]}";
}

inline FhirReadOptions on_the_day() {
    FhirReadOptions options;
    options.as_of = *Date::from_text("2026-11-20");
    return options;
}

/// A file as it is.
inline Profile read_file_record(const FhirMapping& mapping,
                                const std::vector<std::string>& resources,
                                const FhirReadOptions& options = on_the_day()) {
    const std::string bundle = searchset(resources);
    const std::vector<Delivery> deliveries{{{}, bundle}};
    FhirReader reader(mapping);
    return reader.read(deliveries, options);
}

/// What is known, as JSON.
inline std::string facts_of_profile(const Profile& profile) {
    const std::string text = write_profile(profile);
    const std::size_t at = text.find("\"facts\":");
    return at == std::string::npos ? "{}" : text.substr(at + 8, text.size() - at - 9);
}

/// The answer to a fact, as words.
inline std::string answer_to(const Profile& profile, const std::string& fact) {
    const std::string facts = facts_of_profile(profile);
    const std::string key = "\"" + fact + "\":";
    const std::size_t at = facts.find(key);
    if (at == std::string::npos) return "-";
    std::size_t end = at + key.size();
    for (int depth = 0; end < facts.size(); ++end) {
        const char c = facts[end];
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && depth-- == 0) break;
        if (c == ',' && depth == 0) break;
    }
    return facts.substr(at + key.size(), end - at - key.size());
}

inline std::string codes_in(const Profile& profile) {
    std::string codes;
    for (const Diagnostic& each : profile.problems()) {
        if (!codes.empty()) codes += ' ';
        codes += each.code;
    }
    return codes;
}

/// The answer to a fact, and what is said of the record.
inline std::string said_of(const Profile& profile, const std::string& fact) {
    return answer_to(profile, fact) + " (" + codes_in(profile) + ")";
}

/// What is read for the rules on back pain.
struct Read {
    RuleSet rules = back_rules();
    FhirMapping mapping;

    explicit Read(const std::string& text = back_mapping()) : mapping(mapping_of(rules, text)) {}

    Profile file(const std::vector<std::string>& resources,
                 const FhirReadOptions& options = on_the_day()) const {
        return read_file_record(mapping, resources, options);
    }
    Profile problems(const std::vector<std::string>& conditions,
                     const std::string& more = {}) const {
        const std::string list = searchset(conditions, more);
        const std::vector<Delivery> deliveries{{"problems", list}};
        FhirReader reader(mapping);
        return reader.read(deliveries, on_the_day());
    }
};

}  // namespace caveat::testing
