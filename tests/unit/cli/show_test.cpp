// `caveat show`: which page is written where, and what is refused.

#include "adapters/cli/cli.hpp"
#include "adapters/cli/show_command.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(show_command)

namespace {

namespace fs = std::filesystem;

constexpr const char* shown_rules = R"(caveat: 1
id: small
facts:
  back pain: {type: yes/no, ask: "Does your back hurt?"}
  pain nrs: {type: number, from: 0, to: 10}
outcomes:
  avoid massage: {say: Do not massage.}
rules:
  - {id: stop, rule: back pain and pain nrs >= 7 → avoid massage}
)";

struct ShowFolder {
    fs::path path = fs::temp_directory_path() / "caveat_show_test";

    ShowFolder() {
        fs::remove_all(path);
        fs::create_directories(path);
        write("small.yaml", shown_rules);
        write("p.json", R"({"as_of": "2026-11-20", "facts": {"back_pain": true, "pain_nrs": 8}})");
    }
    ~ShowFolder() { fs::remove_all(path); }
    ShowFolder(const ShowFolder&) = delete;
    ShowFolder& operator=(const ShowFolder&) = delete;

    void write(const std::string& name, const std::string& content) const {
        std::ofstream(path / name, std::ios::binary) << content;
    }
    [[nodiscard]] std::string at(const std::string& name) const { return (path / name).string(); }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

struct Shown {
    int status = 0;
    std::string out;
    std::string err;
    [[nodiscard]] bool says(const std::string& words) const {
        return err.find(words) != std::string::npos;
    }
    [[nodiscard]] bool has(const std::string& words) const {
        return out.find(words) != std::string::npos;
    }
};

Shown show_with(const ShowFolder& folder, std::vector<std::string> words,
                const std::string& input = {}) {
    words.insert(words.begin(), {"caveat", "show", folder.at("small.yaml")});
    std::vector<const char*> raw;
    for (const std::string& each : words) raw.push_back(each.c_str());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(static_cast<int>(raw.size()), raw.data(), Streams{in, out, err});
    return {status, out.str(), err.str()};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_page_goes_to_standard_output_or_into_a_file) {
    const ShowFolder folder;
    const Shown piped = show_with(folder, {"--as-of", "2026-11-20"});
    BOOST_TEST(piped.status == done);
    BOOST_TEST(piped.has("<!DOCTYPE html>"));
    BOOST_TEST(!piped.has("This patient"));
    const Shown kept = show_with(folder, {"--as-of", "2026-11-20", "-o", folder.at("page.html")});
    BOOST_TEST(kept.status == done);
    BOOST_TEST(kept.out == "");
    BOOST_TEST(folder.read("page.html") == piped.out);
}

BOOST_AUTO_TEST_CASE(a_patient_comes_from_a_file_or_from_standard_input) {
    const ShowFolder folder;
    const Shown named = show_with(folder, {folder.at("p.json")});
    BOOST_TEST(named.status == done);
    BOOST_TEST(named.has("DO NOT PROCEED"));
    const Shown piped = show_with(folder, {"-"}, folder.read("p.json"));
    BOOST_TEST(piped.out == named.out);
    const Shown wrong = show_with(folder, {"-"}, R"({"facts": {"pain_nrs": 11}})");
    BOOST_TEST(wrong.status == found_problems);
    BOOST_TEST(wrong.has("not used"));
    BOOST_TEST(show_with(folder, {folder.at("missing.json")}).status == unusable);
}

BOOST_AUTO_TEST_CASE(for_a_patient_the_page_is_their_report_and_a_warning_goes_before) {
    const ShowFolder folder;
    const Shown shown = show_with(folder, {folder.at("p.json"), "--for", "patient"});
    BOOST_TEST(shown.has("Do not massage."));
    BOOST_TEST(!shown.has("pain nrs"));
    BOOST_TEST(shown.says("written for clinicians"));
    const Shown desk = show_with(folder, {folder.at("p.json"), "--for", "desk"});
    BOOST_TEST(desk.has("DO NOT BOOK"));
    BOOST_TEST(desk.err == "");
}

BOOST_AUTO_TEST_CASE(the_policy_is_written_for_servers) {
    const ShowFolder folder;
    const Shown header = show_with(folder, {"--csp"});
    BOOST_TEST(header.out.starts_with("Content-Security-Policy: default-src 'none'; style-src "));
    BOOST_TEST(!header.has("<"));
    const Shown both = show_with(folder, {"--csp", "-o", folder.at("page.html")});
    BOOST_TEST(both.out == header.out);
    const std::string policy = header.out.substr(25, header.out.size() - 26);
    BOOST_TEST(folder.read("page.html").find(policy) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(one_rule_is_drawn) {
    const ShowFolder folder;
    const Shown drawn = show_with(folder, {"--format", "svg", "--of", "Stop"});
    BOOST_TEST(drawn.status == done);
    BOOST_TEST(drawn.out.starts_with("<svg xmlns="));
    BOOST_TEST(drawn.has("≥ 7"));
    const Shown unknown = show_with(folder, {"--format", "svg", "--of", "stpo"});
    BOOST_TEST(unknown.status == unusable);
    BOOST_TEST(unknown.says("no rule is called `stpo`"));
    BOOST_TEST(unknown.says("did you mean `stop`?"));
}

BOOST_AUTO_TEST_CASE(options_that_do_not_go_together_are_refused) {
    const ShowFolder folder;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"--format", "svg"},
             {"--of", "stop"},
             {"--format", "svg", "--of", "stop", "--csp"},
             {folder.at("p.json"), "--format", "svg", "--of", "stop"},
             {"--for", "desk"}}) {
        const Shown refused = show_with(folder, words);
        BOOST_TEST(refused.status == unusable, words.front());
        BOOST_TEST(refused.out == "");
        BOOST_TEST(refused.err.starts_with("error: `--"), refused.err);
    }
}

BOOST_AUTO_TEST_CASE(what_is_read_is_never_written_over) {
    const ShowFolder folder;
    folder.write("small.cases.yaml", "cases:\n  - {name: none, expect: {undecided: stop}}\n");
    for (const char* const name : {"small.yaml", "small.cases.yaml", "p.json"}) {
        const std::string before = folder.read(name);
        const Shown refused = show_with(folder, {folder.at("p.json"), "-o", folder.at(name)});
        BOOST_TEST(refused.status == unusable);
        BOOST_TEST(folder.read(name) == before);
    }
}

BOOST_AUTO_TEST_CASE(the_cases_beside_the_rules_are_shown_and_a_mistake_in_them_is_told) {
    const ShowFolder folder;
    BOOST_TEST(!show_with(folder, {}).has("What the cases show"));
    folder.write("small.cases.yaml", "cases:\n  - {name: none, expect: {undecided: stop}}\n");
    BOOST_TEST(show_with(folder, {}).has("1 case, 0 failed"));
    folder.write("small.cases.yaml", "cases:\n  - {name: none, expect: {undecided: spot}}\n");
    const Shown wrong = show_with(folder, {});
    BOOST_TEST(wrong.status == unusable);
    BOOST_TEST(wrong.out == "");
    BOOST_TEST(wrong.says("`spot`"));
}

BOOST_AUTO_TEST_CASE(a_rule_file_that_does_not_load_has_no_page) {
    const ShowFolder folder;
    folder.write("small.yaml", "caveat: 1\nfatcs: {}\n");
    const Shown broken = show_with(folder, {"-o", folder.at("page.html")});
    BOOST_TEST(broken.status == unusable);
    BOOST_TEST(!fs::exists(folder.at("page.html")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
