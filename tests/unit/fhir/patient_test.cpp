// Whose the resources are, and what the patient's own says.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_patient)

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

BOOST_AUTO_TEST_CASE(a_record_that_is_not_in_use_is_said_to_be_so) {
    const Read read;
    BOOST_TEST(codes_in(read.file({patient(R"("active":false)")})) == "inactive-patient");
    BOOST_TEST(codes_in(read.file({patient(R"("active":true)")})) == "");
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

// A list without anything of the patient would be a list of nothing.
BOOST_AUTO_TEST_CASE(a_record_without_the_patient_who_was_asked_for_is_refused) {
    const Read shut(back_mapping(closed));
    const std::string back = condition("c", coded(snomed, "BACK"), "active", "");
    const std::string medicine = R"({"resourceType":"Medication","id":"m"})";
    const auto said = [&](const std::string& whom, const std::vector<std::string>& resources) {
        FhirReadOptions options = on_the_day();
        options.patient = whom;
        options.complete = {"Condition"};
        const Profile profile = shut.file(resources, options);
        return said_of(profile, "back_pain") + (profile.is_readable() ? "" : " refused");
    };
    for (const std::string whom : {"p", "Patient/p"}) {
        BOOST_TEST(said(whom, {patient(), back}) == "true ()");
        BOOST_TEST(said(whom, {back}) == "true ()");
        BOOST_TEST(said(whom, {patient()}) == "false ()");
    }
    for (const std::string whom : {"q", "P", "https://e/Patient/p", "p "}) {
        for (const std::vector<std::string>& resources :
             {std::vector<std::string>{patient(), back}, {back}, {patient()}, {medicine, back}}) {
            BOOST_TEST_INFO(whom);
            BOOST_TEST(said(whom, resources) == "- (other-patient) refused");
        }
        // Of nobody at all.
        BOOST_TEST(said(whom, {}) == "false ()");
        BOOST_TEST(said(whom, {medicine}) == "false ()");
    }
}

BOOST_AUTO_TEST_CASE(only_what_is_known_of_a_birthday_is_used) {
    const RuleSet rules = rules_of(R"(caveat: 1
id: old
version: 1.0.0
facts: {age: {type: number, unit: a, whole: true, from: 0, to: 130}, born: date}
outcomes: {avoid massage: No.}
rules: [{id: old, rule: age >= 65 → avoid massage}]
)");
    const FhirMapping mapping = mapping_of(rules, R"(fhir: 1
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
    const auto age = [&](const std::string& birth) {
        return answer_to(read_file_record(mapping, {patient(R"("birthDate":")" + birth + "\"")}),
                         "age");
    };
    BOOST_TEST(age("1961-11-20") == "65");
    BOOST_TEST(age("1961-11-21") == "64");
    BOOST_TEST(age("1961") == R"({"from":64,"to":65,"unit":"a"})");
    BOOST_TEST(age("2026-11-21") == "-");
    BOOST_TEST(age("2026") == "-");
}

/// What a fact of this type is, of somebody born on the second day of the year who has had their
/// back pain for so long.
std::string time_taken(const std::string& type, const std::string& source,
                       const std::string& onset = R"("onsetDateTime":"2026-10-03")") {
    const RuleSet rules = rules_of(R"(caveat: 1
id: times
version: 1.0.0
facts: {time: )" + type + R"(}
outcomes: {avoid massage: No.}
rules: [{id: a, rule: time > 100 → avoid massage}]
)");
    const FhirMapping mapping =
        mapping_of(rules, "fhir: 1\nfor: times\nfacts:\n  time: " + source + "\n");
    const Profile profile = read_file_record(
        mapping,
        {patient(R"("birthDate":"2025-01-02")"),
         condition("c", coded(snomed, "BACK"), "active", "", "," + onset),
         observation("o", coded(loinc, "AGE"), "final", "2026-11-20", quantity("1", "a"))});
    const std::string problems = codes_in(profile);
    return answer_to(profile, "time") + (problems.empty() ? "" : " (" + problems + ")");
}

BOOST_AUTO_TEST_CASE(time_is_counted_in_the_unit_of_the_fact) {
    const std::string age = "{from: Patient, take: age}";
    BOOST_TEST(time_taken("{type: number, unit: a, from: 0, to: 130}", age) == "1");
    BOOST_TEST(time_taken("{type: number, unit: mo, from: 0, to: 1300}", age) == "22");
    BOOST_TEST(time_taken("{type: number, from: 0, to: 130}", age) == "1");
    const std::string weeks =
        "{from: Condition, coded as: {snomed: BACK}, take: weeks since onset}";
    BOOST_TEST(time_taken("{type: number, unit: wk, from: 0, to: 1300}", weeks) == "6");
    BOOST_TEST(time_taken("{type: number, unit: d, from: 0, to: 1300}", weeks) == "48");
    BOOST_TEST(time_taken("{type: number, from: 0, to: 1300}", weeks) == "6");
    // The same of two sources is the same.
    BOOST_TEST(
        time_taken("{type: number, unit: a, from: 0, to: 130}",
                   "[" + age + ", {from: Observation, coded as: {loinc: AGE}, within: 1 d}]") ==
        "1");
}

BOOST_AUTO_TEST_CASE(within_a_period_nobody_knows_the_day) {
    const std::string back = "{from: Condition, coded as: {snomed: BACK}, ";
    const std::string days = back + "take: days since onset}";
    const std::string number = "{type: number, unit: d, from: 0, to: 1300}";
    const auto period = [](const std::string& name, const std::string& from,
                           const std::string& to) {
        return "\"" + name + R"(":{"start":")" + from + R"(","end":")" + to + "\"}";
    };
    BOOST_TEST(time_taken(number, days, period("onsetPeriod", "2026-01-01", "2026-11-10")) ==
               R"({"from":10,"to":323,"unit":"d"})");
    BOOST_TEST(time_taken(number, days, period("onsetPeriod", "2026-11-10", "2026-11-10")) == "10");
    BOOST_TEST(time_taken(number, days, R"("onsetPeriod":{"start":"2026-11-10"})") == "10");
    // It may have begun after the day, or it ends before it begins.
    BOOST_TEST(time_taken(number, days, period("onsetPeriod", "2026-11-10", "2026-12")) == "-");
    BOOST_TEST(time_taken(number, days, period("onsetPeriod", "2026-11-10", "2026-10-10")) == "-");
    const auto date = [&](const std::string& take, const std::string& from, const std::string& to) {
        const RuleSet rules = rules_of(R"(caveat: 1
id: times
version: 1.0.0
facts: {day: date}
outcomes: {avoid massage: No.}
rules: [{id: a, rule: day is before 2000-01-01 → avoid massage}]
)");
        const FhirMapping mapping =
            mapping_of(rules, "fhir: 1\nfor: times\nfacts:\n  day: " + back +
                                  "ever: yes, take: " + take + "}\n");
        return answer_to(
            read_file_record(mapping, {condition("c", coded(snomed, "BACK"), "resolved", "",
                                                 "," + period(take + "Period", from, to))}),
            "day");
    };
    BOOST_TEST(date("onset", "2026-01-01", "2026-11-10") == "-");
    BOOST_TEST(date("onset", "2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z") == "\"2026-01-01\"");
    BOOST_TEST(date("abatement", "2026-01-01", "2026-11-10") == "-");
    BOOST_TEST(date("abatement", "2026-01-01", "2026-01-01") == "\"2026-01-01\"");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
