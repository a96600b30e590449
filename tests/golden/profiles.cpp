// What is said of every mistake in a profile: each `profiles/*.json` is read, and its problems are
// compared with the `.txt` beside it. CAVEAT_UPDATE_GOLDEN=1 writes them anew.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

BOOST_AUTO_TEST_SUITE(golden_profiles)

namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "profiles";

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string shown(const caveat::Diagnostic& problem) {
    std::string text = problem.path.empty() ? std::string("(profile)") : problem.path;
    constexpr std::array<const char*, 3> severities{": note: ", ": warning: ", ": error: "};
    text += severities[static_cast<std::size_t>(problem.severity)];
    text += problem.message + " [" + problem.code + "]\n";
    if (!problem.help.empty()) text += "  help: " + problem.help + '\n';
    const caveat::Diagnostic logged = caveat::without_values(problem);
    if (logged == problem) return text;
    return text + "  in logs: " + (logged.path.empty() ? "(profile)" : logged.path) + ": " +
           logged.message + '\n';
}

std::string problems_of(const caveat::RuleSet& rules, const std::string& json) {
    std::string all;
    const caveat::Profile profile = caveat::read_profile(rules, json);
    for (const caveat::Diagnostic& problem : profile.problems()) all += shown(problem);
    return all.empty() ? "no problems\n" : all;
}

caveat::RuleSet load_rules() {
    const caveat::Loaded loaded = caveat::load_file((folder / "rules.yaml").string());
    BOOST_REQUIRE_MESSAGE(loaded.rules, caveat::render(loaded));
    return *loaded.rules;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_mistake_in_a_profile_is_said_in_exactly_these_words) {
    const caveat::RuleSet rules = load_rules();
    std::set<fs::path> profiles;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".json") profiles.insert(entry.path());
    }
    BOOST_TEST(profiles.size() >= 25U);
    for (const fs::path& path : profiles) {
        const std::string got = problems_of(rules, content_of(path));
        const fs::path golden = fs::path(path).replace_extension(".txt");
        if (std::getenv("CAVEAT_UPDATE_GOLDEN") != nullptr) {
            std::ofstream(golden, std::ios::binary) << got;
        }
        BOOST_TEST_CONTEXT(path.filename().string()) {
            BOOST_TEST(got == content_of(golden));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
