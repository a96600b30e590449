// What numbers made of others are worth: each the range of what its parts may still be.

#include "worth.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

namespace {

using model::ArithmeticOperator;

/// A number that is answered and one that is not: 6, and 2 to 4.
struct KnownAndNot : HandMade {
    std::uint32_t answered = number("known", 0, 10);
    std::uint32_t unanswered = number("unknown", 2, 4);
    ExprId six = value(answered);
    ExprId two_to_four = value(unanswered);

    [[nodiscard]] std::string worth(ExprId id) const {
        return Worth(*this, Answers(rules).number(answered, 6)).of(id);
    }
    ExprId computed(ExprId left, ArithmeticOperator op, ExprId right) {
        return node(model::Arithmetic{op, left, right}, ValueKind::number, {left, right});
    }
};

values::Rational fraction(std::int64_t numerator, std::int64_t denominator) {
    return *values::Rational::from(numerator, denominator);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(numbers)

BOOST_AUTO_TEST_CASE(arithmetic_is_the_range_of_every_result) {
    KnownAndNot book;
    const auto worth = [&](ExprId left, ArithmeticOperator op, ExprId right) {
        return book.worth(book.computed(left, op, right));
    };
    BOOST_TEST(worth(book.six, ArithmeticOperator::add, book.two_to_four) == "8 to 10");
    BOOST_TEST(worth(book.six, ArithmeticOperator::subtract, book.two_to_four) == "2 to 4");
    BOOST_TEST(worth(book.two_to_four, ArithmeticOperator::subtract, book.six) == "-4 to -2");
    BOOST_TEST(worth(book.six, ArithmeticOperator::multiply, book.two_to_four) == "12 to 24");
    BOOST_TEST(worth(book.six, ArithmeticOperator::divide, book.two_to_four) == "1.5 to 3");
}

BOOST_AUTO_TEST_CASE(arithmetic_beyond_its_limits_is_unknown_and_reported) {
    KnownAndNot book;
    ExprId power = book.constant(1'000'000'000'000);  // 10^12
    std::vector<ExprId> powers;
    for (int i = 0; i < 2; ++i) {
        power = book.computed(power, ArithmeticOperator::multiply, power);
        powers.push_back(power);
    }
    const Worth worth(book, Answers(book.rules));
    BOOST_TEST(worth.of(powers[0]) == "about 1e+24");
    BOOST_TEST(worth.of(powers[1]) == "any number");  // 10^48 has no 128 bits
    BOOST_TEST((worth.incidents ==
                std::vector<model::Incident>{{model::Incident::Kind::overflow, 0, powers[1]}}));
}

BOOST_AUTO_TEST_CASE(the_least_and_the_greatest_are_narrowed_by_what_is_known) {
    KnownAndNot book;
    const ExprId three = book.constant(3);
    const auto extreme = [&](bool is_maximum) {
        const std::vector<ExprId> parts{three, book.two_to_four, book.six};
        return book.worth(book.node(model::Extreme{is_maximum, book.rules.tree.add_children(parts)},
                                    ValueKind::number, {}));
    };
    BOOST_TEST(extreme(false) == "2 to 3");
    BOOST_TEST(extreme(true) == "6");
}

BOOST_AUTO_TEST_CASE(rounding_goes_half_away_from_zero) {
    KnownAndNot book;
    const auto rounded = [&](const values::Rational& number, int places) {
        return book.worth(
            book.node(model::Rounded{book.constant(number), places}, ValueKind::number, {}));
    };
    BOOST_TEST(rounded(fraction(249, 100), 0) == "2");
    BOOST_TEST(rounded(fraction(25, 10), 0) == "3");
    BOOST_TEST(rounded(fraction(-25, 10), 0) == "-3");
    BOOST_TEST(rounded(fraction(-249, 100), 0) == "-2");
    BOOST_TEST(rounded(fraction(25, 100), 1) == "0.3");
}

BOOST_AUTO_TEST_CASE(a_number_with_a_unit_is_rounded_in_that_unit) {
    KnownAndNot book;
    const std::uint32_t cm = book.rules.tree.unit_index(*values::find_unit("cm"));
    const auto rounded = [&](const values::Rational& number) {
        return book.worth(
            book.node(model::Rounded{book.constant(number, "cm"), 0}, ValueKind::number, {}, cm));
    };
    BOOST_TEST(rounded(fraction(1254, 10)) == "1.25");  // in metres, the base
    BOOST_TEST(rounded(fraction(1255, 10)) == "1.26");
}

BOOST_AUTO_TEST_CASE(years_since_a_birth_on_29_february_are_full_on_28_february_of_a_common_year) {
    HandMade book;
    const auto birth = book.date("birth");
    const ExprId day = book.value(birth);
    const std::uint32_t years = book.rules.tree.unit_index(*values::find_unit("a"));
    const ExprId age = book.node(model::TimeSince{values::CalendarUnit::years, day},
                                 ValueKind::number, {day}, years);
    const auto at = [&](const Date& born, const Date& as_of) {
        Answers answers(book.rules);
        answers.date(birth, born).profile.as_of = values::range_of(as_of).low;
        return Worth(book, answers).of(age);  // in months, the base
    };
    BOOST_TEST(at({2000, 2, 29}, {2026, 2, 27}) == "300");
    BOOST_TEST(at({2000, 2, 29}, {2026, 2, 28}) == "312");
    BOOST_TEST(at({2000, 2, 29}, {2028, 2, 28}) == "324");
    BOOST_TEST(at({2000, 2, 29}, {2028, 2, 29}) == "336");
    // Only the year is known: it may have been January or December.
    BOOST_TEST(at({2000, 0, 0}, {2026, 11, 20}) == "300 to 312");
    // None is counted backwards.
    BOOST_TEST(at({2026, 0, 0}, {2026, 11, 20}) == "at least 0");
}

BOOST_AUTO_TEST_CASE(codes_are_counted_from_those_present_to_those_not_ruled_out) {
    HandMade book;
    const auto regions = book.choices("regions", {"neck", "back", "hip"});
    const ExprId list = book.value(regions);
    const ExprId count = book.node(model::CodeCount{list}, ValueKind::number, {list});
    const auto worth = [&](const Answers& answers) { return Worth(book, answers).of(count); };
    BOOST_TEST(worth(Answers(book.rules)) == "0 to 3");
    BOOST_TEST(worth(Answers(book.rules).choices(regions, {})) == "0");
    BOOST_TEST(worth(Answers(book.rules).choices(regions, {0, 2})) == "2");
    BOOST_TEST(worth(Answers(book.rules).choices(regions, {0}, {})) == "1 to 3");
    BOOST_TEST(worth(Answers(book.rules).choices(regions, {0}, {1})) == "1 to 2");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
