// Which unanswered facts can still change a rule.

#include "eval/open_facts.hpp"

#include "in_words.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

namespace {

/// The open facts of the first rule: `a b(gate) visits[0].eased c(null)`.
std::string open(const HandMade& book, const Answers& answers, std::uint32_t rule = 0) {
    eval::Result result;
    screen(book.rules, answers.profile, result);
    model::Values values = eval::values_of(result);
    model::Scratch scratch;
    eval::OpenFacts facts(result, values, scratch);
    std::string text;
    for (const eval::OpenFact& each : facts.of(RuleId{rule})) {
        const facts::Fact& fact = book.rules.catalogue[each.fact];
        text += (text.empty() ? "" : " ") + fact.key;
        if (each.record) {
            text += "[" + std::to_string(*each.record) + "]." + fact.fields[each.field].key;
        }
        if (each.is_null) text += "(null)";
        if (each.is_gate) text += "(gate)";
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(open_facts)

BOOST_AUTO_TEST_CASE(a_rule_that_is_decided_waits_for_nothing) {
    HandMade book;
    const auto a = book.yes_no("a");
    const auto b = book.yes_no("b");
    book.rule("both", book.all({book.is(a), book.is(b)}));
    book.finish();
    BOOST_TEST(open(book, Answers(book.rules)) == "a b");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(a, true)) == "b");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(a, false)) == "");
}

BOOST_AUTO_TEST_CASE(of_alternatives_those_that_are_ruled_out_ask_nothing) {
    HandMade book;
    const auto facts = std::vector{book.yes_no("a"), book.yes_no("b"), book.yes_no("c")};
    const ExprId pair = book.all({book.is(facts[0]), book.is(facts[1])});
    book.rule("either", book.any({pair, book.is(facts[2])}));
    book.finish();
    BOOST_TEST(open(book, Answers(book.rules)) == "a b c");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(facts[0], false)) == "c");
}

BOOST_AUTO_TEST_CASE(what_was_asked_and_is_not_known_is_not_asked_again) {
    HandMade book;
    const auto a = book.yes_no("a");
    book.rule("a", book.is(a));
    book.finish();
    BOOST_TEST(open(book, Answers(book.rules).null(a)) == "a(null)");
    BOOST_TEST(open(book, Answers(book.rules).wrong(a)) == "a");
}

BOOST_AUTO_TEST_CASE(a_gate_comes_before_what_it_opens_and_a_shut_one_asks_nothing) {
    HandMade book;
    const auto female = book.yes_no("female");
    const auto pregnant = book.yes_no("pregnant");
    book.rules.gate[pregnant] = book.is(female);
    book.rule("pregnant", book.is(pregnant));
    book.finish();
    BOOST_TEST(open(book, Answers(book.rules)) == "female(gate) pregnant");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(female, true)) == "pregnant");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(female, false)) == "");
}

BOOST_AUTO_TEST_CASE(an_exemption_is_asked_for_while_the_rule_is_presumed) {
    HandMade book;
    const auto a = book.yes_no("a");
    const auto exempt = book.yes_no("exempt");
    book.rule("a", book.is(a), book.is(exempt));
    book.finish();
    BOOST_TEST(open(book, Answers(book.rules).yes_no(a, true)) == "exempt");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(exempt, false)) == "a");
}

BOOST_AUTO_TEST_CASE(a_rule_that_may_lift_another_is_asked_for_with_it) {
    HandMade book;
    const auto a = book.yes_no("a");
    const auto b = book.yes_no("b");
    const RuleId lifted = book.rule("lifted", book.is(a));
    book.rule("lifts", book.is(b), none, Verb::refer, IfUnknown::ask, {lifted});
    book.finish();
    BOOST_TEST(open(book, Answers(book.rules).yes_no(a, true)) == "b");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(a, true), 1) == "b");
}

BOOST_AUTO_TEST_CASE(an_item_that_cannot_reach_the_limit_with_what_is_left_is_not_asked) {
    HandMade book;
    const auto ten = book.yes_no("ten");
    const auto one = book.yes_no("one");
    const auto five = book.yes_no("five");
    std::vector<model::ScoreEntry> entries(3);
    const std::uint32_t facts[] = {ten, one, five};
    const int weights[] = {10, 1, 5};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].condition = book.is(facts[i]);
        entries[i].weight = weights[i];
    }
    const ExprId total = book.score("total", entries);
    book.rule("high", book.compare(total, model::Comparison::greater_or_equal, book.constant(10)));
    book.finish();
    // 1 and 5 make 6, and with 10 they are not needed.
    BOOST_TEST(open(book, Answers(book.rules)) == "ten");
    BOOST_TEST(open(book, Answers(book.rules).yes_no(ten, false)) == "");
}

BOOST_AUTO_TEST_CASE(a_field_is_asked_of_the_record_that_lacks_it_and_the_list_while_it_is_open) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const model::Where eased = book.where([&] { return book.field_is(visits, 0); });
    book.rule("any", book.truth(model::RecordsAtLeast{visits, 1, eased}, {}));
    book.finish();
    const std::vector<facts::Value> no{Answers::yes_no(false)};
    const std::vector<facts::Value> unknown{facts::Value{}};
    BOOST_TEST(open(book, Answers(book.rules)) == "visits");
    BOOST_TEST(open(book, Answers(book.rules).records(visits, {no, unknown})) == "visits[1].eased");
    BOOST_TEST(open(book, Answers(book.rules).records(visits, {no}, false)) == "visits");
    BOOST_TEST(open(book, Answers(book.rules).records(visits, {no})) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
