// Of answers that are dated, the newest counts.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_newest)

namespace {

std::string pain(const std::string& id, const std::string& status, const std::string& date,
                 const std::string& number) {
    return observation(id, coded(loinc, "PAIN"), status, date, quantity(number, "{score}"));
}

}  // namespace

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
    // What cannot be used may be the newest.
    const auto beside = [&](const std::string& newer) {
        const std::string both = searchset({newer, pain("o", "final", "2026-11-20", "8")});
        const std::vector<Delivery> given{{"observations", both}, {"forms", "null"}};
        FhirReadOptions options = on_the_day();
        options.patient = "p";
        return answer_to(sorted_reader.read(given, options), "pain");
    };
    const std::string newer = pain("n", "final", "2026-11-20T23:00:00Z", "2");
    const auto with = [&](const std::string& old, const std::string& made) {
        std::string text = newer;
        BOOST_REQUIRE(text.find(old) != std::string::npos);
        return text.replace(text.find(old), old.size(), made);
    };
    BOOST_TEST(beside(with(R"("subject":{"reference":"Patient/p"},)", "")) == "-");
    BOOST_TEST(beside(with("\"Observation\"", "\"observation\"")) == "-");
    BOOST_TEST(beside(with("\"n\"", "\"" + std::string(3000, 'n') + "\"")) == "-");
    BOOST_TEST(beside(R"({"resourceType":"Bundle","type":"history","entry":[]})") == "-");
    BOOST_TEST(beside("null") == "-");
    BOOST_TEST(beside(with("Patient/p", "Patient/q")) == "8");
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

// Else who takes away when something was recorded, or ended, makes a no of a yes.
BOOST_AUTO_TEST_CASE(what_began_long_ago_is_not_surely_too_old) {
    std::string text = back_mapping(closed);
    const std::string source = "back pain: {from: Condition,";
    text.replace(text.find(source), source.size(), source + " within: 12 wk,");
    const Read shut(text);
    const auto said = [&](const std::string& dates) {
        return answer_to(
            shut.problems({condition("c", coded(snomed, "BACK"), "active", "", dates)}),
            "back_pain");
    };
    const std::string recorded = R"(,"recordedDate":")";
    const std::string onset = R"(,"onsetDateTime":"2020-01-01")";
    BOOST_TEST(said(recorded + "2026-11-01\"" + onset) == "true");
    BOOST_TEST(said(recorded + "2026-01-01\"" + onset) == "false");
    BOOST_TEST(said(onset) == "-");
    BOOST_TEST(said(R"(,"onsetDateTime":"2026-11-01")") == "true");
    BOOST_TEST(said("") == "-");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
