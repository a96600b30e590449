// What is evaluated for every patient, whether it matters or not, since it may meet something to
// report.

#include "compiled.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace caveat::testing {

namespace {

/// Names of the lists with which something is looked at, or `always`.
std::vector<std::string> watched(HandMade& book) {
    std::vector<std::string> found;
    const program::Program program = compiled(book);
    for (const program::AlwaysEvaluated& each : program.always_evaluated) {
        found.push_back(each.records == program::none ? "always"
                                                      : book.rules.catalogue[each.records].key);
    }
    return found;
}

using Names = std::vector<std::string>;

ExprId product(HandMade& book, ExprId left, ExprId right) {
    return book.node(model::Arithmetic{model::ArithmeticOperator::multiply, left, right},
                     ValueKind::number, {left, right});
}

/// A rule on the number, so that it is needed.
void test(HandMade& book, ExprId number) {
    book.rule("test", book.compare(number, model::Comparison::greater, book.constant(5)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(always_evaluated)

BOOST_AUTO_TEST_CASE(sums_of_whole_answers_and_their_multiples_stay_within_exact_arithmetic) {
    HandMade book;
    const ExprId a = book.value(book.number("a", 0, 10));
    const ExprId b = book.value(book.number("b", 0, 10));
    const ExprId twice = product(book, book.constant(2), b);
    test(book, book.node(model::Arithmetic{model::ArithmeticOperator::add, a, twice},
                         ValueKind::number, {a, twice}));
    BOOST_TEST(watched(book) == Names{});
}

BOOST_AUTO_TEST_CASE(a_product_of_answers_of_18_digits_and_a_quotient_may_leave_it) {
    HandMade book;
    const ExprId a = book.value(book.number("a", 0, 10));
    const ExprId b = book.value(book.number("b", 1, 10));
    test(book, product(book, a, b));
    BOOST_TEST(watched(book) == Names{"always"});
    HandMade other;
    const ExprId c = other.value(other.number("c", 0, 10));
    const ExprId d = other.value(other.number("d", 1, 10));
    test(other, other.node(model::Arithmetic{model::ArithmeticOperator::divide, c, d},
                           ValueKind::number, {c, d}));
    BOOST_TEST(watched(other) == Names{"always"});
}

BOOST_AUTO_TEST_CASE(records_that_stand_in_may_contradict_an_answer_while_they_are_given) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const ExprId count = book.node(model::RecordCount{visits, {}}, ValueKind::number, {});
    test(book, book.value(book.number("times", 0, 10), count));
    BOOST_TEST(watched(book) == Names{"visits"});
}

BOOST_AUTO_TEST_CASE(a_count_of_nothing_known_contradicts_a_number_that_may_be_below_0) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const ExprId count = book.node(model::RecordCount{visits, {}}, ValueKind::number, {});
    test(book, book.value(book.number("times", -1, 10), count));
    BOOST_TEST(watched(book) == (Names{"visits", "always"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
