// What holds for exact fractions, whatever integers they are made of. Included by one test file
// for the compiler's 128-bit integers and by one for Boost's; each brings the headers and
// opens a suite first.

namespace {

using caveat::Decimal;
using namespace caveat::values;

Rational number(const char* text) {
    const std::optional<Decimal> decimal = Decimal::from_text(text);
    BOOST_REQUIRE(decimal.has_value());
    return Rational::from(*decimal).value();
}

Rational fraction(std::int64_t numerator, std::int64_t denominator) {
    return Rational::from(Int128(numerator), Int128(denominator)).value();
}

Rational greatest() {
    return Rational::from(greatest_int128(), Int128(1)).value();
}

/// 1 / (2^127 - 1)
Rational least() {
    return Rational::from(Int128(1), greatest_int128()).value();
}

std::vector<Rational> samples() {
    std::vector<Rational> all = {0, 1, -1, 2, 7, -7, 10, 1000, INT64_MAX, INT64_MIN};
    for (const auto& [n, d] : {std::pair{1, 2},
                               {-1, 2},
                               {1, 3},
                               {2, 3},
                               {-2, 3},
                               {22, 7},
                               {384, 10},
                               {1, 1000000007},
                               {999999937, 1000000007}}) {
        all.push_back(fraction(n, d));
    }
    all.push_back(greatest());
    all.push_back(negate(greatest()));
    all.push_back(least());
    all.push_back(negate(least()));
    return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(decimals_add_up_exactly) {
    BOOST_CHECK(add(number("0.1"), number("0.2")) == number("0.3"));
    BOOST_CHECK(*add(number("0.1"), number("0.2")) >= number("0.3"));
    BOOST_CHECK(multiply(number("1.1"), number("1.1")) == number("1.21"));
    BOOST_CHECK(divide(number("1"), number("3")) == fraction(1, 3));
    BOOST_CHECK(multiply(fraction(1, 3), Rational(3)) == Rational(1));
    BOOST_CHECK(subtract(number("0.3"), number("0.1")) == number("0.2"));
    BOOST_CHECK(Rational::from(*Decimal::from_double(38.4)) == number("38.4"));
    BOOST_CHECK(number("38.4") == fraction(192, 5));
}

BOOST_AUTO_TEST_CASE(fractions_are_in_lowest_terms_with_the_sign_above) {
    BOOST_CHECK(fraction(2, -4) == fraction(-1, 2));
    BOOST_CHECK(fraction(-2, -4) == fraction(1, 2));
    BOOST_CHECK(fraction(0, -5) == Rational(0));
    BOOST_CHECK(fraction(0, 5).denominator() == 1);
    BOOST_CHECK(!Rational::from(Int128(1), Int128(0)));
    BOOST_CHECK(!Rational::from(Decimal{1, 19}));
    BOOST_CHECK(!Rational::from(Decimal{1, -1}));
    BOOST_CHECK(!Rational::from(Decimal{1000000000000000000, 0}));
    BOOST_CHECK(Rational::from(Decimal{100, 2}) == Rational(1));
}

BOOST_AUTO_TEST_CASE(overflow_gives_nothing) {
    BOOST_CHECK(!add(greatest(), 1));
    BOOST_CHECK(!add(negate(greatest()), -1));
    BOOST_CHECK(add(greatest(), -1).has_value());
    BOOST_CHECK(add(greatest(), negate(greatest())) == Rational(0));
    BOOST_CHECK(!multiply(greatest(), 2));
    BOOST_CHECK(multiply(greatest(), -1) == negate(greatest()));
    BOOST_CHECK(multiply(greatest(), least()) == Rational(1));
    BOOST_CHECK(!multiply(least(), least()));
    BOOST_CHECK(!add(least(), fraction(1, 2)));
    BOOST_CHECK(!divide(greatest(), fraction(1, 2)));
    BOOST_CHECK(!divide(1, 0));
    BOOST_CHECK(!divide(0, 0));
    BOOST_CHECK(divide(0, -5) == Rational(0));
    BOOST_CHECK(divide(1, -5) == fraction(-1, 5));
    BOOST_CHECK(power(10, 3) == Rational(1000));
    BOOST_CHECK(power(10, -3) == fraction(1, 1000));
    BOOST_CHECK(power(7, 0) == Rational(1));
    BOOST_CHECK(!power(10, 40));
    BOOST_CHECK(!power(0, -1));
}

BOOST_AUTO_TEST_CASE(every_pair_is_ordered_even_where_products_overflow) {
    BOOST_CHECK(negate(greatest()) < Rational(-1));
    BOOST_CHECK(negate(least()) < Rational(0));
    BOOST_CHECK(Rational(0) < least());
    BOOST_CHECK(least() < fraction(1, INT64_MAX));
    BOOST_CHECK(greatest() > Rational(INT64_MAX));
    // Neighbours whose cross products need some 250 bits.
    const Rational a = Rational::from(greatest_int128() - 1, greatest_int128()).value();
    const Rational b = Rational::from(greatest_int128() - 3, greatest_int128() - 2).value();
    BOOST_CHECK(b < a);
    BOOST_CHECK(a > b);
    BOOST_CHECK(negate(a) < negate(b));
    BOOST_CHECK(a < Rational(1));
    BOOST_CHECK(a == a);
    const std::vector<Rational> all = samples();
    for (const Rational& x : all) {
        for (const Rational& y : all) {
            BOOST_TEST((x < y) == (y > x));
            BOOST_TEST((x == y) == ((x <=> y) == std::strong_ordering::equal));
            BOOST_TEST((x < y) == (negate(y) < negate(x)));
            for (const Rational& z : all) {
                if (x < y && y < z) BOOST_TEST((x < z));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(arithmetic_keeps_its_laws_wherever_it_does_not_overflow) {
    const std::vector<Rational> all = samples();
    for (const Rational& a : all) {
        for (const Rational& b : all) {
            BOOST_CHECK(add(a, b) == add(b, a));
            BOOST_CHECK(multiply(a, b) == multiply(b, a));
            if (const auto sum = add(a, b)) BOOST_CHECK(subtract(*sum, b) == a);
            if (const auto product = multiply(a, b); product && !b.is_zero()) {
                BOOST_CHECK(divide(*product, b) == a);
            }
        }
    }
    std::mt19937_64 random(5);
    const auto next = [&random] { return static_cast<std::int64_t>(random() % 2001) - 1000; };
    for (int i = 0; i < 3000; ++i) {
        const std::int64_t p = next(), q = next(), s = next() + 1001, t = next() + 1001;
        const Rational a = fraction(p, s);
        const Rational b = fraction(q, t);
        BOOST_CHECK(add(a, b) == fraction(p * t + q * s, s * t));
        BOOST_CHECK(multiply(a, b) == fraction(p * q, s * t));
        BOOST_CHECK((a < b) == (p * t < q * s));
    }
}

BOOST_AUTO_TEST_CASE(rounding_goes_half_away_from_zero) {
    struct Case {
        const char* from;
        int places;
        const char* to;
    };
    const Case cases[] = {
        {"2.4", 0, "2"},   {"2.5", 0, "3"},      {"2.6", 0, "3"},      {"-2.4", 0, "-2"},
        {"-2.5", 0, "-3"}, {"-2.6", 0, "-3"},    {"0.5", 0, "1"},      {"-0.5", 0, "-1"},
        {"0.49", 0, "0"},  {"2.345", 2, "2.35"}, {"2.344", 2, "2.34"}, {"-2.345", 2, "-2.35"},
        {"7", 3, "7"},     {"1.005", 2, "1.01"}, {"24.95", 1, "25"},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.from) {
            BOOST_CHECK(round_half_away(number(c.from), c.places) == number(c.to));
        }
    }
    BOOST_CHECK(round_half_away(fraction(1, 3), 4) == number("0.3333"));
    BOOST_CHECK(round_half_away(fraction(2, 3), 18) == number("0.666666666666666667"));
    BOOST_CHECK(round_half_away(least(), 0) == Rational(0));
    BOOST_CHECK(!round_half_away(1, -1));
    BOOST_CHECK(!round_half_away(1, 19));
}

BOOST_AUTO_TEST_CASE(floor_and_ceiling_go_down_and_up) {
    BOOST_CHECK(floor(number("2.5")) == Rational(2));
    BOOST_CHECK(floor(number("-2.5")) == Rational(-3));
    BOOST_CHECK(ceil(number("2.5")) == Rational(3));
    BOOST_CHECK(ceil(number("-2.5")) == Rational(-2));
    BOOST_CHECK(floor(Rational(4)) == Rational(4));
    BOOST_CHECK(ceil(Rational(-4)) == Rational(-4));
    BOOST_CHECK(floor(negate(least())) == Rational(-1));
    BOOST_CHECK(ceil(least()) == Rational(1));
}

BOOST_AUTO_TEST_CASE(the_common_step_divides_both) {
    BOOST_CHECK(common_step(6, 4) == Rational(2));
    BOOST_CHECK(common_step(number("0.5"), number("0.75")) == number("0.25"));
    BOOST_CHECK(common_step(0, 3) == Rational(3));
    BOOST_CHECK(common_step(-2, 3) == Rational(1));
    BOOST_CHECK(common_step(0, 0) == Rational(0));
    BOOST_CHECK(!common_step(least(), fraction(1, 2)));
}

BOOST_AUTO_TEST_CASE(text_is_exact_or_says_about) {
    const auto text = [](const Rational& a) { return to_text(a); };
    BOOST_TEST(text(0) == "0");
    BOOST_TEST(text(-7) == "-7");
    BOOST_TEST(text(number("-0.25")) == "-0.25");
    BOOST_TEST(text(number("0.000000000000000001")) == "0.000000000000000001");
    BOOST_TEST(text(number("999999999999999999")) == "999999999999999999");
    BOOST_TEST(text(fraction(1, 3)) == "about 0.333333");
    BOOST_TEST(text(fraction(-2, 3)) == "about -0.666667");
    BOOST_TEST(text(fraction(200, 3)) == "about 66.6667");
    BOOST_TEST(text(fraction(1, 30)) == "about 0.0333333");
    BOOST_TEST(text(fraction(10000000, 3)) == "about 3333333");
    BOOST_TEST(text(*power(10, 18)) == "about 1e+18");
    BOOST_TEST(text(*power(10, 25)) == "about 1e+25");
    BOOST_TEST(text(*multiply(*power(10, 20), fraction(1234567, 10))) == "about 1.23457e+25");
    BOOST_TEST(text(greatest()) == "about 1.70141e+38");
    BOOST_TEST(text(least()) == "about 5.87747e-39");
}

BOOST_AUTO_TEST_CASE(conversions_give_the_same_number_or_nothing) {
    BOOST_CHECK(to_decimal(number("38.4")) == Decimal::from_text("38.4"));
    BOOST_CHECK(to_decimal(Rational(100)) == (Decimal{100, 0}));
    BOOST_CHECK(!to_decimal(fraction(1, 3)));
    BOOST_CHECK(!to_decimal(*power(10, 18)));
    BOOST_CHECK(!to_decimal(least()));
    BOOST_CHECK(to_int64(Rational(INT64_MIN)) == INT64_MIN);
    BOOST_CHECK(!to_int64(fraction(1, 2)));
    BOOST_CHECK(!to_int64(greatest()));
    BOOST_TEST(std::abs(to_double(fraction(1, 3)) - 1.0 / 3) < 1e-15);
    BOOST_TEST(to_double(number("38.4")) == 38.4);
}
