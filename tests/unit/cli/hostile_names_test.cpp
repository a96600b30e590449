// Names of files and other words of the command line reach no terminal, page or report raw.

#include "adapters/cli/cli.hpp"
#include "adapters/cli/process.hpp"
#include "adapters/cli/shown.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(hostile_names)

namespace {

namespace fs = std::filesystem;

/// A terminal obeys the first two; a reader does not see the others.
constexpr std::array<std::string_view, 4> hidden{"\x1B", "\xC2\x9B", "\xE2\x80\xAE",
                                                 "\xEF\xBB\xBF"};
const std::string hostile =
    "a\x1B[31m\xC2\x9B\x31m\xE2\x80\xAE\xEF\xBB\xBF"
    "b";
constexpr std::string_view hostile_shown = R"(a\u{1b}[31m\u{9b}1m\u{202e}\u{feff}b)";

constexpr const char* rule_file = R"(caveat: 1
id: small
version: 1.0.0
facts:
  back pain: {type: yes/no, ask: "Does your back hurt?"}
outcomes:
  avoid massage: {say: Do not massage.}
rules:
  - {id: stop, rule: back pain → avoid massage}
)";

constexpr const char* case_file = R"(cases:
  - {name: pain, facts: {back pain: yes}, expect: {silent: stop}}
)";

struct Folder {
    fs::path path = fs::temp_directory_path() / "caveat_hostile_names_test";

    Folder() {
        fs::remove_all(path);
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, std::string_view content) const {
        std::ofstream(path / name, std::ios::binary) << content;
        return (path / name).string();
    }
    [[nodiscard]] std::string content_of(const std::string& name) const {
        std::ifstream file(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

/// All that a command says.
std::string said_by(const std::vector<std::string>& words) {
    std::vector<const char*> raw{"caveat"};
    for (const std::string& each : words) raw.push_back(each.c_str());
    std::istringstream in("yes\n");
    std::ostringstream out;
    std::ostringstream err;
    CurrentFile current_file;
    Streams streams{in, out, err};
    streams.current_file = &current_file;
    run(static_cast<int>(raw.size()), raw.data(), streams);
    return out.str() + current_file.words() + '\n' + err.str();
}

void check_is_shown(const std::string& text, const std::string& by) {
    for (const std::string_view each : hidden) {
        BOOST_TEST((text.find(each) == std::string::npos), by << " says " << shown(text));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_command_passes_a_name_on_as_it_is) {
    const Folder folder;
    const std::string rules = folder.write(hostile + ".yaml", rule_file);
    folder.write(hostile + ".cases.yaml", case_file);
    const std::string later =
        folder.write(hostile + "2.yaml", std::string(rule_file) + "    if unknown: presume\n");
    const std::string untidy =
        folder.write(hostile + "3.yaml", std::string("# first\n\n\n\n\n") + rule_file + "\n\n\n");
    const std::string broken = folder.write(hostile + "4.yaml", "caveat: 1\nfatcs: {}\n");
    folder.write(hostile + "5.cases.yaml", case_file);  // without rules beside them
    const std::string profile =
        folder.write(hostile + ".json", R"({"as_of": "2026-11-20", "facts": {"back_pain": true}})");
    const std::string lines = folder.write(
        hostile + ".ndjson", "{\"as_of\": \"2026-11-20\", \"facts\": {\"back_pain\": true}}\n");
    const std::string missing = (folder.path / (hostile + "-missing")).string();
    const std::string no_folder = (folder.path / hostile / "x").string();
    const std::string output = (folder.path / (hostile + ".out")).string();
    const std::vector<std::vector<std::string>> commands{
        {hostile},
        {"screen", rules, "--" + hostile},
        {"screen", rules, profile, "--as-of", hostile},
        {"screen", missing, profile},
        {"screen", broken, profile},
        {"screen", rules, missing},
        {"screen", rules, missing + ".ndjson"},
        {"screen", rules, profile, "--output", no_folder},
        {"screen", rules, profile, "--output", profile},
        {"screen", rules, lines, "--output", no_folder},
        {"screen", rules, lines, "--output", output},
        {"screen", rules, lines, "--output", output, "--resume"},
        {"screen", rules, lines, "--output", later, "--resume"},
        {"check", rules, untidy, broken, missing},
        {"check", (folder.path / (hostile + ".cases.yaml")).string(), missing + ".cases.yaml",
         (folder.path / (hostile + "5.cases.yaml")).string()},
        {"draft", missing},
        {"draft", rules},
        {"draft", broken},
        {"draft", rules, "--output", rules},
        {"draft", rules, "--output", no_folder},
        {"check", rules, "--as-of", hostile},
        {"format", missing, broken},
        {"format", "--check", untidy},
        {"format", untidy},
        {"format", untidy, "--stdout"},
        {"test", rules},
        {"test", rules, "--format", "json"},
        {"test", rules, "--cases", missing},
        {"test", rules, "--html", no_folder},
        {"test", rules, "--html", rules},
        {"test", rules, "--html", (folder.path / "page.html").string(), "--junit",
         (folder.path / "junit.xml").string()},
        {"show", rules},
        {"show", missing},
        {"show", rules, missing},
        {"show", rules, profile},
        {"show", rules, "--output", rules},
        {"show", rules, "--output", no_folder},
        {"show", rules, "--as-of", hostile},
        {"show", rules, "--format", "svg", "--of", hostile},
        {"test", rules, "--require", "100"},
        {"test", later},
        {"test", later, "--as-of", hostile},
        {"test", later, "--propose"},
        {"test", later, "--propose", "--as-of", hostile},
        {"test", missing, broken},
        {"diff", rules, later},
        {"diff", rules, missing},
        {"diff", broken, rules},
        {"diff", rules, later, "--cohort", missing},
        {"explain", rules, hostile, profile},
        {"explain", rules, "stop", missing},
        {"explain", rules, "stop", profile},
        {"explain", rules, "stop", profile, "--format", "json"},
        {"explain", missing, "stop", profile},
        {"ask", missing},
        {"ask", rules, "--profile", missing},
        {"ask", rules, "--profile", rules},
        {"ask", rules, "--output", no_folder},
        {"ask", rules, "--output", rules},
        {"ask", rules, "--output", output},
    };
    for (const std::vector<std::string>& command : commands) {
        std::string by;
        for (const std::string& word : command) by += shown(word) + ' ';
        const std::string said = said_by(command);
        BOOST_TEST((said.size() > 1), by);
        check_is_shown(said, by);
    }
    for (const char* const page : {"page.html", "junit.xml"}) {
        BOOST_TEST(!folder.content_of(page).empty());
        check_is_shown(folder.content_of(page), page);
    }
}

BOOST_AUTO_TEST_CASE(a_name_is_shown_with_its_escapes) {
    BOOST_TEST(shown(hostile) == hostile_shown);
    BOOST_TEST(named("a`b") == R"(`a\`b`)");
    const Folder folder;
    const std::string missing = (folder.path / hostile).string();
    const std::string rules = folder.write("small.yaml", rule_file);
    const std::string said = said_by({"screen", rules, missing});
    BOOST_TEST((said.find(std::string(hostile_shown) + "` cannot be read\n") != std::string::npos),
               said);
}

BOOST_AUTO_TEST_CASE(lines_stay_lines_and_quotes_stay_quotes) {
    BOOST_TEST(shown_lines("a `b\x1B`\n\nc\n") == "a `b\\u{1b}`\n\nc\n");
    BOOST_TEST(shown_lines("").empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
