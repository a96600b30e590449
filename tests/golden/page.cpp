// A page to the letter: a small rule set with its cases and a patient, what its cases show alone,
// and one rule as a drawing. Style and script, which have tests of their own, are left out.

#include <caveat/authoring/show.hpp>
#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "page/style.hpp"
#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(golden_page)

namespace {

using namespace caveat;
using caveat::testing::check_golden;
using caveat::testing::read_source_file;

struct Knee {
    Loaded loaded = load_text(read_source_file("tests/golden/page/knee.yaml"), "knee.yaml");
    RuleSet rules = loaded.rules.value();
    authoring::TestRun run = authoring::run_cases(
        rules, "knee.yaml",
        {authoring::read_case_file(rules, read_source_file("tests/golden/page/knee.cases.yaml"),
                                   "knee.cases.yaml")});
    Screening patient;

    Knee() {
        screen(read_profile(rules, read_source_file("tests/golden/page/knee.json")), patient);
    }
};

void replace(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), by);
        at += by.size();
    }
}

std::string shortened(std::string html, const RuleSet& rules) {
    replace(html, rules.sha256(), "(digest)");
    replace(html, authoring::content_security_policy(), "(policy)");
    replace(html, page::style, "(style)");
    replace(html, page::script, "(script)");
    return html;
}

const Date day{2026, 11, 20};

}  // namespace

BOOST_AUTO_TEST_CASE(a_page_with_a_patient_and_cases) {
    const Knee knee;
    const std::string html = authoring::write_page(
        knee.rules, {.as_of = day, .patient = &knee.patient, .run = &knee.run});
    check_golden("page/knee.html", shortened(html, knee.rules));
}

BOOST_AUTO_TEST_CASE(a_page_of_what_cases_show) {
    const Knee knee;
    const std::string html =
        authoring::write_page(knee.rules, {.as_of = day, .run = &knee.run, .only_cases = true});
    check_golden("page/knee-cases.html", shortened(html, knee.rules));
}

BOOST_AUTO_TEST_CASE(a_page_for_the_patient) {
    const Knee knee;
    Screening patient;
    screen(knee.patient.profile(), patient, {.patient = true, .clinician = false});
    const std::string html = authoring::write_page(
        knee.rules, {.as_of = day, .patient = &patient, .reader = Reader::patient});
    check_golden("page/knee-patient.html", shortened(html, knee.rules));
}

BOOST_AUTO_TEST_CASE(a_rule_as_a_drawing) {
    const Knee knee;
    check_golden("page/loaded-knee.svg", authoring::draw_rule(knee.rules, RuleId{0}));
}

BOOST_AUTO_TEST_SUITE_END()
