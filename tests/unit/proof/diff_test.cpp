// What two versions say of patients whom it is easy to forget: what is not known of them, and in
// what they were measured.

#include <caveat/json.hpp>
#include <caveat/proof.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::proof {

namespace {

// No time: what is found is so on every machine.
const ProofOptions in_steps{{2026, 11, 20}, 0, 100'000'000};

RuleSet load(const std::string& text) {
    const Loaded loaded = load_text("caveat: 1\n" + text);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

/// Somebody is treated differently, and the engine says so of the patient shown.
void is_shown(const RuleSet& before, const RuleSet& after) {
    const Difference difference = diff(before, after, in_steps);
    BOOST_TEST((difference.treats_differently == Possible::yes),
               text_of(difference, "old.yaml", "new.yaml"));
    for (const RuleDifference& rule : difference.rules) {
        if (!rule.patient) continue;
        const Screening a = screen(read_profile(before, rule.patient->profile));
        const Screening b = screen(read_profile(after, rule.patient->profile));
        BOOST_TEST((a.status({0}) != b.status({0})), rule.patient->profile);
    }
}

RuleSet with_score(const std::string& test, const std::string& low = "below 3",
                   const std::string& prorate = "at least: 2") {
    return load(R"(facts:
  age: {type: number, whole: true, from: 0, to: 120}
  a: yes/no
  b: yes/no
scores:
  s:
    points:
      - a: 1
      - b: 1
      - age >= 50: 1
      - age >= 70: 1
    bands: {low: )" +
                low + R"(, high: 3 and over}
    missing: {prorate: {)" +
                prorate + R"(}}
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
  - {id: high, rule: )" +
                test + " → refer to doctor}\n");
}

RuleSet with_weight(const std::string& unit, const std::string& test) {
    return load("facts:\n  weight: {type: number, from: 0, to: 300, unit: " + unit + R"(}
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
  - {id: heavy, rule: )" +
                test + " → refer to doctor}\n");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(differences)

BOOST_AUTO_TEST_CASE(a_limit_that_only_a_total_scaled_up_reaches_is_a_difference) {
    // 2 of 3 items answered, both of one point: scaled up, 2 * 4 / 3.
    is_shown(with_score("s >= 3"), with_score("s > 2"));
    is_shown(with_score("s >= 3", "below 3", "at least: 3"),
             with_score("s > 2", "below 3", "at least: 3"));
}

BOOST_AUTO_TEST_CASE(how_a_total_is_scaled_up_is_a_difference) {
    is_shown(with_score("s >= 3"), with_score("s >= 3", "below 3", "at least: 3"));
    is_shown(with_score("s >= 3"), with_score("s >= 3", "below 3", "at least: 2, rounded: to 1"));
}

BOOST_AUTO_TEST_CASE(the_same_total_scaled_up_is_proven_to_be_the_same) {
    const Difference same = diff(with_score("s >= 3"), with_score("not s < 3"), in_steps);
    BOOST_TEST((same.treats_differently == Possible::no), text_of(same, "old.yaml", "new.yaml"));
    const Difference far = diff(with_score("s >= 3"), with_score("s >= 2.9"), in_steps);
    BOOST_TEST((far.treats_differently == Possible::no), text_of(far, "old.yaml", "new.yaml"));
}

BOOST_AUTO_TEST_CASE(a_number_that_says_its_unit_is_another_one_where_the_fact_has_another) {
    is_shown(with_weight("kg", "weight >= 70"), with_weight("\"[lb_av]\"", "weight >= 70"));
    // Of one dimension, and of two.
    is_shown(with_weight("kg", "weight >= 70"), with_weight("cm", "weight >= 70"));
}

BOOST_AUTO_TEST_CASE(a_unit_that_changes_with_its_limits_is_seen_by_whoever_leaves_it_out) {
    is_shown(with_weight("kg", "weight >= 70 g"), with_weight("g", "weight >= 70 g"));
}

BOOST_AUTO_TEST_CASE(a_question_for_others_is_a_difference_where_not_everybody_can_answer) {
    const auto asking = [](const std::string& whom, const std::string& test) {
        return load("facts:\n  fever: {type: yes/no, ask: \"Fever?\"" + whom + R"(}
  swelling: {type: yes/no, ask whom: clinician}
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
  - {id: hot, rule: )" +
                    test + " → refer to doctor}\n");
    };
    for (const std::string test :
         {"fever", "fever and swelling", "not fever", "fever or swelling"}) {
        const RuleSet before = asking("", test);
        const RuleSet after = asking(", ask whom: clinician", test);
        const Difference difference = diff(before, after, in_steps);
        const std::string text = text_of(difference, "old.yaml", "new.yaml");
        BOOST_TEST((difference.treats_differently == Possible::yes), text);
        BOOST_REQUIRE(difference.facts.size() == 1U);
        const FactDifference& fact = difference.facts.front();
        BOOST_TEST(fact.fact == "fever");
        BOOST_TEST(fact.reworded == std::vector<std::string>{"ask whom"});
        BOOST_REQUIRE(fact.patient);
        BOOST_TEST(text.find("asked    fever\n  reworded: ask whom\n") != std::string::npos, text);
        const auto at_most = [&](const RuleSet& rules, Respondents now) {
            return screen(read_profile(rules, fact.patient->profile), now).at_most();
        };
        const Respondents patient{.patient = true, .clinician = false};
        const Respondents clinician{.patient = false, .clinician = true};
        BOOST_TEST((at_most(before, patient) != at_most(after, patient) ||
                    at_most(before, clinician) != at_most(after, clinician)),
                   fact.patient->profile);
    }
}

BOOST_AUTO_TEST_CASE(other_readers_are_a_difference_where_a_clinician_is_asked) {
    const auto written_for = [](const std::string& audience, const std::string& whom) {
        return load("audience: " + audience +
                    "\nfacts:\n  swelling: {type: yes/no, ask whom: " + whom +
                    R"(}
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
  - {id: swollen, rule: swelling → refer to doctor}
)");
    };
    const auto compared = [&](const std::string& whom) {
        return diff(written_for("clinician", whom), written_for("patient", whom), in_steps);
    };
    const Difference seen = compared("clinician");
    const std::string text = text_of(seen, "old.yaml", "new.yaml");
    BOOST_TEST((seen.treats_differently == Possible::yes), text);
    BOOST_TEST(text.find("changed  audience\n") != std::string::npos, text);
    BOOST_TEST(
        text.find("before: at most refer first; after: at most proceed") != std::string::npos,
        text);
    const Difference unseen = compared("patient");
    BOOST_TEST((unseen.treats_differently == Possible::no));
    BOOST_TEST(text_of(unseen, "old.yaml", "new.yaml").find("reworded: audience\n") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(questions_in_other_words_are_shown) {
    const auto asking = [](const std::string& question, const std::string& label,
                           const std::string& more) {
        return load("facts:\n  fever: {type: yes/no, ask: \"" + question + R"("}
  region: {type: choice, of: {neck: {label: )" +
                    label + R"(}, back: {}}}
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
  - {id: hot, rule: fever and region is neck → refer to doctor}
)" + more);
    };
    const RuleSet before = asking("Fever?", "Neck", "");
    const Difference difference =
        diff(before, asking("No fever?", "Throat", "always ask: [fever]\n"), in_steps);
    BOOST_TEST((difference.treats_differently == Possible::no));
    BOOST_REQUIRE(difference.facts.size() == 2U);
    BOOST_TEST(difference.facts[0].reworded == (std::vector<std::string>{"always ask", "ask"}));
    BOOST_TEST(difference.facts[1].reworded == std::vector<std::string>{"of"});
    BOOST_TEST(diff(before, before, in_steps).facts.empty());
}

BOOST_AUTO_TEST_CASE(an_argument_that_programs_know_by_another_name_is_another_outcome) {
    const auto planning = [](const std::string& slot) {
        return load("facts:\n  fever: yes/no\noutcomes:\n  suggest {" + slot +
                    R"(} sessions: {say: A few sessions.}
rules:
  - {id: few, rule: fever → suggest 3 sessions}
)");
    };
    const Difference difference = diff(planning("n"), planning("count"), in_steps);
    BOOST_TEST((difference.treats_differently == Possible::yes));
}

BOOST_AUTO_TEST_CASE(what_nobody_can_be_told_is_a_difference_only_where_it_holds_a_verdict_open) {
    // The second rule can be undecided, and never more.
    const auto leading_to = [](const std::string& always, const std::string& never) {
        return load(R"(facts:
  fever: yes/no
  rash: yes/no
outcomes:
  avoid massage: {say: No massage.}
  refer to doctor: {say: Please see a doctor.}
  refer to nurse: {say: Please see a nurse.}
  caution about heat: {say: Mind the heat.}
rules:
  - {id: hot, rule: rash → )" +
                    always + R"(}
  - {id: never, rule: fever unless fever → )" +
                    never + "}\n");
    };
    const RuleSet before = leading_to("caution about heat", "refer to doctor");
    const Difference another =
        diff(before, leading_to("caution about heat", "refer to nurse"), in_steps);
    BOOST_TEST((another.treats_differently == Possible::no), text_of(another, "old", "new"));

    const RuleSet milder = leading_to("caution about heat", "caution about heat");
    const Difference open = diff(before, milder, in_steps);
    BOOST_TEST((open.treats_differently == Possible::yes), text_of(open, "old", "new"));
    BOOST_REQUIRE(open.rules.size() == 1U);
    BOOST_REQUIRE(open.rules[0].patient.has_value());
    const std::string& profile = open.rules[0].patient->profile;
    BOOST_TEST((screen(read_profile(before, profile)).at_most() == Verdict::refer_first));
    BOOST_TEST(
        (screen(read_profile(milder, profile)).at_most() == Verdict::proceed_with_conditions));

    // Something stricter hides it, but only from those who may have a rash.
    const Difference hidden = diff(leading_to("avoid massage", "refer to doctor"),
                                   leading_to("avoid massage", "caution about heat"), in_steps);
    BOOST_REQUIRE(hidden.rules.size() == 1U);
    BOOST_REQUIRE(hidden.rules[0].patient.has_value());
    BOOST_TEST(hidden.rules[0].patient->profile.find(R"("rash": false)") != std::string::npos,
               hidden.rules[0].patient->profile);
}

BOOST_AUTO_TEST_CASE(what_a_contradiction_leaves_unknown_is_a_difference) {
    const auto with_contradiction = [](const std::string& when) {
        return load(R"(facts:
  fever: yes/no
  swelling: yes/no
  rash: {type: yes/no, only if: fever}
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
  - {id: hot, rule: fever → refer to doctor}
impossible:
  - {when: )" + when +
                    ", say: These exclude each other.}\n");
    };
    // Nobody has a rash who has no fever: both are met by the same answers, and the second leaves
    // it open whether there is a fever.
    const RuleSet before = with_contradiction("swelling and rash");
    const RuleSet after = with_contradiction("swelling and rash and fever");
    const std::string profile = R"({"facts": {"fever": true, "swelling": true, "rash": true}})";
    BOOST_TEST((screen(read_profile(before, profile)).status({0}) == Status::fired));
    BOOST_TEST((screen(read_profile(after, profile)).status({0}) == Status::undecided));
    BOOST_TEST((diff(before, after, in_steps).treats_differently == Possible::not_decided));
    BOOST_TEST((diff(before, before, in_steps).treats_differently == Possible::no));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::proof
