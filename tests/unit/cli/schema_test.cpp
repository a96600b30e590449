// `caveat schema`: what it writes, and what it says of what it cannot write.

#include "adapters/cli/cli.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(schema_command)

namespace {

namespace fs = std::filesystem;

struct Ran {
    int status = 0;
    std::string out;
    std::string err;
};

Ran run_schema(const std::string& rules, const std::vector<std::string>& more = {}) {
    const fs::path file = fs::temp_directory_path() / "caveat_schema_command_test.yaml";
    std::ofstream(file, std::ios::binary) << rules;
    std::vector<std::string> words = {"caveat", "schema", file.string()};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<const char*> arguments;
    for (const std::string& word : words) arguments.push_back(word.c_str());
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int status = run(static_cast<int>(arguments.size()), arguments.data(), {in, out, err});
    fs::remove(file);
    return {status, out.str(), err.str()};
}

const std::string rules =
    "caveat: 1\nid: small\nversion: 1.0.0\nfacts:\n  fever: yes/no\noutcomes:\n  avoid massage:\n"
    "rules:\n  - fever → avoid massage\n";

}  // namespace

BOOST_AUTO_TEST_CASE(a_schema_is_written_unless_types_are_asked_for) {
    const Ran schema = run_schema(rules);
    BOOST_TEST(schema.status == done);
    BOOST_TEST(schema.err.empty());
    BOOST_TEST(
        schema.out.starts_with("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/"));
    BOOST_TEST(run_schema(rules, {"--as", "json"}).out == schema.out);
    BOOST_TEST(run_schema(rules, {"--as", "typescript"}).out.find("fever?: boolean | NotKnown;") !=
               std::string::npos);
    BOOST_TEST(run_schema(rules, {"--as", "python"}).out.find("\"fever\": Union[bool, None],") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(of_rules_with_a_mistake_nothing_is_written) {
    const Ran wrong = run_schema("caveat: 1\nrules: []\n");
    BOOST_TEST(wrong.status == unusable);
    BOOST_TEST(wrong.out.empty());
    BOOST_TEST(!wrong.err.empty());
    BOOST_TEST(run_schema(rules, {"--as", "cobol"}).status == unusable);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
