#include "unit/api/builder_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace caveat {

using builder_tests::codes_of;
using builder_tests::fired;
using builder_tests::load;

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
