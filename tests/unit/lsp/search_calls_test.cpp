// Searches of the workbench: in slices they find what they find at once; what they found can be
// taken; and nobody whom two versions treat differently has an answer too many.

#include <caveat/authoring/cases.hpp>
#include <caveat/authoring/propose.hpp>
#include <caveat/json.hpp>

#include "unit/lsp/desk.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(search_calls)

namespace {

const std::string of_back = R"("uri":"back.yaml","as_of":"2026-11-20")";

std::string rules_of(const std::string& name) {
    std::ifstream file(std::filesystem::path(CAVEAT_SOURCE_DIR) / "rules" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A search to its end, in slices. returns how many there were.
int run_in_slices(Desk& desk, const std::string& members, const std::string& slice) {
    desk.ask(members + R"(,"slice":)" + slice);
    int slices = 1;
    while (desk.at({"ok", "token"})->kind == json::NodeKind::number) {
        const std::string token = desk.text({"ok", "token"});
        desk.ask(members + R"(,"slice":)" + slice + R"(,"token":)" + token);
        BOOST_TEST_REQUIRE(desk.problem() == "(nothing)", desk.text({"problem", "message"}));
        ++slices;
    }
    return slices;
}

std::vector<std::string> patients_in(Desk& desk, const char* key) {
    std::vector<std::string> all;
    const json::Node* const list = desk.at({"ok", "patients"});
    BOOST_TEST_REQUIRE(list != nullptr);
    for (const auto* each = desk.tree.first(*list); each != nullptr;
         each = desk.tree.after(*each)) {
        all.push_back(json::text_of(desk.tree, *json::member(desk.tree, *each, key)));
    }
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(in_slices_the_same_cases_are_proposed) {
    for (const std::string& rules : {small_rules, rules_of("audit-c.yaml")}) {
        Desk desk;
        desk.open("back.yaml", rules);
        desk.ask(R"("call":"propose",)" + of_back);
        const std::string at_once = desk.text({"ok", "yaml"});
        BOOST_TEST(std::stoul(desk.text({"ok", "count"})) > 3U);
        for (const char* slice : {"1", "20000", "100000000"}) {
            const int slices = run_in_slices(desk, R"("call":"propose",)" + of_back, slice);
            BOOST_TEST(desk.text({"ok", "yaml"}) == at_once);
            BOOST_TEST(desk.text({"ok", "done"}) == desk.text({"ok", "all"}));
            const bool is_by_one = std::string(slice) == "1";
            BOOST_TEST((!is_by_one || slices == std::stoi(desk.text({"ok", "all"}))));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_search_that_is_stopped_has_what_it_found_and_says_what_is_left) {
    Desk desk;
    desk.open("back.yaml", small_rules);
    desk.ask(R"("call":"propose","slice":1,)" + of_back);
    const std::string token = desk.text({"ok", "token"});
    desk.ask(R"("call":"propose","slice":1,"stop":true,"token":)" + token + "," + of_back);
    BOOST_TEST(desk.json({"ok", "token"}) == "null");
    BOOST_TEST(desk.text({"ok", "done"}) == "1");
    BOOST_TEST(desk.text({"ok", "count"}) == "1");
    BOOST_TEST(desk.text({"ok", "yaml"}).find("nothing has been answered yet") !=
               std::string::npos);
    BOOST_TEST(std::stoul(desk.text({"ok", "left"})) > 5U);
    BOOST_TEST(desk.json({"ok", "not_found"}).find("the search ended before") != std::string::npos);
    desk.ask(R"("call":"propose","slice":1,"token":)" + token + "," + of_back);
    BOOST_TEST(desk.problem() == "no-search");
}

BOOST_AUTO_TEST_CASE(a_search_about_a_text_that_has_changed_does_not_go_on) {
    for (const char* changed : {"back.yaml", "back.cases.yaml"}) {
        Desk desk;
        desk.open("back.yaml", small_rules);
        desk.open("back.cases.yaml", "cases: []\n");
        desk.ask(R"("call":"propose","slice":1,)" + of_back);
        const std::string token = desk.text({"ok", "token"});
        desk.ask(R"("call":"change","uri":")" + std::string(changed) +
                 R"(","v":2,"edits":[{"from":0,"to":0,"text":"# more\n"}])");
        desk.ask(R"("call":"propose","slice":1,"token":)" + token + "," + of_back);
        BOOST_TEST(desk.problem() == "stale");
    }
}

BOOST_AUTO_TEST_CASE(what_was_proposed_becomes_cases_that_pass) {
    const RuleSet rules = loaded(small_rules);
    for (const std::string cases :
         {"", "cases: []  # none yet\n",
          "# mine\ncases:\n- name: first\n  facts: {}\n  expect: {verdict: proceed}\n\n"
          "unreachable: []\n"}) {
        Desk desk;
        desk.open("back.yaml", small_rules);
        if (!cases.empty()) desk.open("back.cases.yaml", cases);
        desk.ask(R"("call":"propose",)" + of_back);
        const std::string yaml = desk.text({"ok", "yaml"});
        const std::size_t count = std::stoul(desk.text({"ok", "count"}));
        desk.ask(R"("call":"take","uri":"back.yaml","yaml":)" + text::in_json(yaml));
        BOOST_TEST_REQUIRE(desk.problem() == "(nothing)", desk.text({"problem", "message"}));
        const std::string text = with_edits(desk, cases);
        const auto file = authoring::read_case_file(rules, text, "back.cases.yaml");
        BOOST_TEST_REQUIRE(file.is_usable, text);
        const std::size_t had = cases.find("first") == std::string::npos ? 0 : 1;
        BOOST_TEST(file.cases.size() == had + count);
        const auto run = authoring::run_cases(rules, "back.yaml", {file});
        BOOST_TEST(run.unapproved() == count);
        BOOST_TEST(run.failed() + run.unapproved_failed() == 0U, write_text(run));
        BOOST_TEST((text.find("none yet") != text.npos) == (cases.find("none yet") != cases.npos));
        // A second time they would be there twice.
        desk.open("back.cases.yaml", text);
        desk.ask(R"("call":"take","uri":"back.yaml","yaml":)" + text::in_json(yaml));
        BOOST_TEST(desk.problem() == "unreadable-cases");
    }
    Desk desk;
    desk.open("back.yaml", small_rules);
    desk.ask(R"("call":"take","uri":"back.yaml","yaml":"cases: []\n")");
    BOOST_TEST(desk.problem() == "no-cases");
}

BOOST_AUTO_TEST_CASE(the_patient_of_a_case_is_who_it_is_about) {
    Desk desk;
    desk.open("back.yaml", small_rules);
    desk.open("back.cases.yaml",
              "cases:\n  - {name: a, as of: 2026-11-20, facts: {pain nrs: 8, areas: [neck]}, "
              "expect: {verdict: proceed}}\n");
    desk.ask(R"("call":"case","name":"a","uri":"back.yaml")");
    BOOST_TEST(desk.text({"ok", "profile", "as_of"}) == "2026-11-20");
    BOOST_TEST(desk.json({"ok", "profile", "facts"}) == R"({"pain_nrs":8,"areas":["neck"]})");
    desk.ask(R"("call":"case","name":"b","uri":"back.yaml")");
    BOOST_TEST(desk.problem() == "unknown-case");
}

BOOST_AUTO_TEST_CASE(two_versions_differ_for_patients_at_a_limit_that_moved) {
    Desk desk;
    std::string newer = small_rules;
    newer.replace(newer.find(">= 7"), 4, ">= 6");
    desk.open("old.yaml", small_rules);
    desk.open("new.yaml", newer);
    // Somebody with much to say, of whom one answer matters.
    desk.open("old.cases.yaml",
              "cases:\n  - {name: a, as of: 2026-11-20, facts: {back pain: no, pain nrs: 6.5, "
              "weight: 70, "
              "areas: [neck], visits: [{eased: yes}]}, expect: {silent: [bad-pain]}}\n");
    const std::string day = R"(,"as_of":"2026-11-20")";
    desk.ask(R"("call":"compare","old":"old.yaml","new":"old.yaml")" + day);
    BOOST_TEST(desk.json({"ok", "patients"}) == "[]");
    BOOST_TEST(desk.text({"ok", "different"}) == "0");
    BOOST_TEST(std::stoul(desk.text({"ok", "tried"})) > 5U);
    const std::string asked = R"("call":"compare","old":"old.yaml","new":"new.yaml")" + day;
    desk.ask(asked);
    const std::string at_once = desk.json({"ok", "patients"});
    const auto before = patients_in(desk, "before");
    const auto after = patients_in(desk, "after");
    BOOST_TEST_REQUIRE(!before.empty());
    BOOST_TEST(before[0].find(R"("rules":{"bad-pain":"not_fired"})") != std::string::npos);
    BOOST_TEST(after[0].find(R"("rules":{"bad-pain":"fired"})") != std::string::npos);
    BOOST_TEST(desk.text({"ok", "proved"}) == "false");
    BOOST_TEST(std::stoul(desk.text({"ok", "different"})) >= before.size());
    // The one rule that moved turns on one answer.
    for (const std::string& profile : patients_in(desk, "profile")) {
        BOOST_TEST(profile.find("weight") == std::string::npos, profile);
        BOOST_TEST(profile.find("areas") == std::string::npos, profile);
        BOOST_TEST(profile.find("visits") == std::string::npos, profile);
    }
    for (const char* slice : {"1", "3000"}) {
        const int slices = run_in_slices(desk, asked, slice);
        BOOST_TEST(slices > 1);
        BOOST_TEST(desk.json({"ok", "patients"}) == at_once);
    }
}

BOOST_AUTO_TEST_CASE(a_text_with_errors_is_not_compared_by_what_stood_there_before) {
    Desk desk;
    desk.open("old.yaml", small_rules);
    desk.open("new.yaml", small_rules);
    desk.ask(R"("call":"change","uri":"new.yaml","v":2,"edits":[{"from":0,"to":3,"text":""}])");
    desk.ask(R"("call":"compare","old":"old.yaml","new":"new.yaml","as_of":"2026-11-20")");
    BOOST_TEST(desk.problem() == "no-rules");
}

BOOST_AUTO_TEST_CASE(a_code_that_left_a_list_has_a_patient) {
    const std::string rules =
        "caveat: 1\nid: back\nfacts:\n  illness: {type: choices, of: [gout, scoliosis, \"slipped "
        "disc\"]}\n"
        "  visits: {type: records, each: visit, of: {kind: {type: choice, of: [first, second, "
        "last]}}}\n"
        "outcomes:\n  avoid massage: {say: Not today.}\nrules:\n"
        "  - {id: ill, rule: \"illness include any of gout, scoliosis, slipped disc → avoid "
        "massage\"}\n"
        "  - {id: seen, rule: \"at least 1 visit where kind is one of first, last → avoid "
        "massage\"}\n";
    for (const auto& [left, answer] :
         {std::pair{", scoliosis, slipped disc", R"("illness":["scoliosis"])"},
          {"is one of first, last", R"("kind":"last")"}}) {
        std::string newer = rules;
        const std::string_view kept = left[0] == ',' ? ", slipped disc" : "is first";
        newer.replace(newer.find(left, newer.find("rules:")), std::string_view(left).size(), kept);
        Desk desk;
        desk.open("old.yaml", rules);
        desk.open("new.yaml", newer);
        desk.ask(R"("call":"compare","old":"old.yaml","new":"new.yaml","as_of":"2026-11-20")");
        BOOST_TEST_REQUIRE(desk.problem() == "(nothing)", desk.text({"problem", "message"}));
        const std::string patients = desk.json({"ok", "patients"});
        BOOST_TEST(patients.find(answer) != std::string::npos, patients);
    }
}

BOOST_AUTO_TEST_CASE(whoever_is_treated_differently_is_so_and_needs_every_answer) {
    const std::string old_text = rules_of("audit-c.yaml");
    std::string new_text = old_text;
    const std::size_t limit = new_text.find("value: 4,");
    BOOST_TEST_REQUIRE(limit != new_text.npos);
    new_text.replace(limit, 9, "value: 5,");
    Desk desk;
    desk.open("old.yaml", old_text);
    desk.open("new.yaml", new_text);
    desk.open("old.cases.yaml", rules_of("audit-c.cases.yaml"));
    desk.ask(R"("call":"compare","old":"old.yaml","new":"new.yaml","as_of":"2026-11-20")");
    const auto profiles = patients_in(desk, "profile");
    const auto before = patients_in(desk, "before");
    const auto after = patients_in(desk, "after");
    BOOST_TEST_REQUIRE(!profiles.empty());
    const RuleSet old_rules = loaded(old_text);
    const RuleSet new_rules = loaded(new_text);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        BOOST_TEST(before[i] != after[i]);
        BOOST_TEST(seen.insert(before[i] + after[i] + profiles[i]).second);
        Screening was;
        Screening is;
        screen(read_profile(old_rules, profiles[i]), was);
        screen(read_profile(new_rules, profiles[i]), is);
        std::vector<std::string> turned;
        for (const RuleId rule : old_rules.rules()) {
            if (was.status(rule) != is.status(*new_rules.find_rule(old_rules.rule(rule).id))) {
                turned.emplace_back(old_rules.rule(rule).id);
            }
        }
        for (const std::string& id : turned) {
            BOOST_TEST(before[i].find('"' + id + '"') != std::string::npos, profiles[i]);
        }
        BOOST_TEST((!turned.empty() || was.verdict() != is.verdict() ||
                    was.at_least() != is.at_least() || was.at_most() != is.at_most()));
    }
}

BOOST_AUTO_TEST_SUITE_END()
