// From the typed tree to a program: every distinct test once, `not` moved inward, conditions as
// lanes, and what decides each rule.

#include "compiled.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

namespace caveat::testing {

namespace {

using model::Comparison;

/// The seven tests of one condition, of which some count is asked.
std::vector<ExprId> questions(HandMade& book, const char* names) {
    std::vector<ExprId> tests;
    for (const char* name = names; *name != '\0'; ++name) {
        tests.push_back(book.is(book.yes_no(std::string(1, *name))));
    }
    return tests;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compiler)

BOOST_AUTO_TEST_CASE(and_is_one_lane_and_or_is_a_lane_for_each_part) {
    HandMade book;
    const auto parts = questions(book, "ab");
    book.rule("both", book.all(parts));
    book.rule("one", book.any(parts));
    BOOST_TEST(dumped(book) ==
               "source yes/no a\n"
               "  l0 yes\n"
               "source yes/no b\n"
               "  l1 yes\n"
               "condition c0 = l0 l1\n"
               "condition c1 = l0 | l1\n"
               "rule both = c0\n"
               "rule one when c1\n");
}

BOOST_AUTO_TEST_CASE(not_moves_inward_to_the_tests) {
    HandMade book;
    const auto parts = questions(book, "ab");
    book.rule("neither", book.denied(book.any(parts)));
    book.rule("not both", book.denied(book.all(parts)));
    BOOST_TEST(dumped(book) ==
               "source yes/no a\n"
               "  l0 no\n"
               "source yes/no b\n"
               "  l1 no\n"
               "condition c0 = l0 l1\n"
               "condition c1 = l0 | l1\n"
               "rule neither = c0\n"
               "rule not both when c1\n");
}

BOOST_AUTO_TEST_CASE(a_test_is_there_once_however_often_and_in_whatever_words_it_is_asked) {
    HandMade book;
    const auto fact = book.number("pain", 0, 10);
    const ExprId pain = book.value(fact);
    const ExprId severe = book.at_least(fact, 7);
    const ExprId again = book.at_least(fact, 7);
    const ExprId below = book.compare(pain, Comparison::less, book.constant(7));
    book.rule("severe", severe, none);
    book.rule("again", book.all({again, book.is(book.yes_no("a"))}));
    book.rule("mild", book.any({below, book.denied(again)}));
    BOOST_TEST(dumped(book) ==
               "source yes/no a\n"
               "  l0 yes\n"
               "source number pain\n"
               "  l1 [7 .. )\n"
               "  l2 [ .. 7)\n"
               "condition c0 = l1\n"
               "condition c1 = l0 l1\n"
               "condition c2 = l2\n"
               "rule severe = c0\n"
               "rule again = c1\n"
               "rule mild = c2\n");
}

BOOST_AUTO_TEST_CASE(a_condition_of_two_rules_an_exemption_or_an_override_makes_a_rule_complex) {
    HandMade book;
    const auto parts = questions(book, "abc");
    book.rule("shared", parts[0]);
    book.rule("as well", parts[0]);
    const RuleId lifted = book.rule("lifted", parts[1]);
    book.rule("lifts", parts[2], parts[0], Verb::refer, IfUnknown::ask, {lifted});
    const program::Program program = compiled(book);
    BOOST_TEST(program::dump(program, book.rules) ==
               "source yes/no a\n"
               "  l0 yes\n"
               "source yes/no b\n"
               "  l1 yes\n"
               "source yes/no c\n"
               "  l2 yes\n"
               "condition c0 = l0\n"
               "condition c1 = l1\n"
               "condition c2 = l2\n"
               "rule shared when c0\n"
               "rule as well when c0\n"
               "rule lifted when c1 lifted by lifts\n"
               "rule lifts when c2 unless c0\n");
    // In the order of evaluation: what lifts comes first.
    BOOST_TEST(program.complex_rules == (std::vector<std::uint32_t>{3, 2, 1, 0}));
}

BOOST_AUTO_TEST_CASE(a_gate_must_hold_with_the_test_that_it_guards) {
    HandMade book;
    const auto female = book.yes_no("female");
    const auto pregnant = book.yes_no("pregnant");
    book.rules.gate[pregnant] = book.is(female);
    const ExprId test = book.is(pregnant);
    book.rule("pregnant", test);
    book.rule("not pregnant", book.denied(test));
    BOOST_TEST(dumped(book) ==
               "source yes/no female\n"
               "  l0 yes\n"
               "  l1 no\n"
               "source yes/no pregnant\n"
               "  l2 yes\n"
               "  l3 no\n"
               "condition c0 = l0 l2\n"
               "condition c1 = l3 | l1\n"
               "rule pregnant = c0\n"
               "rule not pregnant when c1\n");
}

BOOST_AUTO_TEST_CASE(more_than_eight_alternatives_are_counted_and_not_written_out) {
    HandMade book;
    const auto parts = questions(book, "abcde");
    book.rule("two of five", book.at_least_of(2, parts));
    BOOST_TEST(dumped(book) ==
               "derived d0 at least 2 of l0 l1 l2 l3 l4\n"
               "source yes/no a\n"
               "  l0 yes\n"
               "source yes/no b\n"
               "  l1 yes\n"
               "source yes/no c\n"
               "  l2 yes\n"
               "source yes/no d\n"
               "  l3 yes\n"
               "source yes/no e\n"
               "  l4 yes\n"
               "source derived d0\n"
               "  l5 yes\n"
               "condition c0 = l5\n"
               "rule two of five = c0\n");
}

BOOST_AUTO_TEST_CASE(so_many_denied_are_what_is_left_over_denied) {
    HandMade book;
    const auto parts = questions(book, "abc");
    // Not at least three: at least one is not.
    book.rule("not all", book.denied(book.at_least_of(3, parts)));
    BOOST_TEST(dumped(book) ==
               "source yes/no a\n"
               "  l0 no\n"
               "source yes/no b\n"
               "  l1 no\n"
               "source yes/no c\n"
               "  l2 no\n"
               "condition c0 = l0 | l1 | l2\n"
               "rule not all when c0\n");
}

BOOST_AUTO_TEST_CASE(records_are_counted_by_tests_on_their_fields) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"pain", FactKind::number}, {"eased"}});
    const model::Where bad = book.where([&] {
        const ExprId severe =
            book.compare(book.field(visits, 0), Comparison::greater_or_equal, book.constant(7));
        return book.all({severe, book.field_is(visits, 1, true)});
    });
    book.rule("twice", book.truth(model::RecordsAtLeast{visits, 2, bad}, {}));
    book.rule("at most once", book.truth(model::RecordsAtMost{visits, 1, bad}, {}));
    book.rule("any", book.truth(model::RecordsAtLeast{visits, 1, {}}, {}));
    const program::Program program = compiled(book);
    BOOST_TEST(program::dump(program, book.rules) ==
               "count n0 of visits where pain [7 .. ) eased no\n"
               "count n1 of visits where any\n"
               "source count n0\n"
               "  l0 [2 .. )\n"
               "  l1 [ .. 2)\n"
               "source count n1\n"
               "  l2 [1 .. )\n"
               "condition c0 = l0\n"
               "condition c1 = l1\n"
               "condition c2 = l2\n"
               "rule twice = c0\n"
               "rule at most once = c1\n"
               "rule any = c2\n");
    // Which tests a pain of 0 to 10 passes, and `no` and `yes`, are looked up.
    const program::RecordTests& tests = program.record_tests.front();
    BOOST_TEST_REQUIRE(tests.fields.size() == 2U);
    const program::FieldTable& pain = tests.fields[0];
    BOOST_TEST(pain.count == 11U);
    BOOST_TEST(tests.tables[pain.first + 6] == 0U);
    BOOST_TEST(tests.tables[pain.first + 7] == 0b01U);
    const program::FieldTable& eased = tests.fields[1];
    BOOST_TEST(eased.count == 2U);
    BOOST_TEST(tests.tables[eased.first] == 0b10U);
    BOOST_TEST(tests.tables[eased.first + 1] == 0U);
}

BOOST_AUTO_TEST_CASE(what_is_no_plain_test_is_asked_of_the_tree_with_all_that_it_needs) {
    HandMade book;
    const ExprId pain = book.value(book.number("pain", 0, 10));
    const ExprId before = book.value(book.number("pain before", 0, 10));
    book.rule("worse", book.compare(pain, Comparison::greater, before));
    const program::Program program = compiled(book);
    BOOST_TEST(program::dump(program, book.rules) ==
               "source tree t0 of 3 nodes\n"
               "  l0 yes\n"
               "condition c0 = l0\n"
               "rule worse = c0\n");
    const auto nodes = program.nodes_of(program.subtrees.front());
    BOOST_TEST((std::vector<ExprId>(nodes.begin(), nodes.end()) == std::vector<ExprId>{0, 1, 2}));
}

BOOST_AUTO_TEST_CASE(the_guard_of_all_rules_is_a_condition_of_its_own) {
    HandMade book;
    const auto parts = questions(book, "ab");
    book.rules.applies_to = parts[0];
    book.rule("guarded", book.all(parts));
    BOOST_TEST(dumped(book) ==
               "source yes/no a\n"
               "  l0 yes\n"
               "source yes/no b\n"
               "  l1 yes\n"
               "condition c0 = l0 l1\n"
               "condition c1 = l0\n"
               "rule guarded = c0\n"
               "applies to c1\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
