// Cases as their authors write them, right and wrong: `cases/NAME.cases.yaml` is run on
// `cases/rules.yaml`, and what is said of it is compared with `cases/NAME.txt`. One run is compared
// in every form of a report, and so is what is proposed where nothing is there.

#include <caveat/authoring/propose.hpp>
#include <caveat/rules.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(golden_cases)

namespace {

using namespace caveat;
using caveat::testing::check_golden;
using caveat::testing::read_source_file;

RuleSet knee_rules() {
    const Loaded loaded = load_text(read_source_file("tests/golden/cases/rules.yaml"));
    BOOST_REQUIRE_MESSAGE(loaded.rules.has_value(), render(loaded));
    return *loaded.rules;
}

authoring::TestRun run_of(const std::string& name) {
    const RuleSet rules = knee_rules();
    const std::string file = name + ".cases.yaml";
    return authoring::run_cases(
        rules, "rules.yaml",
        {authoring::read_case_file(rules, read_source_file("tests/golden/cases/" + file), file)});
}

std::string said_of(const authoring::TestRun& run) {
    std::string said;
    for (const Diagnostic& each : run.files.front().diagnostics) {
        said += render(each, run.files.front().source);
    }
    return said;
}

/// The report without the rule file's digest, which every comment in that file would change.
std::string without_digest(std::string report) {
    const std::string digest(knee_rules().sha256());
    const std::size_t at = report.find(digest);
    if (at != std::string::npos) report.replace(at, digest.size(), "(digest)");
    return report;
}

authoring::Proposals proposals_from_nothing() {
    const RuleSet rules = knee_rules();
    authoring::ProposeOptions options;
    options.as_of = *Date::from_text("2026-11-20");
    return authoring::propose(authoring::run_cases(rules, "rules.yaml", {}), options);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_mistake_is_shown_where_it_stands) {
    for (const std::string name :
         {"wrong-form", "wrong-names", "wrong-answers", "untrue-answers"}) {
        const authoring::TestRun run = run_of(name);
        BOOST_TEST(!run.is_usable(), name);
        check_golden("cases/" + name + ".txt", said_of(run));
    }
}

BOOST_AUTO_TEST_CASE(a_run_is_reported_in_three_forms) {
    const authoring::TestRun run = run_of("some-fail");
    BOOST_TEST(said_of(run) == "");
    check_golden("cases/some-fail.txt", authoring::write_text(run));
    check_golden("cases/some-fail.json", without_digest(authoring::write_json(run)));
    check_golden("cases/some-fail.xml", authoring::write_junit(run));
}

BOOST_AUTO_TEST_CASE(proposals_are_a_file_that_can_be_run) {
    const authoring::Proposals proposals = proposals_from_nothing();
    check_golden("cases/proposed.yaml", proposals.yaml);
    BOOST_TEST(proposals.left == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
