// Writes generated rule sets, profiles for them, and the reports that C++ gives, for the tests of
// the Python package.
//
//   generated_profiles -- FOLDER RULE_SETS PROFILES_EACH
//
// For each rule set there are N.yaml and N.cases: a line with the lengths of a profile and of its
// report, then the two, one after the other, and a line break.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

using namespace caveat::testing;

/// Every so many profiles one is cut off, and one is not UTF-8.
constexpr std::uint64_t cut_every = 40;
constexpr std::uint64_t no_utf8_every = 41;

std::string profile_text(const GeneratedRuleSet& rules, std::uint64_t seed) {
    ProfileOptions options;
    options.percent_wrong = 10;
    std::string text = print_profile(rules, generate_profile(rules, seed, options), seed);
    if (seed % cut_every == 0) text.resize(text.size() / 2);
    if (seed % no_utf8_every == 0) text.insert(text.size() / 2, "\xFF");
    return text;
}

void write_rule_set(const std::filesystem::path& folder, std::uint64_t number,
                    std::uint64_t profiles) {
    constexpr std::uint64_t apart = 10'000;
    const std::uint64_t first_seed = apart * number + 1;
    const GeneratedRuleSet rules = generate_rules(first_seed);
    const std::string text = print_rules(rules, first_seed);
    const caveat::Loaded loaded = caveat::load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules, caveat::render(loaded));
    const std::string name = std::to_string(number);
    std::ofstream(folder / (name + ".yaml"), std::ios::binary) << text;
    std::ofstream cases(folder / (name + ".cases"), std::ios::binary);
    for (std::uint64_t at = 0; at < profiles; ++at) {
        const std::string profile = profile_text(rules, first_seed + at);
        const std::string report = caveat::write_report(
            caveat::screen(caveat::read_profile(*loaded.rules, profile)), {}, false);
        cases << profile.size() << ' ' << report.size() << '\n' << profile << report << '\n';
    }
    BOOST_TEST(cases.good());
}

}  // namespace

BOOST_AUTO_TEST_CASE(profiles_and_reports_are_written) {
    const auto& arguments = boost::unit_test::framework::master_test_suite();
    BOOST_REQUIRE(arguments.argc == 4);
    const std::filesystem::path folder = arguments.argv[1];
    std::filesystem::create_directories(folder);
    for (std::uint64_t number = 0; number < std::stoull(arguments.argv[2]); ++number) {
        write_rule_set(folder, number, std::stoull(arguments.argv[3]));
    }
}
