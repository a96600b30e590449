// From a patient's answers to statuses, outcomes and the bounds on the verdict.

#include "in_words.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::testing {

namespace {

/// `y` and `n` to some yes/no facts; `?` where nothing is said.
Answers said(const HandMade& book, const std::string& answered) {
    Answers answers(book.rules);
    for (std::uint32_t fact = 0; fact < answered.size(); ++fact) {
        if (answered[fact] != '?') answers.yes_no(fact, answered[fact] == 'y');
    }
    return answers;
}

/// Rules on a question each, with these verbs.
struct OnQuestions : HandMade {
    explicit OnQuestions(const std::vector<Verb>& verbs, IfUnknown if_unknown = IfUnknown::ask) {
        for (const Verb verb : verbs) {
            const std::string name = "f" + std::to_string(rules.rules.size());
            rule(name, is(yes_no(name)), none, verb, if_unknown);
        }
        finish();
    }
};

using Bounds = std::vector<Verdict>;

Bounds bounds(const eval::Result& result) {
    return {result.at_least, result.verdict, result.at_most};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screening)

BOOST_AUTO_TEST_CASE(a_rule_with_an_exemption_ends_as_the_table_says) {
    HandMade book;
    const ExprId condition = book.is(book.yes_no("condition"));
    const ExprId exempt = book.is(book.yes_no("exempt"));
    book.rule("ask", condition, exempt);
    book.rule("presume", condition, exempt, Verb::refer, IfUnknown::presume);
    book.finish();
    const auto ends = [&](const char* answered) { return statuses(book, said(book, answered)); };
    BOOST_TEST(ends("yn") == "fired, fired");
    BOOST_TEST(ends("y?") == "presumed, presumed");
    BOOST_TEST(ends("yy") == "not fired, not fired");
    BOOST_TEST(ends("nn") == "not fired, not fired");
    BOOST_TEST(ends("n?") == "not fired, not fired");
    BOOST_TEST(ends("?n") == "undecided, presumed");
    BOOST_TEST(ends("??") == "undecided, presumed");
    BOOST_TEST(ends("?y") == "not fired, not fired");
}

BOOST_AUTO_TEST_CASE(what_is_lifted_lifts_nothing_itself) {
    HandMade book;
    const ExprId a = book.is(book.yes_no("a"));
    const ExprId b = book.is(book.yes_no("b"));
    const ExprId c = book.is(book.yes_no("c"));
    const RuleId first = book.rule("first", a);
    const RuleId second = book.rule("second", b, none, Verb::refer, IfUnknown::ask, {first});
    book.rule("third", c, none, Verb::refer, IfUnknown::ask, {second});
    book.finish();
    const auto ends = [&](const char* answered) { return statuses(book, said(book, answered)); };
    BOOST_TEST(ends("yyn") == "overridden, fired, not fired");
    BOOST_TEST(ends("yyy") == "fired, overridden, fired");
    BOOST_TEST(ends("yy?") == "presumed, presumed, undecided");
    BOOST_TEST(ends("y?n") == "presumed, undecided, not fired");
    BOOST_TEST(ends("?yn") == "overridden, fired, not fired");
    BOOST_TEST(ends("ny?") == "not fired, presumed, undecided");
}

BOOST_AUTO_TEST_CASE(two_rules_on_one_condition_end_alike) {
    HandMade book;
    const ExprId a = book.is(book.yes_no("a"));
    book.rule("one", a);
    book.rule("other", a);
    book.finish();
    BOOST_TEST(statuses(book, said(book, "y")) == "fired, fired");
    BOOST_TEST(statuses(book, said(book, "?")) == "undecided, undecided");
    BOOST_TEST(statuses(book, said(book, "n")) == "not fired, not fired");
}

BOOST_AUTO_TEST_CASE(an_answer_known_in_part_decides_what_all_that_it_may_be_decides) {
    HandMade book;
    const auto pain = book.number("pain", 0, 10);
    for (const int limit : {5, 6, 8}) book.rule("from", book.at_least(pain, limit));
    book.finish();
    BOOST_TEST(statuses(book, Answers(book.rules).within(pain, {5, 7, true})) ==
               "fired, undecided, not fired");
    BOOST_TEST(statuses(book, Answers(book.rules).number(pain, 7)) == "fired, fired, not fired");
    BOOST_TEST(statuses(book, Answers(book.rules).number(pain, 8)) == "fired, fired, fired");
}

BOOST_AUTO_TEST_CASE(one_of_two_alternatives_is_enough_and_both_are_needed_to_rule_out) {
    HandMade book;
    const ExprId a = book.is(book.yes_no("a"));
    const ExprId b = book.is(book.yes_no("b"));
    book.rule("any", book.any({a, b}));
    book.rule("all", book.all({a, b}));
    book.finish();
    BOOST_TEST(statuses(book, said(book, "y?")) == "fired, undecided");
    BOOST_TEST(statuses(book, said(book, "n?")) == "undecided, not fired");
    BOOST_TEST(statuses(book, said(book, "nn")) == "not fired, not fired");
}

BOOST_AUTO_TEST_CASE(so_many_of_seven_are_counted) {
    HandMade book;
    std::vector<ExprId> parts;
    for (int i = 0; i < 7; ++i) parts.push_back(book.is(book.yes_no("f" + std::to_string(i))));
    book.rule("three", book.at_least_of(3, parts));
    book.finish();
    BOOST_TEST(statuses(book, said(book, "yynnnnn")) == "not fired");
    BOOST_TEST(statuses(book, said(book, "yynnnny")) == "fired");
    BOOST_TEST(statuses(book, said(book, "yy?nnnn")) == "undecided");
    BOOST_TEST(statuses(book, said(book, "yyy????")) == "fired");
    BOOST_TEST(statuses(book, said(book, "y?nnnnn")) == "not fired");
}

BOOST_AUTO_TEST_CASE(records_are_counted_as_far_as_they_are_known) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const model::Where eased = book.where([&] { return book.field_is(visits, 0); });
    book.rule("two", book.truth(model::RecordsAtLeast{visits, 2, eased}, {}));
    book.rule("at most one", book.truth(model::RecordsAtMost{visits, 1, eased}, {}));
    book.finish();
    const std::vector<facts::Value> yes{Answers::yes_no(true)};
    const std::vector<facts::Value> no{Answers::yes_no(false)};
    const std::vector<facts::Value> open{facts::Value{}};
    const auto ends = [&](const std::vector<std::vector<facts::Value>>& list, bool is_complete) {
        return statuses(book, Answers(book.rules).records(visits, list, is_complete));
    };
    BOOST_TEST(ends({yes, no}, true) == "not fired, fired");
    BOOST_TEST(ends({yes, yes}, true) == "fired, not fired");
    BOOST_TEST(ends({yes, open}, true) == "undecided, undecided");
    BOOST_TEST(ends({yes, no}, false) == "undecided, undecided");
    BOOST_TEST(ends({yes, yes}, false) == "fired, not fired");
    BOOST_TEST(statuses(book, Answers(book.rules)) == "undecided, undecided");
}

BOOST_AUTO_TEST_CASE(the_verdict_lies_between_what_fired_and_what_may_still_fire) {
    OnQuestions book({Verb::caution, Verb::refer, Verb::avoid});
    book.rules.rules[1].if_unknown = IfUnknown::presume;
    eval::Result result;
    screen(book.rules, said(book, "y??").profile, result);
    BOOST_TEST(statuses(result) == "fired, presumed, undecided");
    BOOST_TEST((bounds(result) == Bounds{Verdict::proceed_with_conditions, Verdict::refer_first,
                                         Verdict::do_not_proceed}));
    BOOST_TEST(!result.is_complete);
    screen(book.rules, said(book, "nnn").profile, result);
    BOOST_TEST((bounds(result) == Bounds(3, Verdict::proceed)));
    BOOST_TEST(result.is_complete);
}

BOOST_AUTO_TEST_CASE(what_is_ignored_holds_nothing_open) {
    OnQuestions book({Verb::suggest}, IfUnknown::ignore);
    eval::Result result;
    screen(book.rules, said(book, "?").profile, result);
    BOOST_TEST(statuses(result) == "undecided");
    BOOST_TEST(result.is_complete);
    OnQuestions asks({Verb::suggest});
    screen(asks.rules, said(asks, "?").profile, result);
    BOOST_TEST(statuses(result) == "undecided");
    BOOST_TEST(!result.is_complete);
}

BOOST_AUTO_TEST_CASE(where_the_guard_is_no_nothing_applies_and_while_it_is_unknown_perhaps) {
    HandMade book;
    const ExprId guard = book.is(book.yes_no("guard"));
    const ExprId pain = book.is(book.yes_no("pain"));
    book.rules.applies_to = guard;
    book.rule("avoid", book.all({guard, pain}), none, Verb::avoid);
    book.finish();
    eval::Result result;
    screen(book.rules, said(book, "ny").profile, result);
    BOOST_TEST((bounds(result) == Bounds(3, Verdict::not_applicable)));
    screen(book.rules, said(book, "?y").profile, result);
    BOOST_TEST((bounds(result) ==
                Bounds{Verdict::not_applicable, Verdict::proceed, Verdict::do_not_proceed}));
    screen(book.rules, said(book, "yy").profile, result);
    BOOST_TEST((bounds(result) == Bounds(3, Verdict::do_not_proceed)));
}

BOOST_AUTO_TEST_CASE(what_only_somebody_absent_could_decide_is_deferred_and_holds_nothing_open) {
    OnQuestions book({Verb::avoid, Verb::refer});
    book.ask_whom(0, Respondent::clinician);
    const Respondents patient_alone{true, false};
    eval::Result result;
    screen(book.rules, said(book, "??").profile, result, patient_alone);
    BOOST_TEST(result.deferred == (std::vector<std::uint8_t>{1, 0}));
    BOOST_TEST((result.at_most == Verdict::refer_first));
    screen(book.rules, said(book, "??").profile, result);
    BOOST_TEST(result.deferred == (std::vector<std::uint8_t>{0, 0}));
    BOOST_TEST((result.at_most == Verdict::do_not_proceed));
}

BOOST_AUTO_TEST_CASE(an_outcome_is_certain_where_one_of_its_rules_fired) {
    OnQuestions book({Verb::suggest, Verb::suggest, Verb::refer}, IfUnknown::presume);
    book.rules.outcomes.resize(2);
    book.rules.outcome_order = {OutcomeId{1}, OutcomeId{0}};  // the strictest first
    book.rules.rules[0].outcomes = {OutcomeId{0}};
    book.rules.rules[1].outcomes = {OutcomeId{0}};
    book.rules.rules[2].outcomes = {OutcomeId{1}};
    const auto found = [&](const char* answered) {
        eval::Result result;
        screen(book.rules, said(book, answered).profile, result);
        return result.outcomes;
    };
    using Outcomes = std::vector<OutcomeFound>;
    const OutcomeFound certain{OutcomeId{0}, Certainty::certain};
    const OutcomeFound presumed{OutcomeId{0}, Certainty::presumed};
    BOOST_TEST((found("y?n") == Outcomes{certain}));
    BOOST_TEST((found("n?n") == Outcomes{presumed}));
    BOOST_TEST((found("nn?") == Outcomes{{OutcomeId{1}, Certainty::presumed}}));
    BOOST_TEST((found("yny") == Outcomes{{OutcomeId{1}, Certainty::certain}, certain}));
    BOOST_TEST(found("nnn").empty());
}

BOOST_AUTO_TEST_CASE(rules_are_listed_by_status_in_the_order_of_the_file) {
    OnQuestions book({Verb::refer, Verb::refer, Verb::refer, Verb::refer});
    eval::Result result;
    screen(book.rules, said(book, "y?ny").profile, result);
    const auto listed = [&](Status status) {
        std::vector<std::uint32_t> rules;
        for (const RuleId rule : result.with_status[static_cast<std::size_t>(status)].rules()) {
            rules.push_back(rule.index);
        }
        return rules;
    };
    BOOST_TEST(listed(Status::fired) == (std::vector<std::uint32_t>{0, 3}));
    BOOST_TEST(listed(Status::undecided) == (std::vector<std::uint32_t>{1}));
    BOOST_TEST(listed(Status::presumed).empty());
}

BOOST_AUTO_TEST_CASE(nothing_of_one_patient_is_left_for_the_next) {
    OnQuestions book({Verb::avoid, Verb::refer});
    const eval::Compiled compiled = eval::compile(book.rules);
    eval::Result result;
    result.rules = &book.rules;
    result.compiled = &compiled;
    const auto next = [&](const char* answered) {
        const facts::Profile profile = said(book, answered).profile;
        result.facts = &profile;
        eval::screen(result);
        return statuses(result);
    };
    BOOST_TEST(next("yy") == "fired, fired");
    BOOST_TEST(next("nn") == "not fired, not fired");
    BOOST_TEST((result.verdict == Verdict::proceed));
    BOOST_TEST(next("?n") == "undecided, not fired");
    BOOST_TEST(next("ny") == "not fired, fired");
    BOOST_TEST((result.verdict == Verdict::refer_first));
}

BOOST_AUTO_TEST_CASE(what_records_contradict_is_reported_though_no_rule_hangs_on_it) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const auto times = book.number("times", 0, 10);
    const auto fever = book.yes_no("fever");
    const ExprId count = book.node(model::RecordCount{visits, {}}, ValueKind::number, {});
    const ExprId how_often = book.value(times, count);
    const ExprId often =
        book.compare(how_often, model::Comparison::greater_or_equal, book.constant(5));
    book.rule("both", book.all({book.is(fever), often}));
    book.finish();
    eval::Result result;
    screen(book.rules,
           Answers(book.rules)
               .yes_no(fever, false)
               .number(times, 4)
               .records(visits, {{Answers::yes_no(true)}})
               .profile,
           result);
    BOOST_TEST(statuses(result) == "not fired");
    BOOST_TEST((result.incidents ==
                std::vector<model::Incident>{{model::Incident::Kind::conflict, times, none}}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
