// The rest of the table of what a record says: visits, medicines, allergies, what is being booked
// or ordered, and extensions, as golden lines.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_other_types)

namespace {

constexpr std::string_view desk_rules = R"(caveat: 1
id: desk
version: 1.0.0
facts:
  seen: {type: yes/no, ask: "Have you been seen?"}
  last seen: {type: date, ask: "When were you seen last?"}
  times seen: {type: number, whole: true, from: 0, ask: "How often were you seen?"}
  opioid: {type: yes/no, ask: "Do you take an opioid?"}
  ever opioid: {type: yes/no, ask: "Did you ever take an opioid?"}
  statin: {type: yes/no, ask: "Do you take a statin?"}
  ever statin: {type: yes/no, ask: "Did you ever take a statin?"}
  latex: {type: yes/no, ask: "Are you allergic to latex?"}
  ever latex: {type: yes/no, ask: "Were you ever allergic to latex?"}
  service: {type: choice, of: [gentle, deep tissue], ask: "Which massage?"}
  starts: {type: date, ask: "When does it start?"}
  for the back: {type: yes/no, ask: "Is it for the back?"}
  ordered: {type: choices, of: [gentle, deep tissue], ask: "Which massages are ordered?"}
  interpreter: {type: yes/no, ask: "Do you need an interpreter?"}
  height at home: {type: number, unit: cm, from: 0, ask: "How tall are you?"}
  language: {type: choice, of: [German, French], ask: "Which language?"}
  graded: {type: choice, of: [mild, strong], ask: "How bad is the allergy?"}
outcomes:
  avoid massage: Not today.
rules:
  - {id: allergic, rule: latex → avoid massage}
)";

std::string desk_mapping() {
    return R"(fhir: 1
for: desk
systems: {clinic: "https://clinic.example/codes"}
queries:
  visits: {search: "Encounter?patient={{context.patientId}}", closed: Every visit is entered here.}
facts:
  seen: {from: Encounter, coded as: {clinic: VISIT}, within: 12 wk}
  last seen: {from: Encounter, coded as: {clinic: VISIT}, take: date}
  times seen: {from: Encounter, coded as: {clinic: VISIT}, take: count}
  opioid: {from: MedicationRequest, coded as: {rxnorm: OPIOID}, kinds: {rxnorm: MORPHINE}}
  ever opioid: {from: MedicationRequest, coded as: {rxnorm: OPIOID}, ever: yes}
  statin: {from: MedicationStatement, coded as: {rxnorm: STATIN}, kinds: {rxnorm: SIMVA}, within: 1 a}
  ever statin: {from: MedicationStatement, coded as: {rxnorm: STATIN}, ever: yes}
  latex: {from: AllergyIntolerance, coded as: {snomed: LATEX}, kinds: {snomed: GLOVES}, none by: {snomed: NOALLERGY}}
  ever latex: {from: AllergyIntolerance, coded as: {snomed: LATEX}, ever: yes, also counts: unconfirmed}
  service: {from: proposed Appointment, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
  starts: {from: proposed Appointment, take: start}
  for the back: {from: proposed Appointment, take: reason, coded as: {snomed: BACK}}
  ordered: {from: draft ServiceRequest, answers: {gentle: {clinic: G}, deep tissue: {clinic: D}}}
  interpreter: {from: Patient, take: {extension: "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"}}
  height at home: {from: Patient, take: {extension: "https://clinic.example/height"}}
  language: {from: Patient, take: {extension: "https://clinic.example/language"}, answers: {German: {clinic: DE}, French: {clinic: FR}}}
  graded: {from: AllergyIntolerance, coded as: {snomed: LATEX}, take: {extension: "https://clinic.example/grade"}, answers: {mild: {clinic: M}, strong: {clinic: S}}}
)";
}

class DeskTable {
  public:
    DeskTable() : rules_(rules_of(desk_rules)), mapping_(mapping_of(rules_, desk_mapping())) {}

    /// One line for what is delivered: the answer to a fact, why, and problems.
    void add(const std::string& cell, const std::string& fact, std::vector<Delivery> deliveries,
             const FhirReadOptions& options = on_the_day()) {
        FhirReader reader(mapping_);
        const Profile profile = reader.read(deliveries, options);
        text += fact + ": " + cell + " → " + answer_to(profile, fact);
        for (const Origin& each : reader.origins()) {
            if (rules_.fact(each.fact).key != fact) continue;
            text += " [" + std::string(each.reading) + ": " + std::string(each.row) +
                    (each.is_used ? "" : "; not used") + "]";
        }
        const std::string codes = codes_in(profile);
        text += codes.empty() ? "\n" : " (" + codes + ")\n";
    }
    void of_file(const std::string& cell, const std::string& fact, const std::string& resource,
                 const std::string& query = {}) {
        const std::string bundle = searchset({resource});
        add(cell, fact, {{query, bundle}});
    }

    std::string text;

  private:
    RuleSet rules_;
    FhirMapping mapping_;
};

const std::string rxnorm = "http://www.nlm.nih.gov/research/umls/rxnorm";

std::string status_and(const std::string& status, const std::string& more) {
    return R"("status":")" + status + "\"," + more;
}

std::string visit(const std::string& status, const std::string& period,
                  const std::string& id = "e") {
    std::string members = status_and(status, "\"type\":[" + coded(clinic, "VISIT") + "]");
    if (!period.empty()) members += ",\"period\":{" + period + "}";
    return resource("Encounter", id, members);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_status_of_a_visit_reads_as_the_table_says) {
    DeskTable table;
    const std::string day = R"("start":"2026-11-02","end":"2026-11-02")";
    for (const std::string status :
         {"in-progress", "arrived", "triaged", "onleave", "finished", "unknown", "planned",
          "cancelled", "entered-in-error", "done"}) {
        for (const std::string fact : {"seen", "times_seen"}) {
            table.of_file("status " + status, fact, visit(status, day), "visits");
        }
    }
    table.of_file("long ago", "seen", visit("finished", R"("start":"2026-01-02")"), "visits");
    table.of_file("since long ago, until yesterday", "seen",
                  visit("finished", R"("start":"2026-01-02","end":"2026-11-19")"), "visits");
    table.of_file("without a date", "seen", visit("finished", ""), "visits");
    for (const std::string status : {"in-progress", "arrived", "triaged", "onleave"}) {
        table.of_file(status + " since long ago", "seen", visit(status, R"("start":"2026-01-02")"),
                      "visits");
    }
    table.of_file("in-progress, over long ago", "seen",
                  visit("in-progress", R"("start":"2026-01-02","end":"2026-01-03")"), "visits");
    table.of_file("tomorrow", "seen", visit("arrived", R"("start":"2026-11-21")"), "visits");
    const std::string two =
        searchset({visit("finished", R"("start":"2026-10-02")", "a"), visit("finished", day, "b")});
    const std::string part =
        searchset({visit("finished", R"("start":"2026-10-02")", "a"), visit("finished", "", "b")});
    const std::string page =
        searchset({visit("finished", day)}, R"(,"link":[{"relation":"next","url":"x"}])");
    for (const std::string fact : {"seen", "last_seen", "times_seen"}) {
        table.add("two visits", fact, {{"visits", two}});
        table.add("two visits, one without a date", fact, {{"visits", part}});
        table.add("a page of many", fact, {{"visits", page}});
        table.add("none", fact, {{"visits", "null"}});
    }
    check_golden("record/encounter.txt", table.text);
}

BOOST_AUTO_TEST_CASE(each_status_of_a_prescription_reads_as_the_table_says) {
    DeskTable table;
    const auto request = [](const std::string& status, const std::string& intent,
                            const std::string& more = {}, const std::string& code = "OPIOID") {
        return resource(
            "MedicationRequest", "m",
            status_and(status, R"("intent":")" + intent + R"(","medicationCodeableConcept":)" +
                                   coded(rxnorm, code) + more));
    };
    for (const std::string status : {"active", "on-hold", "unknown", "draft", "stopped",
                                     "cancelled", "completed", "entered-in-error", "given"}) {
        for (const std::string fact : {"opioid", "ever_opioid"}) {
            table.of_file("status " + status, fact, request(status, "order"));
        }
    }
    for (const std::string intent : {"order", "original-order", "reflex-order", "filler-order",
                                     "instance-order", "proposal", "plan", "option", "wish"}) {
        table.of_file("intent " + intent, "opioid", request("active", intent));
    }
    table.of_file("not to be done", "opioid",
                  request("active", "order", R"(,"doNotPerform":true)"));
    table.of_file("a kind", "opioid", request("active", "order", "", "MORPHINE"));
    table.of_file("another medicine", "opioid", request("active", "order", "", "SALT"));
    const auto by_reference = [](const std::string& more) {
        return resource("MedicationRequest", "m",
                        status_and("active", R"("intent":"order",)" + more));
    };
    table.of_file("contained", "opioid",
                  by_reference(R"("medicationReference":{"reference":"#d"},"contained":[)"
                               R"({"resourceType":"Medication","id":"d","code":)" +
                               coded(rxnorm, "OPIOID") + "}]"));
    table.of_file("a reference that leads nowhere", "opioid",
                  by_reference(R"("medicationReference":{"reference":"Medication/d"})"));
    check_golden("record/medication-request.txt", table.text);
}

BOOST_AUTO_TEST_CASE(each_status_of_a_medicine_taken_reads_as_the_table_says) {
    DeskTable table;
    const auto statement = [](const std::string& status, const std::string& code,
                              const std::string& date) {
        std::string more = R"("medicationCodeableConcept":)" + coded(rxnorm, code);
        if (!date.empty()) more += R"(,"effectivePeriod":{"start":")" + date + "\"}";
        return resource("MedicationStatement", "m", status_and(status, more));
    };
    for (const std::string status : {"active", "not-taken", "intended", "on-hold", "unknown",
                                     "completed", "stopped", "entered-in-error", "given"}) {
        for (const std::string fact : {"statin", "ever_statin"}) {
            table.of_file("status " + status, fact, statement(status, "STATIN", "2026-11-02"));
        }
    }
    table.of_file("a kind not taken", "statin", statement("not-taken", "SIMVA", "2026-11-02"));
    table.of_file("a kind", "statin", statement("active", "SIMVA", "2026-11-02"));
    table.of_file("begun long ago", "statin", statement("active", "STATIN", "2020-11-02"));
    table.of_file("without a date", "statin", statement("active", "STATIN", ""));
    check_golden("record/medication-statement.txt", table.text);
}

BOOST_AUTO_TEST_CASE(each_status_of_an_allergy_reads_as_the_table_says) {
    DeskTable table;
    const auto allergy = [](const std::string& clinical, const std::string& verification,
                            const std::string& code = "LATEX", const std::string& more = {}) {
        std::string members =
            R"("patient":{"reference":"Patient/p"},"code":)" + coded(snomed, code) + more;
        const std::string base = "http://terminology.hl7.org/CodeSystem/allergyintolerance-";
        if (!clinical.empty()) {
            members += R"(,"clinicalStatus":)" + coded(base + "clinical", clinical);
        }
        if (!verification.empty()) {
            members += R"(,"verificationStatus":)" + coded(base + "verification", verification);
        }
        return R"({"resourceType":"AllergyIntolerance","id":"a",)" + members + "}";
    };
    for (const std::string clinical : {"", "active", "inactive", "resolved", "gone"}) {
        for (const std::string verification :
             {"", "confirmed", "unconfirmed", "refuted", "entered-in-error", "sure"}) {
            for (const std::string fact : {"latex", "ever_latex"}) {
                table.of_file("clinical " + clinical + ", verification " + verification, fact,
                              allergy(clinical, verification));
            }
        }
    }
    table.of_file("a kind", "latex", allergy("active", "", "GLOVES"));
    table.of_file("a kind, refuted", "latex", allergy("active", "refuted", "GLOVES"));
    table.of_file("no known allergy", "latex", allergy("active", "confirmed", "NOALLERGY"));
    table.of_file("no known allergy, unconfirmed", "latex",
                  allergy("active", "unconfirmed", "NOALLERGY"));
    const auto grade = [](const std::string& code) {
        return R"({"url":"https://clinic.example/grade","valueCoding":{"system":")" + clinic +
               R"(","code":")" + code + "\"}}";
    };
    const auto graded = [&](const std::string& cell, const std::string& extensions) {
        table.of_file(cell, "graded",
                      allergy("active", "", "LATEX", ",\"extension\":[" + extensions + "]"));
    };
    graded("graded", grade("S"));
    graded("graded by a code that is not mapped", grade("X"));
    graded("graded twice", grade("S") + "," + grade("M"));
    graded("not graded", "");
    check_golden("record/allergy.txt", table.text);
}

BOOST_AUTO_TEST_CASE(what_is_being_booked_or_ordered_reads_as_the_table_says) {
    DeskTable table;
    const auto appointment = [](const std::string& status, const std::string& code) {
        return R"({"resourceType":"Appointment","id":"b","status":")" + status +
               R"(","start":"2026-12-01T09:00:00+01:00","serviceType":[)" + coded(clinic, code) +
               R"(],"reasonCode":[)" + coded(snomed, "BACK") + "]}";
    };
    for (const std::string status :
         {"proposed", "pending", "booked", "arrived", "fulfilled", "cancelled", "noshow",
          "entered-in-error", "checked-in", "waitlist", "dreamt"}) {
        const std::string bundle = searchset({appointment(status, "D")});
        for (const std::string fact : {"service", "starts", "for_the_back"}) {
            table.add("status " + status, fact, {{"context.appointments", bundle}});
        }
    }
    const std::string other = searchset({appointment("proposed", "X")});
    table.add("another service", "service", {{"context.appointments", other}});
    const std::string booked = searchset({appointment("booked", "D")});
    table.add("out of the record", "service", {{{}, booked}});
    const auto order = [](const std::string& id, const std::string& status,
                          const std::string& code) {
        return resource("ServiceRequest", id,
                        status_and(status, R"("intent":"plan","code":)" + coded(clinic, code)));
    };
    for (const std::string status : {"draft", "active", "on-hold", "completed", "unknown",
                                     "revoked", "entered-in-error", "dreamt"}) {
        const std::string bundle = searchset({order("o", status, "G")});
        table.add("status " + status, "ordered", {{"context.draftOrders", bundle}});
    }
    const std::string both = searchset({order("o", "draft", "G"), order("r", "draft", "D")});
    table.add("two orders", "ordered", {{"context.draftOrders", both}});
    FhirReadOptions selected = on_the_day();
    selected.selections = {"ServiceRequest/r"};
    table.add("two orders, one selected", "ordered", {{"context.draftOrders", both}}, selected);
    table.add("out of the record", "ordered", {{{}, both}});
    check_golden("record/context.txt", table.text);
}

BOOST_AUTO_TEST_CASE(an_extension_gives_the_value_that_it_has) {
    DeskTable table;
    const auto extended = [&](const std::string& fact, const std::string& extensions) {
        table.of_file(extensions, fact, patient("\"extension\":[" + extensions + "]"));
    };
    const auto of = [](const std::string& url, const std::string& value) {
        return R"({"url":")" + url + "\"," + value + "}";
    };
    const std::string needed =
        "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired";
    extended("interpreter", "");
    extended("interpreter", of(needed, R"("valueBoolean":true)"));
    extended("interpreter", of(needed, R"("valueBoolean":false)"));
    extended("interpreter", of(needed, R"("valueBoolean":"no")"));
    extended("interpreter", of(needed, R"("valueString":"no")"));
    extended("interpreter", of(needed + "/other", R"("valueBoolean":true)"));
    const std::string height = "https://clinic.example/height";
    extended("height_at_home", of(height, quantity("1.7", "m")));
    extended("height_at_home", of(height, quantity("170", "")));
    extended("height_at_home", of(height, R"("valueInteger":170)"));
    const std::string language = "https://clinic.example/language";
    extended("language", of(language, R"("valueCodeableConcept":)" + coded(clinic, "FR")));
    extended("language", of(language, R"("valueCode":"FR")"));
    table.of_file("modifierExtension", "interpreter",
                  patient("\"modifierExtension\":[" + of(needed, R"("valueBoolean":true)") + "]"));
    check_golden("record/extension.txt", table.text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
