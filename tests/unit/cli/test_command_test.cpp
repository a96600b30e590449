#include "adapters/cli/test_command.hpp"

#include "adapters/cli/cli.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(test_command)

namespace {

namespace fs = std::filesystem;

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

constexpr const char* all_cases = R"(cases:
  - {name: pain, facts: {back pain: yes}, expect: {fires: stop}}
  - {name: no pain, facts: {back pain: no}, expect: {silent: stop}}
  - {name: not asked, expect: {undecided: stop}}
)";

constexpr const char* one_fails = R"(cases:
  - {name: pain, facts: {back pain: yes}, expect: {silent: stop}}
)";

/// A folder of files for one test, with a rule file and maybe cases beside it.
struct Folder {
    fs::path path = fs::temp_directory_path() / "caveat_test_command_test";

    explicit Folder(const std::string& cases = {}) {
        fs::remove_all(path);
        fs::create_directories(path);
        write("small.yaml", rule_file);
        if (!cases.empty()) write("small.cases.yaml", cases);
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(const std::string& name, const std::string& content) const {
        std::ofstream(path / name, std::ios::binary) << content;
    }
    [[nodiscard]] std::string name_of(const std::string& name) const {
        return (path / name).string();
    }
    [[nodiscard]] std::string content_of(const std::string& name) const {
        std::ifstream file(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
};

struct Ran {
    int status = 0;
    std::string out;
    std::string err;
};

Ran test(const Folder& folder, const std::vector<std::string>& options,
         const std::string& rules = "small.yaml") {
    std::vector<std::string> all{"caveat", "test", folder.name_of(rules)};
    all.insert(all.end(), options.begin(), options.end());
    std::vector<const char*> raw;
    for (const std::string& each : all) raw.push_back(each.c_str());
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(static_cast<int>(raw.size()), raw.data(), {in, out, err});
    return {status, out.str(), err.str()};
}

bool holds(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(cases_beside_the_rule_file_run_and_pass) {
    const Folder folder(all_cases);
    const Ran ran = test(folder, {"--require", "100"});
    BOOST_TEST(ran.status == done);
    BOOST_TEST(ran.err == "");
    BOOST_TEST(holds(ran.out, "covered: 100 %"));
    BOOST_TEST(ran.out.ends_with("small.yaml: 3 cases, 0 failed\n"));
}

BOOST_AUTO_TEST_CASE(a_case_that_fails_ends_in_1) {
    const Folder folder(one_fails);
    const Ran ran = test(folder, {});
    BOOST_TEST(ran.status == found_problems);
    BOOST_TEST(holds(ran.out, "small.cases.yaml:2:12: failed: `pain`"));
    BOOST_TEST(ran.out.ends_with("small.yaml: 1 case, 1 failed\n"));
}

BOOST_AUTO_TEST_CASE(too_little_covered_ends_in_1_and_says_what_is_missing) {
    const Folder folder("cases:\n  - {name: not asked, expect: {undecided: stop}}\n");
    BOOST_TEST(test(folder, {}).status == done);
    const Ran ran = test(folder, {"--require", "34"});
    BOOST_TEST(ran.status == found_problems);
    BOOST_TEST(holds(ran.err, "33 % is covered, 34 % is required"));
    BOOST_TEST(holds(ran.out, "the rule `stop` fired or not fired"));
    BOOST_TEST(test(folder, {"--require", "33"}).status == done);
    BOOST_TEST(
        holds(test(folder, {"--require", "34", "--format", "json"}).err, "`back pain` yes or no"));
}

BOOST_AUTO_TEST_CASE(no_case_at_all_is_no_success) {
    const Folder folder;
    const Ran ran = test(folder, {});
    BOOST_TEST(ran.status == found_problems);
    BOOST_TEST(holds(ran.err, "there are no cases"));
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_used_end_in_2) {
    const Folder folder("cases:\n  - {name: a, expect: {fires: stap}}\n");
    const Ran misspelt = test(folder, {});
    BOOST_TEST(misspelt.status == unusable);
    BOOST_TEST(holds(misspelt.err, "did you mean `stop`?"));
    BOOST_TEST(test(folder, {"--cases", folder.name_of("none.yaml")}).status == unusable);
    BOOST_TEST(test(folder, {}, "none.yaml").status == unusable);
    BOOST_TEST(test(folder, {"--cases", folder.path.string()}).status == unusable);
}

BOOST_AUTO_TEST_CASE(a_rule_file_that_does_not_load_gives_its_errors_and_nothing_else) {
    const Folder folder(all_cases);
    folder.write("small.yaml",
                 std::string(rule_file) + "  - {id: b, rule: back pian → avoid it}\n");
    const Ran ran = test(folder, {});
    BOOST_TEST(ran.status == unusable);
    BOOST_TEST(ran.out == "");
    BOOST_TEST(holds(ran.err, "did you mean `back pain`?"));
}

BOOST_AUTO_TEST_CASE(cases_may_be_named_and_those_in_the_rule_file_run_too) {
    const Folder folder(one_fails);
    folder.write("other.yaml", all_cases);
    BOOST_TEST(test(folder, {"--cases", folder.name_of("other.yaml")}).status == done);
    folder.write("small.yaml",
                 std::string(rule_file) + "cases:\n  - {name: own, expect: {undecided: stop}}\n");
    const Ran ran = test(folder, {"--cases", folder.name_of("other.yaml")});
    BOOST_TEST(ran.out.ends_with("small.yaml: 4 cases, 0 failed\n"));
}

BOOST_AUTO_TEST_CASE(reports_are_written_to_files_that_are_not_read) {
    const Folder folder(all_cases);
    const Ran ran = test(
        folder, {"--html", folder.name_of("page.html"), "--junit", folder.name_of("page.xml")});
    BOOST_TEST(ran.status == done);
    BOOST_TEST(holds(folder.content_of("page.html"), "<!DOCTYPE html>"));
    BOOST_TEST(holds(folder.content_of("page.xml"), "<testsuite name=\"small\" tests=\"3\""));
    BOOST_TEST(test(folder, {"--html", folder.name_of("small.cases.yaml")}).status == unusable);
    BOOST_TEST(folder.content_of("small.cases.yaml") == all_cases);
    BOOST_TEST(test(folder, {"--junit", folder.name_of("none/page.xml")}).status == unusable);
}

BOOST_AUTO_TEST_CASE(proposals_go_to_a_file_and_run) {
    const Folder folder;
    const std::vector<std::string> options{"--propose", "--as-of", "2026-11-20", "-o",
                                           folder.name_of("small.cases.yaml")};
    BOOST_TEST(test(folder, options).status == done);
    const Ran again = test(folder, {});
    BOOST_TEST(again.status == done);
    BOOST_TEST(holds(again.out, "with the cases not approved 100 %"));
    BOOST_TEST(test(folder, options).status == unusable);  // now it is read from
    const Ran shown = test(folder, {"--propose"});
    BOOST_TEST(shown.status == done);
    BOOST_TEST(holds(shown.out, "cases: []"));
}

BOOST_AUTO_TEST_CASE(options_that_do_not_go_together_are_refused) {
    const Folder folder(all_cases);
    BOOST_TEST(test(folder, {"--propose", "--require", "100"}).status == unusable);
    BOOST_TEST(test(folder, {"-o", folder.name_of("x")}).status == unusable);
    BOOST_TEST(test(folder, {"--propose", "--as-of", "2026"}).status == unusable);
    BOOST_TEST(test(folder, {folder.name_of("small.yaml"), "--format", "json"}).status == unusable);
    BOOST_TEST(test(folder, {"--require", "101"}).status == unusable);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
