// What a screening says, to people and to programs: every sample profile of examples/ is screened
// with the rules for back pain and massage, and the report is compared in full with
// `report/NAME.txt` and `report/NAME.json`, in short with `report/READER/NAME.txt`.
// CAVEAT_UPDATE_GOLDEN=1 writes them anew.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(golden_report)

namespace {

namespace fs = std::filesystem;

const fs::path root = CAVEAT_SOURCE_DIR;
const fs::path goldens = root / "tests" / "golden" / "report";

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The report without the rule file's digest, which every comment in that file would change.
std::string without_digest(std::string report, std::string_view digest) {
    const std::size_t at = report.find(digest);
    if (at != std::string::npos) report.replace(at, digest.size(), "(digest)");
    return report;
}

void compare(const std::string& got, const fs::path& golden) {
    if (std::getenv("CAVEAT_UPDATE_GOLDEN") != nullptr) {
        std::ofstream(golden, std::ios::binary) << got;
    }
    BOOST_TEST_CONTEXT(golden.filename().string()) {
        BOOST_TEST(got == content_of(golden));
    }
}

std::set<fs::path> sample_profiles() {
    std::set<fs::path> profiles;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(root / "examples" / "profiles")) {
        if (entry.path().extension() == ".json") profiles.insert(entry.path());
    }
    return profiles;
}

caveat::RuleSet load_rules() {
    const caveat::Loaded loaded =
        caveat::load_file((root / "rules" / "back-pain-massage.yaml").string());
    BOOST_REQUIRE_MESSAGE(loaded.rules, caveat::render(loaded));
    return *loaded.rules;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_sample_profile_has_exactly_these_reports) {
    const caveat::RuleSet rules = load_rules();
    const std::set<fs::path> profiles = sample_profiles();
    BOOST_TEST(profiles.size() == 10U);
    caveat::Screening screening;
    for (const fs::path& path : profiles) {
        const caveat::Profile profile = caveat::read_profile(rules, content_of(path));
        caveat::screen(profile, screening);
        const std::string name = path.stem().string();
        compare(caveat::write_text(screening, {.why = caveat::WhyOf::fired, .details = true}),
                goldens / (name + ".txt"));
        compare(without_digest(caveat::write_report(screening), rules.sha256()),
                goldens / (name + ".json"));
    }
}

BOOST_AUTO_TEST_CASE(every_sample_profile_is_told_to_each_reader_on_one_screen) {
    const caveat::RuleSet rules = load_rules();
    caveat::Screening screening;
    constexpr std::ptrdiff_t most_lines = 25;
    constexpr std::ptrdiff_t most_lines_for_patients = 26;
    for (const fs::path& path : sample_profiles()) {
        const caveat::Profile profile = caveat::read_profile(rules, content_of(path));
        for (const auto& [reader, folder] : {std::pair{caveat::Reader::clinician, "clinician"},
                                             std::pair{caveat::Reader::desk, "desk"},
                                             std::pair{caveat::Reader::patient, "patient"}}) {
            const bool is_clinician = reader == caveat::Reader::clinician;
            caveat::screen(profile, screening, {true, is_clinician});
            const std::string text =
                caveat::write_text(screening, {.why = caveat::WhyOf::fired, .reader = reader});
            compare(text, goldens / folder / (path.stem().string() + ".txt"));
            BOOST_TEST_CONTEXT(path.stem().string() << " for " << folder) {
                BOOST_TEST(
                    std::count(text.begin(), text.end(), '\n') <=
                    (reader == caveat::Reader::patient ? most_lines_for_patients : most_lines));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_readme_shows_a_report_as_it_is) {
    const std::string page = content_of(root / "README.md");
    const std::string shown = content_of(goldens / "clinician" / "02-referred.txt");
    BOOST_TEST(page.find("```text\n" + shown + "```\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(only_the_patient_answers_and_the_rest_is_handed_on) {
    const caveat::RuleSet rules = load_rules();
    const fs::path path = root / "examples" / "profiles" / "01-cleared-for-first-session.json";
    const caveat::Profile profile = caveat::read_profile(rules, content_of(path));
    caveat::Screening screening;
    caveat::screen(profile, screening, {.patient = true, .clinician = false});
    compare(caveat::write_text(screening), goldens / "01-patient-alone.txt");
    compare(without_digest(caveat::write_report(screening, {.why = caveat::WhyOf::fired}),
                           rules.sha256()),
            goldens / "01-patient-alone.json");
}

BOOST_AUTO_TEST_CASE(equal_input_gives_equal_bytes) {
    const caveat::RuleSet rules = load_rules();
    const caveat::RuleSet again = load_rules();
    for (const fs::path& path : sample_profiles()) {
        caveat::Screening first;
        caveat::Screening second;
        caveat::screen(caveat::read_profile(rules, content_of(path)), first);
        caveat::screen(caveat::read_profile(again, content_of(path)), second);
        caveat::screen(caveat::read_profile(again, content_of(path)), second);
        BOOST_TEST(caveat::write_report(first) == caveat::write_report(second));
        BOOST_TEST(caveat::write_report(first, {}, false) ==
                   caveat::write_report(second, {}, false));
        BOOST_TEST(caveat::write_text(first) == caveat::write_text(second));
    }
}

BOOST_AUTO_TEST_CASE(rules_without_id_and_version_are_known_by_their_digest_alone) {
    const caveat::Loaded loaded = caveat::load_text(
        "caveat: 1\nfacts: {fever: yes/no}\noutcomes: {avoid massage: Not today.}\n"
        "rules: [fever → avoid massage]\n");
    BOOST_REQUIRE_MESSAGE(loaded.rules, caveat::render(loaded));
    caveat::Screening screening;
    const caveat::Profile profile =
        caveat::read_profile(*loaded.rules, R"({"as_of": "2026-11-20", "facts": {"fever": true}})");
    caveat::screen(profile, screening);
    compare(caveat::write_text(screening), goldens / "no-id-no-version.txt");
    compare(without_digest(caveat::write_report(screening), loaded.rules->sha256()),
            goldens / "no-id-no-version.json");
}

BOOST_AUTO_TEST_SUITE_END()
