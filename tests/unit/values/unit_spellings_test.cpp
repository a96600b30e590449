// What is proposed for a text that is no unit: what was meant, and never another amount.

#include "values/unit_spellings.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

using namespace caveat::values;

BOOST_AUTO_TEST_SUITE(unit_spellings)

namespace {

struct Row {
    std::string_view typed;
    std::string_view meant;  ///< as proposed first
};

constexpr Row meant_units[] = {
    {"mcg", "ug"},
    {"mcg/L", "ug/L"},
    {"mcg/kg/min", "ug/kg/min"},
    {"mcL", "uL"},
    {"mcmol/L", "umol/L"},
    {"MCG", "ug"},
    {"Kg", "kg"},
    {"KG", "kg"},
    {"MG/DL", "mg/dL"},
    {"MMOL/L", "mmol/L"},
    {"mmoL/L", "mmol/L"},
    {"mEq/L", "meq/L"},
    {"MEQ/L", "meq/L"},
    {"mOsm/kg", "mosm/kg"},
    {"mmHG", "mm[Hg]"},
    {"mm Hg", "mm[Hg]"},
    {"cmH2O", "cm[H2O]"},
    {"KPA", "kPa"},
    {"Lbs", "[lb_av]"},
    {"lbs", "[lb_av]"},
    {"pounds", "[lb_av]"},
    {"inches", "[in_i]"},
    {"feet", "[ft_i]"},
    {"hrs", "h"},
    {"sec", "s"},
    {"yrs", "a"},
    {"litres", "L"},
    {"millilitres", "mL"},
    {"milligrams", "mg"},
    {"micrograms/L", "ug/L"},
    {"millimoles per litre", "mmol/L"},
    {"mgs", "mg"},
    {"mLs", "mL"},
    {"kg/m^2", "kg/m2"},
    {"mg/dl.", "mg/dl"},
    {"mg per dL", "mg/dL"},
    {"wekes", "weeks"},
    {"Weeks", "weeks"},
    {"WEEKS", "weeks"},
    {"moths", "months"},
    {"C", "°C"},
    {"c", "°C"},
    {"F", "°F"},
    {"celsius", "°C"},
    {"degrees Fahrenheit", "°F"},
    {"degrees", "deg"},
    {"bpm", "/min"},
    {"beats per minute", "/min"},
    {"beats/min", "/min"},
    {"breaths per minute", "/min"},
    {"percent", "%"},
    {"per cent", "%"},
    {"‰", "[ppth]"},
    {"ppm", "[ppm]"},
    {"K/uL", "10*3/uL"},
    {"k/uL", "10*3/uL"},
    {"K/mm3", "10*3/mm3"},
    {"K/cumm", "10*3/mm3"},
    {"M/uL", "10*6/uL"},
    {"thousand/uL", "10*3/uL"},
    {"G/L", "10*9/L"},
    {"T/L", "10*12/L"},
    {"x10^9/L", "10*9/L"},
    {"10e9/L", "10*9/L"},
    {"10E3/uL", "10*3/uL"},
    {"cells/uL", "/uL"},
    {"mM", "mmol/L"},
    {"uM", "umol/L"},
    {"Cal", "kcal"},
    {"Kcal", "kcal"},
    {"cc", "mL"},
    {"iu/l", "[iU]/l"},
    {"mg/100 mL", "mg/dL"},
    {"mL/min per 1.73 m2", "mL/min/1.73 m2"},
    {"ml/min/1.73", "mL/min/1.73 m2"},
};

}  // namespace

BOOST_AUTO_TEST_CASE(the_meant_unit_comes_first_and_each_can_be_typed) {
    for (const Row& row : meant_units) {
        BOOST_TEST_CONTEXT(row.typed) {
            const std::vector<std::string> found = units_like(row.typed);
            BOOST_TEST(!found.empty());
            if (found.empty()) continue;
            BOOST_TEST(found.size() <= 3U);
            BOOST_TEST(found.front() == row.meant);
            for (const std::string& symbol : found) BOOST_TEST(find_unit(symbol).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_mcg_is_a_millionth_of_a_gram_in_every_compound) {
    for (const std::string_view rest : {"", "/L", "/dL", "/mL", "/kg", "/kg/min", "/d", "/m2"}) {
        const std::vector<std::string> found = units_like("mcg" + std::string(rest));
        BOOST_REQUIRE(found.size() == 1U);
        BOOST_CHECK(find_unit(found.front())->factor ==
                    find_unit("ug" + std::string(rest))->factor);
    }
}

BOOST_AUTO_TEST_CASE(what_may_be_two_amounts_is_not_proposed) {
    for (const std::string_view typed :
         {"units", "unit", "calories", "CAL",    "MPA",        "MV",      "MW",    "K",       "T",
          "M",     "G",    "A",        "HG",     "point",      "points",  "drops", "tablets", "mgl",
          "mh",    "gl",   "ug/x",     "mmlo/L", "qwertyuiop", "kg/sex",  "torr",  "minths",  "",
          "/",     ".",    "{",        "mg//L",  "x",          "mol/mol/"}) {
        const std::vector<std::string> found = units_like(typed);
        BOOST_TEST(found.empty(), typed << " as " << (found.empty() ? "" : found.front()));
    }
    BOOST_TEST(units_like(std::string(1 << 20, 'k')).empty());
}

BOOST_AUTO_TEST_CASE(a_unit_in_another_case_is_proposed_as_the_same_quantity) {
    for (const std::string_view symbol :
         {"kg",     "mg",    "ug",      "ng",    "cm",    "mm",     "mL",      "dL",     "mmol/L",
          "umol/L", "mg/dL", "g/L",     "ng/mL", "pg/mL", "kPa",    "kcal",    "mL/min", "10*9/L",
          "kg/m2",  "meq/L", "mosm/kg", "weeks", "days",  "mm[Hg]", "[lb_av]", "m[iU]/L"}) {
        for (const bool is_upper : {true, false}) {
            std::string typed(symbol);
            std::transform(typed.begin(), typed.end(), typed.begin(), [&](unsigned char c) {
                return static_cast<char>(is_upper ? std::toupper(c) : std::tolower(c));
            });
            // Giga per litre, as some write it, or g/L in capitals: both are proposed.
            if (find_unit(typed) || typed == "G/L") continue;
            for (const std::string& found : units_like(typed)) {
                const Unit meant = *find_unit(symbol);
                BOOST_TEST_CONTEXT(typed << " as " << found) {
                    BOOST_TEST(is_same_kind(*find_unit(found), meant));
                    BOOST_CHECK(find_unit(found)->factor == meant.factor);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(why_two_units_are_apart_is_said) {
    const auto why = [](std::string_view a, std::string_view b) {
        return why_apart(find_unit(a).value_or(Unit{}), find_unit(b).value_or(Unit{}));
    };
    BOOST_TEST(why("°C", "deg") == "did you mean `°C`?");
    BOOST_TEST(why("mmol/L", "meq/L") ==
               "how many `mmol/L` are 1 `meq/L` depends on the substance");
    BOOST_TEST(why("%", "mmol/mol") == "ratios of different kinds are never converted");
    BOOST_TEST(why("mg/dL", "mmol/L") ==
               "how many `mg/dL` are 1 `mmol/L` depends on the substance");
    BOOST_TEST(why("meq/L", "kg") == "`meq/L` and `kg` measure different things");
    BOOST_TEST(why("%", "kg") == "`%` and `kg` measure different things");
    BOOST_TEST(why("mL/min", "mo") == "`mL/min` and `mo` measure different things");
    BOOST_TEST(why("wk", "mo") == "a month has no fixed number of days");
    BOOST_TEST(why("kg", "cm") == "`kg` and `cm` measure different things");
    BOOST_TEST(why("{beats}/min", "{breaths}/min") == "the two count different things");
    BOOST_TEST(why("mL/min/1.73 m2", "mL/min") ==
               "`mL/min/1.73 m2` is another amount than `mL/min`");
}

BOOST_AUTO_TEST_SUITE_END()
