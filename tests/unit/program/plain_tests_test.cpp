// Which tests are intervals and sets of words, in steps of their fact's grid, and which have to be
// asked of the typed tree.

#include "program/plain_tests.hpp"

#include "compiled.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace caveat::testing {

namespace {

using model::Comparison;
using program::PlainTest;

std::optional<PlainTest> plain(HandMade& book, ExprId test) {
    return program::plain_test(book.rules, test);
}

std::string end(std::int64_t at) {
    const bool is_finite = at != std::numeric_limits<std::int64_t>::min() &&
                           at != std::numeric_limits<std::int64_t>::max();
    return is_finite ? std::to_string(at) : "";
}

/// `7..` is at least 7, `..7` below it; `tree` is no plain test.
std::string interval(HandMade& book, ExprId test) {
    const auto found = plain(book, test);
    if (!found) return "tree";
    return end(found->literal.low) + ".." + end(found->literal.high);
}

values::Rational decimal(std::int64_t thousandths) {
    return *values::Rational::from(thousandths, 1000);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_tests)

BOOST_AUTO_TEST_CASE(a_comparison_with_a_constant_is_an_interval) {
    HandMade book;
    const ExprId pain = book.value(book.number("pain", 0, 10));
    const ExprId seven = book.constant(7);
    using enum Comparison;
    BOOST_TEST(interval(book, book.compare(pain, less, seven)) == "..7");
    BOOST_TEST(interval(book, book.compare(pain, less_or_equal, seven)) == "..8");
    BOOST_TEST(interval(book, book.compare(pain, equal, seven)) == "7..8");
    BOOST_TEST(interval(book, book.compare(pain, greater_or_equal, seven)) == "7..");
    BOOST_TEST(interval(book, book.compare(pain, greater, seven)) == "8..");
    // 7 < pain
    BOOST_TEST(interval(book, book.compare(seven, less, pain)) == "8..");
}

BOOST_AUTO_TEST_CASE(numbers_that_are_not_whole_are_counted_in_thousandths) {
    HandMade book;
    const ExprId height = book.value(book.number("height", 0, 3, "m"));
    const auto from = [&](std::int64_t thousandths) {
        return book.compare(height, Comparison::greater_or_equal,
                            book.constant(decimal(thousandths), "m"));
    };
    BOOST_TEST(interval(book, from(1855)) == "1855..");
    // 1.8555 m: the next step of the grid is the first one that reaches it.
    const ExprId between = book.constant(*values::Rational::from(18555, 10000), "m");
    using enum Comparison;
    BOOST_TEST(interval(book, book.compare(height, greater_or_equal, between)) == "1856..");
    BOOST_TEST(interval(book, book.compare(height, less, between)) == "..1856");
    // No step is equal to it, so the tree has to say so.
    BOOST_TEST(interval(book, book.compare(height, equal, between)) == "tree");
}

BOOST_AUTO_TEST_CASE(between_has_both_ends) {
    HandMade book;
    const ExprId pain = book.value(book.number("pain", 0, 10));
    const auto between = [&](int low, int high) {
        return book.truth(model::Between{pain, book.constant(low), book.constant(high)}, {pain});
    };
    BOOST_TEST(interval(book, between(4, 6)) == "4..7");
    BOOST_TEST(interval(book, between(4, 4)) == "4..5");
    BOOST_TEST(interval(book, between(6, 4)) == "tree");
}

BOOST_AUTO_TEST_CASE(dates_are_compared_by_the_number_of_their_day) {
    HandMade book;
    const ExprId surgery = book.value(book.date("surgery"));
    const ExprId day = book.day({1970, 1, 11});  // ten days after the first of January
    const auto test = [&](model::DateRelation relation) {
        return interval(book, book.truth(model::DateTest{relation, surgery, day}, {surgery}));
    };
    BOOST_TEST(test(model::DateRelation::before) == "..10");
    BOOST_TEST(test(model::DateRelation::on) == "10..11");
    BOOST_TEST(test(model::DateRelation::after) == "11..");
    const ExprId month =
        book.node(model::DateConstant{values::range_of({1970, 1, 0})}, ValueKind::date, {});
    const ExprId partly =
        book.truth(model::DateTest{model::DateRelation::on, surgery, month}, {surgery});
    BOOST_TEST(interval(book, partly) == "tree");
}

BOOST_AUTO_TEST_CASE(how_many_records_is_an_interval_of_counts) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const ExprId least = book.truth(model::RecordsAtLeast{visits, 2, {}}, {});
    const ExprId most = book.truth(model::RecordsAtMost{visits, 2, {}}, {});
    BOOST_TEST(interval(book, least) == "2..");
    BOOST_TEST(interval(book, most) == "..3");
    BOOST_TEST((plain(book, least)->subject.kind == program::Subject::Kind::count));
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_one_with_none_of_its_codes) {
    HandMade book;
    const ExprId list = book.value(book.choices("regions", {"neck", "back"}));
    const auto found = plain(book, book.truth(model::IsEmpty{list}, {list}));
    BOOST_TEST_REQUIRE(found.has_value());
    BOOST_TEST((found->literal.kind == program::LiteralKind::any_of));
    BOOST_TEST((found->literal.codes == facts::CodeSet::first(2)));
    BOOST_TEST(found->literal.is_negated);
}

BOOST_AUTO_TEST_CASE(what_depends_on_the_day_on_two_facts_or_on_records_stays_with_the_tree) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const ExprId pain = book.value(book.number("pain", 0, 10));
    const ExprId before = book.value(book.number("pain before", 0, 10));
    const ExprId surgery = book.value(book.date("surgery"));
    BOOST_TEST(interval(book, book.compare(pain, Comparison::less, before)) == "tree");
    BOOST_TEST(interval(book, book.truth(model::WithinLast{surgery, 10, {}}, {surgery})) == "tree");
    const ExprId count = book.node(model::RecordCount{visits, {}}, ValueKind::number, {});
    const ExprId stood_in = book.value(book.number("times", 0, 10), count);
    const ExprId often = book.compare(stood_in, Comparison::less, book.constant(7));
    BOOST_TEST(interval(book, often) == "tree");
}

BOOST_AUTO_TEST_CASE(denied_a_half_line_is_the_other_half_and_all_else_is_negated) {
    program::Literal at_least_seven;
    at_least_seven.kind = program::LiteralKind::interval;
    at_least_seven.low = 7;
    program::Literal below_seven = at_least_seven;
    program::deny(below_seven);
    BOOST_TEST(end(below_seven.low) == "");
    BOOST_TEST(below_seven.high == 7);
    BOOST_TEST(!below_seven.is_negated);
    BOOST_TEST(below_seven.is_denied);
    program::deny(below_seven);
    BOOST_TEST(below_seven.low == 7);
    BOOST_TEST(end(below_seven.high) == "");

    program::Literal both_ends = at_least_seven;
    both_ends.high = 9;
    program::deny(both_ends);
    BOOST_TEST(both_ends.is_negated);
    BOOST_TEST(both_ends.low == 7);
    program::Literal yes;
    program::deny(yes);
    BOOST_TEST(yes.is_negated);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
