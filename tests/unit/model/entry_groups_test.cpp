// Which entries of a score are counted together, and the totals that they can reach.

#include "model/entry_groups.hpp"

#include "scores.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::testing {

namespace {

/// Totals that a score can reach with nothing known.
std::vector<std::int64_t> reachable(const Scored& book) {
    model::Values values;
    values.fit(book.rules.tree);
    model::Scratch scratch;
    model::Evaluation(book.rules, {}, values, scratch, nullptr).all();
    const model::Totals found = totals_of(book.rules, book.made(), values);
    std::vector<std::int64_t> totals;
    for (const values::Rational& each : found.each()) {
        totals.push_back(values::to_int64(each).value());
    }
    return totals;
}

using Totals = std::vector<std::int64_t>;

/// Two entries, each for at least one of the same `count` facts.
Scored two_entries_on(std::size_t count) {
    Scored book;
    std::vector<ExprId> parts;
    for (std::size_t i = 0; i < count; ++i) {
        parts.push_back(book.is(book.yes_no("f" + std::to_string(i))));
    }
    book.add({points(book.at_least_of(1, parts), 1), points(book.at_least_of(2, parts), 1)});
    return book;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(entry_groups)

BOOST_AUTO_TEST_CASE(entries_on_different_answers_stay_alone) {
    Scored book;
    book.add({points(book.is(book.yes_no("a")), 1), points(book.is(book.yes_no("b")), 3)});
    BOOST_TEST(book.made().groups.empty());
    BOOST_TEST(book.made().alone == (std::vector<std::uint32_t>{0, 1}));
    BOOST_TEST(reachable(book) == (Totals{0, 1, 3, 4}));
}

BOOST_AUTO_TEST_CASE(entries_on_one_number_are_counted_together_between_the_limits_of_their_tests) {
    Scored book;
    const ExprId pain = book.value(book.number("pain", 0, 10));
    const auto from = [&](int limit) {
        return book.compare(pain, model::Comparison::greater_or_equal, book.constant(limit));
    };
    const ExprId alone = book.is(book.yes_no("alone"));
    book.add({points(from(4), 1), points(alone, 10), points(from(7), 2)});
    BOOST_TEST_REQUIRE(book.made().groups.size() == 1U);
    const model::EntryGroup& group = book.made().groups.front();
    BOOST_TEST(group.entries == (std::vector<std::uint32_t>{0, 2}));
    BOOST_TEST(group.regions.size() == 3U);  // 0 to 3, 4 to 6, 7 to 10
    BOOST_TEST((group.points == std::vector<values::Rational>{0, 1, 3}));
    BOOST_TEST(book.made().alone == (std::vector<std::uint32_t>{1}));
    BOOST_TEST(reachable(book) == (Totals{0, 1, 3, 10, 11, 13}));
}

BOOST_AUTO_TEST_CASE(a_code_that_stands_alone_is_never_beside_another) {
    Scored book;
    const auto regions = book.choices("regions", {"neck", "none of these"});
    book.stands_alone(regions, 1);
    const ExprId list = book.value(regions);
    const auto includes = [&](std::size_t code) {
        facts::CodeSet only;
        only.insert(code);
        return book.truth(model::Includes{list, only, false}, {list});
    };
    book.add({points(includes(0), 1), points(includes(1), 5)});
    BOOST_TEST(book.made().groups.size() == 1U);
    BOOST_TEST(reachable(book) == (Totals{0, 1, 5}));
}

BOOST_AUTO_TEST_CASE(a_number_and_a_test_on_it_are_counted_together) {
    Scored book;
    const ExprId days = book.value(book.number("days", 0, 3));
    const ExprId some = book.compare(days, model::Comparison::greater, book.constant(0));
    book.add({number_entry(days), points(some, 10)});
    BOOST_TEST(reachable(book) == (Totals{0, 11, 12, 13}));
}

BOOST_AUTO_TEST_CASE(beyond_4096_combinations_entries_are_added_up_one_by_one) {
    const Scored twelve = two_entries_on(12);
    BOOST_TEST_REQUIRE(twelve.made().groups.size() == 1U);
    BOOST_TEST(twelve.made().groups.front().points.size() == 4096U);
    const Scored thirteen = two_entries_on(13);
    BOOST_TEST(thirteen.made().groups.empty());
    BOOST_TEST(thirteen.made().alone == (std::vector<std::uint32_t>{0, 1}));
}

BOOST_AUTO_TEST_CASE(rows_of_a_table_reach_one_of_their_weights) {
    Scored book;
    const ExprId a = book.is(book.yes_no("a"));
    const ExprId b = book.is(book.yes_no("b"));
    book.add({points(a, 2), points(b, 5)}, 0);
    // One of them counts: on facts of their own, each may.
    BOOST_TEST(reachable(book) == (Totals{2, 5}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
