// What is not asked because it does not apply is not so, and `not` turns that round; what is made
// of no records is unknown.

#include <caveat/explain.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

using namespace caveat;

namespace {

RuleSet loaded(const std::string& text) {
    const Loaded result = load_text(text, "gates.yaml");
    BOOST_REQUIRE_MESSAGE(result.rules, render(result));
    return *result.rules;
}

using Answers = std::function<void(ProfileBuilder&)>;

Screening screened(const RuleSet& rules, const Answers& answers) {
    ProfileBuilder builder(rules);
    builder.patient("p1").as_of("2026-11-20");
    answers(builder);
    Screening screening;
    screen(builder.build(), screening);
    return screening;
}

/// One character a rule, in order of the file: F fired, n not fired, ? undecided, P presumed.
std::string statuses(const RuleSet& rules, const Answers& answers) {
    const Screening screening = screened(rules, answers);
    std::string found;
    for (const Status status : screening.statuses()) {
        found += status == Status::fired       ? 'F'
                 : status == Status::undecided ? '?'
                 : status == Status::presumed  ? 'P'
                                               : 'n';
    }
    return found;
}

std::vector<std::string> questions_of(const RuleSet& rules, const Answers& answers) {
    const Screening screening = screened(rules, answers);
    std::vector<std::string> keys;
    for (const Question& question : questions(screening)) {
        keys.emplace_back(rules.fact(question.fact).key);
    }
    return keys;
}

constexpr std::string_view head = "caveat: 1\nid: gates\nversion: 1.0.0\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(not_asked)

BOOST_AUTO_TEST_CASE(
    a_test_is_not_met_behind_a_closed_gate_whatever_it_says_and_not_turns_that_round) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  sex: {type: choice, of: [female, male]}
  pregnant: {type: yes/no, only if: sex is female}
  month: {type: number, whole: true, from: 1, to: 9, only if: pregnant}
  care: {type: choice, of: [clinic, home], only if: pregnant}
  signs: {type: choices, of: [bleeding, pain], only if: pregnant}
  visits: {type: records, each: visit, of: {well: {type: yes/no}}, only if: pregnant}
outcomes: {inform nobody: It is so.}
rules:
  - {id: a, rule: pregnant → inform nobody}
  - {id: b, rule: not pregnant → inform nobody}
  - {id: c, rule: month < 5 → inform nobody}
  - {id: d, rule: not month < 5 → inform nobody}
  - {id: e, rule: month != 5 → inform nobody}
  - {id: f, rule: care is not home → inform nobody}
  - {id: g, rule: signs not include bleeding → inform nobody}
  - {id: h, rule: signs are empty → inform nobody}
  - {id: i, rule: no visit where well → inform nobody}
  - {id: j, rule: at most 2 visits → inform nobody}
  - {id: k, rule: count of visits = 0 → inform nobody}
  - id: l
    when: {none of: [month >= 5, care is home]}
    then: [inform nobody]
)");
    // Whatever was answered is not used.
    for (const bool is_answered : {false, true}) {
        BOOST_TEST(statuses(rules, [&](ProfileBuilder& answers) {
                       answers.set("sex", "male");
                       if (!is_answered) return;
                       answers.set("pregnant", true).set("month", 3).set("care", "home");
                       answers.set("signs", Codes{{"bleeding"}});
                       answers.set("visits", Records{{{{{"well", true}}}}});
                   }) == "nFnFnnnnnnnF");
    }
    BOOST_TEST(
        questions_of(rules, [](ProfileBuilder& answers) { answers.set("sex", "male"); }).empty());
}

BOOST_AUTO_TEST_CASE(an_unknown_gate_leaves_open_what_its_answer_could_change) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  ill: {type: yes/no}
  fever: {type: yes/no, only if: ill}
outcomes: {suggest training: You may train., avoid training: Do not train.}
rules:
  - {id: free, rule: not fever → suggest training}
  - {id: stop, rule: fever → avoid training}
)");
    const auto of = [&](int ill, int fever) {
        return statuses(rules, [&](ProfileBuilder& answers) {
            if (ill >= 0) answers.set("ill", ill == 1);
            if (fever >= 0) answers.set("fever", fever == 1);
        });
    };
    BOOST_TEST(of(0, -1) == "Fn");
    BOOST_TEST(of(0, 1) == "Fn");
    BOOST_TEST(of(1, 1) == "nF");
    BOOST_TEST(of(1, 0) == "Fn");
    BOOST_TEST(of(-1, 1) == "??");
    BOOST_TEST(of(-1, 0) == "Fn");
    BOOST_TEST(of(-1, -1) == "??");
}

BOOST_AUTO_TEST_CASE(gates_stand_inside_each_other_and_take_any_condition) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  how often: {type: choice, of: [never, monthly, weekly]}
  amount: {type: number, whole: true, from: 0, to: 40, only if: how often is not never}
  morning: {type: yes/no, only if: {any of: [amount >= 6, how often is weekly]}}
  first thing: {type: yes/no, only if: morning}
outcomes: {refer to doctor: See a doctor., inform cleared: All is well.}
rules:
  - {id: first, rule: first thing → refer to doctor}
  - {id: clear, rule: not first thing and not amount >= 6 → inform cleared}
)");
    BOOST_TEST(statuses(rules, [](ProfileBuilder& answers) {
                   answers.set("how often", "never").set("first thing", true);
               }) == "nF");
    BOOST_TEST(statuses(rules, [](ProfileBuilder& answers) {
                   answers.set("how often", "monthly").set("amount", 2).set("first thing", true);
               }) == "nF");
    BOOST_TEST(statuses(rules, [](ProfileBuilder& answers) {
                   answers.set("how often", "weekly").set("amount", 2);
                   answers.set("morning", true).set("first thing", true);
               }) == "Fn");
    const std::vector<std::string> none;
    BOOST_TEST((questions_of(rules, [](ProfileBuilder&) {}) ==
                std::vector<std::string>{"how_often", "amount", "morning", "first_thing"}));
    BOOST_TEST((questions_of(rules, [](ProfileBuilder& answers) {
                    answers.set("how often", "never");
                }) == none));
}

BOOST_AUTO_TEST_CASE(a_gate_is_asked_directly_before_what_it_opens) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  smoker: {type: yes/no}
  years smoked: {type: number, whole: true, from: 0, to: 90, only if: smoker}
  fever: {type: yes/no}
  chest pain: {type: yes/no}
  on exertion: {type: yes/no, only if: chest pain}
outcomes: {avoid training: Do not train., refer to doctor: See a doctor., inform risk: Smoking harms.}
rules:
  - {id: long, rule: years smoked >= 20 → inform risk}
  - {id: hot, rule: fever → refer to doctor}
  - {id: pain, rule: chest pain → avoid training}
  - {id: angina, rule: on exertion → inform risk}
)");
    BOOST_TEST(
        (questions_of(rules, [](ProfileBuilder&) {}) ==
         std::vector<std::string>{"chest_pain", "fever", "smoker", "years_smoked", "on_exertion"}));
}

BOOST_AUTO_TEST_CASE(an_item_that_is_not_asked_adds_what_the_author_says) {
    const auto rules_with = [](const std::string& entry) {
        return loaded(std::string(head) + R"(facts:
  tube: {type: yes/no}
  eyes: {type: number, whole: true, from: 1, to: 4}
  words: {type: number, whole: true, from: 1, to: 5, only if: not tube}
  confused: {type: yes/no, only if: not tube}
scores:
  coma scale:
    points: [eyes, confused: 10, )" +
                      entry + R"(]
    bands: {low: below 5, high: 5 and over}
outcomes: {avoid moving: Do not move., inform awake: Awake.}
rules:
  - {id: low, rule: coma scale is low → avoid moving}
  - {id: high, rule: coma scale is high → inform awake}
)");
    };
    const RuleSet rules = rules_with("words: {not asked: 3}");
    const auto total = [&](const Answers& answers) {
        const auto scores = screened(rules, answers).scores();
        return scores[0].low->to_text() + " to " + scores[0].high->to_text();
    };
    BOOST_TEST(total([](ProfileBuilder& answers) {
                   answers.set("tube", true).set("eyes", 2).set("words", 5).set("confused", true);
               }) == "5 to 5");
    BOOST_TEST(total([](ProfileBuilder& answers) { answers.set("eyes", 2); }) == "3 to 17");
    BOOST_TEST(total([](ProfileBuilder& answers) {
                   answers.set("tube", false).set("eyes", 2).set("words", 5).set("confused", false);
               }) == "7 to 7");
    const Loaded refused = load_text(std::string(head) + R"(facts:
  tube: {type: yes/no}
  words: {type: number, whole: true, from: 1, to: 5, only if: not tube}
scores: {coma: {points: [words], bands: {low: 0, other: 1 and over}}}
outcomes: {avoid moving: Do not move.}
rules:
  - {id: low, rule: coma is low → avoid moving}
)",
                                     "gates.yaml");
    BOOST_TEST(!refused.rules);
    BOOST_TEST(render(refused).find("missing-not-asked") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_made_of_no_records_is_unknown_and_names_the_list) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  height: {type: number, unit: m, from: 0.5, to: 2.5}
  weighings:
    type: records
    each: weighing
    dated by: date
    of: {date: {type: date}, weight: {type: number, unit: kg, from: 20, to: 400}}
  visits: {type: records, of: {minutes: {type: number, from: 0, to: 90}}}
terms:
  bmi: latest weight of weighings / (height * height)
scores:
  risk: {points: [bmi < 18.5 kg/m2: 2], bands: {low: 0, high: 2}}
outcomes: {refer dietitian: See a dietitian., inform low risk: There is no risk.}
rules:
  - {id: high, rule: risk is high → refer dietitian}
  - {id: low, rule: risk is low → inform low risk}
  - {id: light, rule: highest weight of weighings < 45 kg → refer dietitian}
  - {id: not-light, rule: not average weight of weighings < 45 kg → inform low risk}
  - {id: little, rule: total minutes of visits < 30 → inform low risk}
  - {id: none, rule: count of weighings = 0 → refer dietitian}
)");
    const Answers none = [](ProfileBuilder& answers) {
        answers.set("height", 1.8).set("weighings", Records{}).set("visits", Records{});
    };
    BOOST_TEST(statuses(rules, none) == "????FF");
    BOOST_TEST(questions_of(rules, none).empty());
    const Screening screening = screened(rules, none);
    Explainer explainer(screening);
    for (const std::uint32_t rule : {0U, 1U, 2U, 3U}) {
        const auto open = explainer.open_places(RuleId{rule});
        BOOST_REQUIRE(open.size() == 1U);
        BOOST_TEST(rules.fact(open[0].place.fact).key == "weighings");
        BOOST_TEST(open[0].is_null);
    }
    BOOST_TEST(
        statuses(rules, [](ProfileBuilder& answers) {
            answers.set("height", 1.8).set("visits", Records{{{{{"minutes", 40}}}}});
            answers.set(
                "weighings",
                Records{{{{{"date", "2026-11-01"}, {"weight", Quantity{Decimal{80, 0}, "kg"}}}}}});
        }) == "nFnFnn");
}

BOOST_AUTO_TEST_CASE(only_a_record_that_there_is_lies_in_the_past) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  surgery: {type: date}
  falls:
    type: records
    dated by: day
    of: {day: {type: date}, reported: {type: date, to: as of}}
outcomes: {refer to doctor: See a doctor.}
rules:
  - {id: day, rule: latest day of falls is before 2027-01-01 → refer to doctor}
  - {id: other, rule: earliest reported of falls is before 2027-01-01 → refer to doctor}
  - {id: never, rule: latest day of falls is after 2027-01-01 → refer to doctor}
  - {id: fact, rule: latest day of falls is before surgery → refer to doctor}
)");
    const auto of = [&](const Records& falls) {
        return statuses(rules, [&](ProfileBuilder& answers) {
            answers.set("surgery", "2027-02-01").set("falls", falls);
        });
    };
    BOOST_TEST(of({}) == "????");
    BOOST_TEST(statuses(rules, [](ProfileBuilder&) {}) == "????");
    // Its day is not known, but it was.
    BOOST_TEST(of({{{}}}) == "FFnF");
}

BOOST_AUTO_TEST_CASE(a_measure_of_no_records_leaves_a_summary_unanswered) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  visits: {type: records, of: {pain: {type: number, whole: true, from: 4, to: 10}}}
  worst pain: {type: number, whole: true, from: 0, to: 10, otherwise: highest pain of visits}
outcomes: {avoid massage: No massage.}
rules:
  - {id: pain, rule: worst pain >= 4 → avoid massage}
)");
    const Answers none = [](ProfileBuilder& answers) { answers.set("visits", Records{}); };
    BOOST_TEST(statuses(rules, none) == "?");
    BOOST_TEST((questions_of(rules, none) == std::vector<std::string>{"worst_pain"}));
    // No record contradicts what is answered then.
    const Screening answered = screened(rules, [](ProfileBuilder& answers) {
        answers.set("visits", Records{}).set("worst pain", 2);
    });
    BOOST_TEST(answered.problems().empty());
    BOOST_TEST((answered.statuses()[0] == Status::not_fired));
}

BOOST_AUTO_TEST_CASE(the_time_since_a_day_to_come_is_unknown) {
    const RuleSet rules = loaded(std::string(head) + R"(facts:
  surgery: {type: date}
outcomes: {avoid massage: No massage., inform healed: Healed.}
rules:
  - {id: fresh, rule: weeks since surgery < 6 → avoid massage}
  - {id: healed, rule: weeks since surgery >= 6 → inform healed}
)");
    const auto on = [&](std::string_view date) {
        return statuses(rules, [&](ProfileBuilder& answers) { answers.set("surgery", date); });
    };
    BOOST_TEST(on("2026-11-20") == "Fn");
    BOOST_TEST(on("2026-01-01") == "nF");
    BOOST_TEST(on("2026-11-21") == "??");
    BOOST_TEST(on("2026-11") == "??");
    BOOST_TEST(questions_of(rules, [](ProfileBuilder& answers) {
                   answers.set("surgery", "2026-11-21");
               }).empty());
}

BOOST_AUTO_TEST_SUITE_END()
