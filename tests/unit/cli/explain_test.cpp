#include <caveat/json.hpp>

#include "scripted_terminal.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(explaining)

namespace {

const std::string rules = CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml";

Talked explain(const std::string& rule, const std::string& profile,
               const std::vector<std::string>& more = {}, const std::string& file = rules) {
    std::vector<std::string> all{"explain", file, rule, "--as-of", "2026-11-20"};
    all.insert(all.end(), more.begin(), more.end());
    return talk(all, in_turn({profile}));
}

/// What is known of a rule with this condition.
std::string known(const std::string& condition, const std::string& profile) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "known.yaml";
    std::ofstream(file) << "caveat: 1\nid: known\nversion: 1.0.0\ntitle: What is known\n"
                           "facts:\n"
                           "  fever: {type: yes/no, ask: 'Fever?'}\n"
                           "  chills: {type: yes/no, ask: 'Chills?'}\n"
                           "  pain: {type: number, from: 0, to: 10, ask: 'Pain?'}\n"
                           "outcomes: {inform well: Fine.}\n"
                           "rules: [{id: it, rule: '"
                        << condition << " → inform well'}]\n";
    const std::string text = explain("it", profile, {}, file.string()).profile;
    std::filesystem::remove(file);
    const std::string head = "What is known\n";
    const std::size_t begin = text.find(head) + head.size();
    return text.substr(begin, text.find("\n\n", begin) + 1 - begin);
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_rule_that_did_not_fire_says_why_not_and_what_would_make_it_fire) {
    const Talked said = explain("severe-low-back-pain", R"({"facts": {"pain_nrs": 6,
        "pain_regions": ["lower_back"], "medical_check_done": false}})");
    BOOST_TEST(said.status == 0);
    const std::string& text = said.profile;
    BOOST_TEST(text.starts_with("severe-low-back-pain: not fired\n"), text);
    BOOST_TEST(contains(text, "rule: severe pain and pain regions include lower back unless"),
               text);
    BOOST_TEST(contains(text,
                        "      no  pain nrs >= severe from: pain nrs is 6, less than 7\n"
                        "      yes pain regions include lower back\n"),
               text);
    BOOST_TEST(contains(text, "  - It would fire if: pain nrs were 7 or more (now 6).\n"), text);
    BOOST_TEST(!contains(text, "It would not fire"), text);
}

BOOST_AUTO_TEST_CASE(an_open_rule_says_what_to_ask_and_both_ways_out) {
    const Talked said = explain("severe-low-back-pain", R"({"facts": {"pain_nrs": 8,
        "pain_regions": ["lower_back"]}})");
    const std::string& text = said.profile;
    BOOST_TEST(text.starts_with("severe-low-back-pain: presumed\n"), text);
    BOOST_TEST(contains(text, "?   medical check done: not known"), text);
    BOOST_TEST(contains(text, "What to ask\n  - Has a doctor examined you"), text);
    BOOST_TEST(contains(text, "It would fire if: medical check done were no (not answered)."),
               text);
    BOOST_TEST(contains(text, "It would not fire if: "), text);
}

BOOST_AUTO_TEST_CASE(what_is_denied_says_so_where_it_stands) {
    const std::string profile = R"({"facts": {"fever": true, "pain": 5}})";
    BOOST_TEST(known("not fever and not pain > 3 and not chills", profile) ==
               "  no  when\n"
               "    no  all of\n"
               "      no  not fever\n"
               "      no  not pain > 3: pain is 5, more than 3\n"
               "      ?   not chills: not known\n");
    BOOST_TEST(known("not (fever and pain > 6)", profile) ==
               "  yes when\n"
               "    yes any of\n"
               "      no  not fever\n"
               "      yes not pain > 6: pain is 5, at most 6\n");
    BOOST_TEST(known("not chills", R"({"facts": {"chills": false}})") ==
               "  yes when\n"
               "    yes not chills\n");
    // Words that deny by themselves stay as they are.
    BOOST_TEST(known("pain is not 5", profile) ==
               "  no  when\n"
               "    no  pain is not 5: pain is 5\n");
}

BOOST_AUTO_TEST_CASE(what_is_counted_at_most_is_counted_as_it_is) {
    BOOST_TEST(known("at most 1 of (fever; pain > 3; pain > 5)",
                     R"({"facts": {"fever": true, "pain": 5}})") ==
               "  no  when\n"
               "    no  at most 1 of\n"
               "      yes fever\n"
               "      yes pain > 3: pain is 5, more than 3\n"
               "      no  pain > 5: pain is 5, at most 5\n");
}

BOOST_AUTO_TEST_CASE(the_explanation_is_there_as_json_too) {
    const Talked said = explain("severe-low-back-pain", R"({"facts": {"pain_nrs": 6,
        "pain_regions": ["lower_back"], "medical_check_done": false}})",
                                {"--format", "json"});
    BOOST_TEST(contains(said.profile, R"("schema": "caveat/explanation/1")"), said.profile);
    BOOST_TEST(contains(said.profile, R"("status": "not_fired")"), said.profile);
    BOOST_TEST(contains(said.profile,
                        R"({"fact": "pain_nrs", "now": "6", "wanted": "7 or more", "answer": 7})"),
               said.profile);
    BOOST_TEST(contains(said.profile, R"("target": "does_not_fire",)"), said.profile);
}

BOOST_AUTO_TEST_CASE(a_misspelt_rule_is_an_error_with_a_proposal) {
    const Talked said = explain("severe-low-bakc-pain", "{}");
    BOOST_TEST(said.status == 2);
    BOOST_TEST(said.said ==
               "error: no rule is called `severe-low-bakc-pain`\n"
               "  help: did you mean `severe-low-back-pain`?\n");
    BOOST_TEST(said.profile.empty());
}

BOOST_AUTO_TEST_CASE(a_profile_with_problems_is_explained_and_counts_as_one) {
    const Talked said = explain("severe-low-back-pain", R"({"facts": {"pain_nrs": 60}})");
    BOOST_TEST(said.status == 1);
    BOOST_TEST(contains(said.profile, "Problems\n  - facts.pain_nrs: "), said.profile);
    BOOST_TEST(explain("severe-low-back-pain", "{", {}).status == 1);
    BOOST_TEST(
        talk({"explain", rules, "severe-low-back-pain", "/no/such/file"}, in_turn({})).status == 2);
}

BOOST_AUTO_TEST_CASE(the_words_of_every_rule_are_found_in_its_file) {
    const Loaded loaded = load_file(rules);
    BOOST_REQUIRE(loaded.rules);
    for (std::uint32_t i = 0; i < loaded.rules->rule_count(); ++i) {
        const std::string id(loaded.rules->rule(RuleId{i}).id);
        const Talked said = explain(id, "{}");
        const std::size_t words = said.profile.find("What it says (line ");
        const std::size_t known = said.profile.find("\nWhat is known\n");
        BOOST_REQUIRE(words < known);
        const std::string between = said.profile.substr(words, known - words);
        BOOST_TEST((contains(between, "→") || contains(between, "then: ")), between);
        BOOST_TEST(contains(between, "id: " + id), between);
        // Nothing of the next rule.
        BOOST_TEST(between.find("id: ") == between.rfind("id: "), between);
        BOOST_TEST(!contains(between, "# ---"), between);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
