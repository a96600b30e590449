// Every conversion against a table that was computed from the definitions of UCUM, and every pair
// that must stay apart.

#include "ucum_pairs.hpp"
#include "values/units.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <iterator>
#include <string_view>

using caveat::Decimal;
using caveat::testing::UnitPair;
using namespace caveat::values;

BOOST_AUTO_TEST_SUITE(ucum)

namespace {

Rational number(std::string_view text) {
    return *Rational::from(*Decimal::from_text(text));
}

Rational fraction(std::string_view text) {
    const std::size_t bar = text.find('/');
    if (bar == std::string_view::npos) return number(text);
    return *divide(number(text.substr(0, bar)), number(text.substr(bar + 1)));
}

Unit unit(std::string_view symbol) {
    const std::optional<Unit> found = find_unit(symbol);
    BOOST_REQUIRE_MESSAGE(found.has_value(), "no unit " << symbol);
    return *found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_unit_in_another_is_what_ucum_says) {
    std::size_t converted = 0;
    std::size_t apart = 0;
    for (const UnitPair& pair : caveat::testing::ucum_pairs) {
        BOOST_TEST_CONTEXT(pair.a << " in " << pair.b) {
            const Unit a = unit(pair.a);
            const Unit b = unit(pair.b);
            if (pair.factor.empty()) {
                ++apart;
                BOOST_TEST(!is_same_kind(a, b));
                BOOST_TEST(!is_same_kind(b, a));
                BOOST_TEST(!convert(1, a, b).has_value());
                continue;
            }
            ++converted;
            BOOST_TEST(is_same_kind(a, b));
            const Rational factor = fraction(pair.factor);
            BOOST_CHECK(convert(1, a, b) == factor);
            BOOST_CHECK(convert(1, b, a) == divide(1, factor));
            BOOST_CHECK(convert(7, a, b) == multiply(7, factor));
        }
    }
    BOOST_TEST(converted >= 300U);
    BOOST_TEST(apart >= 80U);
}

BOOST_AUTO_TEST_CASE(temperatures_are_what_ucum_says) {
    struct Row {
        const char* celsius;
        const char* fahrenheit;
    };
    // [degF] is 5/9 K from 459.67, Cel is 1 K from 273.15.
    constexpr Row rows[] = {{"-40", "-40"}, {"0", "32"},     {"35", "95"},      {"36.5", "97.7"},
                            {"37", "98.6"}, {"38", "100.4"}, {"38.5", "101.3"}, {"39.5", "103.1"},
                            {"40", "104"},  {"41", "105.8"}, {"100", "212"}};
    for (const Row& row : rows) {
        for (const char* celsius : {"Cel", "°C"}) {
            for (const char* fahrenheit : {"[degF]", "°F"}) {
                BOOST_CHECK(convert(number(row.celsius), unit(celsius), unit(fahrenheit)) ==
                            number(row.fahrenheit));
                BOOST_CHECK(convert(number(row.fahrenheit), unit(fahrenheit), unit(celsius)) ==
                            number(row.celsius));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(letters_that_mean_something_else_in_a_clinic_are_no_units) {
    for (const std::string_view letter :
         {"C",    "K",  "F",    "T", "A", "R", "P", "G", "M",  "t",   "mC", "kC", "mK", "K/uL",
          "C/kg", "kt", "M/uL", "u", "b", "B", "H", "S", "ar", "Gal", "st", "ph", "lm"}) {
        BOOST_TEST(!find_unit(letter).has_value(), letter);
    }
}

BOOST_AUTO_TEST_CASE(annotations_are_read_wherever_a_record_writes_them) {
    for (const std::string_view symbol :
         {"{beats}/min", "mL/min/{1.73_m2}", "mL/min/1.73 m2", "mL/min/1.73m2", "mL/min/1.73_m2",
          "mL/min/1.73 m²", "%{HbA1c}", "{score}", "1", "1/min", "mg/g{creat}", "10*3/uL{cells}",
          "m2{skin}", "ng/mL{FEU}", "{copies}/mL", "mL/min/{1.73_m2}.d"}) {
        BOOST_TEST(find_unit(symbol).has_value(), symbol);
    }
    for (const std::string_view symbol :
         {"{}", "{ }", "{a b}", "{a", "a}", "{a}{b}", "{a}kg", "kg{a}m", "{a{b}}", "{_}", "{}/min",
          "1.73 m2", "mL/1.73", "mL/min/1.73 m", "11", "1kg", "1.kg", "/1"}) {
        BOOST_TEST(!find_unit(symbol).has_value(), symbol);
    }
    const Unit surface = unit("mL/min/{1.73_m2}");
    for (const std::string_view same : {"mL/min/1.73 m2", "mL/min/1.73m²", "mL/min/{1.73_M2}",
                                        "mL/min/{1.73m2}", "mL/min/1.73_m2"}) {
        BOOST_TEST(is_same_kind(unit(same), surface), same);
    }
}

BOOST_AUTO_TEST_CASE(what_an_annotation_counts_parts_only_what_counts_something_else) {
    BOOST_TEST(is_same_kind(unit("{beats}/min"), unit("/min")));
    BOOST_TEST(is_same_kind(unit("{beats}/min"), unit("1/min")));
    BOOST_TEST(is_same_kind(unit("{beats}/min"), unit("{Beats}/min")));
    BOOST_TEST(is_same_kind(unit("{score}"), Unit{}));
    BOOST_TEST(is_same_kind(unit("%{HbA1c}"), unit("%")));
    BOOST_TEST(!is_same_kind(unit("1"), Unit{}));
    BOOST_TEST(!is_same_kind(unit("%"), Unit{}));
    BOOST_TEST(!is_same_kind(unit("10*3"), Unit{}));
    BOOST_TEST(!is_same_kind(unit("mmol/mol"), Unit{}));
    BOOST_TEST(!is_same_kind(unit("%.mg/g"), unit("%")));
}

BOOST_AUTO_TEST_SUITE_END()
