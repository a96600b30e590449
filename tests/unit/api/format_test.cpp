// Rule files in their one layout: what is refused, what changes, and what is said of it.

#include <caveat/format.hpp>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace caveat {

namespace {

const std::string tidy =
    "caveat: 1\n"
    "id: small\n"
    "version: 1.0.0\n"
    "facts: {fever: {type: yes/no}}\n"
    "outcomes: {avoid massage: {say: No.}}\n"
    "rules:\n"
    "  - fever → avoid massage\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::string codes_of(const Formatted& formatted) {
    std::string codes;
    for (const Diagnostic& each : formatted.diagnostics) codes += each.code + ' ';
    return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(format)

BOOST_AUTO_TEST_CASE(a_tidy_file_has_no_changes) {
    const Formatted formatted = format_rules(tidy);
    BOOST_TEST(formatted.text.value_or("") == tidy);
    BOOST_TEST(!formatted.has_changes());
    BOOST_TEST(layout_changes(formatted).empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_does_not_load_gives_its_errors_and_nothing_else) {
    const std::string wrong = replaced(replaced(tidy, "  - fever", "  -   fevr"), "avoid massage\n",
                                       "avoid massage # cut\n");
    const Formatted formatted = format_rules(wrong, "wrong.yaml");
    BOOST_TEST(!formatted.text.has_value());
    BOOST_TEST(!formatted.has_changes());
    BOOST_TEST(codes_of(formatted) == "unknown-name ");
    BOOST_TEST(render(formatted).starts_with("wrong.yaml:7:7: error: no fact is called `fevr`"));
    BOOST_TEST(layout_changes(formatted).empty());
}

BOOST_AUTO_TEST_CASE(warnings_are_no_reason_to_leave_a_file_alone) {
    const std::string warned = replaced(tidy, "avoid massage\n", "avoid massage # cut\n");
    const Formatted formatted = format_rules(warned);
    BOOST_TEST(formatted.text.value_or("") == warned);
    BOOST_TEST(formatted.diagnostics.empty());
}

BOOST_AUTO_TEST_CASE(a_file_beyond_a_limit_is_refused_before_it_is_read) {
    Limits limits;
    limits.file_bytes = 20;
    BOOST_TEST(codes_of(format_rules(tidy, "x", limits)) == "file-too-large ");
    limits = {};
    limits.nesting = 2;
    BOOST_TEST(codes_of(format_rules(tidy, "x", limits)) == "nesting ");
    BOOST_TEST(codes_of(format_cases("a: {b: {c: d}}\n", "x", limits)) == "nesting ");
}

BOOST_AUTO_TEST_CASE(a_text_that_would_grow_beyond_the_limit_is_left_alone) {
    const std::string tight = replaced(tidy, "  - fever", "- fever");
    Limits limits;
    limits.file_bytes = tight.size();
    BOOST_TEST(codes_of(format_rules(tight, "x", limits)) == "file-too-large ");
    limits.file_bytes = tidy.size();
    BOOST_TEST(format_rules(tight, "x", limits).text.value_or("") == tidy);
}

BOOST_AUTO_TEST_CASE(line_breaks_and_marks_of_other_systems_go) {
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : tidy) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const Formatted formatted = format_rules(windows);
    BOOST_TEST(formatted.text.value_or("") == tidy);
    BOOST_REQUIRE(layout_changes(formatted).size() == 1U);
    BOOST_TEST(layout_changes(formatted).front().line == 1U);
    BOOST_TEST(format_rules(tidy.substr(0, tidy.size() - 1)).text.value_or("") == tidy);
    BOOST_TEST(layout_changes(format_rules(tidy.substr(0, tidy.size() - 1))).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_carriage_return_by_itself_is_shown_and_the_file_left_alone) {
    const Formatted formatted =
        format_rules(replaced(tidy, "id: small\n", "id: small\r\ntitle: \"a\rb\"\n"));
    BOOST_TEST(codes_of(formatted) == "lone-return ");
    BOOST_TEST(!formatted.text.has_value());
    BOOST_TEST(formatted.diagnostics.front().span.begin == 30U);
}

BOOST_AUTO_TEST_CASE(tabs_between_words_of_yaml_become_blanks_and_those_inside_a_text_stay) {
    const std::string tabs = replaced(tidy, "id: small", "id:\tsmall\t\ntitle: \"a\tb\"");
    BOOST_TEST(format_rules(tabs).text.value_or("") ==
               replaced(tidy, "id: small", "id: small\ntitle: \"a\tb\""));
}

BOOST_AUTO_TEST_CASE(a_text_of_blanks_alone_is_a_text) {
    for (const char* rest : {"", " ", "  ", "\n", " \n \n", "\n  x\n", "\nu: 1\n"}) {
        for (const char* head : {"|2", ">2", "|2-", "|2+", ">2+"}) {
            const std::string text = "t: " + std::string(head) + "\n   \n" + rest;
            BOOST_TEST_CONTEXT(text) {
                const Formatted formatted = format_cases(text);
                BOOST_REQUIRE_MESSAGE(formatted.text, render(formatted));
                BOOST_TEST(formatted.text->starts_with("t: " + std::string(head) + "\n   \n"));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(each_line_that_would_change_is_named_with_what_it_becomes) {
    const std::string untidy = replaced(replaced(tidy, "version: 1.0.0", "\n\n\nversion:    1.0.0"),
                                        "  - fever", "- fever");
    const auto changes = layout_changes(format_rules(untidy));
    BOOST_REQUIRE(changes.size() == 4U);
    BOOST_TEST((changes[0] == LayoutChange{4, "", std::nullopt}));
    BOOST_TEST((changes[1] == LayoutChange{5, "", std::nullopt}));
    BOOST_TEST((changes[2] == LayoutChange{6, "version:    1.0.0", "version: 1.0.0"}));
    BOOST_TEST(
        (changes[3] == LayoutChange{10, "- fever → avoid massage", "  - fever → avoid massage"}));
}

BOOST_AUTO_TEST_CASE(a_file_is_told_by_its_name_to_hold_rules_or_cases) {
    namespace files = std::filesystem;
    const files::path folder = files::temp_directory_path() / "caveat_format_test";
    files::create_directories(folder);
    const auto format = [&](const char* name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
        return format_file((folder / name).string());
    };
    const std::string cases = "cases:\n- {name:   a}\n";
    BOOST_TEST(format("a.cases.yaml", cases).text.value_or("") == "cases:\n  - {name: a}\n");
    BOOST_TEST(format("a.cases.yml", cases).text.value_or("") == "cases:\n  - {name: a}\n");
    BOOST_TEST(codes_of(format("a.cases.yaml", "cases: 'a\n")) == "unclosed-quote ");
    BOOST_TEST(format("rules.yaml", tidy).text.value_or("") == tidy);
    BOOST_TEST(codes_of(format("cases.yaml", cases)).starts_with("missing-key"));
    BOOST_TEST(codes_of(format_file((folder / "none.yaml").string())) == "file-not-found ");
    BOOST_TEST(codes_of(format_file(folder.string())) == "file-unreadable ");
    files::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat
