#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace caveat {

namespace {

constexpr std::string_view rule_file = R"(caveat: 1
id: small
version: 1.2.3
title: Small
screens: massage
facts:
  back pain: {type: yes/no}
  pain nrs: {type: number, whole: true, from: 0, to: 10}
  body weight: {type: number, from: 1, to: 650, unit: kg}
  technique: {type: choice, of: [gentle, deep tissue]}
  pain regions: {type: choices, of: [neck, mid back, lower back]}
  surgery date: {type: date, to: as of}
  sessions:
    type: records
    each: session
    dated by: date
    of:
      date: {type: date}
      eased: {type: yes/no}
outcomes:
  avoid massage: {say: Do not massage.}
rules:
  - {id: pain, rule: back pain and pain nrs >= 7 → avoid massage}
  - {id: neck, rule: pain regions include neck → avoid massage}
  - {id: heavy, rule: body weight > 100 kg → avoid massage}
  - {id: firm, rule: technique is deep tissue → avoid massage}
  - {id: surgery, rule: surgery date is within the last 6 weeks → avoid massage}
  - {id: many, rule: at least 2 sessions where eased → avoid massage}
)";

RuleSet load(std::string_view text = rule_file) {
    const Loaded loaded = load_text(text);
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

std::string codes_of(std::span<const Diagnostic> problems) {
    std::string codes;
    for (const Diagnostic& problem : problems) codes += problem.code + ' ';
    return codes;
}

std::string fired(const RuleSet& rules, const Profile& profile) {
    Screening screening;
    screen(profile, screening);
    std::string ids;
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        if (screening.status(RuleId{i}) == Status::fired) {
            ids += std::string(rules.rule(RuleId{i}).id) + ' ';
        }
    }
    return ids;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(profile_builder)

BOOST_AUTO_TEST_CASE(every_kind_of_answer_can_be_given_by_name) {
    const RuleSet rules = load();
    ProfileBuilder builder(rules);
    builder.patient("p1").as_of("2026-11-20");
    builder.set("back pain", true).set("pain_nrs", 8).set("body weight", 100.5);
    builder.set("technique", "deep tissue").set("Pain-Regions", Codes{{"neck", "mid back"}});
    builder.set("surgery date", Date{2026, 11, 1});
    builder.set("sessions", Records{{{{{"date", "2026-11-02"}, {"eased", true}}},
                                     {{{"date", "2026-11-03"}, {"eased", true}}}}});
    const Profile profile = builder.build();
    BOOST_TEST(codes_of(profile.problems()) == "");
    BOOST_TEST(profile.patient() == "p1");
    BOOST_TEST((profile.as_of() == Date{2026, 11, 20}));
    BOOST_TEST(fired(rules, profile) == "pain neck heavy firm surgery many ");
}

BOOST_AUTO_TEST_CASE(ids_and_names_mean_the_same) {
    const RuleSet rules = load();
    const FactId regions = *rules.find_fact("pain regions");
    const FactId weight = *rules.find_fact("body weight");
    ProfileBuilder builder(rules);
    builder.as_of(Date{2026, 11, 20}).set(regions, Codes{{"neck"}});
    builder.set(weight, Quantity{Decimal{100500, 0}, "g"});
    const Profile profile = builder.build();
    BOOST_TEST(codes_of(profile.problems()) == "");
    BOOST_TEST(fired(rules, profile) == "neck heavy ");
    BOOST_TEST(profile.is_answered(regions));
}

BOOST_AUTO_TEST_CASE(a_text_is_never_taken_for_a_yes) {
    const RuleSet rules = load();
    ProfileBuilder builder(rules);
    const char* const nothing = nullptr;
    builder.as_of("2026-11-20").set("back pain", "no").set("technique", nothing);
    const Profile profile = builder.build();
    BOOST_TEST(codes_of(profile.problems()) == "wrong-type wrong-type ");
    BOOST_TEST(!profile.is_answered(*rules.find_fact("back pain")));
}

BOOST_AUTO_TEST_CASE(an_open_list_leaves_the_rest_unknown) {
    const RuleSet rules = load();
    Screening screening;
    for (const bool names_neck : {false, true}) {
        ProfileBuilder builder(rules);
        builder.as_of("2026-11-20");
        Codes regions{{"mid back"}, {}, false};
        if (names_neck) regions.absent.emplace_back("neck");
        builder.set("pain regions", regions);
        screen(builder.build(), screening);
        const Status wanted = names_neck ? Status::not_fired : Status::undecided;
        BOOST_TEST((screening.status(*rules.find_rule("neck")) == wanted));
    }
}

BOOST_AUTO_TEST_CASE(an_id_of_another_rule_set_is_a_problem) {
    const RuleSet rules = load();
    ProfileBuilder builder(rules);
    builder.as_of("2026-11-20").set(FactId{1000}, 3).set(FactId{1001}, Records{});
    builder.set(Place(FactId{1000}, 0, 0), true);
    BOOST_TEST(codes_of(builder.build().problems()) ==
               "misplaced-record unknown-fact unknown-fact ");
}

BOOST_AUTO_TEST_CASE(an_id_that_is_no_text_is_left_out) {
    const RuleSet rules = load();
    // In Latin 1; half of a pair; cut off; a character in more bytes than it takes.
    for (const char* const broken : {"Andr\xE9", "a\xED\xA0\x80", "ab\xC3", "\xC0\x80"}) {
        const Profile profile = ProfileBuilder(rules)
                                    .patient(broken)
                                    .as_of("2026-11-20")
                                    .set("back pain", true)
                                    .build();
        BOOST_TEST(profile.patient() == "");
        BOOST_REQUIRE(codes_of(profile.problems()) == "not-utf8 ");
        BOOST_TEST(profile.problems()[0].path == "patient");
        BOOST_TEST(profile.is_answered(*rules.find_fact("back pain")));
        // It is remembered until somebody says who it is.
        BOOST_TEST(codes_of(ProfileBuilder(profile).build().problems()) == "not-utf8 ");
        BOOST_TEST(codes_of(ProfileBuilder(profile).patient("Andr\u00E9").build().problems()) ==
                   "");
    }
}

BOOST_AUTO_TEST_CASE(a_builder_that_has_built_is_empty) {
    const RuleSet rules = load();
    ProfileBuilder builder(rules);
    builder.as_of("2026-11-20").set("pain nrs", 7);
    BOOST_TEST(builder.build().is_answered(*rules.find_fact("pain nrs")));
    const Profile second = builder.build();
    BOOST_TEST(!second.is_answered(*rules.find_fact("pain nrs")));
    BOOST_TEST(codes_of(second.problems()) == "missing-as-of ");
}

BOOST_AUTO_TEST_CASE(every_type_of_number_means_what_it_says) {
    const RuleSet rules = load();
    const FactId weight = *rules.find_fact("body weight");
    const auto kept = [&](const Answer& answer) {
        const Profile profile =
            ProfileBuilder(rules).as_of("2026-11-20").set(weight, answer).build();
        BOOST_TEST(codes_of(profile.problems()) == "");
        return std::get<Decimal>(profile.answer(weight).value);
    };
    const std::size_t size = 5;
    BOOST_TEST((kept(5U) == Decimal{5, 0}));
    BOOST_TEST((kept(size) == Decimal{5, 0}));
    BOOST_TEST((kept(3LL) == Decimal{3, 0}));
    BOOST_TEST((kept(3ULL) == Decimal{3, 0}));
    BOOST_TEST((kept(std::uint8_t{7}) == Decimal{7, 0}));
    BOOST_TEST((kept(38.4F) == Decimal{384, 1}));
    BOOST_TEST((kept(38.4) == Decimal{384, 1}));
    BOOST_TEST((kept(Decimal{1005, 1}) == Decimal{1005, 1}));
}

BOOST_AUTO_TEST_CASE(a_number_that_is_no_decimal_is_a_problem) {
    const RuleSet rules = load();
    const auto problems = [&](const Answer& answer) {
        return codes_of(ProfileBuilder(rules)
                            .as_of("2026-11-20")
                            .set("body weight", answer)
                            .build()
                            .problems());
    };
    BOOST_TEST(problems(std::numeric_limits<double>::quiet_NaN()) == "not-a-number ");
    BOOST_TEST(problems(std::numeric_limits<float>::infinity()) == "not-a-number ");
    BOOST_TEST(problems(1e300) == "too-many-digits ");
    BOOST_TEST(problems(5e-324) == "too-many-digits ");
    BOOST_TEST(problems(1e-40F) == "too-many-digits ");
    BOOST_TEST(problems(std::numeric_limits<unsigned long long>::max()) == "too-many-digits ");
    BOOST_TEST(problems(std::numeric_limits<long long>::min()) == "too-many-digits ");
    BOOST_TEST(problems(true) == "wrong-type ");
}

BOOST_AUTO_TEST_CASE(a_day_of_chrono_is_a_date) {
    const RuleSet rules = load();
    const std::chrono::year_month_day day{std::chrono::year(2026), std::chrono::month(11),
                                          std::chrono::day(1)};
    const Profile profile =
        ProfileBuilder(rules).as_of("2026-11-20").set("surgery date", day).build();
    BOOST_TEST((profile.answer(*rules.find_place("surgery date")) == Answer(Date{2026, 11, 1})));
    const std::chrono::year_month_day none{std::chrono::year(2026), std::chrono::month(2),
                                           std::chrono::day(30)};
    BOOST_TEST(codes_of(ProfileBuilder(rules)
                            .as_of("2026-11-20")
                            .set("surgery date", none)
                            .build()
                            .problems()) == "bad-date ");
}

BOOST_AUTO_TEST_CASE(the_last_word_wins_and_can_be_taken_back) {
    const RuleSet rules = load();
    const FactId pain = *rules.find_fact("pain nrs");
    ProfileBuilder builder(rules);
    builder.as_of("2026-11-20").set(pain, 99).set(pain, 3).set("pain nrs", 8);
    builder.set("nobody", 1).unset("nobody");
    builder.set("back pain", true).unset("back pain");
    const Profile profile = builder.build();
    BOOST_TEST(codes_of(profile.problems()) == "");
    BOOST_TEST((profile.answer(pain) == Answer(8)));
    BOOST_TEST((profile.given() == std::vector<Place>{pain}));
}

BOOST_AUTO_TEST_CASE(records_are_built_one_by_one_and_by_path) {
    const RuleSet rules = load();
    const FactId sessions = *rules.find_fact("sessions");
    ProfileBuilder builder(rules);
    builder.as_of("2026-11-20");
    BOOST_TEST(builder.add_record(sessions) == 0U);
    BOOST_TEST(builder.add_record(sessions) == 1U);
    BOOST_TEST(builder.add_record(sessions) == 2U);
    builder.set("sessions[0].date", "2026-11-02").set("sessions[2].date", "2026-11-05");
    builder.set("facts.sessions[2].eased", false).set("sessions[2].eased", true);
    builder.unset("sessions[1]");
    const Profile profile = builder.build();
    BOOST_TEST(codes_of(profile.problems()) == "");
    BOOST_TEST((profile.answer(sessions) ==
                Answer(Records{{{{{"date", Date{2026, 11, 2}}}},
                                {{{"date", Date{2026, 11, 5}}, {"eased", true}}}}})));
    BOOST_TEST((profile.answer({sessions, 1, 1}) == Answer(true)));
    BOOST_TEST((profile.state({sessions, 1, 1}) == AnswerState::answered));
    BOOST_TEST((profile.state({sessions, 0, 1}) == AnswerState::absent));
    BOOST_TEST((profile.state({sessions, 9, 1}) == AnswerState::absent));
}

BOOST_AUTO_TEST_CASE(a_record_that_is_taken_back_does_not_say_that_there_are_none) {
    const RuleSet rules = load();
    const FactId sessions = *rules.find_fact("sessions");
    const auto without_one = [&](const Records& list) {
        ProfileBuilder builder(rules);
        builder.set(sessions, list).unset("sessions[0]");
        return builder.build().answer(sessions);
    };
    BOOST_TEST((without_one({{Record{}}}) == Answer()));
    BOOST_TEST((without_one({{Record{}}, false}) == Answer(Records{{}, false})));
    BOOST_TEST((without_one({{Record{}, Record{}}}) == Answer(Records{{Record{}}})));
}

BOOST_AUTO_TEST_CASE(what_was_too_much_to_keep_is_not_counted_as_one_problem_more) {
    const RuleSet rules = load();
    ProfileBuilder builder(rules);
    builder.as_of("2026-11-20");
    for (int at = 0; at < 205; ++at) builder.set("unknown " + std::to_string(at), 1);
    Profile profile = builder.build();
    BOOST_TEST(profile.problems().back().message == "too many errors: 5 more are not shown");
    for (int again = 0; again < 2; ++again) {
        profile = ProfileBuilder(profile).unset("unknown 0").unset("unknown 1").build();
        BOOST_REQUIRE(profile.problems().size() == 199U);
        BOOST_TEST(profile.problems().back().code == "too-many-errors");
        BOOST_TEST(profile.problems().back().message ==
                   "before, more was wrong than a profile keeps");
    }
}

BOOST_AUTO_TEST_CASE(a_path_that_leads_nowhere_is_a_problem) {
    const RuleSet rules = load();
    const auto problems = [&](std::string_view path) {
        return codes_of(
            ProfileBuilder(rules).as_of("2026-11-20").set(path, true).build().problems());
    };
    BOOST_TEST(problems("bak pain") == "unknown-fact ");
    BOOST_TEST(problems("sessions[0].eased") == "misplaced-record ");
    BOOST_TEST(problems("sessions[0].easd") == "unknown-field ");
    BOOST_TEST(problems("sessions[x].eased") == "misplaced-record ");
    BOOST_TEST(problems("back pain[0]") == "misplaced-record ");
    BOOST_TEST(problems("") == "unknown-fact ");
}

BOOST_AUTO_TEST_CASE(a_builder_goes_on_where_a_profile_stands) {
    const RuleSet rules = load();
    ProfileBuilder first(rules);
    first.patient("p1").as_of("2026-11-20").set("back pain", true).set("pain nrs", 70);
    first.set("surgery date", "2026").set("body weight", Quantity{Decimal{200, 0}, "[lb_av]"});
    first.set("pain regions", Codes{{"neck"}, {"mid back"}, false}).set("technique", NotKnown{});
    const Profile one = first.build();
    BOOST_TEST(codes_of(one.problems()) == "out-of-range ");
    const Profile same = ProfileBuilder(one).build();
    BOOST_TEST((std::vector(same.problems().begin(), same.problems().end()) ==
                std::vector(one.problems().begin(), one.problems().end())));
    BOOST_TEST((same.given() == one.given()));
    for (const FactId fact : rules.facts()) {
        BOOST_TEST((same.answer(fact) == one.answer(fact)));
        BOOST_TEST((same.state(fact) == one.state(fact)));
    }
    BOOST_TEST((one.state(*rules.find_fact("pain nrs")) == AnswerState::wrong));
    BOOST_TEST((one.answer(*rules.find_fact("pain nrs")) == Answer(70)));
    const Profile mended = ProfileBuilder(one).set("pain nrs", 7).build();
    BOOST_TEST(codes_of(mended.problems()) == "");
    BOOST_TEST(mended.patient() == "p1");
    BOOST_TEST(fired(rules, mended) == "pain neck ");
}

BOOST_AUTO_TEST_CASE(a_profile_is_said_on_top_of_another) {
    const RuleSet rules = load();
    const auto profile = [&](const std::string& name, const Answer& answer) {
        return ProfileBuilder(rules).as_of("2026-11-20").set(name, answer).build();
    };
    Records sessions;
    sessions.list.push_back(Record{{{"no such field", true}}});
    const Profile change = profile("sessions", sessions);
    BOOST_TEST(codes_of(change.problems()) == "unknown-field ");
    const Profile both = ProfileBuilder(profile("colour", 1)).set(change).set(change).build();
    BOOST_TEST(codes_of(both.problems()) == "unknown-fact unknown-field ");
    BOOST_TEST(both.is_answered(*rules.find_fact("sessions")));
    // A name that no fact has is said once, and can be taken back.
    const Profile again = ProfileBuilder(both).set("Colour", 2).build();
    BOOST_TEST(codes_of(again.problems()) == "unknown-field unknown-fact ");
    BOOST_TEST(
        codes_of(ProfileBuilder(again).unset("colour").unset("sessions").build().problems()) == "");
}

BOOST_AUTO_TEST_CASE(a_partial_date_is_not_narrowed_by_an_earlier_day_of_screening) {
    const RuleSet rules = load();
    ProfileBuilder first(rules);
    first.as_of("2026-01-20").set("surgery date", "2026");
    const Profile later = ProfileBuilder(first.build()).as_of("2026-11-20").build();
    BOOST_TEST((later.answer(*rules.find_fact("surgery date")) == Answer(Date{2026})));
}

BOOST_AUTO_TEST_CASE(what_lies_after_the_day_of_the_screening_is_kept_for_a_later_day) {
    const RuleSet rules = load();
    ProfileBuilder first(rules);
    first.as_of("2026-11-01").set("surgery date", "2026-11-05");
    first.set("sessions", Records{{{{{"date", "2026-11-04"}, {"eased", true}}}}});
    const Profile early = first.build();
    BOOST_TEST(codes_of(early.problems()) == "after-as-of record-after-as-of ");
    const Profile later = ProfileBuilder(early).as_of("2026-11-20").build();
    BOOST_TEST(codes_of(later.problems()) == "");
    BOOST_TEST(later.is_answered(*rules.find_fact("sessions")));
}

BOOST_AUTO_TEST_CASE(answers_are_carried_over_to_another_version_by_key) {
    const RuleSet rules = load();
    std::string newer(rule_file);
    const auto replace = [&newer](std::string_view old, std::string_view words) {
        newer.replace(newer.find(old), old.size(), words);
    };
    replace("[gentle, deep tissue]", "[gentle, firm]");
    replace("technique is deep tissue", "technique is firm");
    replace("facts:\n", "facts:\n  smokes: {type: yes/no}\n");
    const RuleSet next = load(newer);
    ProfileBuilder builder(rules);
    builder.patient("p1").as_of("2026-11-20").set("technique", "deep tissue").set("pain nrs", 8);
    const Profile before = builder.set("smokes", true).build();
    const Profile carried = ProfileBuilder(next, before).build();
    BOOST_TEST(carried.rules().same_as(next));
    BOOST_TEST(codes_of(carried.problems()) == "unknown-fact unknown-code ");
    BOOST_TEST(carried.problems()[0].message ==
               "`facts.smokes` was left out when it was said: the rules did not know it then");
    BOOST_TEST(codes_of(ProfileBuilder(next, before).set("smokes", true).build().problems()) ==
               "unknown-code ");
    BOOST_TEST((carried.answer(*next.find_fact("pain nrs")) == Answer(8)));
    BOOST_TEST(screen(carried).rules().same_as(next));
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_carried_over_says_no_more_than_it_did) {
    const auto rules_with = [](std::string_view unit, std::string_view codes) {
        const std::string type = "{type: number" + std::string(unit) + "}";
        const std::string list = "{type: choices, of: [" + std::string(codes) + "}";
        return load("caveat: 1\nid: small\nfacts:\n  weight: " + type + "\n  regions: " + list +
                    "\n  visits: {type: records, each: visit, of: {dose: " + type +
                    ", regions: " + list + "}}\n  fever: {type: yes/no}\n" +
                    "outcomes:\n  refer to doctor: See a doctor.\n" +
                    "rules:\n  - fever → refer to doctor\n");
    };
    const RuleSet in_kg = rules_with(", unit: kg", "neck, back, none], exclusive: [none]");
    const RuleSet in_g = rules_with(", unit: g", "neck, back, none, arm], exclusive: [none]");
    const RuleSet plain = rules_with("", "neck, none], exclusive: [none]");
    const auto carried = [](const RuleSet& from, const RuleSet& to, const Answer& weight,
                            const Codes& regions) {
        const Profile given =
            ProfileBuilder(from)
                .set("weight", weight)
                .set("regions", regions)
                .set("visits", Records{{Record{{{"dose", weight}, {"regions", regions}}}}})
                .build();
        return ProfileBuilder(to, given).build();
    };
    const Profile heavier = carried(in_kg, in_g, 70, Codes{{"neck"}});
    BOOST_TEST(codes_of(heavier.problems()) == "");
    for (const std::string path : {"weight", "visits[0].dose"}) {
        BOOST_TEST((heavier.answer(*in_g.find_place(path)) == Answer(70000)));
    }
    for (const std::string path : {"regions", "visits[0].regions"}) {
        const Answer list = heavier.answer(*in_g.find_place(path));
        BOOST_TEST((list == Answer(Codes{{"neck"}, {"back", "none"}, false})));
    }
    NumberWithin some;
    some.from = Decimal{1, 0};
    const Profile alone = carried(in_kg, in_g, some, Codes{{"none"}});
    BOOST_TEST(
        (alone.answer(*in_g.find_fact("regions")) == Answer(Codes{{}, {"neck", "back"}, false})));
    const Answer limits = alone.answer(*in_g.find_fact("weight"));
    BOOST_TEST(std::get<NumberWithin>(limits.value).unit == "kg");
    // What was wrong says no more than before.
    const Profile wrong = carried(in_kg, in_g, 70, Codes{{"neck", "leg"}});
    BOOST_TEST(
        (wrong.answer(*in_g.find_fact("regions")) == Answer(Codes{{"neck", "leg"}, {}, false})));
    const Profile both = carried(in_kg, in_g, 70, Codes{{"neck", "none"}});
    BOOST_TEST((both.state(*in_g.find_fact("regions")) == AnswerState::wrong));
    // Back to where there are fewer, the list stays whole.
    const Profile fewer = carried(in_kg, plain, 70, Codes{{"neck"}});
    BOOST_TEST((fewer.answer(*plain.find_fact("regions")) == Answer(Codes{{"neck"}})));
    BOOST_TEST(codes_of(fewer.problems()) == "wrong-unit wrong-unit ");
    BOOST_TEST(codes_of(carried(plain, in_kg, 70, Codes{}).problems()) == "wrong-unit wrong-unit ");
}

BOOST_AUTO_TEST_CASE(a_builder_that_was_moved_from_is_as_new) {
    const RuleSet rules = load();
    ProfileBuilder builder(rules);
    builder.as_of("2026-11-20").set("pain nrs", 7);
    ProfileBuilder other(std::move(builder));
    builder.as_of("2026-11-20").set("pain nrs", 3);
    BOOST_TEST((builder.build().answer(*rules.find_fact("pain nrs")) == Answer(3)));
    BOOST_TEST((other.build().answer(*rules.find_fact("pain nrs")) == Answer(7)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat
