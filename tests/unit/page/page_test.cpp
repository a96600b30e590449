// A page is whole: its tags close, its links lead somewhere on it, it asks for nothing, and text of
// authors and patients stays text.

#include <caveat/authoring/show.hpp>

#include "page/style.hpp"
#include "sample.hpp"
#include "text/sha256.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <vector>

namespace caveat::page {

BOOST_AUTO_TEST_SUITE(pages)

namespace {

using namespace caveat::page::testing;
using authoring::content_security_policy;
using authoring::draw_rule;
using authoring::PageOptions;
using authoring::write_page;
using caveat::testing::read_source_file;

const Date day{2026, 11, 20};

/// Bytes behind base64, as hexadecimal digits.
std::string hex_of_base64(const std::string& text) {
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bits;
    for (const char c : text) {
        if (c == '=') break;
        for (unsigned bit = 6; bit-- > 0;) bits += (letters.find(c) >> bit & 1U) != 0 ? '1' : '0';
    }
    std::string hex;
    for (std::size_t at = 0; at + 8 <= bits.size(); at += 8) {
        for (const std::size_t half : {at, at + 4}) {
            hex += "0123456789abcdef"[std::stoul(bits.substr(half, 4), nullptr, 2)];
        }
    }
    return hex;
}

std::vector<std::string> rule_files() {
    std::vector<std::string> names;
    const auto folder = std::filesystem::path(CAVEAT_SOURCE_DIR) / "rules";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const bool is_beside = name.ends_with(".cases.yaml") || name.ends_with(".fhir.yaml");
        if (name.ends_with(".yaml") && !is_beside) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

authoring::TestRun run_of(const RuleSet& rules, const std::string& cases_path) {
    return authoring::run_cases(
        rules, "rules.yaml",
        {authoring::read_case_file(rules, read_source_file(cases_path), "rules.cases.yaml")});
}

Screening screened(const RuleSet& rules, const std::string& json, Respondents respondents = {}) {
    Screening screening;
    screen(read_profile(rules, json), screening, respondents);
    return screening;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_page_of_every_rule_set_is_whole_and_small) {
    for (const std::string& name : rule_files()) {
        BOOST_TEST_CONTEXT(name) {
            const RuleSet rules = load_source("rules/" + name);
            const std::string cases = "rules/" + name.substr(0, name.size() - 5) + ".cases.yaml";
            const authoring::TestRun run = run_of(rules, cases);
            PageOptions options{.as_of = day, .run = &run};
            const std::string html = write_page(rules, options);
            check_whole(html);
            constexpr std::size_t most_bytes = 300'000;
            BOOST_TEST(html.size() <= most_bytes);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else) {
    const std::string html = write_page(load_source("rules/wells-dvt.yaml"), {.as_of = day});
    const std::string policy = content_security_policy();
    BOOST_TEST(has(html, "content=\"" + policy + "\""));
    std::smatch found;
    BOOST_REQUIRE(std::regex_match(
        policy, found,
        std::regex("default-src 'none'; style-src 'sha256-(.*)'; script-src 'sha256-(.*)'; "
                   "base-uri 'none'; form-action 'none'")));
    BOOST_TEST(hex_of_base64(found[1]) == text::sha256_hex(style));
    BOOST_TEST(hex_of_base64(found[2]) == text::sha256_hex(script));
    BOOST_TEST(has(html, "<style>" + std::string(style) + "</style>"));
    BOOST_TEST(has(html, "<script>" + std::string(script) + "</script>"));
    BOOST_TEST(std::count(script.begin(), script.end(), '\n') <= 13);
}

BOOST_AUTO_TEST_CASE(nothing_in_a_page_names_another_place) {
    const std::string html = write_page(load_source("rules/odi.yaml"), {.as_of = day});
    for (const char* const outside : {"<link", "<img", "@import", "url(", "http-equiv=\"refresh"}) {
        BOOST_TEST(!has(html, outside), outside);
    }
}

BOOST_AUTO_TEST_CASE(a_patient_is_shown_beside_each_rule) {
    const RuleSet rules = load_source("rules/back-pain-massage.yaml");
    for (const char* const name :
         {"01-cleared-for-first-session", "02-referred", "03-inflamed-muscle", "08-wrong-value",
          "10-everything-at-once"}) {
        BOOST_TEST_CONTEXT(name) {
            const Screening patient = screened(
                rules, read_source_file("examples/profiles/" + std::string(name) + ".json"));
            const std::string html = write_page(rules, {.as_of = day, .patient = &patient});
            check_whole(html);
            BOOST_TEST(has(html, "This patient"));
            BOOST_TEST(has(html, "✓ yes"));
            BOOST_TEST(has(html, "✗ no"));
            const bool has_open = has(html, "? not known");
            BOOST_TEST(has_open == !patient.complete());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_profile_that_cannot_be_read_is_no_patient) {
    const RuleSet rules = load_source("rules/back-pain-massage.yaml");
    const Screening nobody = screened(rules, "{");
    const std::string html = write_page(rules, {.as_of = day, .patient = &nobody});
    check_whole(html);
    BOOST_TEST(has(html, "NOT SCREENED"));
    BOOST_TEST(!has(html, "class=\"verdict"));
    BOOST_TEST(!has(html, "<span class=\"truth"));
}

BOOST_AUTO_TEST_CASE(the_desk_and_the_patient_get_their_report_alone) {
    const RuleSet rules = load_source("rules/back-pain-massage.yaml");
    const std::string json = read_source_file("examples/profiles/02-referred.json");
    const Screening patient = screened(rules, json, {.patient = true, .clinician = false});
    for (const Reader reader : {Reader::desk, Reader::patient}) {
        const std::string html =
            write_page(rules, {.as_of = day, .patient = &patient, .reader = reader});
        check_whole(html);
        for (const char* const section : {"rules", "ladder", "matrix", "facts", "file", "index"}) {
            BOOST_TEST(!has(html, "<section id=\"" + std::string(section)), section);
        }
        BOOST_TEST(!has(html, "pain nrs"));
        BOOST_TEST(has(html, reader == Reader::desk ? "BOOK" : "doctor"));
    }
}

BOOST_AUTO_TEST_CASE(a_review_is_overdue_on_the_day_after) {
    const RuleSet rules = load(
        "caveat: 1\nreview by: 2026-11-20\nfacts: {a: yes/no}\noutcomes: "
        "{avoid it: {say: No.}}\nrules: [a → avoid it]\n");
    BOOST_TEST(!has(write_page(rules, {.as_of = {2026, 11, 20}}), "overdue"));
    BOOST_TEST(has(write_page(rules, {.as_of = {2026, 11, 21}}), "overdue</strong>"));
}

BOOST_AUTO_TEST_CASE(what_cases_show_is_a_section_and_a_page) {
    const RuleSet rules = load_source("tests/golden/page/knee.yaml");
    const authoring::TestRun run = run_of(rules, "tests/golden/page/knee.cases.yaml");
    const std::string html = write_page(rules, {.as_of = day, .run = &run});
    const std::string alone = write_page(rules, {.as_of = day, .run = &run, .only_cases = true});
    for (const std::string& page : {html, alone}) {
        check_whole(page);
        BOOST_TEST(has(page, "4 cases, 1 failed, 1 not approved"));
        BOOST_TEST(has(page, "something else was expected"));
        BOOST_TEST(has(page, "What no case shows"));
    }
    BOOST_TEST(has(html, "<section id=\"rules\""));
    BOOST_TEST(!has(alone, "<section id=\"rules\""));
    BOOST_TEST(!has(write_page(rules, {.as_of = day}), "<section id=\"cases\""));
}

BOOST_AUTO_TEST_CASE(hostile_text_is_shown_as_typed_and_stays_text) {
    const RuleSet rules = load_source("tests/golden/page/hostile.yaml");
    const authoring::TestRun run = run_of(rules, "tests/golden/page/hostile.cases.yaml");
    const Screening patient = screened(rules, read_source_file("tests/golden/page/hostile.json"));
    const std::string html = write_page(rules, {.as_of = day, .patient = &patient, .run = &run});
    check_whole(html);
    BOOST_TEST(!has(html, "<img"));
    BOOST_TEST(!has(html, "<svg onload"));
    BOOST_TEST(!has(html, "\u202e"));
    for (const char* const place :
         {"title", "screens", "author", "source-title", "says", "question", "label", "say",
          "because", "accept", "why", "case", "patient", "change"}) {
        const std::string typed = std::string(place) + " &lt;/script&gt;&lt;img src=x onerror=";
        BOOST_TEST(has(html, typed), place);
    }
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        BOOST_TEST(misnested(draw_rule(rules, RuleId{i})) == "");
    }
}

BOOST_AUTO_TEST_CASE(names_that_look_alike_in_a_link_have_places_of_their_own) {
    const RuleSet rules = load(R"(caveat: 1
facts: {"a": yes/no, b: yes/no}
outcomes: {avoid x: {say: X.}, inform of x: {say: X.}}
rules:
  - {id: "ä!", rule: a → avoid x}
  - {id: "ö!", rule: b → inform of x}
)");
    check_whole(write_page(rules, {.as_of = day}));
}

BOOST_AUTO_TEST_CASE(a_rule_set_of_almost_nothing_has_a_page) {
    const RuleSet rules = load(
        "caveat: 1\nfacts: {a: yes/no}\noutcomes: {avoid it: {say: No.}}\n"
        "rules: [a → avoid it]\n");
    const std::string html = write_page(rules, {.as_of = day});
    check_whole(html);
    BOOST_TEST(has(html, "Rules without a name"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::page
