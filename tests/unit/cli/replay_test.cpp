// `caveat screen --only record` and `caveat replay`.

#include "adapters/cli/cli.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(replaying)

namespace {

namespace fs = std::filesystem;

std::string rule_text(int n) {
    return "caveat: 1\nid: small\nversion: " + std::to_string(n) +
           ".0.0\nfacts:\n  pain nrs: {type: number, from: 0, to: 10}\n"
           "outcomes: {avoid massage: Do not massage.}\nrules:\n  - {id: strong, rule: pain nrs "
           ">= " +
           std::to_string(n) + " → avoid massage}\n";
}

struct Ran {
    int status = 0;
    std::string out;
    std::string err;
};

class Folder {
  public:
    Folder() {
        fs::remove_all(path_);
        fs::create_directories(path_ / "versions");
        for (const int n : {5, 6, 7})
            write("versions/v" + std::to_string(n) + ".yaml", rule_text(n));
        std::string lines;
        for (int i = 0; i < 11; ++i) {
            lines += "{\"patient\": \"p" + std::to_string(i) +
                     "\", \"facts\": {\"pain_nrs\": " + std::to_string(i) + "}}\n";
        }
        write("patients.ndjson", lines);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    [[nodiscard]] std::string read(const std::string& name) const {
        std::ifstream file(path_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    static Ran run(const std::vector<std::string>& words) {
        std::vector<const char*> arguments{"caveat"};
        for (const std::string& each : words) arguments.push_back(each.c_str());
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        const int status =
            cli::run(static_cast<int>(arguments.size()), arguments.data(), {in, out, err});
        return {status, out.str(), err.str()};
    }

    /// Records of all patients by three versions, one file.
    void record(const std::vector<std::string>& more = {}) const {
        std::string all;
        for (const int n : {5, 6, 7}) {
            std::vector<std::string> words{"screen",
                                           at("versions/v" + std::to_string(n) + ".yaml"),
                                           at("patients.ndjson"),
                                           "--only",
                                           "record",
                                           "--as-of",
                                           "2026-11-20"};
            words.insert(words.end(), more.begin(), more.end());
            const Ran ran = run(words);
            BOOST_REQUIRE_MESSAGE(ran.status == done, ran.err);
            all += ran.out;
        }
        write("records.ndjson", all);
    }

  private:
    fs::path path_ = fs::temp_directory_path() / "caveat_replay_test";
};

}  // namespace

BOOST_AUTO_TEST_CASE(records_of_three_versions_are_all_the_same) {
    const Folder folder;
    folder.record();
    const Ran ran =
        Folder::run({"replay", folder.at("records.ndjson"), "--rules", folder.at("versions")});
    BOOST_TEST(ran.out == "33 records: 33 the same\n");
    BOOST_TEST(ran.err == "");
    BOOST_TEST(ran.status == done);
}

BOOST_AUTO_TEST_CASE(what_is_not_the_same_is_named_by_line_and_patient) {
    const Folder folder;
    folder.record();
    std::string records = folder.read("records.ndjson");
    records.replace(records.find("\"pain_nrs\":3}"), 13, "\"pain_nrs\":9}");
    folder.write("records.ndjson", records + "\nnonsense\n");
    fs::remove(folder.at("versions/v7.yaml"));
    const Ran ran =
        Folder::run({"replay", folder.at("records.ndjson"), "--rules", folder.at("versions")});
    BOOST_TEST(ran.status == found_problems);
    const std::string file = folder.at("records.ndjson");
    BOOST_TEST(
        ran.out.find(file + ":4: `p3` is not as it was written, and differs at `report.") == 0U,
        ran.out);
    BOOST_TEST(
        ran.out.find(file + ":23: `p0` was screened by a rule set that is not at hand: sha256 ") !=
            std::string::npos,
        ran.out);
    BOOST_TEST(
        ran.out.find(file + ":35: is no caveat/record/1, but no JSON object") != std::string::npos,
        ran.out);
    BOOST_TEST(
        ran.out.ends_with("34 records: 21 the same, 1 altered, 11 without a rule set at hand, "
                          "1 no record\n"),
        ran.out);
}

BOOST_AUTO_TEST_CASE(records_without_values_are_joined_with_profiles_by_patient) {
    const Folder folder;
    folder.record({"--no-values"});
    const std::string records = folder.read("records.ndjson");
    BOOST_TEST(records.find("\"profile\"") == std::string::npos);
    const Ran alone =
        Folder::run({"replay", folder.at("records.ndjson"), "--rules", folder.at("versions")});
    BOOST_TEST(alone.status == found_problems);
    BOOST_TEST(alone.out.ends_with("33 records: 33 without a profile\n"), alone.out);
    const Ran joined =
        Folder::run({"replay", folder.at("records.ndjson"), "--rules", folder.at("versions"),
                     "--profiles", folder.at("patients.ndjson")});
    BOOST_TEST(joined.out == "33 records: 33 the same\n");
    BOOST_TEST(joined.status == done);
}

BOOST_AUTO_TEST_CASE(one_profile_makes_one_record) {
    const Folder folder;
    folder.write("one.json", "{\n  \"patient\": \"p1\",\n  \"facts\": {\"pain_nrs\": 8}\n}\n");
    const Ran ran = Folder::run({"screen", folder.at("versions/v5.yaml"), folder.at("one.json"),
                                 "--only", "record", "--as-of", "2026-11-20"});
    BOOST_TEST(ran.status == done);
    folder.write("record.json", ran.out);
    BOOST_TEST(
        Folder::run({"replay", folder.at("record.json"), "--rules", folder.at("versions/v5.yaml")})
            .out == "1 record: 1 the same\n");
    BOOST_TEST(Folder::run({"screen", folder.at("versions/v5.yaml"), folder.at("one.json"),
                            "--only", "record", "--format", "text"})
                   .status == unusable);
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_said) {
    const Folder folder;
    folder.record();
    const auto status = [&](const std::vector<std::string>& words) {
        return Folder::run(words).status;
    };
    const std::string records = folder.at("records.ndjson");
    BOOST_TEST(status({"replay", folder.at("none"), "--rules", folder.at("versions")}) == unusable);
    BOOST_TEST(status({"replay", records, "--rules", folder.at("none.yaml")}) == unusable);
    BOOST_TEST(status({"replay", records, "--rules", folder.at("versions"), "--profiles",
                       folder.at("none")}) == unusable);
    fs::create_directories(folder.at("empty"));
    BOOST_TEST(status({"replay", records, "--rules", folder.at("empty")}) == unusable);
}

BOOST_AUTO_TEST_CASE(a_record_may_be_longer_than_a_profile) {
    const Folder folder;
    const std::string name(4U << 20U, 'x');  // bytes, and it stands in a record more than once
    folder.write("long.ndjson", "{\"patient\": \"" + name + "\", \"facts\": {\"pain_nrs\": 6}}\n");
    const Ran written =
        Folder::run({"screen", folder.at("versions/v6.yaml"), folder.at("long.ndjson"), "--as-of",
                     "2026-11-20", "--only", "record"});
    BOOST_REQUIRE(written.out.size() > (8U << 20U));
    folder.write("long-record.ndjson", written.out);
    const Ran ran =
        Folder::run({"replay", folder.at("long-record.ndjson"), "--rules", folder.at("versions")});
    BOOST_TEST(ran.out == "1 record: 1 the same\n");
    BOOST_TEST(ran.status == done);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
