// What a record as a whole says, and its silence.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_reader)

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
