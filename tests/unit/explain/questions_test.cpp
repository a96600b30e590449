// Which questions are asked, of whom and in which order.

#include "explain/explainer.hpp"
#include "unit/support/screened.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {
namespace {

using explain::Asked;

/// A rule set with answers, screened.
struct Screened {
    eval::Result result;
    facts::Profile profile;

    Screened(const HandMade& book, const Answers& answers, Respondents respondents = {})
        : profile(answers.profile) {
        screen(book.rules, profile, result, respondents);
    }
    std::string order(Asked asked = Asked::now) {
        explain::Explainer explainer(result, {});
        std::string names;
        for (const Question& question : explainer.questions(asked)) {
            if (!names.empty()) names += ", ";
            names += result.rules->catalogue[question.fact.index].name;
        }
        return names;
    }
    std::vector<Question> questions(Asked asked = Asked::now) {
        return explain::Explainer(result, {}).questions(asked);
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_strictest_verb_comes_first_then_the_number_of_rules_then_the_file) {
    HandMade book;
    const auto a = book.yes_no("a");
    const auto b = book.yes_no("b");
    const auto c = book.yes_no("c");
    const auto d = book.yes_no("d");
    book.rule("one", book.is(a), none, Verb::suggest);
    book.rule("two", book.is(b), none, Verb::suggest);
    book.rule("three", book.all({book.is(c), book.is(b)}), none, Verb::suggest);
    book.rule("four", book.is(d), none, Verb::avoid);
    book.finish();
    Screened found(book, Answers(book.rules));
    BOOST_TEST(found.order() == "d, b, a, c");
    const auto questions = found.questions();
    BOOST_TEST(questions[1].rules.size() == 2U);
    BOOST_TEST((questions[0].strictest == Verb::avoid));
}

BOOST_AUTO_TEST_CASE(a_gate_comes_directly_before_what_it_guards) {
    HandMade book;
    const auto other = book.yes_no("other");
    const auto detail = book.yes_no("detail");
    const auto inner = book.yes_no("inner gate");
    const auto outer = book.yes_no("outer gate");
    // The outer gate is met as an ordinary test first: it is a gate all the same.
    book.rules.gate[inner] = book.is(outer);
    book.rules.gate[detail] = book.is(inner);
    book.rule("plain", book.is(other), none, Verb::avoid);
    book.rule("guarded", book.any({book.is(outer), book.is(detail)}), none, Verb::suggest);
    book.finish();
    BOOST_TEST(Screened(book, Answers(book.rules)).order() ==
               "other, outer gate, inner gate, detail");
    BOOST_TEST(Screened(book, Answers(book.rules).yes_no(outer, false)).order() == "other");
}

BOOST_AUTO_TEST_CASE(null_is_not_asked_again_and_ignore_asks_nothing) {
    HandMade book;
    const auto a = book.yes_no("a");
    const auto b = book.yes_no("b");
    const auto c = book.yes_no("c");
    const RuleId both = book.rule("both", book.all({book.is(a), book.is(b)}));
    const RuleId silent = book.rule("silent", book.is(c), none, Verb::inform, IfUnknown::ignore);
    book.finish();
    Screened found(book, Answers(book.rules).null(a));
    BOOST_TEST(found.order() == "b");
    explain::Explainer explainer(found.result, {});
    BOOST_TEST(explainer.unknown_facts(both) == (std::vector<std::string>{"facts.a", "facts.b"}),
               boost::test_tools::per_element());
    BOOST_TEST(explainer.asks(both).size() == 1U);
    BOOST_TEST(explainer.asks(silent).empty());
    BOOST_TEST(explainer.unknown_facts(silent).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_ignored_rule_is_asked_about_when_it_may_lift_one_that_waits) {
    HandMade book;
    const auto a = book.yes_no("a");
    const auto b = book.yes_no("b");
    const RuleId lifted = book.rule("lifted", book.is(a), none, Verb::inform);
    book.rule("lifting", book.is(b), none, Verb::inform, IfUnknown::ignore, {lifted});
    book.finish();
    BOOST_TEST(Screened(book, Answers(book.rules).yes_no(a, true)).order() == "b");
    BOOST_TEST(Screened(book, Answers(book.rules).yes_no(a, false)).order() == "");
}

BOOST_AUTO_TEST_CASE(what_only_others_can_answer_is_deferred) {
    HandMade book;
    const auto pain = book.yes_no("pain");
    const auto relaxes = book.yes_no("muscle relaxes");
    book.ask_whom(relaxes, Respondent::clinician);
    book.rule("both", book.all({book.is(pain), book.is(relaxes)}));
    book.rule("seen", book.is(relaxes, true), none, Verb::avoid);
    book.finish();
    const Respondents patient{true, false};
    Screened found(book, Answers(book.rules), patient);
    BOOST_TEST(found.order() == "pain");
    BOOST_TEST(found.order(Asked::later) == "muscle relaxes");
    BOOST_TEST(found.questions(Asked::later).front().rules.size() == 1U);
    // Once the patient has said all, both wait for the clinician.
    Screened answered(book, Answers(book.rules).yes_no(pain, true), patient);
    BOOST_TEST(answered.order() == "");
    BOOST_TEST(answered.questions(Asked::later).front().rules.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_exemption_that_only_others_can_see_is_left_for_them_to_check) {
    HandMade book;
    const auto pain = book.yes_no("pain");
    const auto trained = book.yes_no("therapist is trained");
    book.ask_whom(trained, Respondent::clinician);
    const RuleId rule = book.rule("training", book.is(pain), book.is(trained));
    book.finish();
    const Answers answers = Answers(book.rules).yes_no(pain, true);
    Screened alone(book, answers, {true, false});
    BOOST_TEST(int(alone.result.statuses[rule.index]) == int(Status::presumed));
    BOOST_TEST(int(alone.result.deferred[rule.index]) == 0);
    BOOST_TEST(alone.order() == "");
    BOOST_TEST(alone.order(Asked::later) == "therapist is trained");
    Screened together(book, answers);
    BOOST_TEST(together.order() == "therapist is trained");
    BOOST_TEST(together.order(Asked::later) == "");
}

BOOST_AUTO_TEST_CASE(a_near_miss_counts_a_test_that_is_written_twice_once) {
    HandMade book;
    const auto pain = book.number("pain", 0, 10);
    const auto fever = book.yes_no("fever");
    const auto severe = [&](std::int64_t from) {
        return book.compare(book.value(pain), model::Comparison::greater_or_equal,
                            book.constant(from));
    };
    const RuleId twice = book.rule("twice", book.all({severe(7), book.is(fever), severe(7)}));
    const RuleId both = book.rule("both", book.all({severe(7), book.is(fever), severe(8)}));
    book.finish();
    Screened found(book, Answers(book.rules).number(pain, 6).yes_no(fever, true));
    explain::Explainer explainer(found.result, {});
    const auto miss = explainer.near_miss(twice);
    BOOST_REQUIRE(miss.has_value());
    BOOST_TEST(miss->text == "pain is 6, needs at least 7");
    BOOST_TEST(!explainer.near_miss(both).has_value());
}

BOOST_AUTO_TEST_CASE(open_fields_are_asked_by_their_path) {
    HandMade book;
    const auto sessions = book.records(
        "sessions", "session", {{"date", FactKind::date}, {"spasm eased", FactKind::yes_no}}, 0);
    const auto first = static_cast<ExprId>(book.rules.tree.size());
    const ExprId body = book.field_is(sessions, 1);
    book.rule("eased", book.truth(model::RecordsAtLeast{sessions, 1, {body, first}}, {}));
    const ExprId latest = book.node(model::Measure{model::MeasureKind::latest, sessions, 1, {}},
                                    ValueKind::yes_no, {});
    book.rule("latest", book.denied(book.truth(model::YesNo{latest}, {})), none, Verb::avoid);
    book.finish();
    const auto day = [](std::uint8_t number) { return Answers::day({2026, 11, number}); };
    Answers answers(book.rules);
    answers.records(sessions, {{day(2), {}}, {day(9), {}}, {day(16), {}}});
    Screened found(book, answers);
    explain::Explainer explainer(found.result, {});
    BOOST_TEST(explainer.unknown_facts(RuleId{0}).size() == 3U);
    // Only the last session can be the latest, and with no rival its day does not matter.
    BOOST_TEST(explainer.unknown_facts(RuleId{1}) ==
                   (std::vector<std::string>{"facts.sessions[2].spasm_eased"}),
               boost::test_tools::per_element());
    const auto questions = found.questions();
    BOOST_REQUIRE(questions.size() == 1U);
    BOOST_TEST(
        questions.front().paths == (std::vector<std::string>{"facts.sessions[0].spasm_eased",
                                                             "facts.sessions[1].spasm_eased",
                                                             "facts.sessions[2].spasm_eased"}),
        boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(
    two_records_of_one_day_that_leave_open_which_is_the_latest_ask_for_the_records) {
    HandMade book;
    const auto sessions = book.records(
        "sessions", "session", {{"date", FactKind::date}, {"spasm eased", FactKind::yes_no}}, 0);
    const ExprId latest = book.node(model::Measure{model::MeasureKind::latest, sessions, 1, {}},
                                    ValueKind::yes_no, {});
    book.rule("latest", book.denied(book.truth(model::YesNo{latest}, {})));
    book.finish();
    const auto day = [](std::uint8_t number) { return Answers::day({2026, 11, number}); };
    const auto eased = Answers::yes_no(true);
    const auto not_eased = Answers::yes_no(false);
    const auto unknown_with = [&](std::vector<std::vector<facts::Value>> records) {
        Answers answers(book.rules);
        answers.records(sessions, std::move(records));
        Screened found(book, answers);
        std::string text;
        for (const std::string& path : explain::Explainer(found.result, {}).unknown_facts({0})) {
            text += (text.empty() ? "" : ", ") + path;
        }
        // Somebody is asked whenever something is open.
        BOOST_TEST(found.questions().empty() == text.empty());
        return text;
    };
    BOOST_TEST(unknown_with({{day(9), eased}, {day(9), not_eased}}) == "facts.sessions");
    BOOST_TEST(unknown_with({{day(9), eased}, {day(2), not_eased}, {day(9), not_eased}}) ==
               "facts.sessions");
    // Where more can be said about one of them, that may decide it; their day still may, too.
    BOOST_TEST(unknown_with({{day(9), eased}, {day(9), {}}}) ==
               "facts.sessions[1].spasm_eased, facts.sessions");
    BOOST_TEST(unknown_with({{day(9), eased}, {{}, not_eased}}) == "facts.sessions[1].date");
    // A date that is only known to the month does not hide them from each other.
    const auto in_november = [&] {
        facts::Value date = day(1);
        date.dates.high = day(30).dates.high;
        return date;
    }();
    BOOST_TEST(unknown_with({{day(1), eased}, {in_november, eased}, {day(1), not_eased}}) ==
               "facts.sessions[1].date, facts.sessions");
    // No question where both say the same, or where a later one says it all.
    BOOST_TEST(unknown_with({{day(9), eased}, {day(9), eased}}) == "");
    BOOST_TEST(unknown_with({{day(9), eased}, {day(9), not_eased}, {day(16), eased}}) == "");
    BOOST_TEST(unknown_with({{day(9), eased}, {day(9), eased}, {{}, not_eased}}) ==
               "facts.sessions[2].date");
}

BOOST_AUTO_TEST_CASE(an_item_that_cannot_reach_the_threshold_is_not_asked) {
    HandMade book;
    const auto small = book.yes_no("small");
    const auto great = book.yes_no("great");
    const ExprId score = book.score("score", {{book.is(small), 1, none, {}, 0, false, {}},
                                              {book.is(great), 10, none, {}, 0, false, {}}});
    book.rule("at least 10",
              book.compare(score, model::Comparison::greater_or_equal, book.constant(10)));
    book.finish();
    BOOST_TEST(Screened(book, Answers(book.rules)).order() == "great");
    BOOST_TEST(Screened(book, Answers(book.rules).yes_no(great, false)).order() == "");

    HandMade other;
    const auto one = other.yes_no("one");
    const auto ten = other.yes_no("ten");
    const ExprId strict = other.score(
        "strict",
        {{other.is(one), 1, none, {}, 0, false, {}}, {other.is(ten), 10, none, {}, 0, false, {}}},
        {}, true);
    other.rule("at least 10",
               other.compare(strict, model::Comparison::greater_or_equal, other.constant(10)));
    other.finish();
    // A strict score is known only when every item is.
    BOOST_TEST(Screened(other, Answers(other.rules)).order() == "one, ten");
}

BOOST_AUTO_TEST_CASE(sums_of_facts_and_weights_with_decimals_are_taken_apart_too) {
    HandMade book;
    const auto pain = book.number("pain", 0, 10);
    const auto bonus = book.yes_no("bonus");
    const ExprId score = book.score(
        "score", {{book.is(bonus), *values::Rational::from(1, 2), none, {}, 0, false, {}}});
    const ExprId sum =
        book.node(model::Arithmetic{model::ArithmeticOperator::add, book.value(pain), score},
                  ValueKind::number, {});
    // Half a point cannot carry a whole number from below 7 to 7, but from 6 to above 6.
    book.rule("seven", book.compare(sum, model::Comparison::greater_or_equal, book.constant(7)));
    book.rule("above six", book.compare(sum, model::Comparison::greater, book.constant(6)));
    book.finish();
    Screened found(book, Answers(book.rules));
    explain::Explainer explainer(found.result, {});
    BOOST_TEST(explainer.asks(RuleId{0}).size() == 1U);
    BOOST_TEST(explainer.asks(RuleId{1}).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_number_that_cannot_be_the_greatest_that_matters_is_not_asked) {
    HandMade book;
    const auto a = book.number("a", 0, 10);
    const auto b = book.number("b", 0, 5);
    const ExprId greatest = book.node(
        model::Extreme{
            true, book.rules.tree.add_children(std::vector<ExprId>{book.value(a), book.value(b)})},
        ValueKind::number, {});
    book.rule("seven",
              book.compare(greatest, model::Comparison::greater_or_equal, book.constant(7)));
    book.rule("five",
              book.compare(greatest, model::Comparison::greater_or_equal, book.constant(5)));
    book.rule("above five", book.compare(greatest, model::Comparison::greater, book.constant(5)));
    book.finish();
    Screened found(book, Answers(book.rules));
    explain::Explainer explainer(found.result, {});
    BOOST_TEST(explainer.asks(RuleId{0}).size() == 1U);
    BOOST_TEST(explainer.asks(RuleId{1}).size() == 2U);
    BOOST_TEST(explainer.asks(RuleId{2}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_reason_prefers_the_answer_to_the_records_that_stand_in_for_it) {
    HandMade book;
    const auto sessions = book.records("sessions", "session", {{"spasm eased", FactKind::yes_no}});
    const auto count = book.number("sessions completed", 0, 100);
    book.value(count, book.node(model::RecordCount{sessions, {}}, ValueKind::number, {}));
    book.rule("two", book.at_least(count, 2));
    book.finish();
    Answers answers(book.rules);
    answers.records(sessions, {{Answers::yes_no(true)}, {Answers::yes_no(false)}});
    Screened from_records(book, answers);
    explain::Explainer first(from_records.result, {});
    BOOST_TEST((first.why(RuleId{0}).facts == std::vector<FactId>{{sessions}}));
    Screened from_answer(book, answers.number(count, 2));
    explain::Explainer second(from_answer.result, {});
    const Why why = second.why(RuleId{0});
    BOOST_TEST((why.facts == std::vector<FactId>{{count}}));
    BOOST_TEST(why.reasons.front().text == "sessions completed is 2, at least 2");
}

BOOST_AUTO_TEST_CASE(a_trace_shows_every_test_with_its_value) {
    HandMade book;
    const auto spasm = book.yes_no("muscle spasm");
    const auto pain = book.number("pain nrs", 0, 10);
    const auto check = book.yes_no("medical check done");
    const RuleId rule =
        book.rule("rule", book.all({book.is(spasm), book.at_least(pain, 7)}), book.is(check));
    book.rule("other", book.is(check), none, Verb::inform, IfUnknown::ask, {rule});
    book.finish();
    Screened found(book, Answers(book.rules).number(pain, 8));
    explain::Explainer explainer(found.result, {});
    std::string text;
    for (const TraceNode& node : explainer.trace(rule)) {
        static constexpr const char* words[] = {"no", "unknown", "yes"};
        text += std::string(node.depth * 2, ' ') + node.text + " -> " +
                words[static_cast<int>(node.truth)] + "\n";
    }
    BOOST_TEST(text ==
               "when -> unknown\n"
               "  all of -> unknown\n"
               "    muscle spasm: not known -> unknown\n"
               "    pain nrs is 8, at least 7 -> yes\n"
               "unless -> unknown\n"
               "  medical check done: not known -> unknown\n"
               "lifted by other: undecided -> unknown\n");
}

}  // namespace caveat::testing
