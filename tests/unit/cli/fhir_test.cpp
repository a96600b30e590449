// `caveat fhir`: what it writes, and how it ends.

#include "adapters/cli/cli.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace caveat::cli {

BOOST_AUTO_TEST_SUITE(cli_fhir)

namespace {

namespace fs = std::filesystem;

struct Ended {
    int status = 0;
    std::string out;
    std::string err;
};

Ended fhir(const std::vector<std::string>& words, const std::string& input = {}) {
    std::vector<const char*> arguments{"caveat", "fhir"};
    for (const std::string& word : words) arguments.push_back(word.c_str());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int status =
        run(static_cast<int>(arguments.size()), arguments.data(), Streams{in, out, err});
    return {status, out.str(), err.str()};
}

const std::string rules = CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml";
const std::string record = CAVEAT_SOURCE_DIR "/examples/fhir/patient.json";

bool contains(const std::string& text, const std::string& piece) {
    return text.find(piece) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_mapping_is_checked_with_its_rules) {
    const Ended good = fhir({"check", rules});
    BOOST_TEST(good.status == done);
    BOOST_TEST(good.err == "");
    BOOST_TEST(contains(good.out, "no errors"));
    const Ended other = fhir({"check", CAVEAT_SOURCE_DIR "/rules/serious-back-pain.yaml",
                              "--mapping", CAVEAT_SOURCE_DIR "/rules/back-pain-massage.fhir.yaml"});
    BOOST_TEST(other.status == unusable);
    BOOST_TEST(contains(other.err, "[wrong-rule-set]"));
    const Ended none = fhir({"check", CAVEAT_SOURCE_DIR "/rules/serious-back-pain.yaml"});
    BOOST_TEST(none.status == unusable);
    BOOST_TEST(contains(none.err, "[file-not-found]"));
}

BOOST_AUTO_TEST_CASE(a_record_becomes_the_profile_that_screen_reads) {
    const Ended read = fhir({"profile", rules, record, "--as-of", "2026-11-20", "--trace"});
    BOOST_TEST(read.status == done);
    BOOST_TEST(contains(read.out, "\"pain_nrs\":8"));
    BOOST_TEST(contains(read.err, "used:     pain nrs: Observation/pain-today"));
    BOOST_TEST(contains(read.err, "not used: arthritis: Condition/knee-in-question"));
    std::istringstream in(read.out);
    std::ostringstream out;
    std::ostringstream err;
    const char* const arguments[] = {"caveat", "screen", rules.c_str(), "--only", "verdict"};
    BOOST_TEST(run(5, arguments, Streams{in, out, err}) == done);
    BOOST_TEST(contains(out.str(), "\"patient\":\"made-up-1\""));
}

BOOST_AUTO_TEST_CASE(a_patient_without_an_id_is_nobody) {
    const Ended nobody = fhir({"profile", rules, record, "--as-of", "2026-11-20", "--patient", ""});
    BOOST_TEST(nobody.status == unusable);
    BOOST_TEST(nobody.out == "");
    BOOST_TEST(contains(nobody.err, "it names nobody"));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_said_and_never_passes_for_an_empty_record) {
    const Ended broken =
        fhir({"screen", rules, "--as-of", "2026-11-20", "--json"}, "{\"resourceType\":");
    BOOST_TEST(broken.status == found_problems);
    BOOST_TEST(contains(broken.out, "invalid-json"));
    const Ended lost = fhir({"screen", rules, "no-such-record.json"});
    BOOST_TEST(lost.status == unusable);
    BOOST_TEST(contains(lost.err, "cannot be read"));
    const Ended stream = fhir({"profile", rules, "no-such-record.ndjson"});
    BOOST_TEST(stream.status == unusable);
}

BOOST_AUTO_TEST_CASE(of_a_record_that_is_refused_nothing_goes_on_to_screen) {
    const std::string two = R"({"resourceType":"Bundle","type":"collection","entry":[)"
                            R"({"resource":{"resourceType":"Patient","id":"a"}},)"
                            R"({"resource":{"resourceType":"Patient","id":"b"}}]})";
    const std::string replaced = R"({"resourceType":"Patient","id":"a",)"
                                 R"("link":[{"type":"replaced-by","other":{"display":"b"}}]})";
    for (const std::string& refused : {two, replaced, std::string("{\"resourceType\":")}) {
        const Ended read = fhir({"profile", rules, "--as-of", "2026-11-20"}, refused);
        BOOST_TEST(read.status == found_problems, refused);
        BOOST_TEST(read.out == "", refused);
        BOOST_TEST(contains(read.err, "error: "), refused);
    }
    const fs::path path = fs::temp_directory_path() / "caveat_fhir_refused.ndjson";
    std::ofstream(path) << two << '\n' << R"({"resourceType":"Patient","id":"c"})" << '\n';
    const Ended read = fhir({"profile", rules, path.string(), "--as-of", "2026-11-20"});
    fs::remove(path);
    BOOST_TEST(read.status == found_problems);
    BOOST_TEST(read.out.starts_with("\"unreadable\"\n{"), read.out);
    std::istringstream in(read.out);
    std::ostringstream out;
    std::ostringstream err;
    const char* const arguments[] = {"caveat", "screen", rules.c_str(), "--format",
                                     "ndjson", "--only", "verdict"};
    BOOST_TEST(run(7, arguments, Streams{in, out, err}) == found_problems);
    const std::string answers = out.str();
    const std::string first = answers.substr(0, answers.find('\n'));
    BOOST_TEST(contains(first, "\"problems\":1"), answers);
    BOOST_TEST(contains(answers, "\"patient\":\"c\""), answers);
}

BOOST_AUTO_TEST_CASE(a_stream_holds_one_record_a_line) {
    const fs::path path = fs::temp_directory_path() / "caveat_fhir_test.ndjson";
    std::ofstream(path) << R"({"resourceType":"Patient","id":"a"})"
                        << "\n\n"
                        << R"({"resourceType":"Patient","id":"b"})"
                        << "\n";
    for (const std::vector<std::string>& task :
         {std::vector<std::string>{"profile"}, {"screen", "--json"}, {"cards"}, {"result"}}) {
        std::vector<std::string> words{task.front(), rules, path.string(), "--as-of", "2026-11-20"};
        words.insert(words.end(), task.begin() + 1, task.end());
        const Ended read = fhir(words);
        BOOST_TEST_CONTEXT(task.front()) {
            BOOST_TEST(read.status == done);
            BOOST_TEST(std::count(read.out.begin(), read.out.end(), '\n') == 2);
            if (task.front() == "cards") continue;
            BOOST_TEST(contains(read.out.substr(0, read.out.find('\n')), "a\""));
            BOOST_TEST(contains(read.out.substr(read.out.find('\n')), "b\""));
        }
    }
    fs::remove(path);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::cli
