// Answers that contradict each other, and answers that were given although they do not apply.

#include "eval/second_look.hpp"

#include "in_words.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <vector>

namespace caveat::testing {

namespace {

using Found = std::vector<std::uint32_t>;

struct Looking : HandMade {
    std::uint32_t female = yes_no("female");
    std::uint32_t pregnant = yes_no("pregnant");
    std::uint32_t low = number("diastolic", 0, 300);
    std::uint32_t high = number("systolic", 0, 300);

    Looking() {
        rules.gate[pregnant] = is(female);
        const ExprId above = compare(value(low), model::Comparison::greater, value(high));
        rules.impossible.push_back({above, "The lower pressure is above the upper one."});
        rule("some", is(pregnant));
        finish();
    }
    [[nodiscard]] Found contradictions(const Answers& answers) const {
        const eval::Compiled compiled = eval::compile(rules);
        eval::SecondLook look(rules, compiled);
        const auto found = look.contradictions(answers.profile);
        return {found.begin(), found.end()};
    }
    [[nodiscard]] Found not_asked(const Answers& answers) const {
        const eval::Compiled compiled = eval::compile(rules);
        eval::SecondLook look(rules, compiled);
        const auto found = look.not_asked(answers.profile);
        return {found.begin(), found.end()};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(second_look)

BOOST_AUTO_TEST_CASE(answers_contradict_each_other_where_the_impossible_certainly_holds) {
    Looking book;
    const auto of = [&](int low, int high) {
        return book.contradictions(
            Answers(book.rules).number(book.low, low).number(book.high, high));
    };
    BOOST_TEST(of(79, 80) == Found{});
    BOOST_TEST(of(80, 80) == Found{});
    BOOST_TEST(of(81, 80) == Found{0});
    BOOST_TEST(book.contradictions(Answers(book.rules).number(book.low, 81)) == Found{});
}

BOOST_AUTO_TEST_CASE(an_answer_behind_a_gate_that_is_certainly_shut_was_not_asked) {
    Looking book;
    const auto of = [&](const Answers& answers) { return book.not_asked(answers); };
    BOOST_TEST(of(Answers(book.rules).yes_no(book.female, false).yes_no(book.pregnant, true)) ==
               Found{book.pregnant});
    BOOST_TEST(of(Answers(book.rules).yes_no(book.female, true).yes_no(book.pregnant, true)) ==
               Found{});
    BOOST_TEST(of(Answers(book.rules).yes_no(book.pregnant, true)) == Found{});
    BOOST_TEST(of(Answers(book.rules).yes_no(book.female, false)) == Found{});
    BOOST_TEST(of(Answers(book.rules).yes_no(book.female, false).null(book.pregnant)) == Found{});
}

BOOST_AUTO_TEST_CASE(a_rule_set_without_gates_and_contradictions_needs_no_second_look) {
    HandMade plain;
    plain.rule("a", plain.is(plain.yes_no("a")));
    plain.finish();
    const eval::Compiled compiled = eval::compile(plain.rules);
    BOOST_TEST(!eval::SecondLook(plain.rules, compiled).is_needed());
    Looking book;
    const eval::Compiled looked = eval::compile(book.rules);
    BOOST_TEST(eval::SecondLook(book.rules, looked).is_needed());
    BOOST_TEST(looked.impossible[0].facts == (Found{book.low, book.high}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
