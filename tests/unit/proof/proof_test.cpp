// What the solver adds to a check, and what it says of two versions.

#include <caveat/codes.hpp>
#include <caveat/json.hpp>
#include <caveat/proof.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace caveat::proof {

namespace {

constexpr std::uint32_t enough = 100'000'000;  // no time: what is found is so on every machine
const ProofOptions options{{2026, 11, 20}, 0, enough};

RuleSet version(const std::string& rules) {
    const Loaded loaded = load_text(R"(caveat: 1
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  fever: yes/no
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
)" + rules);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

const authoring::Finding* found(const authoring::Checked& checked, std::string_view code) {
    const auto at = std::find_if(checked.findings.begin(), checked.findings.end(),
                                 [&](const auto& each) { return each.diagnostic.code == code; });
    return at == checked.findings.end() ? nullptr : &*at;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(proofs)

BOOST_AUTO_TEST_CASE(a_rule_that_lies_within_another_is_found_with_what_is_written) {
    const RuleSet rules = version(
        "  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n"
        "  - {id: worst, rule: pain nrs >= 9 and fever → refer to doctor}\n");
    const authoring::Checked checked = check(rules, options);
    const authoring::Finding* const contained = found(checked, codes::contained);
    BOOST_REQUIRE(contained != nullptr);
    BOOST_TEST(contained->rules.size() == 2U);
    BOOST_TEST(found(checked, codes::no_because) != nullptr);
    BOOST_TEST(checked.undecided.empty());
    BOOST_TEST(found(authoring::check_as_written(rules, options.as_of), codes::contained) ==
               nullptr);
}

BOOST_AUTO_TEST_CASE(a_difference_comes_with_a_patient_whom_both_versions_screen) {
    const RuleSet before = version("  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n");
    const RuleSet after = version("  - {id: severe, rule: pain nrs >= 8 → refer to doctor}\n");
    const Difference difference = diff(before, after, options);
    BOOST_TEST((difference.treats_differently == Possible::yes));
    BOOST_REQUIRE(difference.rules.size() == 1U);
    BOOST_REQUIRE(difference.rules.front().patient);
    const std::string& patient = difference.rules.front().patient->profile;
    Screening old_one;
    Screening new_one;
    screen(read_profile(before, patient), old_one);
    screen(read_profile(after, patient), new_one);
    BOOST_TEST((old_one.status({0}) != new_one.status({0})));
}

BOOST_AUTO_TEST_CASE(the_same_in_other_words_treats_nobody_otherwise) {
    const RuleSet before = version("  - {id: severe, rule: pain nrs >= 7 → refer to doctor}\n");
    const RuleSet after = version("  - {id: severe, rule: not pain nrs < 7 → refer to doctor}\n");
    const Difference difference = diff(before, after, options);
    BOOST_TEST((difference.treats_differently == Possible::no));
    BOOST_TEST(text_of(difference, "old.yaml", "new.yaml").find("proven") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::proof
