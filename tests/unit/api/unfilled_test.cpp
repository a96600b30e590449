// What has never been filled, was moved from, or is asked about an id that is not there, answers
// nothing, and never that somebody may go ahead.

#include <caveat/batch.hpp>
#include <caveat/explain.hpp>
#include <caveat/profile.hpp>
#include <caveat/report_text.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::unfilled_tests {

namespace {

RuleSet load() {
    const Loaded loaded = load_text(R"(caveat: 1
id: small
version: 1.2.3
facts:
  fever: {type: yes/no}
  pain: {type: number, whole: true, from: 0, to: 10}
scores:
  risk: {points: [{fever: 2}, pain], bands: {low: 0 to 3, high: 4 and over}}
outcomes:
  avoid massage: Do not massage.
  suggest rest: Rest.
rules:
  - {id: fever, rule: fever → avoid massage}
  - {id: rest, rule: risk is high unless fever → suggest rest}
)");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

Screening screened(const RuleSet& rules) {
    return screen(ProfileBuilder(rules).patient("p1").set("fever", true).set("pain", 5).build());
}

/// Asks everything, also about ids that no rule set has.
void check_nobody(const Screening& screening) {
    BOOST_TEST(!screening.is_filled());
    BOOST_TEST((screening.applicable() == Truth::unknown));
    BOOST_TEST((screening.at_least() == Verdict::not_applicable));
    BOOST_TEST((screening.verdict() == Verdict::do_not_proceed));
    BOOST_TEST((screening.at_most() == Verdict::do_not_proceed));
    BOOST_TEST(!screening.complete());
    BOOST_TEST(screening.statuses().empty());
    BOOST_TEST(screening.fired().empty());
    BOOST_TEST(screening.presumed().empty());
    BOOST_TEST(screening.undecided().empty());
    BOOST_TEST(screening.overridden().empty());
    BOOST_TEST(screening.outcomes().empty());
    BOOST_TEST(screening.scores().empty());
    BOOST_REQUIRE_EQUAL(screening.problems().size(), 1U);
    BOOST_TEST(screening.problems().front().code == "not-screened");
    BOOST_TEST(screening.profile().patient().empty());
    BOOST_TEST(screening.rules().rules().empty());
    BOOST_TEST((screening.respondents() == Respondents{}));
    for (const RuleId rule : {RuleId{0}, RuleId{7}, RuleId{0xffff'ffff}}) {
        BOOST_TEST((screening.status(rule) == Status::undecided));
        BOOST_TEST(!screening.is_deferred(rule));
        BOOST_TEST(screening.lifted_by(rule).empty());
        BOOST_TEST(screening.may_be_lifted_by(rule).empty());
        BOOST_TEST((condition(screening, rule) == Truth::unknown));
        BOOST_TEST(why(screening, rule).reasons.empty());
        BOOST_TEST(!near_miss(screening, rule));
        BOOST_TEST(unknown_facts(screening, rule).empty());
        BOOST_TEST(asks(screening, rule).empty());
        BOOST_TEST(trace(screening, rule).empty());
    }
    BOOST_TEST(screening.rules_behind({0}).empty());
    BOOST_TEST(screening.rules_behind({0xffff'ffff}).empty());
    BOOST_TEST(questions(screening).empty());
    BOOST_TEST(deferred_questions(screening).empty());
    Explanation explanation;
    explain_all(screening, explanation);
    BOOST_TEST(explanation.of({0}).empty());
    BOOST_TEST(explanation.least_facts({3}).empty());
    const std::string text = write_text(screening);
    BOOST_TEST(text.find("DO NOT PROCEED") != std::string::npos, text);
    BOOST_TEST(text.find("nobody has been screened") != std::string::npos, text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unfilled)

BOOST_AUTO_TEST_CASE(a_screening_that_was_never_filled_is_safe_to_ask) {
    check_nobody(Screening());
}

BOOST_AUTO_TEST_CASE(a_screening_that_was_moved_from_is_as_never_filled_and_can_be_filled) {
    const RuleSet rules = load();
    Screening first = screened(rules);
    Screening second(std::move(first));
    check_nobody(first);
    BOOST_TEST(second.is_filled());
    BOOST_TEST((second.status({0}) == Status::fired));
    first = std::move(second);
    check_nobody(second);
    screen(ProfileBuilder(rules).build(), second);
    BOOST_TEST(second.is_filled());
    BOOST_TEST((second.status({0}) == Status::undecided));
}

BOOST_AUTO_TEST_CASE(a_rule_that_the_rule_set_does_not_have_is_undecided) {
    const RuleSet rules = load();
    const Screening screening = screened(rules);
    for (const RuleId rule : {RuleId{2}, RuleId{0xffff'ffff}}) {
        BOOST_TEST((screening.status(rule) == Status::undecided));
        BOOST_TEST(!screening.is_deferred(rule));
        BOOST_TEST(screening.lifted_by(rule).empty());
        BOOST_TEST(screening.may_be_lifted_by(rule).empty());
        BOOST_TEST((condition(screening, rule) == Truth::unknown));
        BOOST_TEST(why(screening, rule).reasons.empty());
        BOOST_TEST(trace(screening, rule).empty());
    }
    BOOST_TEST(screening.rules_behind({17}).empty());
    Explainer explainer(screening);
    BOOST_TEST(explainer.sentences({9}).empty());
    BOOST_TEST(explainer.open_places({9}).empty());
    Explanation explanation;
    explainer.explain_all(explanation);
    BOOST_TEST(explanation.of({9}).empty());
}

BOOST_AUTO_TEST_CASE(an_explainer_without_a_screening_knows_no_rule) {
    Explainer never;
    BOOST_TEST((never.condition({0}) == Truth::unknown));
    BOOST_TEST(never.why({0}).reasons.empty());
    BOOST_TEST(never.questions().empty());
    const RuleSet rules = load();
    const Screening screening = screened(rules);
    Explainer first(screening);
    Explainer second(std::move(first));
    BOOST_TEST(first.why({0}).reasons.empty());
    BOOST_TEST(first.sentences({0}).empty());
    BOOST_TEST(first.deferred_questions().empty());
    Explanation explanation;
    second.explain_all(explanation);
    BOOST_TEST(!explanation.of({0}).empty());
    first.explain_all(explanation);
    BOOST_TEST(explanation.of({0}).empty());
    first.look_at(screening);
    BOOST_TEST(!first.why({0}).reasons.empty());
}

BOOST_AUTO_TEST_CASE(rule_sets_and_profiles_that_were_moved_from_stay_what_they_were) {
    RuleSet rules = load();
    const RuleSet taken(std::move(rules));
    BOOST_TEST(rules.id() == "small");
    BOOST_TEST(rules.same_as(taken));
    Profile profile = ProfileBuilder(rules).set("fever", true).build();
    const Profile other(std::move(profile));
    BOOST_TEST(profile.is_answered(*rules.find_fact("fever")));
    BOOST_TEST(screen(profile).is_filled());
}

BOOST_AUTO_TEST_CASE(a_batch_that_was_not_screened_has_no_rows) {
    const auto check = [](BatchScreening& screening, std::size_t row) {
        BOOST_TEST((screening.status({0}, row) == Status::undecided));
        BOOST_TEST((screening.applicable(row) == Truth::unknown));
        BOOST_TEST((screening.at_least(row) == Verdict::not_applicable));
        BOOST_TEST((screening.verdict(row) == Verdict::do_not_proceed));
        BOOST_TEST((screening.at_most(row) == Verdict::do_not_proceed));
        BOOST_TEST(!screening.complete(row));
    };
    const auto check_empty = [&](BatchScreening& screening) {
        BOOST_TEST(screening.rows() == 0U);
        BOOST_TEST(screening.first_row() == 0U);
        check(screening, 0);
        BOOST_TEST(screening.rows_with({0}, Status::fired).empty());
        BOOST_TEST(screening.rows_deferred({7}).empty());
        BOOST_TEST(screening.verdicts().empty());
        BOOST_TEST(screening.complete_rows().empty());
        BOOST_TEST(screening.rows_applicable().empty());
        BOOST_TEST(screening.rows_perhaps_applicable().empty());
        BOOST_TEST(screening.fired().rules.empty());
        BOOST_TEST(screening.fired().offsets.size() == 1U);
        BOOST_TEST(screening.refused().empty());
    };
    BatchScreening first;
    check_empty(first);
    const RuleSet rules = load();
    const Batch batch(rules, 2);
    screen(batch, 0, 2, first);
    check(first, 2);
    BOOST_TEST((first.status({9}, 0) == Status::undecided));
    std::array<Status, 3> statuses{};
    first.statuses({9}, statuses);
    BOOST_TEST((statuses == std::array{Status::undecided, Status::undecided, Status::not_fired}));
    first.statuses({0}, std::span(statuses).first(1));
    BOOST_TEST((statuses[0] == first.status({0}, 0)));
    BOOST_TEST(first.rows_with({9}, Status::fired).empty());
    BatchScreening second(std::move(first));
    BOOST_TEST(second.rows() == 2U);
    check_empty(first);
    screen(batch, 0, 1, first);
    BOOST_TEST(first.rows() == 1U);
}

BOOST_AUTO_TEST_CASE(a_profile_answers_about_places_that_are_not_there) {
    const Profile profile = ProfileBuilder(load()).set("fever", true).build();
    for (const Place& place :
         {Place(FactId{9}), Place(FactId{0}, 0), Place(FactId{0}, 0, 0), Place(FactId{0}, {}, 3),
          Place(FactId{0xffff'ffff}, 0xffff'ffff, 0xffff'ffff)}) {
        BOOST_TEST((profile.answer(place) == Answer()));
        BOOST_TEST((profile.state(place) == AnswerState::absent));
    }
    BOOST_TEST(!profile.is_answered({9}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::unfilled_tests
