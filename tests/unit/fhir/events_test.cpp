// The records of a list, what is ordered, and what references lead to.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_events)

BOOST_AUTO_TEST_CASE(one_thing_counts_once) {
    const Read read;
    const auto session = [](const std::string& id, const std::string& more) {
        return procedure(id, coded(clinic, "G"), "completed", "2026-11-02", more);
    };
    const auto rows = [](const Profile& profile) {
        const std::string list = answer_to(profile, "sessions");
        std::size_t count = 0;
        for (std::size_t at = list.find("\"date\""); at != std::string::npos;
             at = list.find("\"date\"", at + 1)) {
            ++count;
        }
        return count;
    };
    BOOST_TEST(rows(read.file({session("a", ""), session("b", "")})) == 2U);
    BOOST_TEST(rows(read.file({session("a", ""), session("a", "")})) == 1U);
    BOOST_TEST(rows(read.file({session("a", ""),
                               session("b", R"(,"partOf":[{"reference":"Procedure/a"}])")})) == 1U);
    const auto part_of = [&](const std::string& part, const std::string& whole) {
        return session(part, R"(,"partOf":[{"reference":"Procedure/)" + whole + R"("}])");
    };
    BOOST_TEST(rows(read.file({session("a", ""), part_of("b", "a"), part_of("c", "b")})) == 1U);
    // How many sessions parts of each other are, nobody can tell.
    FhirReadOptions complete = on_the_day();
    complete.complete = {"Procedure"};
    const Profile circle =
        read.file({part_of("a", "b"), part_of("b", "a"), session("d", "")}, complete);
    BOOST_TEST(answer_to(circle, "sessions") ==
               R"({"present":[{"date":"2026-11-02","technique":"gentle"}]})");
    BOOST_TEST(codes_in(circle) == "contradicts-itself");
    const std::string id = R"(,"identifier":[{"system":"x","value":"1"}])";
    const Profile once = read.file({session("a", id + R"(,"meta":{"versionId":"1"})"),
                                    session("b", id + R"(,"meta":{"versionId":"2"})")});
    BOOST_TEST(rows(once) == 1U);
    BOOST_TEST(codes_in(once) == "one-identifier");
    const Profile differ = read.file({condition("c", coded(snomed, "BACK"), "active", ""),
                                      condition("c", coded(snomed, "BACK"), "resolved", "")});
    BOOST_TEST(answer_to(differ, "back_pain") == "-");
    BOOST_TEST(codes_in(differ) == "two-versions");
    const Profile later = read.file(
        {condition("c", coded(snomed, "BACK"), "active", "", R"(,"meta":{"versionId":"2"})"),
         condition("c", coded(snomed, "BACK"), "resolved", "", R"(,"meta":{"versionId":"1"})")});
    BOOST_TEST(answer_to(later, "back_pain") == "true");
}

BOOST_AUTO_TEST_CASE(what_two_sources_read_is_one_event) {
    const RuleSet rules = rules_of(R"(caveat: 1
id: events
version: 1.0.0
facts:
  visits: {type: number, from: 0, to: 100}
  sessions: {type: records, of: {date: date, technique: {type: choice, of: [gentle, deep tissue]}}, dated by: date}
  stays: {type: number, from: 0, to: 100}
outcomes: {avoid massage: No.}
rules: [{id: a, rule: visits + stays > 1 or at least 2 sessions → avoid massage}]
)");
    const std::string technique =
        "technique: {take: code, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}";
    const FhirMapping mapping = mapping_of(rules, R"(fhir: 1
for: events
systems: {clinic: "https://clinic.example/codes"}
queries:
  procedures: {search: "Procedure?patient={{context.patientId}}", closed: All are entered.}
  encounters: {search: "Encounter?patient={{context.patientId}}", closed: All are entered.}
facts:
  visits:
    - {from: Procedure, kinds: {clinic: G}, take: count}
    - {from: Procedure, kinds: {clinic: D}, take: count}
  sessions:
    - {from: Procedure, kinds: {clinic: G}, fields: {date: performed}}
    - {from: Procedure, kinds: {clinic: [D, X]}, fields: {date: performed, )" +
                                                      technique + R"(}}
  stays: {from: Encounter, kinds: {clinic: S}, take: count}
)");
    const auto coding = [](const std::string& code) {
        return R"({"system":")" + clinic + R"(","code":")" + code + "\"}";
    };
    const auto session = [&](const std::string& codings) {
        return procedure("s", R"({"coding":[)" + codings + "]}", "completed", "2026-11-02");
    };
    FhirReadOptions complete = on_the_day();
    complete.complete = {"Procedure", "Encounter"};
    const Profile both =
        read_file_record(mapping, {session(coding("G") + "," + coding("D"))}, complete);
    BOOST_TEST(answer_to(both, "visits") == "1");
    BOOST_TEST(answer_to(both, "sessions") == R"([{"date":"2026-11-02"}])");
    const Profile other =
        read_file_record(mapping, {session(coding("G") + "," + coding("X"))}, complete);
    BOOST_TEST(answer_to(other, "sessions") == R"([{"date":"2026-11-02","technique":"gentle"}])");
    // A stay on a ward, within one in the hospital.
    const auto stay = [](const std::string& id, const std::string& more) {
        return resource("Encounter", id,
                        R"("status":"finished","type":[)" + coded(clinic, "S") + "]" + more);
    };
    const Profile ward = read_file_record(
        mapping,
        {stay("a", ""), stay("b", R"(,"partOf":{"reference":"Encounter/a"})"), stay("c", "")},
        complete);
    BOOST_TEST(answer_to(ward, "stays") == "2");
}

BOOST_AUTO_TEST_CASE(what_a_reaction_was_to_or_a_medicine_is_made_of_is_no_other_thing) {
    const RuleSet rules = rules_of(R"(caveat: 1
id: named
version: 1.0.0
facts: {latex: yes/no, thinner: yes/no}
outcomes: {avoid massage: No.}
rules: [{id: a, rule: latex or thinner → avoid massage}]
)");
    const FhirMapping mapping = mapping_of(rules, R"(fhir: 1
for: named
queries:
  allergies: {search: "AllergyIntolerance?patient={{context.patientId}}", closed: All are entered.}
  drugs: {search: "MedicationRequest?patient={{context.patientId}}", closed: All are entered.}
facts:
  latex: {from: AllergyIntolerance, coded as: {snomed: LATEX}}
  thinner: {from: MedicationRequest, kinds: {snomed: WARFARIN}}
)");
    FhirReadOptions complete = on_the_day();
    complete.complete = {"AllergyIntolerance", "MedicationRequest"};
    const auto said = [&](const std::string& text, const std::string& fact) {
        return answer_to(read_file_record(mapping, {text}, complete), fact);
    };
    const auto allergy = [](const std::string& status, const std::string& substance) {
        return R"({"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/p"},)"
               R"("clinicalStatus":)" +
               coded("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", status) +
               R"(,"code":)" + coded(snomed, "SUBSTANCE") + R"(,"reaction":[{"substance":)" +
               coded(snomed, substance) + "}]}";
    };
    BOOST_TEST(said(allergy("active", "LATEX"), "latex") == "-");
    BOOST_TEST(said(allergy("active", "NUTS"), "latex") == "false");
    BOOST_TEST(said(allergy("resolved", "LATEX"), "latex") == "false");
    const auto order = [](const std::string& ingredient) {
        return resource(
            "MedicationRequest", "m",
            R"("status":"active","intent":"order","medicationReference":{"reference":"#b"},)"
            R"("contained":[{"resourceType":"Medication","id":"b","code":)" +
                coded(snomed, "BRAND") + R"(,"ingredient":[{)" + ingredient + "}]}," +
                R"({"resourceType":"Substance","id":"s","code":)" + coded(snomed, "WARFARIN") +
                "}]");
    };
    const std::string is = R"("itemCodeableConcept":)";
    BOOST_TEST(said(order(is + coded(snomed, "WARFARIN")), "thinner") == "-");
    BOOST_TEST(said(order(R"("itemReference":{"reference":"#s"})"), "thinner") == "-");
    BOOST_TEST(said(order(is + coded(snomed, "STARCH")), "thinner") == "false");
}

BOOST_AUTO_TEST_CASE(records_have_fields_and_their_list_is_closed_only_when_all_is_known) {
    const Read read;
    const std::string at = R"(,"encounter":{"reference":"Encounter/e"})";
    const std::string session = procedure("s", coded(clinic, "D"), "completed", "2026-11-02", at);
    const std::string eased = resource(
        "Observation", "e",
        R"("status":"final","code":)" + coded(clinic, "EASED") + at + R"(,"valueBoolean":true)");
    const std::string procedures = searchset({session});
    const std::string observations = searchset({eased});
    const std::vector<Delivery> deliveries{{"procedures", procedures},
                                           {"observations", observations}};
    FhirReader reader(read.mapping);
    const std::string whole = R"([{"date":"2026-11-02","technique":"deep_tissue","eased":true}])";
    BOOST_TEST(answer_to(reader.read(deliveries, on_the_day()), "sessions") == whole);
    BOOST_TEST(answer_to(read.file({session, eased}), "sessions") ==
               R"({"present":)" + whole + "}");
    const std::string none = searchset({});
    const std::vector<Delivery> nothing{{"procedures", none}};
    BOOST_TEST(answer_to(reader.read(nothing, on_the_day()), "sessions") == "[]");
    const std::string stopped =
        searchset({procedure("s", coded(clinic, "D"), "stopped", "2026-11-02")});
    const std::vector<Delivery> open{{"procedures", stopped}};
    BOOST_TEST(answer_to(reader.read(open, on_the_day()), "sessions") == "-");
}

BOOST_AUTO_TEST_CASE(drafts_are_read_from_the_question_alone_and_only_those_selected) {
    const Read read;
    const std::string drafts = searchset(
        {resource("ServiceRequest", "1", R"("status":"draft","code":)" + coded(clinic, "G")),
         resource("ServiceRequest", "2", R"("status":"draft","code":)" + coded(clinic, "D"))});
    const std::vector<Delivery> deliveries{{"context.draftOrders", drafts}};
    FhirReader reader(read.mapping);
    BOOST_TEST(answer_to(reader.read(deliveries, on_the_day()), "technique") == "-");
    FhirReadOptions options = on_the_day();
    options.selections = {"ServiceRequest/2"};
    BOOST_TEST(answer_to(reader.read(deliveries, options), "technique") == "\"deep_tissue\"");
    const std::vector<Delivery> record{{{}, drafts}};
    BOOST_TEST(answer_to(reader.read(record, options), "technique") == "-");
    const std::string refused = searchset(
        {resource("ServiceRequest", "1",
                  R"("status":"draft","doNotPerform":true,"code":)" + coded(clinic, "G"))});
    const std::vector<Delivery> not_to_be_done{{"context.draftOrders", refused}};
    BOOST_TEST(answer_to(reader.read(not_to_be_done, on_the_day()), "technique") == "-");
}

BOOST_AUTO_TEST_CASE(a_medicine_is_found_where_its_reference_leads_and_nowhere_else) {
    const RuleSet rules = thinner_rules();
    const FhirMapping mapping = mapping_of(rules, thinner_mapping);
    const auto request = [](const std::string& reference, const std::string& more) {
        return resource(
            "MedicationRequest", "r",
            R"("status":"active","intent":"order","medicationReference":{"reference":")" +
                reference + "\"}" + more);
    };
    const std::string code = R"("code":)" + coded("http://www.whocc.no/atc", "B01AF01");
    const std::string medication = R"({"resourceType":"Medication","id":"m",)" + code + "}";
    const auto answer = [&](const std::vector<std::string>& resources) {
        return answer_to(read_file_record(mapping, resources), "thinner");
    };
    BOOST_TEST(answer({request("#m", R"(,"contained":[)" + medication + "]")}) == "true");
    BOOST_TEST(answer({request("Medication/m", ""), medication}) == "true");
    BOOST_TEST(answer({request("Medication/x", ""), medication}) == "-");
    BOOST_TEST(answer({request("https://other.example/Medication/m", ""), medication}) == "-");
    const std::string bundle =
        R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":)" +
        medication + R"(},{"fullUrl":"urn:uuid:2","resource":)" + request("urn:uuid:1", "") + "}]}";
    const std::vector<Delivery> deliveries{{{}, bundle}};
    FhirReader reader(mapping);
    BOOST_TEST(answer_to(reader.read(deliveries, on_the_day()), "thinner") == "true");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
