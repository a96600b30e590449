#include <caveat/authoring/cases.hpp>

#include "sample.hpp"

namespace caveat::authoring::testing {

namespace {

CaseFile read(std::string_view text) {
    return read_case_file(load(), text, "sample.cases.yaml");
}

/// The codes of everything that is wrong with a file, in order.
std::string codes_of(const CaseFile& file) {
    std::string codes;
    for (const Diagnostic& each : file.diagnostics) codes += each.code + ' ';
    return codes;
}

/// A file with one case of these facts.
CaseFile with_facts(std::string_view facts, std::string_view expect = "{undecided: [plan]}") {
    return read("cases:\n  - name: one\n    as of: 2026-11-20\n    facts: " + std::string(facts) +
                "\n    expect: " + std::string(expect) + "\n");
}

bool is_answered(const CaseFile& file, std::string_view fact) {
    const Profile& profile = file.cases.front().profile;
    return profile.is_answered(*profile.rules().find_fact(fact));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reading)

BOOST_AUTO_TEST_CASE(every_kind_of_answer_is_read) {
    const CaseFile file = with_facts(
        "{muscle spasm: yes, medical_check_done: false, pain nrs: 7, weight: \"154 [lb_av]\", "
        "regions: "
        "{present: [neck], absent: [lower back]}, technique: deep tissue, surgery date: 2026-09, "
        "sessions: {present: [{date: 2026-11-02, strength: 2.5, eased: ~}, {}]}}");
    BOOST_TEST(said_of(file) == "");
    for (const char* fact : {"muscle spasm", "medical check done", "pain nrs", "regions",
                             "technique", "surgery date", "sessions"}) {
        BOOST_TEST(is_answered(file, fact), fact);
    }
}

BOOST_AUTO_TEST_CASE(a_quantity_may_be_a_mapping_and_a_list_may_be_empty) {
    const CaseFile file =
        with_facts("{muscle spasm: yes, weight: {value: 70, unit: kg}, regions: [], sessions: []}");
    BOOST_TEST(said_of(file) == "");
    BOOST_TEST(is_answered(file, "weight"));
    BOOST_TEST(is_answered(file, "regions"));
    BOOST_TEST(is_answered(file, "sessions"));
}

BOOST_AUTO_TEST_CASE(a_tilde_is_asked_and_not_known_and_nothing_at_all_is_a_mistake) {
    const CaseFile asked = with_facts("{pain nrs: ~, regions: null}");
    BOOST_TEST(said_of(asked) == "");
    BOOST_TEST(!is_answered(asked, "pain nrs"));
    BOOST_TEST(codes_of(with_facts("\n      pain nrs:\n      regions: []")) == "missing-value ");
}

BOOST_AUTO_TEST_CASE(a_quoted_word_is_no_yes_and_no_number) {
    BOOST_TEST(codes_of(with_facts("{muscle spasm: \"yes\"}")) == "wrong-type ");
    BOOST_TEST(codes_of(with_facts("{pain nrs: \"7\"}")) == "wrong-type ");
    BOOST_TEST(codes_of(with_facts("{muscle spasm: maybe}")) == "wrong-type ");
    BOOST_TEST(codes_of(with_facts("{muscle spasm: Yes}")) == "wrong-type ");
    BOOST_TEST(codes_of(with_facts("{pain nrs: yes}")) == "wrong-type ");
}

BOOST_AUTO_TEST_CASE(a_wrong_answer_is_an_error_unless_the_case_expects_it) {
    BOOST_TEST(codes_of(with_facts("{pain nrs: 11}")) == "out-of-range ");
    const CaseFile expected =
        with_facts("{pain nrs: 11}", "{undecided: [severe], problems: [out-of-range]}");
    BOOST_TEST(said_of(expected) == "");
    BOOST_TEST(run_cases(load(), "r", {expected}).failed() == 0U);
}

BOOST_AUTO_TEST_CASE(a_case_needs_a_day_where_the_rules_look_at_time) {
    const CaseFile file = read("cases:\n  - {name: a, expect: {fires: plan}}\n");
    BOOST_TEST(codes_of(file) == "missing-as-of ");
    BOOST_TEST(codes_of(read("cases:\n  - {name: a, as of: 2026-11, expect: {fires: plan}}\n")) ==
               "bad-as-of ");
}

BOOST_AUTO_TEST_CASE(what_is_misspelt_is_never_skipped) {
    BOOST_TEST(codes_of(with_facts("{muscle spsm: yes}")) == "unknown-fact ");
    BOOST_TEST(codes_of(with_facts("{regions: [nek]}")) == "unknown-code ");
    BOOST_TEST(codes_of(with_facts("{sessions: [{dat: 2026-11-01}]}")) == "unknown-field ");
    BOOST_TEST(codes_of(with_facts("{weight: 70 kgg}")) == "unknown-unit ");
    for (const auto& [expect, code] :
         {std::pair{"{fires: [sever]}", "unknown-rule "},
          {"{asks: [pain]}", "unknown-fact "},
          {"{outcomes: [suggest 5 sessions]}", "unknown-outcome "},
          {"{verdict: refer frst}", "unknown-word "},
          {"{fire: [plan]}", "unknown-key "},
          {"{complete: maybe}", "wrong-value "},
          {"{applicable: perhaps}", "unknown-word "},
          {"{}", "empty-expectation "},
          {"{fires: [], asks: []}", "empty-expectation empty-expectation "},
          {"{verdict: proceed, silent: []}", "empty-expectation "},
          {"{verdict: proceed, problems: []}", "empty-expectation "},
          {"{outcomes: }", "missing-value "},
          {"[]", "wrong-form "}}) {
        BOOST_TEST(codes_of(with_facts("{}", expect)) == code, expect);
    }
}

BOOST_AUTO_TEST_CASE(two_cases_of_one_name_are_an_error_in_one_file_and_across_files) {
    const std::string one = "cases:\n  - {name: A b, as of: 2026-11-20, expect: {fires: plan}}\n";
    BOOST_TEST(
        codes_of(read(one + "  - {name: a B, as of: 2026-11-20, expect: {fires: plan}}\n")) ==
        "duplicate-name ");
    const RuleSet rules = load();
    const CaseFile first = read_case_file(rules, one, "a.yaml");
    BOOST_TEST(codes_of(read_case_file(rules, one, "b.yaml", {first})) == "duplicate-name ");
}

BOOST_AUTO_TEST_CASE(cases_may_stand_in_the_rule_file) {
    const RuleSet rules = load(std::string(sample_rules) +
                               "cases:\n  - name: one\n    as of: 2026-11-20\n    approved: no\n"
                               "    expect: {undecided: [plan]}\n");
    const auto own = read_own_cases(rules, "sample.yaml");
    BOOST_REQUIRE(own.has_value());
    BOOST_TEST(said_of(*own) == "");
    BOOST_TEST(own->cases.size() == 1U);
    BOOST_TEST(!own->cases.front().is_approved);
    BOOST_TEST(!read_own_cases(load(), "sample.yaml").has_value());
}

BOOST_AUTO_TEST_CASE(files_that_are_none_are_refused) {
    BOOST_TEST(codes_of(read("")) == "empty-file ");
    BOOST_TEST(codes_of(read("[]")) == "not-a-case-file ");
    BOOST_TEST(codes_of(read("cases: 3")) == "wrong-form ");
    BOOST_TEST(codes_of(read("rules: []")) == "unknown-key missing-key ");
    BOOST_TEST(codes_of(read("cases: [3]")) == "wrong-form ");
    BOOST_TEST(codes_of(read("caveat: 2\ncases: []")) == "unknown-version ");
}

BOOST_AUTO_TEST_CASE(ten_megabytes_of_nothing_are_refused_before_they_are_read) {
    constexpr std::size_t megabyte = 1024U * 1024U;
    BOOST_TEST(codes_of(read(std::string(10 * megabyte, ' '))) == "file-too-large ");
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_refused) {
    constexpr std::size_t depth = 5000;
    const std::string deep = std::string(depth, '[') + std::string(depth, ']');
    const CaseFile file = read("cases:\n  - name: a\n    facts: {regions: " + deep + "}\n");
    BOOST_TEST(!file.is_usable);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_unknown_names_cost_little) {
    std::string text = "cases:\n  - name: a\n    as of: 2026-11-20\n    expect:\n      fires: [";
    for (int i = 0; i < 90'000; ++i) text += "x" + std::to_string(i) + ", ";
    const CaseFile file = read(text + "y]\n");
    BOOST_TEST(!file.is_usable);
    BOOST_TEST(file.diagnostics.size() <= 201U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring::testing
