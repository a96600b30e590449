// Which nodes of a tree mean the same, so that they are looked at once.

#include "model/sharing.hpp"

#include "unit/support/hand_made.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

namespace caveat::testing {

namespace {

bool mean_the_same(const HandMade& book, ExprId a, ExprId b) {
    const std::vector<ExprId> first = model::representatives(book.rules.tree);
    return first[a] == first[b];
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sharing)

BOOST_AUTO_TEST_CASE(a_node_is_represented_by_the_first_that_means_the_same) {
    HandMade book;
    const ExprId pain = book.value(book.number("pain", 0, 10));
    const ExprId seven = book.constant(7);
    const ExprId again = book.constant(7);
    const ExprId eight = book.constant(8);
    BOOST_TEST(model::representatives(book.rules.tree) ==
               (std::vector<ExprId>{pain, seven, seven, eight}));
    BOOST_TEST(again == 2U);
}

BOOST_AUTO_TEST_CASE(what_reads_equal_nodes_in_the_same_way_is_equal) {
    HandMade book;
    const ExprId pain = book.value(book.number("pain", 0, 10));
    using enum model::Comparison;
    const ExprId test = book.compare(pain, less, book.constant(7));
    BOOST_TEST(mean_the_same(book, test, book.compare(pain, less, book.constant(7))));
    BOOST_TEST(!mean_the_same(book, test, book.compare(pain, less, book.constant(8))));
    BOOST_TEST(!mean_the_same(book, test, book.compare(pain, less_or_equal, book.constant(7))));
    BOOST_TEST(!mean_the_same(book, test, book.compare(book.constant(7), less, pain)));
}

BOOST_AUTO_TEST_CASE(names_that_authors_gave_make_no_difference_and_units_do) {
    HandMade book;
    const ExprId pain = book.value(book.number("pain", 0, 10));
    const ExprId seven = book.constant(7);
    model::Compare named{model::Comparison::less, pain, seven};
    const ExprId plain = book.truth(named, {pain});
    named.left_name = book.rules.tree.name_index("how bad it is");
    BOOST_TEST(mean_the_same(book, plain, book.truth(named, {pain})));
    // 7 m: the same number in the base, shown otherwise.
    BOOST_TEST(!mean_the_same(book, seven, book.constant(7, "m")));
}

BOOST_AUTO_TEST_CASE(a_field_of_one_list_is_not_that_of_another) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const auto calls = book.records("calls", "call", {{"eased"}});
    BOOST_TEST(mean_the_same(book, book.field_is(visits, 0), book.field_is(visits, 0)));
    BOOST_TEST(!mean_the_same(book, book.field_is(visits, 0), book.field_is(calls, 0)));
}

BOOST_AUTO_TEST_CASE(counts_differ_by_what_they_count) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}, {"bad"}});
    const auto count = [&](std::uint32_t field) {
        const model::Where where = book.where([&] { return book.field_is(visits, field); });
        return book.node(model::RecordCount{visits, where}, ValueKind::number, {});
    };
    const ExprId eased = count(0);
    BOOST_TEST(mean_the_same(book, eased, count(0)));
    BOOST_TEST(!mean_the_same(book, eased, count(1)));
    BOOST_TEST(!mean_the_same(book, eased,
                              book.node(model::RecordCount{visits, {}}, ValueKind::number, {})));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
