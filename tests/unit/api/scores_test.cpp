#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

// Published scores as a clinician writes them: what they come to, with all or with some answered.

namespace caveat {

namespace {

std::string file(std::string_view facts, std::string_view scores, std::string_view rules) {
    return "caveat: 1\nid: sample\nversion: 1.0.0\nfacts:\n" + std::string(facts) + "scores:\n" +
           std::string(scores) +
           "outcomes:\n  refer to doctor: {say: See a doctor.}\n  inform fine: {say: "
           "Fine.}\nrules:\n" +
           std::string(rules);
}

RuleSet load(const std::string& text) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

std::string mistakes(const std::string& text) {
    std::string codes;
    for (const Diagnostic& found : load_text(text).diagnostics) {
        if (found.severity == Severity::error) codes += found.code + ' ';
    }
    return codes;
}

/// "7 to 9 high": the range of the first score, and its band.
std::string total(const Screening& screening) {
    const ScoreFound score = screening.scores().front();
    std::string text = score.low->to_text();
    if (score.low != score.high) text += " to " + score.high->to_text();
    return text + (score.band.empty() ? "" : " " + std::string(score.band));
}

constexpr std::string_view stroke_facts =
    R"(  age: {type: number, unit: a, whole: true, from: 18, to: 120}
  heart failure: {type: yes/no}
  hypertension: {type: yes/no}
  diabetes: {type: yes/no}
  stroke: {type: yes/no}
  vascular disease: {type: yes/no}
  sex: {type: choice, of: [female, male]}
)";
constexpr std::string_view stroke_points = R"(  stroke risk:
    points:
      - heart failure: 1
      - hypertension: 1
      - age is between 65 and 74: 1
      - age >= 75: 2
      - diabetes: 1
      - stroke: 2
      - vascular disease: 1
      - sex is female: 1
)";
constexpr std::string_view high_rule =
    "  - {id: high, rule: stroke risk is high → refer to doctor}\n";

/// Everything but the age.
void answer_all_but_age(ProfileBuilder& builder) {
    for (const char* fact :
         {"heart failure", "hypertension", "diabetes", "stroke", "vascular disease"}) {
        builder.set(fact, true);
    }
    builder.set("sex", "female");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(scores)

BOOST_AUTO_TEST_CASE(intervals_of_one_number_exclude_each_other) {
    const RuleSet rules = load(
        file(stroke_facts, std::string(stroke_points) + "    bands: {low: 0 to 1, high: 2 to 9}\n",
             high_rule));
    ProfileBuilder builder(rules);
    Screening screening;
    screen(builder.build(), screening);
    BOOST_TEST(total(screening) == "0 to 9");
    ProfileBuilder answered(rules);
    answer_all_but_age(answered);
    screen(answered.build(), screening);
    BOOST_TEST(total(screening) == "7 to 9 high");
}

BOOST_AUTO_TEST_CASE(a_table_of_ages_gives_the_points_of_one_row) {
    const RuleSet rules = load(file(stroke_facts, R"(  stroke risk:
    points:
      - stroke: 2
      - age: {below 65: 0, 65 to 74: 1, 75 and over: 2}
    bands: {low: 0 to 1, high: 2 to 4}
)",
                                    high_rule));
    Screening screening;
    const auto at = [&](std::int64_t age) {
        ProfileBuilder builder(rules);
        builder.set("age", age).set("stroke", true);
        screen(builder.build(), screening);
        return total(screening);
    };
    BOOST_TEST(at(64) == "2 high");
    BOOST_TEST(at(65) == "3 high");
    BOOST_TEST(at(74) == "3 high");
    BOOST_TEST(at(75) == "4 high");
}

constexpr std::string_view mood_facts =
    R"(  interest: {type: choice, of: [none, several days, more than half, nearly daily]}
  mood: {type: choice, of: [none, several days, more than half, nearly daily]}
)";

BOOST_AUTO_TEST_CASE(codes_of_one_choice_exclude_each_other) {
    const RuleSet rules = load(file(mood_facts, R"(  mood score:
    points:
      - interest is several days: 1
      - interest is more than half: 2
      - interest is nearly daily: 3
      - mood is several days: 1
      - mood is more than half: 2
      - mood is nearly daily: 3
    bands: {usual: 0 to 2, low: 3 to 6}
)",
                                    "  - {id: low, rule: mood score is low → refer to doctor}\n"));
    ProfileBuilder builder(rules);
    builder.set("interest", "none");
    Screening screening;
    screen(builder.build(), screening);
    BOOST_TEST(total(screening) == "0 to 3");
}

BOOST_AUTO_TEST_CASE(a_unit_behind_the_second_end_of_a_row_belongs_to_both) {
    const std::string facts =
        "  loss: {type: number, unit: \"%\", from: 0, to: 100, ask: \"Loss?\"}\n";
    const std::string rules = "  - {id: r, rule: s is high → refer to doctor}\n";
    const std::string bands = "    bands: {low: 0 to 1, high: 2}\n";
    const RuleSet both = load(file(facts,
                                   "  s:\n    points: [loss: {below 5 %: 0, 5 to 10 %: 1, over 10 "
                                   "%: 2}]\n" +
                                       bands,
                                   rules));
    Screening screening;
    screen(ProfileBuilder(both).set("loss", Decimal(8)).build(), screening);
    BOOST_TEST(total(screening) == "1 low");
    BOOST_TEST(mistakes(file(facts,
                             "  s:\n    points: [loss: {below 5 %: 0, 5 % to 10: 1, over 10 %: "
                             "2}]\n" +
                                 bands,
                             rules)) == "missing-unit ");
}

BOOST_AUTO_TEST_CASE(a_code_that_stands_alone_excludes_the_others) {
    const RuleSet rules = load(
        file("  signs: {type: choices, of: [fever, rash, none of these], exclusive: [none of "
             "these]}\n",
             "  s:\n    points: [signs include fever: 2, signs include rash: 3, signs include none "
             "of these: 4]\n    bands: {low: 0 to 4, high: 5}\n",
             "  - {id: r, rule: s is high → refer to doctor}\n"));
    Screening screening;
    screen(ProfileBuilder(rules).build(), screening);
    BOOST_TEST(total(screening) == "0 to 5");
}

BOOST_AUTO_TEST_CASE(a_report_spells_what_is_declared_as_its_author_does) {
    const RuleSet rules = load(
        file("  Worry-Item: {type: number, whole: true, from: 0, to: 5}\n  fever: {type: yes/no}\n",
             "  STarT-Back Total:\n    points: [Worry-Item]\n"
             "    bands: {low: 0 to 3, Very-High: 4 and over}\n",
             "  - {id: r, rule: start-back total is very-high or fever → refer to doctor}\n"));
    Screening screening;
    screen(ProfileBuilder(rules).set("worry item", 4).build(), screening);
    const std::string answered = write_text(screening);
    BOOST_TEST(answered.find("STarT-Back Total: 4, Very-High") != std::string::npos, answered);
    screen(ProfileBuilder(rules).build(), screening);
    const std::string open = write_text(screening);
    BOOST_TEST(open.find("Worry-Item?") != std::string::npos, open);
}

BOOST_AUTO_TEST_CASE(a_yes_no_fact_counted_both_ways_is_counted_once) {
    const RuleSet rules = load(file("  fever: {type: yes/no}\n  chills: {type: yes/no}\n",
                                    "  s:\n    points: [fever: 2, not fever: 1, chills: 3]\n",
                                    "  - {id: r, rule: s >= 5 → refer to doctor}\n"));
    Screening screening;
    screen(ProfileBuilder(rules).build(), screening);
    BOOST_TEST(total(screening) == "1 to 5");
}

BOOST_AUTO_TEST_CASE(terms_that_combine_facts_are_counted_by_their_facts) {
    const RuleSet rules = load(file(R"(  a: {type: number, whole: true, from: 0, to: 3}
  b: {type: number, whole: true, from: 0, to: 3}
)",
                                    R"(  s:
    points:
      - a + b >= 4: 5
      - a = 0: 5
      - 3 - a
)",
                                    "  - {id: r, rule: s >= 8 → refer to doctor}\n"));
    Screening screening;
    screen(ProfileBuilder(rules).build(), screening);
    BOOST_TEST(total(screening) == "0 to 8");
}

BOOST_AUTO_TEST_CASE(totals_that_cannot_come_about_need_no_band_and_take_no_test) {
    const std::string facts = "  a: {type: yes/no}\n  b: {type: yes/no}\n";
    const auto with = [&](std::string_view scores, std::string_view condition) {
        return mistakes(
            file(facts, scores,
                 "  - {id: r, rule: " + std::string(condition) + " → refer to doctor}\n"));
    };
    constexpr std::string_view two_three = R"(  s:
    points: [a: 2, b: 3]
    bands: {low: 0, middle: 2 to 3, high: 5}
)";
    BOOST_TEST(with(two_three, "s is high") == "");
    BOOST_TEST(with(two_three, "s = 1") == "decided-test ");
    BOOST_TEST(with(two_three, "s is between 1 and 1.5") == "decided-test ");
    constexpr std::string_view six_ten = R"(  s:
    points: [a: 6, b: 10]
    bands: {low: 0, middle: 6, high: 10, both: 16}
)";
    BOOST_TEST(with(six_ten, "s is both") == "");
    constexpr std::string_view on_one = R"(  s:
    points: [a: 2, b: 3]
    bands: {low: 0, never: 1, high: 2 and over}
)";
    BOOST_TEST(with(on_one, "s is never") == "decided-test ");
}

BOOST_AUTO_TEST_CASE(a_sum_that_exclusive_points_never_reach_cannot_be_asked_for) {
    BOOST_TEST(mistakes(file(R"(  drinks: {type: choice, of: [few, some, many]}
  age: {type: number, whole: true, from: 0, to: 120}
)",
                             R"(  s:
    points: [drinks is some: 1, drinks is many: 2]
  t:
    points: [age is between 65 and 74: 1, age >= 75: 2]
)",
                             "  - {id: three, rule: s >= 3 → refer to doctor}\n"
                             "  - {id: threet, rule: t >= 3 → refer to doctor}\n")) ==
               "decided-test decided-test ");
}

BOOST_AUTO_TEST_CASE(a_number_without_a_hole_is_covered_by_bands_that_are_open_in_the_middle) {
    load(file("  a: {type: number, from: 10, to: 40}\n",
              "  index:\n    points: [a]\n    bands: {thin: below 18.5, usual: 18.5 to below 25, "
              "heavy: 25 to 30, very heavy: over 30}\n",
              "  - {id: r, rule: index is heavy → refer to doctor}\n"));
}

BOOST_AUTO_TEST_CASE(one_slip_in_a_band_is_one_message) {
    BOOST_TEST(mistakes(file(R"(  a: {type: number, whole: true, from: 0, to: 3}
  b: {type: number, whole: true, from: 0, to: 3}
)",
                             "  s:\n    points: [a, b]\n    bands: {low: 0 to 2, high: 3+}\n",
                             "  - {id: r, rule: s is high → refer to doctor}\n")) ==
               "bad-interval ");
}

BOOST_AUTO_TEST_CASE(a_reason_gives_the_total_that_the_report_gives) {
    std::string facts;
    std::string points = "  burden:\n    points:\n";
    for (int i = 1; i <= 9; ++i) {
        facts += "  item " + std::to_string(i) + ": {type: number, whole: true, from: 0, to: 3}\n";
        points += "      - item " + std::to_string(i) + "\n";
    }
    const RuleSet rules = load(file(facts, points + "    bands: {low: 0 to 9, high: 10 to 27}\n",
                                    "  - {id: high, rule: burden is high → refer to doctor}\n"));
    ProfileBuilder builder(rules);
    const int values[] = {3, 3, 2, 2, 1, 1, 1, 1, 1};
    for (int i = 1; i <= 9; ++i) {
        builder.set("item " + std::to_string(i), values[i - 1]);
    }
    Screening screening;
    screen(builder.build(), screening);
    BOOST_TEST(total(screening) == "15 high");
    const Why because = why(screening, RuleId{0});
    BOOST_REQUIRE(because.reasons.size() == 1U);
    BOOST_TEST(because.reasons.front().text == "burden is 15, high");
}

/// Fifteen questions; `answers` gives each as y, n, - (null) or blank (absent).
struct Scale {
    RuleSet rules;
    Screening screening;

    explicit Scale(std::string_view missing) : rules(load(text(missing))) {}

    static std::string text(std::string_view missing) {
        std::string facts;
        std::string points = "  mood:\n    points:\n";
        for (int i = 1; i <= 15; ++i) {
            facts += "  item " + std::to_string(i) + ": {type: yes/no}\n";
            points += "      - item " + std::to_string(i) + ": 1\n";
        }
        points += "    bands: {usual: 0 to 4, low: 5 and over}\n";
        return file(facts, points + "    missing: " + std::string(missing) + "\n",
                    "  - {id: low, rule: mood is low → refer to doctor}\n"
                    "  - {id: usual, rule: mood is usual → inform fine}\n");
    }

    std::string screened(std::string_view answers) {
        ProfileBuilder builder(rules);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            const std::string item = "item " + std::to_string(i + 1);
            if (answers[i] == 'y' || answers[i] == 'n') builder.set(item, answers[i] == 'y');
            if (answers[i] == '-') builder.set(item, NotKnown{});
        }
        screen(builder.build(), screening);
        std::string found;
        for (std::uint32_t i = 0; i < 2; ++i) {
            const Status status = screening.status(RuleId{i});
            found += status == Status::fired       ? "fired "
                     : status == Status::presumed  ? "presumed "
                     : status == Status::undecided ? "undecided "
                                                   : "not ";
        }
        return found;
    }
};

BOOST_AUTO_TEST_CASE(a_total_is_scaled_up_once_the_rest_is_given_up) {
    Scale scale("{prorate: {at least: 12, rounded: to 1}}");
    BOOST_TEST(scale.screened("yyyynnnnnnnn---") == "presumed undecided ");
    const ScoreFound score = scale.screening.scores().front();
    BOOST_TEST(score.low->to_text() == "4");
    BOOST_TEST(score.high->to_text() == "7");
    BOOST_TEST(score.band == "low");
    BOOST_REQUIRE(score.prorated.has_value());
    BOOST_TEST(score.prorated->total->to_text() == "5");
    BOOST_TEST(score.prorated->answered == 12U);
    BOOST_TEST(score.prorated->items == 15U);
    BOOST_TEST(!scale.screening.complete());
}

BOOST_AUTO_TEST_CASE(a_total_is_not_scaled_up_while_an_answer_is_still_asked_for) {
    Scale scale("{prorate: {at least: 12, rounded: to 1}}");
    BOOST_TEST(scale.screened("yyyynnnnnnnn-- ") == "undecided undecided ");
    BOOST_TEST(!scale.screening.scores().front().prorated.has_value());
}

BOOST_AUTO_TEST_CASE(a_total_is_not_scaled_up_from_too_few_answers) {
    Scale scale("{prorate: {at least: 12, rounded: to 1}}");
    BOOST_TEST(scale.screened("yyyynnnnnnn----") == "undecided undecided ");
}

BOOST_AUTO_TEST_CASE(what_the_answers_alone_decide_is_not_presumed) {
    Scale scale("{prorate: {at least: 12, rounded: to 1}}");
    BOOST_TEST(scale.screened("yyyyynnnnnnn---") == "fired not ");
    BOOST_TEST(scale.screened("yyyynnnnnnnnnnn") == "not fired ");
    BOOST_TEST(scale.screened("ynnnnnnnnnnn---") == "not fired ");
}

BOOST_AUTO_TEST_CASE(nothing_is_scaled_up_where_the_file_does_not_say_so) {
    Scale scale("range");
    BOOST_TEST(scale.screened("yyyynnnnnnnn---") == "undecided undecided ");
}

BOOST_AUTO_TEST_CASE(without_rounding_the_total_is_exact) {
    Scale scale("{prorate: {at least: 12}}");
    BOOST_TEST(scale.screened("yyynnnnnnnnn---") == "undecided presumed ");
    BOOST_TEST(scale.screening.scores().front().prorated->total->to_text() == "3.75");
}

BOOST_AUTO_TEST_CASE(of_somebody_the_rules_are_not_for_no_score_is_shown) {
    std::string text =
        file("  adult: {type: yes/no}\n  fever: {type: yes/no}\n", "  s:\n    points: [fever: 1]\n",
             "  - {id: r, rule: s >= 1 → refer to doctor}\n");
    text.insert(text.find("facts:"), "applies to: adult\n");
    const RuleSet rules = load(text);
    Screening screening;
    ProfileBuilder child(rules);
    child.set("adult", false).set("fever", true);
    screen(child.build(), screening);
    BOOST_TEST(screening.scores().empty());
    screen(ProfileBuilder(rules).build(), screening);
    BOOST_TEST(screening.scores().size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat
