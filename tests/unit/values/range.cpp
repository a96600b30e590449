#include "values/range.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <random>
#include <vector>

using caveat::Decimal;
using caveat::Truth;
using namespace caveat::values;

BOOST_AUTO_TEST_SUITE(range)

namespace {

const Bound infinite = Bound::plus_infinity();
const Bound minus_infinite = Bound::minus_infinity();

Rational number(const char* text) {
    return *Rational::from(*Decimal::from_text(text));
}

Range whole(std::int64_t low, std::int64_t high) {
    return {low, high, true};
}
Range real(const char* low, const char* high) {
    return {number(low), number(high), false};
}

/// Ranges with small ends and the numbers in steps of a half that they hold (far ends stand in for
/// infinity), for checking against plain counting. Beside an end that is left out stands one number
/// so near to it that sums, differences and products of a few show on which side it lies.
struct Sampled {
    Range range;
    std::vector<Rational> members;
};

Sampled sampled(std::mt19937& random) {
    const auto half = [](std::int64_t n) { return *Rational::from(n, 2); };
    std::int64_t low = static_cast<std::int64_t>(random() % 17) - 8;
    std::int64_t high = low + static_cast<std::int64_t>(random() % 9);
    const bool is_whole = random() % 2 == 0;
    if (is_whole) low -= low % 2, high -= high % 2;
    const bool has_open_low = !is_whole && low < high && random() % 4 == 0;
    const bool has_open_high = !is_whole && low < high && random() % 4 == 0;
    Range range{has_open_low ? Bound::just_above(half(low)) : Bound(half(low)),
                has_open_high ? Bound::just_below(half(high)) : Bound(half(high)), is_whole};
    const Rational near = *Rational::from(1, 1'000'000);
    if (random() % 8 == 0) range.low = minus_infinite, low = -60;
    if (random() % 8 == 0) range.high = infinite, high = 60;
    Sampled result{range, {}};
    for (std::int64_t n = low; n <= high; ++n) {
        Rational member = half(n);
        if (range.low == Bound::just_above(member)) member = *add(member, near);
        if (range.high == Bound::just_below(half(n))) member = *subtract(member, near);
        if (!is_whole || n % 2 == 0) result.members.push_back(member);
        // What two ranges share between their open ends.
        const Rational quarter = *Rational::from(2 * n + 1, 4);
        if (!is_whole && n < high) result.members.push_back(quarter);
    }
    return result;
}

/// What every pair of values says together.
Truth by_counting(const Sampled& a, const Sampled& b,
                  const std::function<bool(const Rational&, const Rational&)>& test) {
    bool some_yes = false;
    bool some_no = false;
    for (const Rational& x : a.members) {
        for (const Rational& y : b.members) (test(x, y) ? some_yes : some_no) = true;
    }
    return some_yes && some_no ? Truth::unknown : (some_yes ? Truth::yes : Truth::no);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_tenth_and_two_tenths_are_at_least_three_tenths) {
    bool overflow = false;
    const Range sum = add(single(number("0.1")), single(number("0.2")), overflow);
    BOOST_CHECK(less_or_equal(single(number("0.3")), sum) == Truth::yes);
    BOOST_CHECK(equal(sum, single(number("0.3"))) == Truth::yes);
    BOOST_TEST(!overflow);
}

BOOST_AUTO_TEST_CASE(comparisons_are_decided_as_soon_as_every_pair_agrees) {
    const Range low_to_mid = whole(0, 5);
    BOOST_CHECK(less(low_to_mid, whole(6, 9)) == Truth::yes);
    BOOST_CHECK(less(low_to_mid, whole(5, 9)) == Truth::unknown);
    BOOST_CHECK(less(whole(5, 9), low_to_mid) == Truth::no);
    BOOST_CHECK(less_or_equal(low_to_mid, whole(5, 9)) == Truth::yes);
    BOOST_CHECK(less_or_equal(whole(6, 9), low_to_mid) == Truth::no);
    BOOST_CHECK(less_or_equal(all(), single(7)) == Truth::unknown);
    BOOST_CHECK(less(single(7), all()) == Truth::unknown);
    BOOST_CHECK(less(all(), all()) == Truth::unknown);
    BOOST_CHECK(less({0, infinite, false}, single(0)) == Truth::no);
    BOOST_CHECK(less({0, infinite, false}, {minus_infinite, -1, false}) == Truth::no);
    BOOST_CHECK(less({minus_infinite, -1, false}, {0, infinite, false}) == Truth::yes);
}

BOOST_AUTO_TEST_CASE(a_whole_number_never_equals_a_fraction) {
    BOOST_CHECK(equal(whole(0, 10), single(number("2.5"))) == Truth::no);
    BOOST_CHECK(equal(whole(0, 10), real("2.1", "2.9")) == Truth::no);
    BOOST_CHECK(equal(whole(0, 10), real("2.1", "3")) == Truth::unknown);
    BOOST_CHECK(equal(real("0", "10"), single(number("2.5"))) == Truth::unknown);
    BOOST_CHECK(equal(single(3), single(3)) == Truth::yes);
    BOOST_CHECK(equal(single(3), single(4)) == Truth::no);
    BOOST_CHECK(equal(whole(0, 3), whole(4, 5)) == Truth::no);
    BOOST_CHECK(inside(whole(0, 10), single(number("2.1")), single(number("2.9"))) == Truth::no);
}

BOOST_AUTO_TEST_CASE(between_includes_both_ends) {
    BOOST_CHECK(inside(single(3), single(3), single(5)) == Truth::yes);
    BOOST_CHECK(inside(single(5), single(3), single(5)) == Truth::yes);
    BOOST_CHECK(inside(single(2), single(3), single(5)) == Truth::no);
    BOOST_CHECK(inside(single(6), single(3), single(5)) == Truth::no);
    BOOST_CHECK(inside(whole(3, 5), single(3), single(5)) == Truth::yes);
    BOOST_CHECK(inside(whole(2, 5), single(3), single(5)) == Truth::unknown);
    BOOST_CHECK(inside(single(4), whole(3, 5), single(9)) == Truth::unknown);
    BOOST_CHECK(inside(all(), single(5), single(3)) == Truth::no);
}

BOOST_AUTO_TEST_CASE(whole_ranges_have_whole_ends) {
    BOOST_CHECK(make_range(number("0.5"), number("3.5"), true) == whole(1, 3));
    BOOST_CHECK(!make_range(number("2.1"), number("2.9"), true));
    BOOST_CHECK(!make_range(3, 2, false));
    BOOST_CHECK(make_range(minus_infinite, infinite, false) == all());
    BOOST_CHECK(!make_range(infinite, infinite, false));
    BOOST_CHECK(!make_range(minus_infinite, minus_infinite, false));
    BOOST_CHECK(make_range(2, 2, false) == (Range{2, 2, false}));
    BOOST_TEST(contains(whole(0, 3), 2));
    BOOST_TEST(!contains(whole(0, 3), number("2.5")));
    BOOST_TEST(!contains(whole(0, 3), 4));
    BOOST_TEST(contains(all(), -4));
}

BOOST_AUTO_TEST_CASE(infinite_ends_follow_their_rules) {
    bool overflow = false;
    const Range from_one{1, infinite, false};
    const Range from_zero{0, infinite, false};
    BOOST_CHECK(add(from_one, single(2), overflow) == (Range{3, infinite, false}));
    BOOST_CHECK(subtract(from_one, from_one, overflow) == all());
    BOOST_CHECK(multiply(from_one, single(0), overflow) == (Range{0, 0, false}));
    BOOST_CHECK(multiply(all(), single(0), overflow) == (Range{0, 0, false}));
    BOOST_CHECK(multiply(from_one, single(-2), overflow) == (Range{minus_infinite, -2, false}));
    BOOST_CHECK(multiply(all(), all(), overflow) == all());
    BOOST_CHECK(multiply(from_zero, from_one, overflow) == from_zero);
    BOOST_CHECK(divide(single(6), from_one, overflow) == (Range{0, 6, false}));
    BOOST_CHECK(divide(from_one, from_one, overflow) == from_zero);
    BOOST_CHECK(divide(single(6), {minus_infinite, -2, false}, overflow) == (Range{-3, 0, false}));
    BOOST_TEST(!overflow);
}

BOOST_AUTO_TEST_CASE(quotients_are_exact) {
    bool overflow = false;
    BOOST_CHECK(divide(single(1), single(3), overflow) == single(*Rational::from(1, 3)));
    BOOST_CHECK(divide(whole(1, 2), single(2), overflow) == real("0.5", "1"));
    BOOST_CHECK(divide(single(70), single(number("3.0625")), overflow) ==
                single(*Rational::from(160, 7)));
    BOOST_TEST(divide(single(6), single(3), overflow).whole);
    BOOST_TEST(!overflow);
    for (const Range& divisor : {single(0), whole(-1, 1), whole(0, 3), whole(-3, 0), all()}) {
        overflow = false;
        BOOST_CHECK(divide(single(1), divisor, overflow) == all());
        BOOST_TEST(overflow);
    }
}

BOOST_AUTO_TEST_CASE(overflow_makes_everything_possible_and_is_told) {
    const Range huge = single(*power(10, 38));
    bool overflow = false;
    BOOST_CHECK(add(huge, huge, overflow) == all());
    BOOST_TEST(overflow);
    overflow = false;
    BOOST_CHECK(multiply(huge, single(10), overflow) == all());
    BOOST_TEST(overflow);
    overflow = false;
    BOOST_CHECK(multiply(Range{0, *power(10, 38), true}, whole(1, 10), overflow) == all());
    BOOST_TEST(overflow);
    overflow = true;
    BOOST_CHECK(add(single(1), single(1), overflow) == single(2));
    BOOST_TEST(overflow);  // never taken back
}

BOOST_AUTO_TEST_CASE(rounding_keeps_what_is_possible) {
    bool overflow = false;
    BOOST_CHECK(round(real("2.4", "3.5"), 0, overflow) == whole(2, 4));
    BOOST_CHECK(round(real("-2.5", "2.44"), 1, overflow) == real("-2.5", "2.4"));
    BOOST_CHECK(round(all(), 0, overflow) == (Range{minus_infinite, infinite, true}));
    BOOST_TEST(!overflow);
}

BOOST_AUTO_TEST_CASE(arithmetic_and_comparison_agree_with_counting) {
    std::mt19937 random(42);
    bool overflow = false;
    for (int round_number = 0; round_number < 4000; ++round_number) {
        const Sampled a = sampled(random);
        const Sampled b = sampled(random);
        const Range sum = add(a.range, b.range, overflow);
        const Range difference = subtract(a.range, b.range, overflow);
        const Range product = multiply(a.range, b.range, overflow);
        const Range least = minimum(a.range, b.range);
        const Range most = maximum(a.range, b.range);
        const Range both_of_them = hull(a.range, b.range);
        Range tight_sum{infinite, minus_infinite, false};
        Range tight_product = tight_sum;
        const auto widen = [](Range& range, const Rational& value) {
            range.low = std::min(range.low, Bound(value));
            range.high = std::max(range.high, Bound(value));
        };
        for (const Rational& x : a.members) {
            BOOST_REQUIRE(contains(a.range, x) && contains(both_of_them, x));
            for (const Rational& y : b.members) {
                BOOST_REQUIRE(contains(sum, *add(x, y)));
                BOOST_REQUIRE(contains(difference, *subtract(x, y)));
                BOOST_REQUIRE(contains(product, *multiply(x, y)));
                BOOST_REQUIRE(contains(least, minimum(x, y)));
                BOOST_REQUIRE(contains(most, maximum(x, y)));
                widen(tight_sum, *add(x, y));
                widen(tight_product, *multiply(x, y));
            }
        }
        const auto is_finite = [](const Range& r) {
            return r.low.is_finite() && r.high.is_finite();
        };
        // An end that is left out is approached: to within what the nearest members show.
        const Rational far = *Rational::from(1, 1000);
        const auto is_met = [&](const Bound& end, const Bound& tight) {
            if (end.step == 0) return end == tight;
            const Rational gap = *subtract(end.value, tight.value);
            return !gap.is_zero() && gap < far && negate(gap) < far;
        };
        if (is_finite(a.range) && is_finite(b.range)) {
            BOOST_REQUIRE(is_met(sum.low, tight_sum.low) && is_met(sum.high, tight_sum.high));
            BOOST_REQUIRE(is_met(product.low, tight_product.low));
            BOOST_REQUIRE(is_met(product.high, tight_product.high));
        }
        using R = const Rational&;
        BOOST_REQUIRE(less(a.range, b.range) == by_counting(a, b, [](R x, R y) { return x < y; }));
        BOOST_REQUIRE(less_or_equal(a.range, b.range) ==
                      by_counting(a, b, [](R x, R y) { return x <= y; }));
        BOOST_REQUIRE(equal(a.range, b.range) ==
                      by_counting(a, b, [](R x, R y) { return x == y; }));
        const Truth common = by_counting(a, b, [](R x, R y) { return x == y; });
        BOOST_REQUIRE(intersect(a.range, b.range).has_value() == (common != Truth::no));
    }
    BOOST_TEST(!overflow);
}

BOOST_AUTO_TEST_CASE(between_agrees_with_counting) {
    std::mt19937 random(43);
    for (int round_number = 0; round_number < 1500; ++round_number) {
        const Sampled a = sampled(random);
        const Sampled low = sampled(random);
        const Sampled high = sampled(random);
        bool some_yes = false;
        bool some_no = false;
        for (const Rational& x : a.members) {
            for (const Rational& l : low.members) {
                for (const Rational& h : high.members) {
                    (l <= x && x <= h ? some_yes : some_no) = true;
                }
                if (some_yes && some_no) break;
            }
        }
        const Truth expected =
            some_yes && some_no ? Truth::unknown : (some_yes ? Truth::yes : Truth::no);
        BOOST_REQUIRE(inside(a.range, low.range, high.range) == expected);
    }
}

BOOST_AUTO_TEST_CASE(what_is_below_a_number_does_not_reach_it) {
    const Range below{0, Bound::just_below(5), false};
    const Range above{Bound::just_above(5), infinite, false};
    BOOST_CHECK(less(below, single(5)) == Truth::yes);
    BOOST_CHECK(less_or_equal(single(5), below) == Truth::no);
    BOOST_CHECK(less(below, single(4)) == Truth::unknown);
    BOOST_CHECK(less(single(5), above) == Truth::yes);
    BOOST_CHECK(less(below, above) == Truth::yes);
    BOOST_CHECK(equal(below, single(5)) == Truth::no);
    BOOST_CHECK(equal(below, above) == Truth::no);
    BOOST_TEST(!contains(below, 5));
    BOOST_TEST(!make_range(Bound::just_above(5), 5, false));
    BOOST_TEST(!make_range(Bound::just_above(4), Bound::just_below(5), true));
    BOOST_CHECK(make_range(Bound::just_above(3), Bound::just_below(6), true) == whole(4, 5));
}

BOOST_AUTO_TEST_CASE(arithmetic_keeps_ends_open_where_they_are_not_reached) {
    bool overflow = false;
    const Range below{0, Bound::just_below(5), false};
    BOOST_CHECK(add(below, single(1), overflow) == (Range{1, Bound::just_below(6), false}));
    BOOST_CHECK(subtract(single(1), below, overflow) == (Range{Bound::just_above(-4), 1, false}));
    BOOST_CHECK(multiply(below, single(-2), overflow) == (Range{Bound::just_above(-10), 0, false}));
    BOOST_CHECK(multiply(below, single(0), overflow) == (Range{0, 0, false}));
    BOOST_CHECK(multiply({Bound::just_above(0), 1, false}, real("0", "2"), overflow) ==
                real("0", "2"));
    BOOST_CHECK(multiply({Bound::just_above(0), 1, false}, real("1", "2"), overflow) ==
                (Range{Bound::just_above(0), 2, false}));
    BOOST_CHECK(divide(single(1), {Bound::just_above(2), 4, false}, overflow) ==
                (Range{number("0.25"), Bound::just_below(number("0.5")), false}));
    BOOST_TEST(!overflow);
}

BOOST_AUTO_TEST_CASE(what_lies_just_beside_a_half_is_rounded_to_its_own_side) {
    bool overflow = false;
    const auto rounded = [&](const Bound& low, const Bound& high) {
        return round({low, high, false}, 0, overflow);
    };
    const Rational half = number("2.5");
    BOOST_CHECK(rounded(0, Bound::just_below(half)) == whole(0, 2));
    BOOST_CHECK(rounded(0, half) == whole(0, 3));
    BOOST_CHECK(rounded(Bound::just_above(half), 5) == whole(3, 5));
    BOOST_CHECK(rounded(Bound::just_above(negate(half)), 0) == whole(-2, 0));
    BOOST_CHECK(rounded(-5, Bound::just_below(negate(half))) == whole(-5, -3));
    BOOST_CHECK(rounded(Bound::just_above(2), Bound::just_below(3)) == whole(2, 3));
    BOOST_TEST(!overflow);
}

BOOST_AUTO_TEST_CASE(ranges_read_as_words) {
    BOOST_TEST(to_text(Range{0, Bound::just_below(number("0.5")), false}) == "0 to below 0.5");
    BOOST_TEST(to_text(Range{Bound::just_above(90), infinite, false}) == "above 90");
    BOOST_TEST(to_text(single(7)) == "7");
    BOOST_TEST(to_text(real("0.5", "10")) == "0.5 to 10");
    BOOST_TEST(to_text(Range{3, infinite, true}) == "at least 3");
    BOOST_TEST(to_text(Range{minus_infinite, 5, true}) == "at most 5");
    BOOST_TEST(to_text(all()) == "any number");
}

BOOST_AUTO_TEST_SUITE_END()
