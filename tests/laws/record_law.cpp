// What was said of a patient can be written down, built on, and screened again from a record: the
// report stays the same, byte for byte, whatever was wrong.

#include <caveat/json.hpp>
#include <caveat/profile.hpp>

#include "engine.hpp"
#include "law.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(written_profiles)

namespace {

constexpr int rule_sets = 150;
constexpr std::uint64_t profiles_each = 6;

std::string report_of(const Profile& profile) {
    return write_report(screen(profile));
}

/// The report without what was wrong.
std::string without_problems(std::string report) {
    report.resize(report.find("\"problems\""));
    return report;
}

/// What was wrong, in an order of its own: what is found again comes behind what is only kept.
std::vector<std::string> problems_of(const Profile& profile) {
    std::vector<std::string> all;
    for (const Diagnostic& each : profile.problems()) all.push_back(render(each, {}));
    std::sort(all.begin(), all.end());
    return all;
}

std::string fault_of(const RuleSet& rules, const std::string& json) {
    const Profile profile = read_profile(rules, json);
    const std::string report = report_of(profile);
    const std::string written = write_profile(profile);
    const std::string again = report_of(read_profile(rules, written));
    const bool is_same = profile.problems().empty()
                             ? again == report
                             : without_problems(again) == without_problems(report);
    if (!is_same) return "as written: " + written;
    if (write_profile(read_profile(rules, written)) != written) return "twice written: " + written;
    const Profile built = ProfileBuilder(profile).build();
    if (without_problems(report_of(built)) != without_problems(report) ||
        problems_of(built) != problems_of(profile)) {
        return "as built on: " + write_profile(built);
    }
    if (built.given() != profile.given()) return "other facts are given";
    const auto find = [&rules](std::string_view) { return std::optional(rules); };
    for (const RecordOptions& options :
         {RecordOptions{}, RecordOptions{.profile_text = json},
          RecordOptions{.report = {.no_values = true}, .profile_text = json}}) {
        const std::string record = write_record(screen(profile), options);
        const Replayed replayed = replay(record, find, json);
        const bool is_other_words = !options.profile_text && !profile.problems().empty() &&
                                    replayed.path.starts_with("report.problems");
        if (replayed.outcome != ReplayOutcome::same && !is_other_words) {
            return std::string(key(replayed.outcome)) + " at " + replayed.path + ": " +
                   replayed.recorded + ", now " + replayed.now + '\n' + record;
        }
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_profile_written_built_on_or_replayed_gives_the_same_report) {
    hold(rule_sets, [](std::uint64_t seed) -> std::string {
        RuleSetOptions options;
        options.contradictions = seed % 3 == 0;
        const GeneratedRuleSet generated = generate_rules(seed, options);
        const Engine engine(generated, seed);
        if (!engine.is_loaded()) return engine.diagnostics();
        for (std::uint64_t i = 0; i < profiles_each; ++i) {
            ProfileOptions profiles;
            profiles.percent_wrong = i % 2 == 0 ? 20 : 0;
            const std::string json =
                engine.json(generate_profile(generated, seed * profiles_each + i, profiles));
            const std::string fault = fault_of(engine.rules(), json);
            if (!fault.empty()) return engine.text() + json + '\n' + fault;
        }
        return {};
    });
}

BOOST_AUTO_TEST_SUITE_END()
