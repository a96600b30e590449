// Lanes as rows of bits: which lanes every state of every source leaves possible.

#include "program/blocks.hpp"

#include "compiled.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::testing {

namespace {

using program::Blocks;

Blocks laid_out(HandMade& book) {
    const program::Program program = compiled(book);
    return program::lay_out(program, book.rules);
}

/// The first four lanes of the first block that a state of a group leaves possible: `0110` is the
/// second and the third.
std::string possible(const Blocks& blocks, std::uint32_t group, std::uint32_t state) {
    for (std::uint32_t i = 0; i < blocks.groups_of_blocks.size(); ++i) {
        const program::BlockGroup& each = blocks.groups_of_blocks[i];
        if (each.group != group) continue;
        const std::uint64_t word = blocks.rows[blocks.row_of_state[each.states + state]].words[0];
        std::string text;
        for (std::size_t lane = 0; lane < 4; ++lane) text += (word >> lane & 1U) != 0 ? '1' : '0';
        return text;
    }
    return "no such group";
}

/// What each value of a table leads to.
std::string table(const Blocks& blocks, const program::Group& group) {
    std::string text;
    for (std::uint32_t i = 0; i < group.table_count; ++i) {
        text += std::to_string(blocks.tables[group.first_table + i]);
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(blocks)

BOOST_AUTO_TEST_CASE(a_state_of_a_number_lies_between_two_thresholds) {
    HandMade book;
    const auto fact = book.number("pain", 0, 10);
    const ExprId pain = book.value(fact);
    book.rule("severe", book.at_least(fact, 7));
    book.rule("mild", book.compare(pain, model::Comparison::less, book.constant(4)));
    book.rule("medium",
              book.truth(model::Between{pain, book.constant(4), book.constant(6)}, {pain}));
    book.rule("other", book.is(book.yes_no("other")));
    const Blocks blocks = laid_out(book);
    BOOST_TEST_REQUIRE(blocks.groups.size() == 2U);
    const program::Group& group = blocks.groups[1];
    BOOST_TEST((group.kind == program::SourceKind::number));
    BOOST_TEST(blocks.cuts == (std::vector<std::int64_t>{4, 7}));
    BOOST_TEST(group.states == 3U);
    BOOST_TEST(table(blocks, group) == "00001112222");  // of 0 to 10
    BOOST_TEST(possible(blocks, 1, 0) == "0101");
    BOOST_TEST(possible(blocks, 1, 1) == "0011");
    BOOST_TEST(possible(blocks, 1, 2) == "1001");
    // One state more: nothing is known, and everything possible.
    BOOST_TEST(possible(blocks, 1, 3) == "1111");
}

BOOST_AUTO_TEST_CASE(a_lane_is_left_by_what_all_its_tests_allow) {
    HandMade book;
    const auto fact = book.number("pain", 0, 10);
    const ExprId pain = book.value(fact);
    // One lane with two tests on one number: 4 to 6.
    book.rule("medium", book.all({book.at_least(fact, 4),
                                  book.compare(pain, model::Comparison::less, book.constant(7))}));
    const Blocks blocks = laid_out(book);
    BOOST_TEST(possible(blocks, 0, 0)[0] == '0');
    BOOST_TEST(possible(blocks, 0, 1)[0] == '1');
    BOOST_TEST(possible(blocks, 0, 2)[0] == '0');
}

BOOST_AUTO_TEST_CASE(the_state_of_a_choice_is_its_code_and_of_a_question_its_answer) {
    HandMade book;
    const ExprId hands = book.value(book.choice("hands", {"gentle", "firm", "deep"}));
    facts::CodeSet soft;
    soft.insert(0);
    soft.insert(1);
    const ExprId is_soft = book.truth(model::IsOneOf{hands, soft}, {hands});
    const ExprId fever = book.is(book.yes_no("fever"));
    book.rule("soft", is_soft);
    book.rule("hard", book.denied(is_soft));
    book.rule("fever", fever);
    book.rule("well", book.denied(fever));
    const Blocks blocks = laid_out(book);
    // Sources stand by kind: the question comes before the choice.
    BOOST_TEST(possible(blocks, 0, 0) == "1101");
    BOOST_TEST(possible(blocks, 0, 1) == "1110");
    BOOST_TEST(possible(blocks, 1, 0) == "1011");
    BOOST_TEST(possible(blocks, 1, 1) == "1011");
    BOOST_TEST(possible(blocks, 1, 2) == "0111");
}

BOOST_AUTO_TEST_CASE(the_state_of_choices_has_a_bit_for_each_of_four_tests) {
    HandMade book;
    const ExprId list =
        book.value(book.choices("regions", {"a", "b", "c", "d", "e", "f", "g", "h", "i"}));
    for (std::size_t code = 0; code < 5; ++code) {
        facts::CodeSet only;
        only.insert(code);
        book.rule(std::to_string(code), book.truth(model::Includes{list, only, false}, {list}));
    }
    const Blocks blocks = laid_out(book);
    BOOST_TEST_REQUIRE(blocks.groups.size() == 2U);
    BOOST_TEST(blocks.groups[0].states == 16U);
    BOOST_TEST(blocks.groups[1].states == 2U);
    BOOST_TEST(possible(blocks, 0, 0b0101) == "1010");
    // Nine codes take two bytes, each with a table of the tests that it meets.
    BOOST_TEST_REQUIRE(blocks.codes.size() == 1U);
    BOOST_TEST(blocks.codes[0].byte_count == 2U);
    BOOST_TEST(blocks.code_tables.size() == 512U);
    BOOST_TEST(blocks.code_tables[0b0001'0010] == 0b1'0010U);
    BOOST_TEST(blocks.code_tables[256 + 1] == 0U);
}

BOOST_AUTO_TEST_CASE(a_lane_settles_its_rule_or_a_condition_of_several) {
    HandMade book;
    const ExprId a = book.is(book.yes_no("a"));
    const ExprId b = book.is(book.yes_no("b"));
    book.rule("shared", a);
    book.rule("as well", a);
    book.rule("own", b);
    const Blocks blocks = laid_out(book);
    BOOST_TEST_REQUIRE(blocks.targets.size() == 2U);
    BOOST_TEST(blocks.targets[0].target == (0U | program::LaneTarget::complex_bit));
    BOOST_TEST(blocks.targets[1].target == 2U);
    // The rules on the first condition, by their place among the complex ones (1, then 0).
    BOOST_TEST(blocks.first_complex == (std::vector<std::uint32_t>{0, 2, 2}));
    BOOST_TEST(blocks.complex == (std::vector<std::uint32_t>{0, 1}));
}

BOOST_AUTO_TEST_CASE(what_costs_more_comes_late_and_is_looked_at_where_a_lane_hangs_on_it) {
    HandMade book;
    const ExprId fever = book.is(book.yes_no("fever"));
    const ExprId a = book.value(book.number("a", 0, 10));
    const ExprId b = book.value(book.number("b", 0, 10));
    book.rule("tree", book.all({fever, book.compare(a, model::Comparison::less, b)}));
    const Blocks blocks = laid_out(book);
    BOOST_TEST(blocks.groups.size() == 2U);
    BOOST_TEST(blocks.early_groups == 1U);
    BOOST_TEST(blocks.blocks[0].early_count == 1U);
    BOOST_TEST(blocks.blocks[0].late_count == 1U);
}

BOOST_AUTO_TEST_CASE(a_block_has_512_lanes_and_the_next_one_begins_with_the_513th) {
    HandMade book;
    for (int i = 0; i < 513; ++i) {
        book.rule(std::to_string(i), book.is(book.yes_no("f" + std::to_string(i))));
    }
    const Blocks blocks = laid_out(book);
    BOOST_TEST_REQUIRE(blocks.blocks.size() == 2U);
    BOOST_TEST(blocks.blocks[0].lane_count == 512U);
    BOOST_TEST(blocks.blocks[0].words == 8U);
    BOOST_TEST(blocks.blocks[1].lane_count == 1U);
    BOOST_TEST(blocks.blocks[1].words == 1U);
    BOOST_TEST(blocks.targets[512].target == 512U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
