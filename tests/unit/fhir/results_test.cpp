// What is written of a screening and of a rule set for others to read: GuidanceResponse,
// PlanDefinition, source attributes.

#include <caveat/fhir.hpp>
#include <caveat/json_value.hpp>
#include <caveat/screen.hpp>

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_results)

namespace {

bool tells(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string guidance_for(const FhirMapping& mapping, const std::string& record) {
    FhirReader reader(mapping);
    const Delivery delivery{{}, record};
    FhirReadOptions options;
    options.as_of = Date::from_text("2026-11-20");
    std::string written =
        write_guidance_response(screen(reader.read({&delivery, 1}, options)), mapping);
    BOOST_REQUIRE_MESSAGE(read_json(written).has_value(), written);
    return written;
}

const std::string patient_of_guidance = R"({"resourceType":"Patient","id":"p"})";

std::vector<std::string> lines_of(const SourceAttributes& all, std::string_view name) {
    for (const SourceAttribute& each : all.attributes) {
        if (each.name == name) return each.lines;
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_open_screening_asks_for_what_the_mapping_could_read) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping());
    const std::string written = guidance_for(mapping, patient_of_guidance);
    BOOST_TEST(tells(written, R"("status": "data-requested")"));
    BOOST_TEST(tells(written, R"("reference": "Patient/p")"));
    BOOST_TEST(tells(written, R"("occurrenceDateTime": "2026-11-20")"));
    BOOST_TEST(tells(written, R"("type": "Observation")"));
    BOOST_TEST(tells(written, R"("code": "PAIN")"));
    BOOST_TEST(tells(written, std::string(rules.sha256())));
    BOOST_TEST(tells(written, std::string(mapping.sha256())));
    BOOST_TEST(tells(written, "knees"));
    BOOST_TEST(tells(written, R"("valueCode": "do_not_proceed")"));
}

BOOST_AUTO_TEST_CASE(a_decided_screening_is_a_success_with_its_outcomes) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(
        rules,
        "fhir: 1\nfor: back\nfacts:\n"
        "  pain: {from: Observation, coded as: {loinc: PAIN}, within: 2 d}\n"
        "form only: [back pain, weight, arthritis, technique, muscle state, therapies, born, "
        "sessions, counted]\n");
    const std::string observation = R"({"resourceType":"Bundle","type":"collection","entry":[
        {"resource":{"resourceType":"Patient","id":"p"}},
        {"resource":{"resourceType":"Observation","id":"o","status":"final",
         "subject":{"reference":"Patient/p"},"effectiveDateTime":"2026-11-20",
         "code":{"coding":[{"system":"http://loinc.org","code":"PAIN"}]},"valueInteger":8}}]})";
    const std::string written = guidance_for(mapping, observation);
    BOOST_TEST(tells(written, R"("certainty")"));
    BOOST_TEST(tells(written, R"("valueString": "strong")"));
    BOOST_TEST(tells(written, R"("valueString": "Not today.")"));
}

BOOST_AUTO_TEST_CASE(a_record_that_cannot_be_used_is_a_failure_without_a_verdict) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping());
    const std::string written = guidance_for(
        mapping, searchset({patient_of_guidance, R"({"resourceType":"Patient","id":"q"})"}));
    BOOST_TEST(tells(written, R"("status": "failure")"));
    BOOST_TEST(tells(written, R"("resourceType": "OperationOutcome")"));
    BOOST_TEST(!tells(written, R"("name": "verdict")"));
    BOOST_TEST(!tells(written, R"("name": "at_least")"));
}

BOOST_AUTO_TEST_CASE(codes_that_cannot_all_be_listed_are_not_listed_in_part) {
    const RuleSet rules = *load_text(
                               "caveat: 1\nid: c\nfacts: {a: yes/no}\n"
                               "outcomes: {avoid massage: No.}\n"
                               "rules: [{id: r, rule: a → avoid massage}]\n")
                               .rules;
    const auto written_for = [&](const std::string& codes) {
        return guidance_for(
            mapping_of(rules, "fhir: 1\nfor: c\nfacts: {a: {from: Condition, " + codes + "}}\n"),
            patient_of_guidance);
    };
    const std::string listed = written_for("coded as: {snomed: 23056005}, kinds: {icd10cm: M54.5}");
    BOOST_TEST(tells(listed, R"("code": "23056005")"));
    BOOST_TEST(tells(listed, R"("code": "M54.5")"));
    const std::string open =
        written_for("coded as: {snomed: 23056005}, kinds: {icd10cm: \"M54*\"}");
    BOOST_TEST(tells(open, R"("type": "Condition")"));
    BOOST_TEST(!tells(open, "codeFilter"));
}

BOOST_AUTO_TEST_CASE(what_nobody_has_said_is_never_a_no) {
    const std::string head =
        "caveat: 1\nid: s\nfacts: {age: {type: number, unit: a}, job: yes/no, unused: yes/no}\n";
    const std::string rest =
        "outcomes: {avoid massage: No.}\nrules: [{id: r, rule: age > 70 a or job → avoid "
        "massage}]\n";
    const RuleSet rules = *load_text(head + rest).rules;
    const auto attributes = [&](const std::string& about) {
        return source_attributes(mapping_of(rules,
                                            "fhir: 1\nfor: s\nfacts: {age: {from: Patient, take: "
                                            "age}}\nform only: [job, unused]\n" +
                                                about));
    };
    const SourceAttributes open = attributes("");
    BOOST_REQUIRE(open.attributes.size() == 13U);
    BOOST_REQUIRE(open.not_classified.size() == 1U);
    BOOST_TEST(rules.fact(open.not_classified[0]).name == "job");
    BOOST_TEST(lines_of(open, "developer") == (std::vector<std::string>{"not provided"}));
    BOOST_TEST(lines_of(open, "use of race") ==
               (std::vector<std::string>{"not known: 1 fact is not classified"}));
    BOOST_TEST(lines_of(open, "use of date of birth") ==
               (std::vector<std::string>{"age", "and perhaps others: 1 fact is not classified"}));
    for (const SourceAttribute& each : open.attributes) BOOST_TEST(!each.is_provided);

    const SourceAttributes whole = attributes("about: {job: [social determinants]}\n");
    BOOST_TEST(whole.not_classified.empty());
    BOOST_TEST(lines_of(whole, "use of social determinants of health") ==
               (std::vector<std::string>{"job"}));
    BOOST_TEST(lines_of(whole, "use of race") ==
               (std::vector<std::string>{"none of the facts, each of which was looked at"}));
    BOOST_TEST(attributes("about: {job: none}\n").not_classified.empty());
    // One source of a fact that is known does not speak for the others.
    const auto of_two = [&](const std::string& other) {
        return source_attributes(
            mapping_of(rules, "fhir: 1\nfor: s\nfacts: {age: [{from: Patient, take: age}, " +
                                  other + "]}\nform only: [job, unused]\nabout: {job: none}\n"));
    };
    const SourceAttributes other =
        of_two("{from: Observation, coded as: {loinc: 30525-0}, within: 1 a}");
    BOOST_TEST(lines_of(other, "use of race") ==
               (std::vector<std::string>{"not known: 1 fact is not classified"}));
    BOOST_TEST(lines_of(other, "use of date of birth") ==
               (std::vector<std::string>{"age", "and perhaps others: 1 fact is not classified"}));
    BOOST_TEST(of_two("{from: Patient, take: age}").not_classified.empty());
    // Without a mapping nobody has said anything.
    BOOST_TEST(source_attributes(FhirMapping(rules)).not_classified.size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_the_file_says_of_itself_is_passed_on) {
    const RuleSet rules =
        *load_text(
             "caveat: 1\nid: s\nversion: 1.2.0\ntitle: Sums\nauthors: [Ann, Bo]\n"
             "published: {developer: A clinic, funding: A fund, released: 2026-01-31,"
             " revised: 2026-02-28, intended use: Adults., licence: MIT}\n"
             "sources: {S1: {title: One work, author: Cy}, S2: {title: One work, author: Cy},"
             " S3: {says: Something.}}\n"
             "facts: {a: yes/no}\noutcomes: {avoid massage: No.}\n"
             "rules: [{id: r, rule: a → avoid massage, because: Why., source: S2}]\n")
             .rules;
    const FhirMapping mapping(rules);
    const SourceAttributes all = source_attributes(mapping);
    BOOST_TEST(lines_of(all, "bibliographic citation") ==
               (std::vector<std::string>{"One work, Cy (S1, S2)", "S3"}));
    BOOST_TEST(lines_of(all, "funding") == (std::vector<std::string>{"A fund"}));
    BOOST_TEST(lines_of(all, "release and revision dates") ==
               (std::vector<std::string>{"released 2026-01-31", "revised 2026-02-28"}));
    const std::string plan = write_plan_definition(mapping);
    BOOST_REQUIRE_MESSAGE(read_json(plan).has_value(), plan);
    for (const std::string part :
         {R"("publisher": "A clinic")", R"("usage": "Adults.")", R"("copyright": "MIT")",
          R"("date": "2026-02-28")", R"("name": "Ann")", R"("version": "1.2.0")",
          R"("textEquivalent": "a → avoid massage")", R"("description": "Why.")",
          R"("label": "S2")", R"("code": "eca-rule")"}) {
        BOOST_TEST(tells(plan, part), part);
    }
    BOOST_TEST(!tells(plan, "\"condition\""));
    BOOST_TEST(!tells(plan, "null"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
