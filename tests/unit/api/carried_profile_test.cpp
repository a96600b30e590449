#include "unit/api/builder_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace caveat {

using builder_tests::codes_of;
using builder_tests::fired;
using builder_tests::load;
using builder_tests::rule_file;

BOOST_AUTO_TEST_SUITE(carried_profile)

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
                   "before, there was more to say than a profile keeps");
    }
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat
