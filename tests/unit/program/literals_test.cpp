// What an atomic test says of a word, and of a range of them.

#include "program/program.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <limits>

namespace caveat::program {

namespace {

Literal from_to_below(std::int64_t low, std::int64_t high, bool is_negated = false) {
    Literal literal;
    literal.kind = LiteralKind::interval;
    literal.low = low;
    literal.high = high;
    literal.is_negated = is_negated;
    return literal;
}

Literal of_codes_one_and_two(LiteralKind kind) {
    Literal literal;
    literal.kind = kind;
    literal.codes.insert(1);
    literal.codes.insert(2);
    return literal;
}

bool holds_at(const Literal& literal, std::int64_t value) {
    return holds(literal, static_cast<std::uint64_t>(value));
}

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

}  // namespace

BOOST_AUTO_TEST_SUITE(literals)

BOOST_AUTO_TEST_CASE(an_interval_has_its_low_end_and_not_its_high_one) {
    const Literal literal = from_to_below(4, 7);
    BOOST_TEST(!holds_at(literal, 3));
    BOOST_TEST(holds_at(literal, 4));
    BOOST_TEST(holds_at(literal, 6));
    BOOST_TEST(!holds_at(literal, 7));
    BOOST_TEST(holds_at(from_to_below(4, 7, true), 3));
    BOOST_TEST(!holds_at(from_to_below(4, 7, true), 4));
}

BOOST_AUTO_TEST_CASE(words_of_numbers_may_be_negative) {
    BOOST_TEST(holds_at(from_to_below(-3, 1), -3));
    BOOST_TEST(!holds_at(from_to_below(-3, 1), -4));
}

BOOST_AUTO_TEST_CASE(a_range_is_decided_where_all_of_it_lies_inside_or_outside) {
    const Literal literal = from_to_below(4, 7);
    BOOST_TEST((truth_between(literal, 4, 6) == Truth::yes));
    BOOST_TEST((truth_between(literal, 3, 4) == Truth::unknown));
    BOOST_TEST((truth_between(literal, 6, 7) == Truth::unknown));
    BOOST_TEST((truth_between(literal, 0, 3) == Truth::no));
    BOOST_TEST((truth_between(literal, 7, 9) == Truth::no));
    BOOST_TEST((truth_between(from_to_below(4, 7, true), 7, 9) == Truth::yes));
}

BOOST_AUTO_TEST_CASE(an_end_that_is_left_out_is_without_end) {
    const Literal at_least_two = from_to_below(2, most);
    BOOST_TEST((truth_between(at_least_two, 2, most) == Truth::yes));
    BOOST_TEST((truth_between(at_least_two, 1, most) == Truth::unknown));
    const Literal below_two = from_to_below(least, 2);
    BOOST_TEST((truth_between(below_two, least, 1) == Truth::yes));
    BOOST_TEST((truth_between(below_two, 2, most) == Truth::no));
}

BOOST_AUTO_TEST_CASE(a_choice_is_a_position_and_choices_are_a_mask) {
    const Literal one = of_codes_one_and_two(LiteralKind::one_of);
    BOOST_TEST(!holds(one, 0));
    BOOST_TEST(holds(one, 2));
    const Literal any = of_codes_one_and_two(LiteralKind::any_of);
    BOOST_TEST(!holds(any, 0b1001));
    BOOST_TEST(holds(any, 0b1010));
    const Literal all = of_codes_one_and_two(LiteralKind::all_of);
    BOOST_TEST(!holds(all, 0b1010));
    BOOST_TEST(holds(all, 0b0110));
    BOOST_TEST(holds(all, 0b1111));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::program
