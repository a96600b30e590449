// Each cell of the table of what a record says, as golden lines: what stands in it, and the answer.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_table)

namespace {

class Table {
  public:
    Table() : rules_(back_rules()), mapping_(mapping_of(rules_, back_mapping())) {}

    /// One line for one resource: the answer to a fact, why, and problems.
    void add(const std::string& cell, const std::string& fact, const std::string& resource,
             bool with_patient = false) {
        const std::string bundle =
            with_patient ? searchset({patient(), resource}) : searchset({resource});
        const std::vector<Delivery> deliveries{{{}, bundle}};
        FhirReader reader(mapping_);
        const Profile profile = reader.read(deliveries, on_the_day());
        text += cell + " → " + answer_to(profile, fact);
        for (const Origin& each : reader.origins()) {
            if (rules_.fact(each.fact).key != fact) continue;
            text += " [" + std::string(each.reading) + ": " + std::string(each.row) +
                    (each.is_used ? "" : "; not used") + "]";
        }
        const std::string codes = codes_in(profile);
        text += codes.empty() ? "\n" : " (" + codes + ")\n";
    }

    std::string text;

  private:
    RuleSet rules_;
    FhirMapping mapping_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(each_status_of_a_condition_reads_as_the_table_says) {
    Table table;
    for (const std::string clinical :
         {"", "active", "recurrence", "relapse", "inactive", "remission", "resolved", "better"}) {
        for (const std::string verified : {"", "confirmed", "unconfirmed", "provisional",
                                           "differential", "refuted", "entered-in-error", "sure"}) {
            table.add("clinical " + clinical + ", verification " + verified, "back_pain",
                      condition("c", coded(snomed, "BACK"), clinical, verified));
        }
    }
    table.add("a kind, active", "back_pain", condition("c", coded(icd, "M54.50"), "active", ""));
    table.add("a kind, refuted", "back_pain",
              condition("c", coded(icd, "M54.50"), "inactive", "refuted"));
    table.add("none by, active", "back_pain", condition("c", coded(snomed, "NONE"), "active", ""));
    table.add("none by, resolved", "back_pain",
              condition("c", coded(snomed, "NONE"), "resolved", ""));
    table.add("another code", "back_pain", condition("c", coded(snomed, "KNEE"), "active", ""));
    table.add("another system", "back_pain", condition("c", coded(loinc, "BACK"), "active", ""));
    for (const std::string odd : {"m54.50", "M5450", "M17.9"}) {
        table.add("ICD-10-CM " + odd, "back_pain", condition("c", coded(icd, odd), "active", ""));
    }
    for (const std::string odd : {"BACK:363698007=1", "KNEE+BACK", "KNEE |Knee pain|"}) {
        table.add("SNOMED " + odd, "back_pain", condition("c", coded(snomed, odd), "active", ""));
    }
    table.add("text alone", "back_pain", condition("c", R"({"text":"back pain"})", "active", ""));
    table.add(
        "active, with an abatement", "back_pain",
        condition("c", coded(snomed, "BACK"), "active", "", R"(,"abatementDateTime":"2026")"));
    table.add(
        "begins tomorrow", "back_pain",
        condition("c", coded(snomed, "BACK"), "active", "", R"(,"onsetDateTime":"2026-11-21")"));
    table.add("modifier extension", "back_pain",
              condition("c", coded(snomed, "BACK"), "active", "", R"(,"modifierExtension":[])"));
    table.add("implicit rules", "back_pain",
              condition("c", coded(snomed, "BACK"), "active", "", R"(,"implicitRules":"x")"));
    table.add("a key twice", "back_pain",
              condition("c", coded(snomed, "BACK"), "active", "", R"(,"note":1,"note":2)"));
    table.add("a wrong type", "back_pain",
              condition("c", coded(snomed, "BACK"), "active", "", R"(,"recordedDate":2026)"));
    table.add("refuted kind of arthritis", "arthritis",
              condition("c", coded(icd, "M17.9"), "inactive", "refuted"));
    check_golden("record/condition.txt", table.text);
}

BOOST_AUTO_TEST_CASE(only_a_current_list_that_says_that_nothing_is_known_denies) {
    Table table;
    const auto list = [&](const std::string& cell, const std::string& more,
                          const std::string& code = "NONE") {
        table.add(cell, "back_pain",
                  resource("List", "l", "\"code\":" + coded(snomed, code) + more));
    };
    const auto reason = [](const std::string& code) {
        return R"(,"emptyReason":)" +
               coded("http://terminology.hl7.org/CodeSystem/list-empty-reason", code);
    };
    const std::string current = R"(,"status":"current","mode":"working")";
    const std::string entries = R"(,"entry":[{"item":{"reference":"Condition/c"}}])";
    for (const std::string code :
         {"nilknown", "notasked", "withheld", "unavailable", "notstarted"}) {
        list("current, " + code, current + reason(code));
    }
    list("current, no reason", current);
    list("current, a reason of another system",
         current + R"(,"emptyReason":)" + coded(clinic, "nilknown"));
    list("current, entries", current + entries);
    list("nilknown, with entries", current + reason("nilknown") + entries);
    list("nilknown, with an entry taken out",
         current + reason("nilknown") + R"(,"entry":[{"deleted":true}])");
    for (const std::string status : {"retired", "entered-in-error", "open", ""}) {
        list("nilknown, status " + status,
             (status.empty() ? "" : R"(,"status":")" + status + '"') + reason("nilknown"));
    }
    for (const std::string twice : {R"("status":"entered-in-error","status":"current")",
                                    R"("status":"current","status":"entered-in-error")",
                                    R"("status":"current","mode":"changes","mode":"working")",
                                    R"("status":"current","entry":[],"entry":[])"}) {
        list("nilknown, twice: " + twice, "," + twice + reason("nilknown"));
    }
    const std::string other_code = R"(,"code":)" + coded(snomed, "BACK");
    list("nilknown, codes twice", current + reason("nilknown") + other_code);
    table.add("nilknown, codes twice, the other one first", "back_pain",
              resource("List", "l",
                       "\"code\":" + coded(snomed, "BACK") + current + reason("nilknown") +
                           R"(,"code":)" + coded(snomed, "NONE")));
    list("nilknown, of changes", R"(,"status":"current","mode":"changes")" + reason("nilknown"));
    for (const std::string mode : {R"(,"mode":"snapshot")", R"(,"mode":"prepared")", ""}) {
        list("nilknown, mode " + mode, R"(,"status":"current")" + mode + reason("nilknown"));
    }
    list("nilknown, dated tomorrow", current + R"(,"date":"2026-11-21")" + reason("nilknown"));
    list("nilknown, entries of a wrong type", current + R"(,"entry":{})" + reason("nilknown"));
    list("nilknown, of another code", current + reason("nilknown"), "BACK");
    table.add("nilknown, about nobody", "back_pain",
              R"({"resourceType":"List","id":"l","status":"current","code":)" +
                  coded(snomed, "NONE") + reason("nilknown") + "}");
    for (const std::string subject :
         {"{}", R"({"display":"Mr P"})", R"({"identifier":{"system":"mrn","value":"q"}})"}) {
        table.add("nilknown, subject " + subject, "back_pain",
                  R"({"resourceType":"List","id":"l","subject":)" + subject +
                      R"(,"status":"current","code":)" + coded(snomed, "NONE") +
                      reason("nilknown") + "}",
                  true);
    }
    const std::string reasons = "http://terminology.hl7.org/CodeSystem/list-empty-reason";
    for (const auto& [one, other] :
         {std::pair("notasked", "nilknown"), {"nilknown", "notasked"}, {"nilknown", "nilknown"}}) {
        const auto coding = [&](const std::string& code) {
            return R"({"system":")" + reasons + R"(","code":")" + code + "\"}";
        };
        list(std::string("current, ") + one + " and " + other,
             current + R"(,"emptyReason":{"coding":[)" + coding(one) + "," + coding(other) + "]}");
    }
    table.add("nilknown, about somebody else", "back_pain",
              R"({"resourceType":"List","id":"l","subject":{"reference":"Patient/q"},)"
              R"("status":"current","code":)" +
                  coded(snomed, "NONE") + reason("nilknown") + "}",
              true);
    table.add(
        "nilknown, of a fact without `none by`", "arthritis",
        resource("List", "l", "\"code\":" + coded(snomed, "NONE") + current + reason("nilknown")));
    check_golden("record/empty-list.txt", table.text);
}

BOOST_AUTO_TEST_CASE(each_status_of_an_observation_and_each_value_reads_as_the_table_says) {
    Table table;
    const std::string pain = coded(loinc, "PAIN");
    for (const std::string status : {"final", "amended", "corrected", "registered", "preliminary",
                                     "unknown", "cancelled", "entered-in-error", "done"}) {
        table.add("status " + status, "pain",
                  observation("o", pain, status, "2026-11-20", quantity("8", "{score}")));
    }
    for (const std::string date : {"", "2026-11-19", "2026-11-18", "2026-11-17", "2026-11", "2026",
                                   "2026-11-20T23:30:00-05:00", "2026-11-21T00:30:00Z", "soon"}) {
        table.add("date " + date, "pain",
                  observation("o", pain, "final", date, quantity("8", "{score}")));
    }
    const auto value = [&](const std::string& fact, const std::string& code,
                           const std::string& text) {
        table.add(text, fact, observation("o", coded(loinc, code), "final", "2026-11-20", text));
    };
    for (const std::string unit : {"", "1", "{score}", "%", "kg", "points"}) {
        value("pain", "PAIN", quantity("8", unit));
    }
    for (const std::string unit : {"", "kg", "g", "[lb_av]", "cm", "kilos", "Cel"}) {
        value("weight", "WEIGHT", quantity("80", unit));
    }
    value("weight", "WEIGHT", R"("valueQuantity":{"value":80,"unit":"kilos"})");
    value("weight", "WEIGHT", R"("valueQuantity":{"value":80,"unit":"kg"})");
    for (const std::string comparator : {"<", "<=", ">", ">=", "ad"}) {
        value("pain", "PAIN", R"("valueQuantity":{"value":5,"comparator":")" + comparator + "\"}");
    }
    value("pain", "PAIN", R"("valueRange":{"low":{"value":5},"high":{"value":7}})");
    value("pain", "PAIN", R"("valueRange":{"low":{"value":7},"high":{"value":5}})");
    value("pain", "PAIN", R"("valueInteger":8)");
    value("pain", "PAIN", R"("valueString":"8")");
    value("pain", "PAIN", R"("valueRatio":{"numerator":{"value":8},"denominator":{"value":10}})");
    value("pain", "PAIN", R"("valueQuantity":{"value":1e400})");
    value("pain", "PAIN", R"("valueQuantity":{"value":1.2345678901234567890123456})");
    value("pain", "PAIN", R"("valueQuantity":{"value":"8"})");
    value("pain", "PAIN", "");
    value("pain", "PAIN", R"("valueInteger":8,"valueString":"8")");
    const std::string absent = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    for (const std::string reason : {"asked-unknown", "asked-declined", "not-performed"}) {
        value("pain", "PAIN", R"("dataAbsentReason":)" + coded(absent, reason));
    }
    value("pain", "PAIN",
          R"("valueInteger":8,"dataAbsentReason":)" + coded(absent, "asked-unknown"));
    value("muscle_state", "MUSCLE", R"("valueCodeableConcept":)" + coded(clinic, "TENSE"));
    value("muscle_state", "MUSCLE", R"("valueCodeableConcept":)" + coded(clinic, "LIMP"));
    value("muscle_state", "MUSCLE", R"("valueCodeableConcept":{"text":"tense"})");
    check_golden("record/observation.txt", table.text);
}

BOOST_AUTO_TEST_CASE(each_status_of_a_procedure_reads_as_the_table_says) {
    Table table;
    for (const std::string status : {"completed", "in-progress", "stopped", "on-hold", "unknown",
                                     "preparation", "not-done", "entered-in-error", "finished"}) {
        table.add("status " + status, "therapies",
                  procedure("p", coded(snomed, "PHYSIO"), status, "2026-11-02"));
    }
    table.add("long ago", "therapies",
              procedure("p", coded(snomed, "PHYSIO"), "completed", "2026-01-02"));
    table.add("without a date", "therapies",
              procedure("p", coded(snomed, "PHYSIO"), "completed", ""));
    table.add("a session", "sessions",
              procedure("p", coded(clinic, "G"), "completed", "2026-11-02"));
    check_golden("record/procedure.txt", table.text);
}

BOOST_AUTO_TEST_CASE(what_was_delivered_decides_what_silence_means) {
    const RuleSet rules = back_rules();
    const std::string outcome =
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"error"}]})";
    const std::string next = R"(,"link":[{"relation":"next","url":"x"}])";
    std::string text;
    for (const bool is_closed : {true, false}) {
        for (const bool is_required : {true, false}) {
            const FhirMapping mapping = mapping_of(
                rules, back_mapping(std::string(is_closed ? ", closed: Lists are kept." : "") +
                                    (is_required ? ", required: yes" : "")));
            const auto add = [&](const std::string& cell, Delivery delivery) {
                const std::string who = patient();
                delivery.query = "problems";
                const std::vector<Delivery> deliveries{{"patient", who}, delivery};
                FhirReader reader(mapping);
                const Profile profile = reader.read(deliveries, on_the_day());
                text += std::string(is_closed ? "closed" : "open") +
                        (is_required ? ", required, " : ", optional, ") + cell + " → " +
                        answer_to(profile, "back_pain") + " (" + codes_in(profile) + ")\n";
            };
            const std::string empty = searchset({});
            const std::string page = searchset({}, next);
            const std::string more = searchset({}, R"(,"total":3)");
            const std::string other = searchset({condition("c", R"({"text":"?"})", "active", "")});
            add("null", {{}, "null"});
            add("missing key", {{}, {}, DeliveryState::missing});
            add("failed", {{}, {}, DeliveryState::failed});
            add("empty searchset", {{}, empty});
            add("OperationOutcome", {{}, outcome});
            add("next", {{}, page});
            add("total too high", {{}, more});
            add("text alone", {{}, other});
        }
    }
    check_golden("record/deliveries.txt", text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
