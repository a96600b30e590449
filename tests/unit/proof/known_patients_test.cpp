// A patient who is known already, as one of the cases, settles what the solver cannot.

#include <caveat/json.hpp>
#include <caveat/proof.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace caveat::proof {

namespace {

using authoring::Checked;
using authoring::Finding;
using authoring::Undecided;

/// Lists of so many records are longer than any that the solver is given.
const std::string long_list = R"(caveat: 1
id: long
version: 1.0.0
facts:
  fever: {type: yes/no}
  readings:
    type: records
    each: reading
    of:
      high: {type: yes/no}
outcomes:
  refer to doctor: {say: Ask a doctor.}
rules:
  - {id: often, when: at least 20 readings where (high), unless: fever, then: refer to doctor}
)";

const std::string always = R"(caveat: 1
id: always
version: 1.0.0
facts:
  fever: {type: yes/no}
outcomes:
  refer to doctor: {say: Ask a doctor.}
rules:
  - {id: anybody, when: fever or not fever, then: refer to doctor}
)";

RuleSet known_rules(const std::string& text) {
    const Loaded made = load_text(text, "known.yaml");
    BOOST_REQUIRE_MESSAGE(made.rules.has_value(), render(made));
    return *made.rules;
}

std::string readings(int count, const std::string& fever) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i == 0 ? "" : ", ") + std::string(R"({"high": true})");
    return R"({"facts": {"fever": )" + fever + R"(, "readings": [)" + list + "]}}";
}

Checked checked_with(const RuleSet& rules, const std::vector<std::string>& patients) {
    ProofOptions options;
    options.as_of = *Date::from_text("2026-11-20");
    for (const std::string& each : patients) options.patients.push_back(read_profile(rules, each));
    return check(rules, options);
}

std::vector<std::string> codes_of(const std::vector<Undecided>& undecided) {
    std::vector<std::string> codes;
    for (const Undecided& each : undecided) codes.push_back(each.code);
    std::sort(codes.begin(), codes.end());
    return codes;
}

bool has_finding(const Checked& found, const std::string& code) {
    return std::any_of(found.findings.begin(), found.findings.end(),
                       [&](const Finding& each) { return each.diagnostic.code == code; });
}

const std::vector<std::string> whether_it_fires_and_spares = {"never-exempt", "never-fires"};

}  // namespace

BOOST_AUTO_TEST_SUITE(known_patients)

BOOST_AUTO_TEST_CASE(without_them_a_long_list_is_not_decided) {
    BOOST_TEST(
        codes_of(checked_with(known_rules(long_list), {}).undecided) == whether_it_fires_and_spares,
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_meets_a_rule_and_who_is_exempt_from_it_settle_both_questions) {
    const RuleSet rules = known_rules(long_list);
    const Checked found = checked_with(rules, {readings(20, "false"), readings(20, "true")});
    BOOST_TEST(found.undecided.empty());
    BOOST_TEST(!has_finding(found, "never-fires"));
    BOOST_TEST(!has_finding(found, "never-exempt"));
}

BOOST_AUTO_TEST_CASE(one_record_too_few_settles_nothing) {
    const RuleSet rules = known_rules(long_list);
    const Checked found = checked_with(rules, {readings(19, "false"), readings(19, "true")});
    BOOST_TEST(codes_of(found.undecided) == whether_it_fires_and_spares,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_patient_whose_profile_has_a_problem_shows_nothing) {
    const RuleSet rules = known_rules(long_list);
    const Checked found = checked_with(rules, {readings(20, R"("nonsense")"), readings(20, "[]")});
    BOOST_TEST(codes_of(found.undecided) == whether_it_fires_and_spares,
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_open_rule_is_not_one_that_spares) {
    const RuleSet rules = known_rules(always);
    BOOST_TEST(has_finding(checked_with(rules, {}), "always-fires"));
    BOOST_TEST(has_finding(checked_with(rules, {R"({"facts": {}})"}), "always-fires"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::proof
