// Where there is too much to ask, the work ends with a word, and nothing is claimed of what is
// left.

#include <caveat/proof.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

namespace caveat::proof {

namespace {

using authoring::Checked;
using authoring::Finding;

const std::string declarations = R"(caveat: 1
id: many
version: 1.0.0
facts:
  fever: {type: yes/no}
  chills: {type: yes/no}
outcomes:
  refer to doctor: {say: Ask a doctor.}
rules:
  - {id: ill, rule: fever → refer to doctor}
  - {id: cold, rule: chills → refer to doctor}
)";

const std::string both =
    "  - {id: both, rule: fever and chills → refer to doctor, accept: {contained: as a "
    "reminder}}\n";

RuleSet loaded(const std::string& text) {
    const Loaded made = load_text(text, "many.yaml");
    BOOST_REQUIRE_MESSAGE(made.rules.has_value(), render(made));
    return *made.rules;
}

Checked checked(const RuleSet& rules, std::uint64_t most_work) {
    ProofOptions options;
    options.as_of = *Date::from_text("2026-11-20");
    options.most_work = most_work;
    Checked found = check(rules, options);
    // What is missing from a file so short is another matter.
    std::erase_if(found.findings, [](const Finding& each) {
        return each.patients.empty() && each.rules.empty() &&
               each.diagnostic.code != "accepted-nothing";
    });
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bounds)

BOOST_AUTO_TEST_CASE(a_product_of_very_many_factors_is_not_decided_and_takes_no_time) {
    std::string product = "dose";
    for (int factor = 1; factor < 40; ++factor) product += " * dose";
    const RuleSet rules = loaded(R"(caveat: 1
id: many
version: 1.0.0
facts:
  dose: {type: number, from: -2, to: 2}
outcomes:
  refer to doctor: {say: Ask a doctor.}
rules:
  - {id: long, rule: )" + product +
                                 R"( < -7 → refer to doctor}
)");
    const Checked found = checked(rules, most_solver_work);
    BOOST_TEST(found.findings.empty());
    BOOST_REQUIRE(found.undecided.size() == 1U);
    const Diagnostic said = authoring::diagnostic_of(found.undecided.front());
    BOOST_TEST(said.message.find("products of more than 12 factors") != std::string::npos,
               said.message);
}

BOOST_AUTO_TEST_CASE(a_check_that_ends_before_its_time_says_which_rules_are_left) {
    const RuleSet rules = loaded(declarations + both);
    BOOST_TEST(checked(rules, most_solver_work).undecided.empty());
    BOOST_TEST(checked(rules, most_solver_work).findings.empty());
    const Checked ended = checked(rules, 1);
    // The answer to what was not looked for stands.
    BOOST_TEST(ended.findings.empty());
    BOOST_REQUIRE(ended.undecided.size() == 1U);
    const Diagnostic said = authoring::diagnostic_of(ended.undecided.front());
    BOOST_TEST(said.code == "not-decided");
    BOOST_TEST(said.message ==
               "it was not decided what patients would show of `ill` and the 2 rules after it: the "
               "rule set is too large for so many questions");
    BOOST_TEST(said.help ==
               "this is no all-clear: split the rule set, or look at these rules yourself");
}

BOOST_AUTO_TEST_CASE(wherever_a_check_ends_nothing_is_claimed_that_was_not_found) {
    const RuleSet rules = loaded(declarations + both +
                                 "  - {id: never, rule: fever and not fever → refer to doctor}\n" +
                                 "  - {id: again, rule: fever → refer to doctor}\n");
    const Checked whole = checked(rules, most_solver_work);
    BOOST_TEST(whole.undecided.empty());
    BOOST_TEST(whole.findings.size() >= 2U);
    for (std::uint64_t work = 1; work < 1'000; work += 20) {
        const Checked part = checked(rules, work);
        for (const Finding& finding : part.findings) {
            const bool is_known =
                std::any_of(whole.findings.begin(), whole.findings.end(), [&](const auto& each) {
                    return each.diagnostic.message == finding.diagnostic.message;
                });
            BOOST_TEST(is_known, finding.diagnostic.message);
        }
        const bool is_whole = part.findings.size() == whole.findings.size();
        BOOST_TEST((is_whole || part.undecided.size() == 1U), work);
    }
}

BOOST_AUTO_TEST_CASE(of_rules_that_add_nothing_each_is_named_once) {
    std::string text = declarations;
    for (const char* id : {"a", "b", "c", "d", "e"}) {
        text += std::string("  - {id: ") + id + ", rule: fever → refer to doctor}\n";
    }
    const Checked found = checked(loaded(text), most_solver_work);
    BOOST_TEST(found.findings.size() == 5U);  // each with the rule `ill`
    for (const Finding& each : found.findings) BOOST_TEST(each.diagnostic.code == "same-rule");
}

BOOST_AUTO_TEST_CASE(a_comparison_that_ends_before_its_time_is_no_all_clear) {
    const RuleSet before = loaded(declarations + both);
    const RuleSet after =
        loaded(declarations + both + "  - {id: more, rule: fever or chills → refer to doctor}\n");
    ProofOptions options;
    options.as_of = *Date::from_text("2026-11-20");
    BOOST_TEST((diff(before, after, options).treats_differently == Possible::yes));
    options.most_work = 0;
    const Difference ended = diff(before, after, options);
    BOOST_TEST((ended.treats_differently == Possible::not_decided));
    BOOST_TEST(ended.why == "the rule set is too large for so many questions");
}

BOOST_AUTO_TEST_CASE(an_attempt_may_be_bounded_by_steps_which_no_clock_counts) {
    const RuleSet before = loaded(declarations + both);
    const RuleSet after =
        loaded(declarations + both + "  - {id: more, rule: fever or chills → refer to doctor}\n");
    ProofOptions options;
    options.as_of = *Date::from_text("2026-11-20");
    options.milliseconds = 0;
    options.most_steps = 1;
    const Difference ended = diff(before, after, options);
    BOOST_TEST((ended.treats_differently == Possible::not_decided));
    BOOST_TEST(ended.why.starts_with("the solver gave up"), ended.why);
    options.most_steps = 100'000'000;
    BOOST_TEST((diff(before, after, options).treats_differently == Possible::yes));
    // Neither time nor steps: the usual time.
    options.most_steps = 0;
    BOOST_TEST((diff(before, after, options).treats_differently == Possible::yes));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::proof
