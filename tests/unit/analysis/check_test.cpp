// What a check without a solver finds, and how it is written down.

#include <caveat/authoring/check.hpp>
#include <caveat/codes.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::authoring {

namespace {

constexpr Date day{2026, 11, 20};

std::string rules_with(const std::string& rule) {
    return R"(caveat: 1
id: checks
version: 1.0.0
review by: 2027-11-20
facts:
  fever: yes/no
  age: {type: number, unit: a, from: 0, to: 120}
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
)" + rule;
}

const std::string reasoned = rules_with(
    "  - {id: fever, when: fever, then: refer to doctor, because: it may spread, source: none}\n");

std::string codes_in(const std::string& text, Date as_of = day) {
    const Loaded loaded = load_text(text, "checks.yaml");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    std::string found;
    for (const Finding& each : check_as_written(*loaded.rules, as_of).findings) {
        found += (found.empty() ? "" : " ") + each.diagnostic.code;
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(checks_without_a_solver)

BOOST_AUTO_TEST_CASE(what_nobody_uses_is_found_where_it_is_declared) {
    const Loaded loaded = load_text(rules_with(
        "  - {id: fever, when: fever, then: refer to doctor, because: it may spread}\n"));
    BOOST_REQUIRE(loaded.rules);
    const Checked checked = check_as_written(*loaded.rules, day);
    BOOST_REQUIRE(!checked.findings.empty());
    const Finding& first = checked.findings.front();
    BOOST_TEST(first.diagnostic.code == codes::unused_fact);
    BOOST_TEST((first.diagnostic.severity == Severity::warning));
    const Span owner = first.owner;
    BOOST_TEST(loaded.source.text.substr(owner.begin, 3) == "age");
    BOOST_TEST(first.patients.empty());
    BOOST_TEST(patients_of(first).empty());
}

BOOST_AUTO_TEST_CASE(a_review_is_overdue_from_the_day_after_it_was_due) {
    BOOST_TEST(codes_in(reasoned, {2027, 11, 20}).find("review-overdue") == std::string::npos);
    BOOST_TEST(codes_in(reasoned, {2027, 11, 21}).find("review-overdue") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_its_author_accepts_is_no_finding) {
    BOOST_TEST(codes_in(rules_with("  - {id: a, when: age >= 65, then: refer to doctor}\n"
                                   "  - {id: b, when: fever, then: refer to doctor}\n")) ==
               "no-because no-source no-because no-source");
    BOOST_TEST(codes_in(rules_with("  - id: a\n    when: age >= 65 and fever\n"
                                   "    then: refer to doctor\n"
                                   "    accept: {no-because: known, no-source: known}\n")) == "");
}

BOOST_AUTO_TEST_CASE(an_answer_to_what_only_patients_show_is_neither_met_nor_in_vain) {
    BOOST_TEST(codes_in(rules_with("  - id: a\n    when: age >= 65 and fever\n"
                                   "    then: refer to doctor\n"
                                   "    accept: {no-because: known, no-source: known,\n"
                                   "      always-fires: known}\n")) == "");
    BOOST_TEST(codes_in(rules_with("  - id: a\n    when: age >= 65 and fever\n"
                                   "    then: refer to doctor\n    because: reasons\n"
                                   "    accept: {no-because: known, no-source: known}\n")) ==
               "accepted-nothing");
}

BOOST_AUTO_TEST_CASE(a_question_left_open_is_a_warning_and_no_all_clear) {
    const Diagnostic warning = diagnostic_of(
        {std::string(codes::never_fires), {3, 7}, "whether `a` can ever fire", "no time"});
    BOOST_TEST(warning.code == codes::not_decided);
    BOOST_TEST((warning.severity == Severity::warning));
    BOOST_TEST((warning.span == Span{3, 7}));
    BOOST_TEST(warning.message ==
               "it was not decided whether `a` can ever fire (`never-fires`): no time");
    BOOST_TEST(warning.help.starts_with("this is no all-clear"));
}

BOOST_AUTO_TEST_CASE(only_the_codes_of_findings_are_codes_of_findings) {
    BOOST_TEST(is_finding_code(codes::never_fires));
    BOOST_TEST(is_finding_code(codes::hides_stricter));
    BOOST_TEST(!is_finding_code(codes::unknown_name));
    BOOST_TEST(!is_finding_code(""));
}

BOOST_AUTO_TEST_CASE(a_file_is_written_down_with_its_rules_its_errors_and_its_findings) {
    CheckedFile file = checked_file(load_text(reasoned, "checks.yaml"), "checks.yaml");
    BOOST_REQUIRE(file.rules);
    file.checked = check_as_written(*file.rules, day);
    const std::string json = write_json(file);
    BOOST_TEST(json.starts_with(
        R"({"schema":"caveat/check/1","file":"checks.yaml","rule_set":{"id":"checks")"));
    BOOST_TEST(json.find(R"("code":"unused-fact")") != std::string::npos);
    BOOST_TEST(json.ends_with("]}\n"));

    const CheckedFile broken =
        checked_file(load_text("caveat: 1\nrules: 3\n", "x\n\".yaml"), "x\n\".yaml");
    BOOST_TEST(!broken.rules);
    BOOST_TEST(!broken.diagnostics.empty());
    BOOST_TEST(write_json(broken).starts_with(
        R"({"schema":"caveat/check/1","file":"x\n\".yaml","rule_set":null,"errors":)"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring
