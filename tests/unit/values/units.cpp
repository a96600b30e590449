#include "values/units.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>

using caveat::Decimal;
using caveat::Truth;
using namespace caveat::values;

BOOST_AUTO_TEST_SUITE(units)

namespace {

Rational number(const char* text) {
    return *Rational::from(*Decimal::from_text(text));
}

Unit unit(std::string_view symbol) {
    const std::optional<Unit> found = find_unit(symbol);
    BOOST_REQUIRE_MESSAGE(found.has_value(), "no unit " << symbol);
    return *found;
}

/// The same value in base units, and so equal in a rule.
bool same(const char* a, std::string_view a_unit, const char* b, std::string_view b_unit) {
    return convert(number(a), unit(a_unit), unit(b_unit)) == number(b);
}

}  // namespace

BOOST_AUTO_TEST_CASE(conversions_are_exact) {
    struct Case {
        const char* a;
        const char* a_unit;
        const char* b;
        const char* b_unit;
    };
    const Case cases[] = {
        {"1", "kg", "1000", "g"},
        {"70", "kg", "70000000", "mg"},
        {"1", "mg", "1000", "ug"},
        {"1", "ug", "1000", "ng"},
        {"1", "ug", "1", "µg"},
        {"1", "ug", "1", "\xCE\xBCg"},
        {"180", "cm", "1.8", "m"},
        {"1", "[in_i]", "2.54", "cm"},
        {"1", "[ft_i]", "12", "[in_i]"},
        {"1", "[lb_av]", "453.59237", "g"},
        {"1", "[lb_av]", "16", "[oz_av]"},
        {"1", "[stone_av]", "14", "[lb_av]"},
        {"1", "L", "10", "dL"},
        {"1", "L", "1", "l"},
        {"1", "mL", "1", "cm3"},
        {"1", "L", "1", "dm3"},
        {"1", "mL", "1", "cm³"},
        {"1", "kg/m2", "1", "kg/m²"},
        {"1", "g/L", "100", "mg/dL"},
        {"1", "mmol/L", "1000", "umol/L"},
        {"280", "mosm/kg", "0.28", "osm/kg"},
        {"2", "wk", "14", "d"},
        {"1", "d", "24", "h"},
        {"1", "h", "60", "min"},
        {"1", "min", "60", "s"},
        {"2", "weeks", "14", "days"},
        {"1", "week", "168", "hours"},
        {"2", "a", "24", "mo"},
        {"1", "year", "12", "months"},
        {"1", "yr", "1", "years"},
        {"1", "minute", "60", "seconds"},
        {"60", "/min", "1", "/s"},
        {"72", "/min", "4320", "/h"},
        {"120", "mm[Hg]", "15.99864", "kPa"},
        {"120", "mmHg", "120", "mm[Hg]"},
        {"1", "cm[H2O]", "98.0665", "Pa"},
        {"1", "bar", "100", "kPa"},
        {"1", "kcal", "4.184", "kJ"},
        {"1", "J", "1", "N.m"},
        {"1", "W", "1", "J/s"},
        {"1", "Pa", "1", "N/m2"},
        {"1", "[iU]", "1000", "m[iU]"},
        {"5", "IU", "5", "[iU]"},
        {"1", "U", "1", "umol/min"},
        {"1", "10*9/L", "1000", "10*6/L"},
        {"1", "10*9/L", "1", "10*3/uL"},
        {"1", "10^9/L", "1", "10*9/L"},
        {"1", "mL/min", "0.06", "L/h"},
        {"1", "m/s", "3.6", "km/h"},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.a << c.a_unit << " = " << c.b << c.b_unit) {
            BOOST_TEST(same(c.a, c.a_unit, c.b, c.b_unit));
            BOOST_TEST(same(c.b, c.b_unit, c.a, c.a_unit));
        }
    }
    BOOST_CHECK(to_base(number("50"), unit("%")) == number("0.5"));
}

BOOST_AUTO_TEST_CASE(temperatures_convert_with_their_zero) {
    BOOST_TEST(same("100.4", "°F", "38", "°C"));
    BOOST_TEST(same("100.4", "[degF]", "38", "Cel"));
    BOOST_TEST(same("-40", "°F", "-40", "°C"));
    BOOST_TEST(same("32", "°F", "0", "°C"));
    bool overflow = false;
    const Range fahrenheit = convert(single(number("100.4")), unit("°F"), unit("°C"), overflow);
    BOOST_CHECK(less_or_equal(single(38), fahrenheit) == Truth::yes);
    const Range below = convert(single(number("100.39")), unit("°F"), unit("°C"), overflow);
    BOOST_CHECK(less_or_equal(single(38), below) == Truth::no);
    for (const char* symbol : {"°C", "°F", "Cel", "[degF]"}) BOOST_TEST(is_affine(unit(symbol)));
    for (const char* symbol : {"kg", "%", "deg", "°"}) BOOST_TEST(!is_affine(unit(symbol)));
}

BOOST_AUTO_TEST_CASE(dimensions_do_not_mix) {
    const auto comparable = [](const char* a, const char* b) {
        return is_same_kind(unit(a), unit(b));
    };
    BOOST_TEST(!comparable("wk", "mo"));
    BOOST_TEST(!comparable("days", "years"));
    BOOST_TEST(!comparable("kg", "m"));
    BOOST_TEST(!comparable("mg/dL", "mmol/L"));
    BOOST_TEST(!comparable("[iU]", "mg"));
    BOOST_TEST(!comparable("°C", "deg"));
    BOOST_TEST(!comparable("U/L", "[iU]/L"));
    BOOST_TEST(!comparable("kg", "kg/m2"));
    BOOST_TEST(!comparable("%", "mmol/L"));
    BOOST_CHECK(!convert(1, unit("wk"), unit("mo")));
}

BOOST_AUTO_TEST_CASE(what_is_not_in_the_table_is_no_unit) {
    for (const char* symbol :
         {"",        " ",         "kg ",  " kg",   "Kg",    "KG",   "kilo",   "mcg",    "lb",
          "in",      "hr",        "sec",  "sex",   "nrs",   "Week", "WEEKS",  "kweek",  "mmin",
          "km[Hg2]", "kg//m",     "kg/",  "/",     ".",     "kg.",  "kg m",   "kg/m0",  "kg/m10",
          "kg/m99",  "kg/m2.",    "m-",   "m+",    "10*19", "10*0", "10",     "2",      "kg/1.73m3",
          "(kg)",    "mg/(kg.d)", "Cel2", "Cel/h", "k°C",   "kCel", "°K",     "Mg",     "Mm",
          "GL",      "ft",        "%%",   "[xyz]", "[in_i", "pH",   "m[Hg]]", "kg\xC2", "ºC"}) {
        BOOST_TEST_CONTEXT(symbol) {
            BOOST_TEST(!find_unit(symbol).has_value());
        }
    }
    BOOST_TEST(!find_unit(std::string(100000, 'm')).has_value());
    BOOST_TEST(!find_unit("m9.m9.m9.m9").has_value());
    BOOST_CHECK(to_base(1, unit("10*")) == Rational(10));
}

BOOST_AUTO_TEST_CASE(division_goes_from_left_to_right) {
    BOOST_CHECK(unit("mg/kg.d").dimension == unit("d").dimension);
    BOOST_CHECK(unit("mg/kg/d").dimension == unit("/d").dimension);
    BOOST_CHECK(unit("m.s-2").dimension == unit("m/s2").dimension);
    BOOST_CHECK(unit("s-1").dimension == unit("Hz").dimension);
}

BOOST_AUTO_TEST_CASE(the_longest_unit_at_the_start_is_taken) {
    struct Case {
        const char* text;
        const char* symbol;
    };
    const Case cases[] = {
        {"weeks ago", "weeks"},
        {"kg/m2 and fever", "kg/m2"},
        {"kg/m2)", "kg/m2"},
        {"mm[Hg]", "mm[Hg]"},
        {"mmol/L", "mmol/L"},
        {"min", "min"},
        {"m", "m"},
        {"kg / height", "kg"},
        {"kg.", "kg"},
        {"days, then", "days"},
        {"%", "%"},
        {"°C or", "°C"},
        {"/min or", "/min"},
        {"10*9/L", "10*9/L"},
        {"10*3/uL)", "10*3/uL"},
        {"kg/height", "kg"},
        {"weeks-old", "weeks"},
        {"m²;", "m²"},
        {"[degF]", "[degF]"},
        {"10*/L", "10*/L"},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.text) {
            const std::optional<UnitMatch> match = unit_prefix(c.text);
            BOOST_REQUIRE(match.has_value());
            BOOST_TEST(match->unit.symbol == c.symbol);
            BOOST_TEST(match->length == std::string_view(c.symbol).size());
        }
    }
    for (const char* text : {"", " kg", "sex", "minutess", "and", "kilograms", "(kg)", "-kg"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!unit_prefix(text).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_looks_like_a_unit_is_quoted_whole) {
    struct Case {
        const char* text;
        std::size_t length;
    };
    const Case cases[] = {
        {"mcg/day or", 7}, {"kg/m^2)", 6}, {"hours.", 5}, {"lbs", 3}, {" kg", 0},   {"°K", 3},
        {"[xyz]/L", 7},    {"[x y]", 0},   {"(kg)", 0},   {"", 0},    {"m - 2", 1},
    };
    for (const Case& c : cases) {
        BOOST_TEST_CONTEXT(c.text) {
            BOOST_TEST(unit_like_length(c.text) == c.length);
        }
    }
}

BOOST_AUTO_TEST_CASE(computed_units_have_a_symbol_that_can_be_typed) {
    const Unit square_metre = *multiply(unit("m"), unit("m"));
    const Unit index = *divide(unit("kg"), square_metre);
    BOOST_TEST(index.symbol == "kg/m2");
    BOOST_CHECK(index == unit("kg/m2"));
    BOOST_TEST(power(unit("cm"), 3)->symbol == "cm3");
    BOOST_TEST(power(unit("s"), -1)->symbol == "/s");
    BOOST_TEST(divide(unit("mg/kg"), unit("days"))->symbol == "mg/kg/d");
    BOOST_TEST(multiply(unit("mg/d"), unit("wk"))->symbol == "mg.wk/d");
    BOOST_TEST(multiply(unit("mmHg"), unit("mm[Hg]"))->symbol == "mm[Hg]2");
    BOOST_TEST(divide(unit("kg"), unit("kg"))->symbol == "");
    BOOST_TEST(divide(unit("kg"), unit("kg"))->dimension.is_none());
    BOOST_CHECK(divide(unit("kg"), unit("g"))->factor == Rational(1000));
    BOOST_CHECK(divide(unit("m"), Unit{}) == unit("m"));
    BOOST_CHECK(multiply(Unit{}, unit("m")) == unit("m"));
    BOOST_CHECK(!multiply(unit("°C"), unit("m")));
    BOOST_CHECK(!divide(unit("m"), unit("°F")));
    BOOST_CHECK(!power(unit("°C"), 2));
    for (const Unit& computed : {index, *power(unit("mmol/L"), 2), *multiply(unit("%"), unit("kg")),
                                 *divide(unit("10*9/L"), unit("h"))}) {
        BOOST_CHECK(unit(computed.symbol) == computed);
    }
    std::optional<Unit> growing = unit("m");
    for (int i = 0; i < 100 && growing; ++i) growing = multiply(*growing, *growing);
    BOOST_CHECK(!growing);
}

BOOST_AUTO_TEST_CASE(ranges_convert_end_by_end) {
    bool overflow = false;
    const Range weeks{2, 3, true};
    BOOST_CHECK(convert(weeks, unit("wk"), unit("d"), overflow) == (Range{14, 21, false}));
    BOOST_CHECK(convert(weeks, unit("wk"), unit("weeks"), overflow) == weeks);
    BOOST_CHECK(convert({0, Bound::plus_infinity(), false}, unit("°C"), unit("°F"), overflow) ==
                (Range{32, Bound::plus_infinity(), false}));
    BOOST_TEST(!overflow);
    BOOST_CHECK(convert(single(*power(10, 38)), unit("kg"), unit("g"), overflow) == all());
    BOOST_TEST(overflow);
}

BOOST_AUTO_TEST_CASE(dimensions_read_as_words) {
    BOOST_TEST(to_text(unit("kg").dimension) == "mass");
    BOOST_TEST(to_text(unit("kg/m2").dimension) == "mass / length^2");
    BOOST_TEST(to_text(unit("/min").dimension) == "1 / time");
    BOOST_TEST(to_text(unit("%").dimension) == "percent");
    BOOST_TEST(to_text(Unit{}.dimension) == "a plain number");
    BOOST_TEST(to_text(unit("years").dimension) == "calendar time");
}

BOOST_AUTO_TEST_SUITE_END()
