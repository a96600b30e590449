// Forms of others: which question is read, and what leaves a fact open.

#include "record_text.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_foreign_forms)

namespace {

std::string mapping_with_form(const std::string& more = {}, const std::string& version = {}) {
    const std::string at = "questionnaire: \"" + form_of_others + version + "\"";
    return "fhir: 1\nfor: back\nsystems: {clinic: \"https://clinic.example/codes\"}\nfacts:\n"
           "  back pain: {from: QuestionnaireResponse, " +
           at + ", item: back, within: 2 d" + more +
           "}\n"
           "  pain: {from: QuestionnaireResponse, " +
           at +
           ", item: pain, within: always}\n"
           "  weight: {from: QuestionnaireResponse, " +
           at +
           ", item: weight, within: 1 a, unit: kg}\n"
           "  therapies: {from: QuestionnaireResponse, " +
           at +
           ", item: therapies, within: 2 d, answers: {physiotherapy: {clinic: P}, diet: {clinic: "
           "D}}}\n"
           "  born: {from: QuestionnaireResponse, " +
           at +
           ", item: born, within: always}\n"
           "form only: [arthritis, technique, muscle state, sessions]\n";
}

std::string answered(const std::string& link, const std::string& answers) {
    return R"({"linkId":")" + link + R"(","answer":[)" + answers + "]}";
}

std::string response_to(const std::string& items, const std::string& version = {},
                        const std::string& status = "completed",
                        const std::string& authored = "2026-11-20", const std::string& id = "r") {
    return resource("QuestionnaireResponse", id,
                    R"("questionnaire":")" + form_of_others + version + R"(","status":")" + status +
                        R"(","authored":")" + authored + R"(","item":[)" + items + "]");
}

struct Others {
    RuleSet rules = back_rules();
    FhirMapping mapping;
    explicit Others(const std::string& text = mapping_with_form())
        : mapping(mapping_of(rules, text)) {}
    std::string answer(const std::string& fact, const std::vector<std::string>& resources) const {
        return answer_to(read_file_record(mapping, resources), fact);
    }
};

const std::string yes_answer = R"({"valueBoolean":true})";
const std::string no_answer = R"({"valueBoolean":false})";

}  // namespace

BOOST_AUTO_TEST_CASE(each_kind_of_answer_is_read_wherever_its_question_stands) {
    const Others form;
    const std::string all =
        R"({"linkId":"group","item":[)" + answered("back", yes_answer) + "," +
        answered("x", R"({"valueString":"y","item":[)" + answered("pain", R"({"valueInteger":7})") +
                          "]}") +
        "]}," + answered("weight", R"({"valueDecimal":70.5})") + "," +
        answered("born", R"({"valueDate":"1971-04"})") + "," +
        answered("therapies", R"({"valueCoding":{"system":")" + clinic + R"(","code":"P"}})");
    BOOST_TEST(form.answer("back_pain", {response_to(all)}) == "true");
    BOOST_TEST(form.answer("pain", {response_to(all)}) == "7");
    BOOST_TEST(form.answer("weight", {response_to(all)}).find("70.5") != std::string::npos);
    BOOST_TEST(form.answer("born", {response_to(all)}) == "\"1971-04\"");
    // What was not chosen may not have been offered.
    const std::string chosen = form.answer("therapies", {response_to(all)});
    BOOST_TEST(chosen.find("physiotherapy") != std::string::npos);
    BOOST_TEST(chosen.find("diet") == std::string::npos);
    BOOST_TEST(chosen.find("present") != std::string::npos);
    BOOST_TEST(form.answer("back_pain", {response_to(answered("back", no_answer))}) == "false");
}

BOOST_AUTO_TEST_CASE(another_form_and_a_question_without_an_answer_say_nothing) {
    const Others form;
    const std::string other = resource(
        "QuestionnaireResponse", "r",
        R"("questionnaire":"https://ehr.example/other","status":"completed","authored":"2026-11-20","item":[)" +
            answered("back", no_answer) + "]");
    BOOST_TEST(form.answer("back_pain", {other}) == "-");
    BOOST_TEST(form.answer("back_pain", {response_to(R"({"linkId":"back"})")}) == "-");
    BOOST_TEST(form.answer("back_pain", {response_to(answered("back", no_answer), {},
                                                     "entered-in-error")}) == "-");
}

BOOST_AUTO_TEST_CASE(what_is_not_sure_is_neither_yes_nor_no) {
    const Others form;
    for (const std::string& answer : {yes_answer, no_answer}) {
        const std::string items = answered("back", answer);
        BOOST_TEST(form.answer("back_pain", {response_to(items, {}, "in-progress")}) == "-");
        BOOST_TEST(form.answer("back_pain", {response_to(items, {}, "splendid")}) == "-");
        BOOST_TEST(form.answer("back_pain", {response_to(items, {}, "completed", "2026-11-01")}) ==
                   "-");
        BOOST_TEST(form.answer("back_pain", {response_to(items, {}, "completed", "2026-11-21")}) ==
                   "-");
        BOOST_TEST(form.answer("back_pain", {response_to(items + "," + items)}) == "-");
        const std::string two = answered("back", answer + "," + answer);
        BOOST_TEST(form.answer("back_pain", {response_to(two)}) == "-");
    }
    const Others strict(mapping_with_form({}, "|2"));
    const std::string items = answered("back", no_answer);
    BOOST_TEST(strict.answer("back_pain", {response_to(items, "|2")}) == "false");
    BOOST_TEST(strict.answer("back_pain", {response_to(items, "|1")}) == "-");
    BOOST_TEST(strict.answer("back_pain", {response_to(items)}) == "-");
    BOOST_TEST(form.answer("back_pain", {response_to(items, "|1")}) == "false");
    // What does not say which form it answers may be newer; it brings nothing older back.
    const std::string older = response_to(items, {}, "completed", "2026-11-19T08:00:00Z", "older");
    const auto unnamed = [](const std::string& item) {
        return resource("QuestionnaireResponse", "u",
                        R"("status":"completed","authored":"2026-11-20","item":[)" + item + "]");
    };
    BOOST_TEST(form.answer("back_pain", {older}) == "false");
    BOOST_TEST(form.answer("back_pain", {older, unnamed(answered("back", yes_answer))}) == "-");
    BOOST_TEST(form.answer("back_pain", {older, unnamed(answered("else", yes_answer))}) == "false");
    const Others open(mapping_with_form(", also counts: [in-progress]"));
    BOOST_TEST(open.answer("back_pain", {response_to(items, {}, "in-progress")}) == "false");
}

BOOST_AUTO_TEST_CASE(who_does_not_know_is_not_asked_again_and_wrong_answers_are_none) {
    const Others form;
    const std::string unknown =
        R"({"valueCoding":{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"asked-unknown"}})";
    BOOST_TEST(form.answer("back_pain", {response_to(answered("back", unknown))}) == "null");
    BOOST_TEST(form.answer("pain", {response_to(answered("pain", R"({"valueString":"7"})"))}) ==
               "-");
    const std::string strange = R"({"valueCoding":{"system":")" + clinic + R"(","code":"Q"}})";
    BOOST_TEST(form.answer("therapies", {response_to(answered("therapies", strange))}) == "-");
}

BOOST_AUTO_TEST_CASE(the_newest_counts_and_no_closed_list_of_forms_says_no) {
    const Others form;
    const std::string older =
        response_to(answered("pain", R"({"valueInteger":2})"), {}, "completed", "2026-11-18", "a");
    const std::string newer =
        response_to(answered("pain", R"({"valueInteger":5})"), {}, "completed", "2026-11-19", "b");
    BOOST_TEST(form.answer("pain", {older, newer}) == "5");
    BOOST_TEST(form.answer("pain", {newer, older}) == "5");

    std::string closed = mapping_with_form();
    closed.insert(
        closed.find("facts:"),
        "queries:\n  forms: {search: \"QuestionnaireResponse?patient={{context.patientId}}\","
        " closed: All are kept.}\n");
    const Others shut(closed);
    const std::string nothing = searchset({});
    const std::vector<Delivery> deliveries{{"forms", nothing}};
    FhirReader reader(shut.mapping);
    BOOST_TEST(answer_to(reader.read(deliveries, on_the_day()), "back_pain") == "-");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
