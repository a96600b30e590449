// Records with more than one resource: what is whose, what is one thing, and what the newest is.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_reader)

namespace {

const std::string closed = ", closed: Lists are kept.";

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

std::string pain(const std::string& id, const std::string& status, const std::string& date,
                 const std::string& number) {
    return observation(id, coded(loinc, "PAIN"), status, date, quantity(number, "{score}"));
}

}  // namespace

BOOST_AUTO_TEST_CASE(silence_is_a_no_only_in_a_closed_and_complete_list) {
    const Read open;
    const Read shut(back_mapping(closed));
    BOOST_TEST(answer_to(open.problems({}), "back_pain") == "-");
    BOOST_TEST(answer_to(shut.problems({}), "back_pain") == "false");
    BOOST_TEST(answer_to(shut.problems({}, R"(,"total":1)"), "back_pain") == "-");
    BOOST_TEST(answer_to(shut.file({}), "back_pain") == "-");
    FhirReadOptions complete = on_the_day();
    complete.complete = {"Condition"};
    BOOST_TEST(answer_to(shut.file({}, complete), "back_pain") == "false");
    BOOST_TEST(answer_to(open.file({}, complete), "back_pain") == "-");
}

BOOST_AUTO_TEST_CASE(a_list_of_text_alone_proves_nothing_and_an_explicit_no_stays_a_no) {
    const Read shut(back_mapping(closed));
    const std::string text = condition("t", R"({"text":"sore knee"})", "active", "");
    BOOST_TEST(answer_to(shut.problems({text}), "back_pain") == "-");
    const std::string refuted = condition("r", coded(snomed, "BACK"), "inactive", "refuted");
    // What is denied, and may be meant by the text, is in doubt only where the text is about it.
    BOOST_TEST(answer_to(shut.problems({text, refuted}), "back_pain") == "false");
}

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

BOOST_AUTO_TEST_CASE(what_was_observed_of_an_unborn_child_is_not_the_patients) {
    const Read read;
    const auto said = [&](const std::string& focus, const std::string& asked_for = "") {
        const std::string given = R"("status":"final","effectiveDateTime":"2026-11-20","code":)" +
                                  coded(loinc, "WEIGHT") + "," + quantity("3", "kg") +
                                  R"(,"focus":)" + focus;
        FhirReadOptions options = on_the_day();
        options.patient = asked_for;
        const Profile profile =
            read.file({patient(), resource("Observation", "o", given)}, options);
        return answer_to(profile, "weight") + " (" + codes_in(profile) + ")";
    };
    BOOST_TEST(said(R"([{"reference":"Patient/p"}])") == "3 ()");
    BOOST_TEST(said(R"([{"reference":"Patient/unborn"}])") == "- (other-patient)");
    BOOST_TEST(said(R"([{"display":"the child"}])") == "- (other-patient)");
    BOOST_TEST(said(R"([{"display":"the child"}])", "p") == "- (other-patient)");
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

BOOST_AUTO_TEST_CASE(a_record_that_is_not_in_use_is_said_to_be_so) {
    const Read read;
    BOOST_TEST(codes_in(read.file({patient(R"("active":false)")})) == "inactive-patient");
    BOOST_TEST(codes_in(read.file({patient(R"("active":true)")})) == "");
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

BOOST_AUTO_TEST_CASE(the_newest_answer_counts_and_an_old_one_is_not_brought_back) {
    const Read read;
    const std::string old = pain("o", "final", "2026-11-19", "3");
    BOOST_TEST(answer_to(read.file({old, pain("n", "final", "2026-11-20", "8")}), "pain") == "8");
    for (const std::string& newer :
         {pain("n", "preliminary", "2026-11-20", "8"), pain("n", "final", "", "8"),
          observation("n", coded(loinc, "PAIN"), "final", "2026-11-20", R"("valueString":"8")"),
          observation("n", R"({"text":"pain"})", "final", "2026-11-20", R"("valueInteger":8)")}) {
        const Profile profile = read.file({old, newer});
        BOOST_TEST(answer_to(profile, "pain") == "-");
        BOOST_TEST(codes_in(profile).find("later-not-final") != std::string::npos);
    }
    // Of one day, and different: nobody can tell.
    BOOST_TEST(answer_to(read.file({pain("a", "final", "2026-11-20", "3"),
                                    pain("b", "final", "2026-11-20", "8")}),
                         "pain") == "-");
    // Instants are ordered as instants, whatever their zones.
    BOOST_TEST(answer_to(read.file({pain("a", "final", "2026-11-20T09:00:00+01:00", "3"),
                                    pain("b", "final", "2026-11-20T08:30:00Z", "8")}),
                         "pain") == "8");
    BOOST_TEST(answer_to(read.file({pain("a", "final", "2026-11-20", "8"),
                                    pain("b", "cancelled", "2026-11-20", "3")}),
                         "pain") == "8");
}

BOOST_AUTO_TEST_CASE(one_page_of_many_has_the_newest_only_where_it_is_sorted) {
    const Read read;
    std::string sorted_text = back_mapping();
    const std::string query = "Observation?patient={{context.patientId}}";
    sorted_text.replace(sorted_text.find(query), query.size(), query + "&_sort=-date");
    const Read sorted(sorted_text);
    const std::string page = searchset({pain("o", "final", "2026-11-20", "8")},
                                       R"(,"link":[{"relation":"next","url":"x"}])");
    // Looked at, and no form found.
    const std::vector<Delivery> deliveries{{"observations", page}, {"forms", "null"}};
    FhirReader reader(read.mapping);
    BOOST_TEST(answer_to(reader.read(deliveries, on_the_day()), "pain") == "-");
    FhirReader sorted_reader(sorted.mapping);
    BOOST_TEST(answer_to(sorted_reader.read(deliveries, on_the_day()), "pain") == "8");
    // A server says what it searched for.
    const auto of_address = [&](const std::string& url) {
        const std::string self = searchset(
            {pain("o", "final", "2026-11-20", "8")},
            R"(,"link":[{"relation":"next","url":"x"},{"relation":"self","url":")" + url + "\"}]");
        const std::vector<Delivery> given{{"observations", self}, {"forms", "null"}};
        return answer_to(sorted_reader.read(given, on_the_day()), "pain");
    };
    BOOST_TEST(of_address("http://e/Observation?patient=p&_sort=-date") == "8");
    BOOST_TEST(of_address("http://e/Observation?_sort=-date,_id&patient=p") == "8");
    BOOST_TEST(of_address("http://e/Observation?patient=p") == "-");
    BOOST_TEST(of_address("http://e/Observation?patient=p&_sort=date") == "-");
}

BOOST_AUTO_TEST_CASE(the_newest_is_not_known_where_one_of_its_sources_was_not_looked_at) {
    const Read read;
    const std::string observed = searchset({pain("o", "final", "2026-11-20", "8")});
    const std::string answered =
        searchset({form_response("f", form_of_others, "pain", "completed", "2026-11-20T09:00:00Z",
                                 R"({"valueInteger":3})")});
    FhirReader reader(read.mapping);
    const auto pain_of = [&](const std::vector<Delivery>& deliveries) {
        const Profile profile = reader.read(deliveries, on_the_day());
        return answer_to(profile, "pain") + " " + codes_in(profile);
    };
    BOOST_TEST(pain_of({{"observations", observed}, {"forms", "null"}}) == "8 ");
    BOOST_TEST(pain_of({{"observations", observed}}) == "- incomplete-delivery");
    BOOST_TEST(pain_of({{"forms", answered}}) == "- incomplete-delivery");
}

BOOST_AUTO_TEST_CASE(what_is_about_somebody_else_is_not_used_and_its_list_is_no_longer_complete) {
    const Read shut(back_mapping(closed));
    std::string other = condition("c", coded(snomed, "BACK"), "active", "");
    other.replace(other.find("Patient/p"), 9, "Patient/q");
    const std::string who = patient();
    const std::string list = searchset({other});
    const std::vector<Delivery> deliveries{{"patient", who}, {"problems", list}};
    FhirReader reader(shut.mapping);
    const Profile profile = reader.read(deliveries, on_the_day());
    BOOST_TEST(answer_to(profile, "back_pain") == "-");
    BOOST_TEST(codes_in(profile) == "other-patient");
    const Profile two = shut.file({patient(), resource("Patient", "q", R"("gender":"male")")});
    BOOST_TEST(!two.is_readable());
    BOOST_TEST(codes_in(two) == "several-patients");
    FhirReadOptions one = on_the_day();
    one.patient = "p";
    const Profile chosen =
        shut.file({patient(), resource("Patient", "q", R"("gender":"male")"), other}, one);
    BOOST_TEST(answer_to(chosen, "born") == "\"1971-04\"");
    BOOST_TEST(answer_to(chosen, "back_pain") == "-");
    const Profile replaced = shut.file(
        {patient(R"("link":[{"type":"replaced-by","other":{"reference":"Patient/q"}}])")});
    BOOST_TEST(codes_in(replaced) == "replaced-patient");
    const Profile odd =
        shut.file({patient(R"("link":{"type":"replaced-by","other":{"reference":"Patient/q"}})")});
    BOOST_TEST(codes_in(odd) == "unreadable-resource");
    BOOST_TEST(answer_to(odd, "born") == "-");
    // Files of which nothing can be read are nobody's record; a query may fail beside others.
    for (const std::string& broken : {std::string("{\"resourceType\":"), std::string("[]"),
                                      std::string(R"({"resourceType":"condition"})")}) {
        const std::vector<Delivery> file{{{}, broken}};
        const std::vector<Delivery> query{{"problems", broken}};
        FhirReader reader(shut.mapping);
        BOOST_TEST(!reader.read(file, on_the_day()).is_readable(), broken);
        BOOST_TEST(reader.read(query, on_the_day()).is_readable(), broken);
    }
    BOOST_TEST(shut.file({}).is_readable());
    // An address without an id is nobody's, and not anybody's.
    FhirReadOptions nobody = on_the_day();
    nobody.patient = "Patient/";
    const Profile anybody = shut.file({patient()}, nobody);
    BOOST_TEST(!anybody.is_readable());
    BOOST_TEST(codes_in(anybody) == "other-patient");
    FhirReadOptions stranger = on_the_day();
    stranger.patient = "x";
    FhirReader strict(shut.mapping);
    const std::vector<Delivery> wrong{{"patient", who}};
    BOOST_TEST(codes_in(strict.read(wrong, stranger)) == "other-patient");
    BOOST_TEST(codes_in(shut.file({patient(R"("deceasedBoolean":true)")})) == "deceased");
}

// A terminal obeys it, and a message is shown there.
BOOST_AUTO_TEST_CASE(what_a_record_holds_stands_in_messages_as_it_can_be_seen) {
    const Read shut(back_mapping(closed));
    const std::string escape = "\\u001b[31m";
    const Profile profile =
        shut.file({patient(), R"({"resourceType":"Condition","id":"a)" + escape + R"("})",
                   resource("Procedure", "b" + escape + "\\n",
                            R"("status":"do)" + escape + R"(ne","code":)" + coded(clinic, "G"))});
    BOOST_REQUIRE(profile.problems().size() == 2U);
    for (const Diagnostic& each : profile.problems()) {
        BOOST_TEST_INFO(each.path << ": " << each.message);
        BOOST_TEST((each.path + each.message).find_first_of("\x1b\n") == std::string::npos);
        BOOST_TEST(each.path.find("\\u{1b}[31m") != std::string::npos);
    }
    BOOST_TEST(profile.problems()[1].message == "R4 has no status `do\\u{1b}[31mne` here");
}

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

BOOST_AUTO_TEST_CASE(nothing_of_what_is_no_record_is_used) {
    const Read read;
    const auto read_text = [&](const std::string& text) {
        const std::vector<Delivery> deliveries{{{}, text}};
        FhirReader reader(read.mapping);
        const Profile profile = reader.read(deliveries, on_the_day());
        return codes_in(profile) + facts_of_profile(profile);
    };
    BOOST_TEST(read_text("{") == "invalid-json{}");
    BOOST_TEST(read_text("[]") == "wrong-shape{}");
    BOOST_TEST(read_text("{}") == "not-fhir{}");
    BOOST_TEST(read_text(R"({"resourceType":"Bundle","type":"history","entry":[]})") ==
               "not-fhir{}");
    std::string deep;
    for (int i = 0; i < 70; ++i) deep += R"({"a":)";
    BOOST_TEST(read_text(deep + "1" + std::string(70, '}')) == "too-deep{}");
}

BOOST_AUTO_TEST_CASE(a_medicine_is_found_where_its_reference_leads_and_nowhere_else) {
    const Loaded rules = load_text(R"(caveat: 1
id: bleed
version: 1.0.0
facts: {thinner: yes/no}
outcomes: {avoid massage: No.}
rules: [thinner → avoid massage]
)");
    BOOST_REQUIRE_MESSAGE(rules.rules.has_value(), render(rules));
    const FhirMapping mapping = mapping_of(*rules.rules, R"(fhir: 1
for: bleed
facts:
  thinner: {from: MedicationRequest, kinds: {atc: "B01A*"}}
)");
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

BOOST_AUTO_TEST_CASE(only_what_is_known_of_a_birthday_is_used) {
    const Loaded rules = load_text(R"(caveat: 1
id: old
version: 1.0.0
facts: {age: {type: number, unit: a, whole: true, from: 0, to: 130}, born: date}
outcomes: {avoid massage: No.}
rules: [{id: old, rule: age >= 65 → avoid massage}]
)");
    BOOST_REQUIRE_MESSAGE(rules.rules.has_value(), render(rules));
    const FhirMapping mapping = mapping_of(*rules.rules, R"(fhir: 1
for: old
facts:
  age: {from: Patient, take: age}
  born: {from: Patient, take: birth date}
)");
    const auto verdict = [&](const std::string& birth) {
        const Profile profile =
            read_file_record(mapping, {patient(R"("birthDate":")" + birth + "\"")});
        const Screening screening = screen(profile);
        return std::string(screening.status(RuleId{0}) == Status::fired       ? "fired"
                           : screening.status(RuleId{0}) == Status::undecided ? "open"
                                                                              : "not");
    };
    BOOST_TEST(verdict("1961-11-20") == "fired");
    BOOST_TEST(verdict("1961-11-21") == "not");
    BOOST_TEST(verdict("1960") == "fired");
    BOOST_TEST(verdict("1961") == "open");
    BOOST_TEST(verdict("1962") == "not");
    BOOST_TEST(verdict("1961-11") == "open");
}

BOOST_AUTO_TEST_CASE(the_example_is_read_and_screened) {
    const std::string folder = CAVEAT_SOURCE_DIR "/rules/";
    const Loaded rules = load_file(folder + "back-pain-massage.yaml");
    BOOST_REQUIRE(rules.rules.has_value());
    const LoadedMapping loaded =
        load_fhir_mapping(*rules.rules, folder + "back-pain-massage.fhir.yaml");
    BOOST_REQUIRE(loaded.mapping.has_value());
    const std::string record = read_source_file("examples/fhir/patient.json");
    const std::vector<Delivery> deliveries{{{}, record}};
    FhirReader reader(*loaded.mapping);
    const Profile profile = reader.read(deliveries, on_the_day());
    BOOST_TEST(codes_in(profile) == "");
    BOOST_TEST(answer_to(profile, "back_pain") == "true");
    BOOST_TEST(answer_to(profile, "sciatica") == "false");
    BOOST_TEST(answer_to(profile, "arthritis") == "-");
    BOOST_TEST(answer_to(profile, "pain_nrs") == "8");
    check_golden("record/example.json", write_profile(profile) + "\n");
    const Screening screening = screen(profile);
    BOOST_TEST((screening.at_most() == Verdict::refer_first ||
                screening.at_most() == Verdict::do_not_proceed));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
