// One thing once: copies of a resource, and resources of one identifier. Whichever comes first, the
// answer is the same.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <set>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_copies)

namespace {

/// What is said of a fact, with the problems, in each order of the resources; one text where that
/// is always the same.
std::string in_any_order(const FhirMapping& mapping, std::vector<std::string> resources,
                         const std::string& fact) {
    FhirReadOptions options = on_the_day();
    options.complete = {"Condition", "MedicationRequest", "Procedure"};
    std::set<std::string> answers;
    std::sort(resources.begin(), resources.end());
    do {
        answers.insert(said_of(read_file_record(mapping, resources, options), fact));
    } while (std::next_permutation(resources.begin(), resources.end()));
    std::string all;
    for (const std::string& each : answers) all += (all.empty() ? "" : " or ") + each;
    return all;
}

std::string back(const std::string& id, const std::string& clinical, const std::string& more = {},
                 const std::string& verification = {}) {
    return condition(id, coded(snomed, "BACK"), clinical, verification, more);
}

std::string version(const std::string& number) {
    return R"(,"meta":{"versionId":")" + number + "\"}";
}

std::string updated(const std::string& date) {
    return R"(,"meta":{"lastUpdated":")" + date + "T08:00:00Z\"}";
}

const std::string numbered = R"(,"identifier":[{"system":"x","value":"1"}])";

}  // namespace

BOOST_AUTO_TEST_CASE(of_versions_that_differ_only_the_latest_is_read) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping(closed));
    const auto said = [&](std::vector<std::string> resources) {
        resources.push_back(patient());
        return in_any_order(mapping, resources, "back_pain");
    };
    const std::string error = "entered-in-error";
    BOOST_TEST(said({back("c", "active")}) == "true ()");
    BOOST_TEST(said({back("c", "active"), back("c", "", "", error)}) == "- (two-versions)");
    BOOST_TEST(said({back("c", "active"), back("c", "resolved")}) == "- (two-versions)");
    BOOST_TEST(said({back("c", "active", version("1")), back("c", "", version("2"), error)}) ==
               "false ()");
    BOOST_TEST(said({back("c", "active", version("2")), back("c", "", version("1"), error)}) ==
               "true ()");
    // Where one has no version, the later of the others may be earlier than it.
    BOOST_TEST(said({back("c", "active", version("1")), back("c", "resolved"),
                     back("c", "inactive", version("2"))}) == "- (two-versions)");
    BOOST_TEST(said({back("c", "active", version("1")), back("c", "resolved", version("3")),
                     back("c", "inactive", version("2"))}) == "false ()");
    BOOST_TEST(said({back("c", "active", version("2")), back("c", "active"),
                     back("c", "inactive", version("1"))}) == "true ()");
    // Of another one it tells nothing.
    BOOST_TEST(said({back("c", "resolved"), back("c", "inactive"), back("d", "active")}) ==
               "true (two-versions)");
    BOOST_TEST(said({back("c", "", "", error), back("c", "inactive", "", error)}) ==
               "false (two-versions)");
}

BOOST_AUTO_TEST_CASE(a_medicine_in_two_versions_is_none) {
    const RuleSet rules = thinner_rules();
    const FhirMapping mapping = mapping_of(rules, thinner_mapping);
    const std::string atc = "http://www.whocc.no/atc";
    const auto medicine = [&](const std::string& code, const std::string& more = {}) {
        return R"({"resourceType":"Medication","id":"m","code":)" + coded(atc, code) + more + "}";
    };
    const auto request = [](const std::string& reference, const std::string& more = {}) {
        return resource(
            "MedicationRequest", "r",
            R"("status":"active","intent":"order","medicationReference":{"reference":")" +
                reference + "\"}" + more);
    };
    const auto said = [&](const std::vector<std::string>& resources) {
        return in_any_order(mapping, resources, "thinner");
    };
    const std::string by_reference = request("Medication/m");
    BOOST_TEST(said({by_reference, medicine("B01AF01")}) == "true ()");
    BOOST_TEST(said({by_reference, medicine("N02BE01")}) == "false ()");
    BOOST_TEST(said({by_reference, medicine("B01AF01"), medicine("N02BE01")}) ==
               "- (two-versions)");
    BOOST_TEST(said({by_reference, medicine("B01AF01", version("2")),
                     medicine("N02BE01", version("1"))}) == "true ()");
    const auto contained = [&](const std::string& list) {
        return said({request("#m", R"(,"contained":[)" + list + "]")});
    };
    BOOST_TEST(contained(medicine("B01AF01")) == "true ()");
    BOOST_TEST(contained(medicine("B01AF01") + "," + medicine("N02BE01")) == "- ()");
    BOOST_TEST(contained(medicine("N02BE01") + "," + medicine("B01AF01")) == "- ()");
}

BOOST_AUTO_TEST_CASE(one_identifier_makes_one_thing_only_of_what_is_coded_alike) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping(closed));
    const auto said = [&](std::vector<std::string> resources) {
        resources.push_back(patient());
        return in_any_order(mapping, resources, "back_pain");
    };
    // What was entered in error is nothing, and takes nothing else away.
    BOOST_TEST(said({back("a", "", numbered, "entered-in-error"), back("b", "active", numbered)}) ==
               "true ()");
    BOOST_TEST(said({back("a", "", numbered + updated("2026-02-01"), "entered-in-error"),
                     back("b", "active", numbered + updated("2026-01-01"))}) == "true ()");
    const std::string knee =
        condition("k", coded(icd, "M17.9"), "active", "", numbered + updated("2026-02-01"));
    BOOST_TEST(said({back("a", "active", numbered + updated("2026-01-01")), knee}) ==
               "true (one-identifier)");
    BOOST_TEST(said({back("a", "active", numbered), back("b", "active", numbered)}) ==
               "true (one-identifier)");
    BOOST_TEST(said({back("a", "active", numbered), back("b", "resolved", numbered)}) ==
               "- (one-identifier)");
    BOOST_TEST(said({back("a", "active", numbered + updated("2026-01-01")),
                     back("b", "resolved", numbered + updated("2026-02-01"))}) ==
               "false (one-identifier)");
    // The versions of one resource are not counted with those of another.
    BOOST_TEST(said({back("a", "active", numbered + version("1")),
                     back("b", "resolved", numbered + version("2"))}) == "- (one-identifier)");
}

BOOST_AUTO_TEST_CASE(any_identifier_makes_one_thing) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping(closed));
    const auto named = [](const std::vector<std::string>& values) {
        std::string list;
        for (const std::string& each : values) {
            list += (list.empty() ? "" : ",") + (R"({"system":"x","value":")" + each + "\"}");
        }
        return R"(,"identifier":[)" + list + "]";
    };
    const auto said = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
        return in_any_order(mapping,
                            {patient(), back("a", "active", named(a)),
                             back("b", "resolved", named(b) + updated("2026-02-01"))},
                            "back_pain");
    };
    for (const auto& [a, b] :
         {std::pair<std::vector<std::string>, std::vector<std::string>>{{"1"}, {"1"}},
          {{"1", "2"}, {"2"}},
          {{"1", "2"}, {"3", "2"}},
          {{"", "2"}, {"2", "1"}}}) {
        BOOST_TEST(said(a, b) == "- (one-identifier)");
    }
    BOOST_TEST(said({"1", "2"}, {"3", "4"}) == "true ()");
    BOOST_TEST(said({"1", ""}, {"3", ""}) == "true ()");
    // What a third one has of both makes all three one thing, where it is coded as they are.
    const auto three = [&](const std::string& third) {
        return in_any_order(mapping,
                            {patient(), back("a", "active", named({"1"})),
                             back("b", "resolved", named({"2"})), third},
                            "back_pain");
    };
    BOOST_TEST(three(back("c", "active", named({"1", "2"}))) ==
               "- (one-identifier one-identifier)");
    BOOST_TEST(three(condition("c", coded(icd, "M17.9"), "active", "", named({"1", "2"}))) ==
               "true (one-identifier one-identifier)");
}

BOOST_AUTO_TEST_CASE(a_draft_takes_nothing_from_the_record) {
    const RuleSet rules = thinner_rules();
    const FhirMapping mapping = mapping_of(rules, thinner_mapping);
    const auto order = [](const std::string& id, const std::string& status) {
        return resource("MedicationRequest", id,
                        R"("intent":"order","status":")" + status +
                            R"(","medicationCodeableConcept":)" +
                            coded("http://www.whocc.no/atc", "B01AF01") + numbered);
    };
    const std::string drugs = searchset({order("rx-9", "active")});
    for (const std::string id : {"draft-1", "zz", "rx-9"}) {
        const std::string drafts = searchset({order(id, "draft")});
        const std::vector<Delivery> deliveries{{"context.draftOrders", drafts}, {"drugs", drugs}};
        FhirReader reader(mapping);
        const Profile profile = reader.read(deliveries, on_the_day());
        BOOST_TEST(answer_to(profile, "thinner") == "true");
        BOOST_TEST(codes_in(profile) == "");
    }
}

BOOST_AUTO_TEST_CASE(what_two_queries_brought_counts_for_both) {
    const RuleSet rules = back_rules();
    const std::string second = R"(
  history: {search: "Condition?patient={{context.patientId}}&_sort=-date", closed: Lists are kept here.})";
    std::string text = back_mapping(closed);
    text.insert(text.find("\n  procedures:"), second);
    const std::string source = "back pain: {from: Condition,";
    text.replace(text.find(source), source.size(), source + " query: history,");
    const FhirMapping mapping = mapping_of(rules, text);
    // The later of the two came by the other query.
    const std::string one = searchset({back("b", "active", numbered + updated("2026-02-01"))});
    const std::string other = searchset({back("a", "active", numbered + updated("2026-01-01"))});
    const std::vector<Delivery> deliveries{{"problems", one}, {"history", other}};
    FhirReader reader(mapping);
    BOOST_TEST(answer_to(reader.read(deliveries, on_the_day()), "back_pain") == "true");
}

BOOST_AUTO_TEST_CASE(what_says_the_same_is_no_version_that_differs) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping());
    const std::string who =
        R"({"resourceType":"Patient","id":"p","birthDate":"1950-01-01","meta":{"versionId":"3"}})";
    const std::string turned =
        R"({"meta":{"versionId":"3"},"birthDate":"1950-01-01","id":"p","resourceType":"Patient"})";
    const std::string other =
        R"({"resourceType":"Patient","id":"p","birthDate":"1951-01-01","meta":{"versionId":"3"}})";
    const auto born = [&](const std::string& bare, const std::string& in_a_bundle) {
        const std::string bundle = searchset({in_a_bundle});
        std::set<std::string> answers;
        for (const bool is_first : {true, false}) {
            std::vector<Delivery> deliveries{{"patient", bare}, {{}, bundle}};
            if (!is_first) std::swap(deliveries.front(), deliveries.back());
            FhirReader reader(mapping);
            answers.insert(said_of(reader.read(deliveries, on_the_day()), "born"));
        }
        return answers.size() == 1 ? *answers.begin() : "depends on the order";
    };
    BOOST_TEST(born(who, who) == "\"1950-01-01\" ()");
    BOOST_TEST(born(who, turned) == "\"1950-01-01\" ()");
    BOOST_TEST(born(who, other) == "- (two-versions)");
    const auto in_either_order = [&](const std::string& a, const std::string& b) {
        return in_any_order(mapping, {patient(), back("c", "active", a), back("c", "active", b)},
                            "back_pain");
    };
    const std::string period = R"(,"onsetPeriod":)";
    BOOST_TEST(in_either_order(period + R"({"start":"2026-01","end":"2026-02"})",
                               period + R"({"end":"2026-02","start":"2026-01"})") == "true ()");
    BOOST_TEST(in_either_order(period + R"({"start":"2026-01"})",
                               period + R"({"start":"2026-01","end":"2026-02"})") ==
               "- (two-versions)");
    BOOST_TEST(in_either_order(R"(,"note":[{"text":"a"},{"text":"b"}])",
                               R"(,"note":[{"text":"b"},{"text":"a"}])") == "- (two-versions)");
}

BOOST_AUTO_TEST_CASE(a_patient_in_two_versions_has_not_died_for_sure) {
    const RuleSet rules = back_rules();
    const FhirMapping mapping = mapping_of(rules, back_mapping());
    const auto said = [&](const std::vector<std::string>& resources) {
        return in_any_order(mapping, resources, "born");
    };
    const std::string born = R"("birthDate":"1971-04")";
    BOOST_TEST(said({patient(born + R"(,"deceasedBoolean":true)")}) == "\"1971-04\" (deceased)");
    BOOST_TEST(said({patient(born), patient(born + R"(,"deceasedBoolean":true)")}) ==
               "- (two-versions)");
    const std::string replaced =
        R"(,"link":[{"type":"replaced-by","other":{"reference":"Patient/q"}}])";
    BOOST_TEST(said({patient(born), patient(born + replaced)}) == "- (replaced-patient)");
    BOOST_TEST(said({patient(born + version("2")), patient(born + replaced + version("1"))}) ==
               "\"1971-04\" ()");
}

BOOST_AUTO_TEST_CASE(copies_of_many_members_are_compared_in_time_that_grows_with_them) {
    const Read read;
    const auto wide = [](int first) {
        std::string more;
        for (int i = 0; i < 20'000; ++i) {
            more += ",\"a" + std::to_string((first + i) % 20'000) + "\":1";
        }
        return condition("c", coded(snomed, "BACK"), "active", "", more);
    };
    const auto begin = std::chrono::steady_clock::now();
    const Profile same = read.file({wide(0), wide(77)});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    BOOST_TEST(answer_to(same, "back_pain") == "true");
    // It was many seconds when each was looked for among all.
    BOOST_TEST(took.count() < 5.0);
    BOOST_TEST(codes_in(read.file({wide(0), condition("c", coded(snomed, "BACK"), "active",
                                                      "")})) == "two-versions");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
