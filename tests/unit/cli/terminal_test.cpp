#include <caveat/json.hpp>

#include "scripted_terminal.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <regex>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(terminals)

namespace {

const std::string rules = CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml";
constexpr const char* patient = R"({"patient": "p1", "as_of": "2026-11-20", "facts": {
    "back_pain": true, "pain_nrs": 8, "pain_regions": ["lower_back"], "pain_duration_weeks": -3,
    "muscle_inflammation": true, "goals": ["relaxation"]}})";

std::string screened(Terminal terminal, const std::vector<std::string>& more = {}) {
    std::vector<std::string> all{"screen", rules};
    all.insert(all.end(), more.begin(), more.end());
    return talk(all, in_turn({patient}), terminal).profile;
}

std::string without_codes(const std::string& text) {
    return std::regex_replace(text, std::regex("\x1b\\[[0-9;]*m"), "");
}

/// The words alone: folding moves nothing but blanks.
std::string words_of(const std::string& text) {
    return std::regex_replace(text, std::regex("[ \n-]+"), " ");
}

std::size_t widest(const std::string& text) {
    std::istringstream lines(text);
    std::size_t columns = 0;
    for (std::string line; std::getline(lines, line);) {
        columns = std::max(columns, columns_of(line));
    }
    return columns;
}

struct BadRules {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / "caveat_terminal_test.yaml";
    BadRules() {
        std::ofstream(path, std::ios::binary) << R"(caveat: 1
id: wide
facts:
  höhe über grund: {type: number, from: 0, to: 10, ask: "東京の腰痛はどのくらい強いですか、零から十まで?"}
outcomes:
  avoid massage: {say: Do not massage this patient today or tomorrow; wait.}
rules:
  - {id: one, rule: höhe über grund >= 7 and höhe unter grund <= 3 and höhe über grund <= 9 → avoid massage}
)";
    }
    ~BadRules() { std::filesystem::remove(path); }
    BadRules(const BadRules&) = delete;
    BadRules& operator=(const BadRules&) = delete;
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_report_that_is_piped_has_the_bytes_that_the_library_writes) {
    const Loaded loaded = load_file(rules);
    Screening screening;
    screen(read_profile(*loaded.rules, patient), screening);
    BOOST_TEST(screened({}) == write_text(screening, {.why = WhyOf::fired}));
}

BOOST_AUTO_TEST_CASE(a_report_is_folded_to_the_terminal_and_says_the_same) {
    const std::string usual = screened({});
    for (const std::size_t columns : {40U, 80U, 96U}) {
        const std::string folded = screened({columns, false});
        BOOST_TEST(widest(folded) <= columns);
        BOOST_TEST(words_of(folded) == words_of(usual));
    }
    BOOST_TEST(screened({200, false}) == usual);
}

BOOST_AUTO_TEST_CASE(colours_change_nothing_but_colours) {
    const std::string coloured = screened({80, true});
    BOOST_TEST(coloured.find("\x1b[1;31m") != std::string::npos);
    BOOST_TEST(without_codes(coloured) == screened({80, false}));
    // No colour goes over the end of a line.
    std::istringstream lines(coloured);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t last = line.rfind('\x1b');
        BOOST_TEST((last == std::string::npos || line.compare(last, 4, "\x1b[0m") == 0), line);
    }
}

BOOST_AUTO_TEST_CASE(color_always_and_never_have_the_last_word) {
    BOOST_TEST(screened({80, true}, {"--color", "never"}) == screened({80, false}));
    BOOST_TEST(without_codes(screened({}, {"--color", "always"})) == screened({}));
    BOOST_TEST(screened({}, {"--color", "always"}) != screened({}));
    BOOST_TEST(screened({80, true}, {"--color", "auto"}) == screened({80, true}));
}

BOOST_AUTO_TEST_CASE(a_report_in_a_file_is_neither_coloured_nor_folded) {
    const auto path = std::filesystem::temp_directory_path() / "caveat_terminal_test.txt";
    screened({40, true}, {"--output", path.string()});
    std::ifstream file(path, std::ios::binary);
    const std::string written((std::istreambuf_iterator<char>(file)), {});
    std::filesystem::remove(path);
    BOOST_TEST(written == screened({}));
}

BOOST_AUTO_TEST_CASE(json_is_never_coloured) {
    BOOST_TEST(screened({40, true}, {"--format", "json"}) == screened({}, {"--format", "json"}));
}

BOOST_AUTO_TEST_CASE(the_environment_decides_where_nothing_else_does) {
    BOOST_TEST(terminal_of_width(80, {}).shows_colour);
    BOOST_TEST(!terminal_of_width(80, {"1", "xterm", ""}).shows_colour);
    BOOST_TEST(!terminal_of_width(80, {"", "dumb", ""}).shows_colour);
    BOOST_TEST(terminal_of_width(0, {"", "xterm", "57"}).columns == 57U);
    BOOST_TEST(terminal_of_width(0, {"", "xterm", "wide"}).columns == 80U);
    BOOST_TEST(terminal_of_width(3, {}).columns == 20U);
    BOOST_TEST(!terminal_of(-1, {}).is_there());
}

BOOST_AUTO_TEST_CASE(diagnostics_are_folded_cut_and_coloured) {
    const BadRules bad;
    const Loaded loaded = load_file(bad.path.string());
    BOOST_REQUIRE(!loaded.rules);
    const auto checked = [&](Terminal terminal) {
        return talk({"check", bad.path.string()}, in_turn({}), terminal).said;
    };
    BOOST_TEST(checked({}) == render(loaded));
    BOOST_TEST(checked({200, false}) == render(loaded));
    const std::string narrow = checked({50, false});
    // The name of the file is one word, which nothing can fold.
    const std::string from_message = narrow.substr(narrow.find("error:"));
    BOOST_TEST(widest(from_message) <= 50U, narrow);
    BOOST_TEST(narrow.find("^^^^^") != std::string::npos, narrow);
    const std::string coloured = checked({50, true});
    BOOST_TEST(coloured.find("\x1b[1;31merror:\x1b[0m") != std::string::npos, coloured);
    BOOST_TEST(without_codes(coloured) == narrow);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
