#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <string_view>
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
    screen(rules, profile, screening);
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
    builder.set("technique", "deep tissue").set_choices("Pain-Regions", {"neck", "mid back"});
    builder.set("surgery date", Date{2026, 11, 1});
    builder.records("sessions", true);
    for (const char* const day : {"2026-11-02", "2026-11-03"}) {
        builder.record().field("date", day).field("eased", true);
    }
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
    builder.as_of(Date{2026, 11, 20}).set_choices(regions, {"neck"});
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
    const std::array<std::string_view, 1> present{"mid back"};
    const std::array<std::string_view, 1> absent{"neck"};
    Screening screening;
    for (const bool names_neck : {false, true}) {
        ProfileBuilder builder(rules);
        builder.as_of("2026-11-20");
        builder.set_open("pain regions", present,
                         names_neck ? std::span<const std::string_view>(absent)
                                    : std::span<const std::string_view>());
        screen(rules, builder.build(), screening);
        const Status wanted = names_neck ? Status::not_fired : Status::undecided;
        BOOST_TEST((screening.status(*rules.find_rule("neck")) == wanted));
    }
}

BOOST_AUTO_TEST_CASE(an_id_of_another_rule_set_is_a_problem) {
    const RuleSet rules = load();
    ProfileBuilder builder(rules);
    builder.as_of("2026-11-20").set(FactId{1000}, 3).records(FactId{1000}, true).record();
    BOOST_TEST(codes_of(builder.build().problems()) == "unknown-fact unknown-fact ");
}

BOOST_AUTO_TEST_CASE(a_profile_of_another_version_is_a_problem_and_everything_is_unknown) {
    const RuleSet rules = load();
    std::string newer(rule_file);
    newer.replace(newer.find("1.2.3"), 5, "1.2.4");
    const RuleSet next = load(newer);
    ProfileBuilder builder(rules);
    builder.patient("p1").as_of("2026-11-20").set("back pain", false);
    Screening screening;
    screen(next, builder.build(), screening);
    BOOST_TEST(codes_of(screening.problems()) == "wrong-rule-set ");
    BOOST_TEST((screening.status(*next.find_rule("pain")) == Status::undecided));
    BOOST_TEST(screening.profile().patient() == "p1");
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat
