#include <caveat/caveat.h>

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <memory>
#include <string>

namespace {

constexpr const char* rule_file = R"(caveat: 1
id: small
version: 1.2.3
title: Small
screens: massage
facts:
  back pain: {type: yes/no}
  surgery date: {type: date, to: as of}
outcomes:
  avoid massage: {say: Do not massage.}
rules:
  - back pain → avoid massage
  - {id: surgery, rule: surgery date is within the last 6 weeks → avoid massage}
)";

struct FreeString {
    void operator()(char* text) const { caveat_string_free(text); }
};
struct FreeRules {
    void operator()(caveat_rules* rules) const { caveat_rules_free(rules); }
};
using Text = std::unique_ptr<char, FreeString>;
using Rules = std::unique_ptr<caveat_rules, FreeRules>;

Rules load(const char* text, caveat_status wanted = CAVEAT_OK, std::string* said = nullptr) {
    caveat_rules* rules = nullptr;
    char* diagnostics = nullptr;
    BOOST_TEST(caveat_load_text(text, std::strlen(text), "small.yaml", &rules, &diagnostics) ==
               wanted);
    const Text owned(diagnostics);
    BOOST_REQUIRE(diagnostics != nullptr);
    if (said != nullptr) *said = diagnostics;
    return Rules(rules);
}

std::string screen(const Rules& rules, const std::string& profile,
                   const caveat_screen_options* options = nullptr) {
    char* report = nullptr;
    std::size_t length = 0;
    BOOST_REQUIRE_EQUAL(
        caveat_screen_json(rules.get(), profile.data(), profile.size(), options, &report, &length),
        CAVEAT_OK);
    const Text owned(report);
    BOOST_TEST(std::strlen(report) == length);
    return report;
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(c_interface)

BOOST_AUTO_TEST_CASE(a_rule_file_is_loaded_and_a_profile_screened) {
    const Rules rules = load(rule_file);
    BOOST_REQUIRE(rules != nullptr);
    BOOST_TEST(std::string(caveat_rules_id(rules.get())) == "small");
    BOOST_TEST(std::string(caveat_rules_version(rules.get())) == "1.2.3");
    BOOST_TEST(std::strlen(caveat_rules_sha256(rules.get())) == 64U);
    const std::string report =
        screen(rules, R"({"patient": "p1", "as_of": "2026-11-20", "facts": {"back_pain": true}})");
    BOOST_TEST(contains(report, R"("verdict":"do_not_proceed")"), report);
    BOOST_TEST(contains(report, R"("patient":"p1")"), report);
}

BOOST_AUTO_TEST_CASE(a_broken_rule_file_gives_diagnostics_and_no_handle) {
    std::string said;
    const Rules rules = load("caveat: 1\nid: x\nruels: []\n", CAVEAT_BAD_RULES, &said);
    BOOST_TEST(rules == nullptr);
    BOOST_TEST(contains(said, "small.yaml:"), said);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_a_bad_rule_file) {
    caveat_rules* rules = nullptr;
    char* diagnostics = nullptr;
    BOOST_TEST(caveat_load_file("/nowhere/rules.yaml", &rules, &diagnostics) == CAVEAT_BAD_RULES);
    const Text owned(diagnostics);
    BOOST_TEST(rules == nullptr);
    BOOST_REQUIRE(diagnostics != nullptr);
    BOOST_TEST(std::strlen(diagnostics) > 0U);
}

BOOST_AUTO_TEST_CASE(a_broken_profile_is_a_report_with_problems) {
    const Rules rules = load(rule_file);
    BOOST_TEST(contains(screen(rules, "{"), "invalid-json"));
    BOOST_TEST(contains(screen(rules, ""), "invalid-json"));
}

BOOST_AUTO_TEST_CASE(options_choose_the_day_and_what_is_shown) {
    const Rules rules = load(rule_file);
    const std::string profile = R"({"facts": {"surgery_date": "2026-11-01", "back_pain": false}})";
    BOOST_TEST(contains(screen(rules, profile), "missing-as-of"));
    caveat_screen_options options = {};
    options.default_as_of = "2026-11-20";
    options.no_values = 1;
    const std::string report = screen(rules, profile, &options);
    BOOST_TEST(contains(report, R"("as_of":"2026-11-20")"), report);
    BOOST_TEST(!contains(report, "2026-11-01"), report);
    options.pretty = 1;
    BOOST_TEST(contains(screen(rules, profile, &options), "\n  \"schema\""));
}

BOOST_AUTO_TEST_CASE(every_pointer_that_must_not_be_null_is_checked) {
    caveat_rules* rules = nullptr;
    char* text = nullptr;
    BOOST_TEST(caveat_load_file(nullptr, &rules, nullptr) == CAVEAT_BAD_ARGUMENT);
    BOOST_TEST(caveat_load_file("x", nullptr, nullptr) == CAVEAT_BAD_ARGUMENT);
    BOOST_TEST(caveat_load_text(nullptr, 1, nullptr, &rules, nullptr) == CAVEAT_BAD_ARGUMENT);
    BOOST_TEST(caveat_screen_json(nullptr, "{}", 2, nullptr, &text, nullptr) ==
               CAVEAT_BAD_ARGUMENT);
    const Rules loaded = load(rule_file);
    BOOST_TEST(caveat_screen_json(loaded.get(), nullptr, 2, nullptr, &text, nullptr) ==
               CAVEAT_BAD_ARGUMENT);
    BOOST_TEST(caveat_screen_json(loaded.get(), "{}", 2, nullptr, nullptr, nullptr) ==
               CAVEAT_BAD_ARGUMENT);
    caveat_screen_options options = {};
    options.default_as_of = "2026-11";
    BOOST_TEST(caveat_screen_json(loaded.get(), "{}", 2, &options, &text, nullptr) ==
               CAVEAT_BAD_ARGUMENT);
    options = {};
    options.size = 1;
    BOOST_TEST(caveat_screen_json(loaded.get(), "{}", 2, &options, &text, nullptr) ==
               CAVEAT_BAD_ARGUMENT);
    BOOST_TEST(text == nullptr);
    caveat_rules_free(nullptr);
    caveat_string_free(nullptr);
    BOOST_TEST(caveat_rules_id(nullptr) == nullptr);
}

BOOST_AUTO_TEST_CASE(every_status_has_words) {
    for (const int status : {-1, 0, 1, 2, 3, 4, 5, 104}) {
        BOOST_TEST(std::strlen(caveat_status_text(status)) > 0U);
    }
    BOOST_TEST(std::string(caveat_version()) == CAVEAT_VERSION_STRING);
}

BOOST_AUTO_TEST_SUITE_END()
