// Calls about patients: each says what the library says, and what is kept as a case is the patient.

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/explain.hpp>
#include <caveat/authoring/show.hpp>
#include <caveat/json.hpp>
#include <caveat/report_text.hpp>

#include "adapters/workbench/entry.hpp"
#include "text/escapes.hpp"
#include "unit/lsp/desk.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(patient_calls)

namespace {

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string patient = R"("as_of":"2026-11-20","profile":{"facts":{"back_pain":true}})";
const std::string of_back = R"("uri":"back.yaml",)";

}  // namespace

BOOST_AUTO_TEST_CASE(a_patient_has_the_report_words_reasons_and_page_of_the_library) {
    Desk desk;
    desk.open("back.yaml", small_rules);
    const RuleSet rules = loaded(small_rules);
    for (const std::string profile :
         {R"({"facts":{"back_pain":true,"pain_nrs":8}})", R"({"facts":{"pain_nrs":99,"spam":1}})",
          R"({"facts":{"back_pain":false,"visits":[{"day":"2026-11-01"}],"mood":"→ 😀"}})",
          R"({"facts":)"}) {
        ReadOptions reading;
        reading.default_as_of = Date::from_text("2026-11-20");
        Screening screening;
        screen(read_profile(rules, profile, reading), screening);
        const std::string members =
            of_back + R"("as_of":"2026-11-20","profile":)" + text::in_json(profile);
        desk.ask(R"("call":"screen",)" + members);
        BOOST_TEST(desk.json({"ok", "report"}) + "\n" == write_report(screening, {}, false));
        desk.ask(R"("call":"text",)" + members);
        BOOST_TEST(desk.runs({"ok", "runs"}) == write_text(screening));
        desk.ask(R"("call":"text","details":true,)" + members);
        const ReportOptions details{.why = WhyOf::fired, .details = true};
        BOOST_TEST(desk.runs({"ok", "runs"}) == write_text(screening, details));
        desk.ask(R"("call":"explain","rule":"bad-pain",)" + members);
        const auto explanation = authoring::explain_rule(screening, *rules.find_rule("bad-pain"));
        BOOST_TEST(desk.runs({"ok", "runs"}) ==
                   authoring::write_styled_text(explanation, screening).text);
        BOOST_TEST(desk.text({"ok", "explanation", "schema"}) == "caveat/explanation/1");
        desk.ask(R"("call":"show",)" + members);
        authoring::PageOptions page;
        page.as_of = *Date::from_text("2026-11-20");
        page.patient = &screening;
        BOOST_TEST((desk.text({"ok", "html"}) == authoring::write_page(rules, page)));
        screen(read_profile(rules, profile, reading), screening,
               {.patient = true, .clinician = false});
        for (const auto& [word, reader] :
             {std::pair{"desk", Reader::desk}, {"patient", Reader::patient}}) {
            desk.ask(R"("call":"text","for":")" + std::string(word) + "\"," + members);
            BOOST_TEST(desk.runs({"ok", "runs"}) ==
                       write_text(screening, {.why = WhyOf::fired, .reader = reader}));
        }
    }
}

BOOST_AUTO_TEST_CASE(facts_are_what_a_form_needs) {
    Desk desk;
    desk.open("back.yaml", small_rules);
    desk.ask(R"("call":"facts","uri":"back.yaml")");
    const json::Node* const facts = desk.at({"ok", "facts"});
    BOOST_TEST_REQUIRE(facts != nullptr, desk.text({"problem", "message"}));
    const json::Node* fact = desk.tree.first(*facts);
    BOOST_TEST(
        json::text_of(desk.tree, *fact) ==
        R"({"key":"back_pain","name":"back pain","kind":"yes_no","unit":"","from":null,)"
        R"("to":null,"whole":false,"codes":[],"exclusive":[],"section":"","ask":"Hurts it?",)"
        R"("whom":"patient","only_if":"","each":"","fields":[]})");
    std::vector<std::string> keys;
    for (; fact != nullptr; fact = desk.tree.after(*fact)) {
        keys.emplace_back(json::member(desk.tree, *fact, "key")->text);
    }
    const std::vector<std::string> expected{"back_pain", "pain_nrs", "weight", "mood",
                                            "areas",     "seen_on",  "visits"};
    BOOST_TEST(keys == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_an_answer_has_changed_is_said) {
    Desk desk;
    desk.open("back.yaml", small_rules);
    const std::string ask = R"("call":"screen","uri":"back.yaml","as_of":"2026-11-20","profile":)";
    desk.ask(ask + R"({"facts":{}})");
    BOOST_TEST(desk.json({"ok", "since"}) == "null");
    desk.ask(ask + R"({"facts":{}})");
    BOOST_TEST(desk.json({"ok", "since"}) == "[]");
    desk.ask(ask + R"({"facts":{"pain_nrs":8}})");
    BOOST_TEST(desk.json({"ok", "since"}) ==
               R"([{"rule":"bad-pain","from":"undecided","to":"fired"}])");
    std::string renamed = small_rules;
    renamed.replace(renamed.find("bad-pain"), 8, "bad-ache");
    desk.open("back.yaml", renamed);
    desk.ask(ask + R"({"facts":{"pain_nrs":8}})");
    BOOST_TEST(desk.json({"ok", "since"}) == R"([{"rule":"bad-ache","from":null,"to":"fired"},)"
                                             R"({"rule":"bad-pain","from":"fired","to":null}])");
}

BOOST_AUTO_TEST_CASE(while_a_file_does_not_load_the_last_rules_answer_and_say_so) {
    Desk desk;
    desk.open("back.yaml", "facts: [");
    for (const char* call :
         {"facts", "screen", "text", "explain", "show", "cases", "keep", "propose"}) {
        desk.ask(R"("call":")" + std::string(call) + "\"," + of_back + patient);
        BOOST_TEST(desk.problem() == "no-rules", call);
    }
    desk.open("back.yaml", small_rules);
    desk.ask(R"("call":"screen",)" + of_back + patient);
    BOOST_TEST(desk.json({"ok", "rules"}) == R"({"uri":"back.yaml","v":1,"is_current":true})");
    desk.ask(R"("call":"change","uri":"back.yaml","v":2,"edits":[{"from":0,"to":3,"text":""}])");
    desk.ask(R"("call":"screen",)" + of_back + patient);
    BOOST_TEST(desk.json({"ok", "rules"}) == R"({"uri":"back.yaml","v":1,"is_current":false})");
    BOOST_TEST(desk.text({"ok", "report", "verdict"}) == "do_not_proceed");
}

BOOST_AUTO_TEST_CASE(requests_that_make_no_sense_are_refused) {
    Desk desk;
    desk.open("back.yaml", small_rules);
    const auto refused = [&](const std::string& members) {
        desk.ask(members);
        return desk.problem();
    };
    BOOST_TEST(refused(R"("call":"screen","uri":"no.yaml")") == "not-open");
    BOOST_TEST(refused(R"("call":"screen","uri":"back.cases.yaml")") == "not-open");
    BOOST_TEST(refused(R"("call":"screen","uri":"back.yaml","as_of":"2026-11")") == "bad-date");
    BOOST_TEST(refused(R"("call":"screen","uri":"back.yaml","respondents":["nurse"])") ==
               "wrong-form");
    BOOST_TEST(refused(R"("call":"text","uri":"back.yaml","for":"nurse")") == "wrong-form");
    BOOST_TEST(refused(R"("call":"explain","rule":"none","uri":"back.yaml")") == "unknown-rule");
    BOOST_TEST(refused(R"("call":"show","uri":"back.yaml")") == "bad-date");
    BOOST_TEST(refused(R"("call":"propose","uri":"back.yaml")") == "bad-date");
    BOOST_TEST(refused(R"("call":"keep","uri":"back.yaml")") == "no-name");
    BOOST_TEST(
        refused(R"("call":"keep","name":"a","uri":"back.yaml","profile":{"facts":{"x":1}})") ==
        "wrong-answers");
    BOOST_TEST(refused(R"("call":"compare","old":"back.yaml","new":"no.yaml")") == "not-open");
    BOOST_TEST(refused(R"("call":"compare","old":"back.yaml","new":"back.yaml")") == "bad-date");
}

BOOST_AUTO_TEST_CASE(a_patient_who_is_kept_is_a_case_that_holds) {
    const std::vector<std::string> profiles{
        R"({"facts":{}})",
        R"({"facts":{"back_pain":null,"pain_nrs":7.50,"weight":{"value":154,"unit":"[lb_av]"}}})",
        R"({"facts":{"mood":"→ 😀","areas":[],"seen_on":"2026-11"}})",
        R"({"facts":{"areas":{"present":["neck"],"absent":[]},"pain_nrs":{"below":3}}})",
        R"({"facts":{"visits":[{"day":"2026-11-01","eased":true},{"day":null}]}})",
        R"({"facts":{"visits":{"present":[{"eased":false}]},"weight":{"from":1,"to":2,"unit":"kg"}}})"};
    const RuleSet rules = loaded(small_rules);
    for (const std::string cases :
         {"", "cases: []  # none yet\n",
          "# mine\ncases:\n  - {name: first, facts: {}, expect: {verdict: proceed}}",
          "cases:\n- name: first\n  facts: {}\n  expect: {verdict: proceed}\n\nunreachable: "
          "[]\n"}) {
        for (const std::string& respondents :
             {std::string(), std::string(R"("respondents":["patient"],)")}) {
            Desk desk;
            desk.open("back.yaml", small_rules);
            std::string text = cases;
            if (!cases.empty()) desk.open("back.cases.yaml", text);
            std::size_t count = cases.find("first") == std::string::npos ? 0 : 1;
            for (const std::string& profile : profiles) {
                desk.ask(R"("call":"keep","name":"first",)" + respondents + of_back +
                         R"("as_of":"2026-11-20","profile":)" + profile);
                BOOST_TEST_REQUIRE(desk.problem() == "(nothing)",
                                   desk.text({"problem", "message"}));
                text = with_edits(desk, text);
                desk.open("back.cases.yaml", text);
                auto file = authoring::read_case_file(rules, text, "back.cases.yaml");
                BOOST_TEST_REQUIRE(file.is_usable, text);
                BOOST_TEST_REQUIRE(file.cases.size() == ++count, text);
                const auto run = authoring::run_cases(rules, "back.yaml", {file});
                BOOST_TEST(run.failed() + run.unapproved_failed() == 0U, write_text(run) << text);
                ReadOptions reading;
                reading.default_as_of = Date::from_text("2026-11-20");
                const std::string was = write_profile(read_profile(rules, profile, reading));
                BOOST_TEST(std::any_of(file.cases.begin(), file.cases.end(),
                                       [&](const auto& each) {
                                           return !each.is_approved &&
                                                  write_profile(each.profile) == was;
                                       }),
                           text << was);
            }
            BOOST_TEST((text.find("none yet") != text.npos) ==
                       (cases.find("none yet") != cases.npos));
        }
    }
}

BOOST_AUTO_TEST_CASE(every_case_of_this_project_kept_again_is_the_same_patient) {
    const std::filesystem::path folder = std::filesystem::path(CAVEAT_SOURCE_DIR) / "rules";
    std::size_t kept = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const std::string cases_name = editing::cases_beside(name);
        if (cases_name.empty() || !std::filesystem::exists(folder / cases_name)) continue;
        const RuleSet rules = loaded(read_whole(entry.path()));
        const auto file =
            authoring::read_case_file(rules, read_whole(folder / cases_name), cases_name);
        std::string all = "cases:\n";
        std::vector<std::string> profiles;
        for (const authoring::Case& each : file.cases) {
            Screening screening;
            screen(each.profile, screening, each.respondents);
            const auto problems = each.profile.problems();
            if (std::any_of(problems.begin(), problems.end(), [](const Diagnostic& one) {
                    return one.severity == Severity::error;
                })) {
                continue;
            }
            all += authoring::write_case(screening, each.name);
            profiles.push_back(write_profile(each.profile));
        }
        const auto again = authoring::read_case_file(rules, all, cases_name);
        BOOST_TEST_REQUIRE(again.cases.size() == profiles.size(), name);
        for (std::size_t i = 0; i < profiles.size(); ++i) {
            BOOST_TEST(write_profile(again.cases[i].profile) == profiles[i]);
        }
        const auto run = authoring::run_cases(rules, name, {again});
        BOOST_TEST(run.unapproved_failed() == 0U, write_text(run));
        kept += profiles.size();
    }
    BOOST_TEST(kept > 300U);
}

BOOST_AUTO_TEST_CASE(cases_have_results_and_marks_and_new_ones_are_proposed) {
    Desk desk;
    desk.open("back.yaml", small_rules);
    desk.open("back.cases.yaml",
              "cases:\n  - {name: a, as of: 2026-11-20, facts: {pain nrs: 8}, "
              "expect: {fires: [bad-pain]}}\n");
    desk.ask(R"("call":"cases","uri":"back.cases.yaml")");
    BOOST_TEST(desk.text({"ok", "run", "schema"}) == "caveat/test/1");
    BOOST_TEST(desk.text({"ok", "run", "failed"}) == "0");
    const json::Node* const marks = desk.at({"ok", "marks"});
    std::vector<std::string> seen;
    for (const auto* mark = desk.tree.first(*marks); mark != nullptr;
         mark = desk.tree.after(*mark)) {
        seen.emplace_back(json::member(desk.tree, *mark, "mark")->text);
    }
    // Each of the two rules, and each of their tests, has been seen in one of three ways.
    const std::vector<std::string> expected(4, "partly");
    BOOST_TEST(seen == expected, boost::test_tools::per_element());
    desk.ask(R"("call":"propose","as_of":"2026-11-20","uri":"back.yaml")");
    const std::string yaml = desk.text({"ok", "yaml"});
    desk.open("back.cases.yaml", yaml);
    desk.ask(R"("call":"cases","uri":"back.yaml")");
    BOOST_TEST(desk.text({"ok", "run", "unapproved_failed"}) == "0");
    desk.ask(R"("call":"propose","as_of":"2026-11-20","work":1,"uri":"back.yaml")");
    BOOST_TEST(desk.text({"ok", "count"}) == "0");
}

BOOST_AUTO_TEST_CASE(c_gets_the_same_answers) {
    caveat_workbench* const bench = caveat_workbench_new();
    BOOST_TEST_REQUIRE(bench != nullptr);
    Desk desk;
    for (const std::string& request :
         {R"({"call":"open","uri":"back.yaml","v":1,"text":)" + text::in_json(small_rules) + "}",
          R"({"call":"screen",)" + of_back + patient + "}", std::string("{"), std::string()}) {
        std::size_t length = 0;
        char* const answer = caveat_workbench_call(bench, request.data(), request.size(), &length);
        BOOST_TEST_REQUIRE(answer != nullptr);
        BOOST_TEST(std::string(answer, length) == desk.bench.call(request));
        BOOST_TEST(answer[length] == '\0');
        std::free(answer);
    }
    caveat_workbench_free(bench);
    caveat_workbench_free(nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
