// Units: what may be compared with what, and what a number without one means.

#include "checked.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::testing {

namespace {

/// The limit of the only comparison, in the base unit of its dimension; or the codes of what is
/// wrong.
std::string limit(const std::string& condition) {
    const Checked checked = check_condition(condition);
    if (!checked.rules) return checked.codes();
    const auto* test = checked.only<model::Compare>();
    return values::to_text(*model::constant_number(checked.rules->tree, test->right));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(units)

BOOST_AUTO_TEST_CASE(a_number_without_a_unit_takes_that_of_the_fact) {
    BOOST_TEST(limit("weight >= 70") == limit("weight >= 70 kg"));
    BOOST_TEST(limit("weight >= 70") == limit("weight >= 70000 g"));
    BOOST_TEST(limit("height >= 1.8") == limit("height >= 180 cm"));
    BOOST_TEST(limit("height >= 180 cm") == "1.8");
}

BOOST_AUTO_TEST_CASE(months_and_years_convert_and_so_do_days_and_weeks_but_never_across) {
    BOOST_TEST(limit("age >= 24 months") == limit("age >= 2 years"));
    BOOST_TEST(limit("days since surgery >= 2 weeks") == limit("days since surgery >= 14 days"));
    BOOST_TEST(limit("days since surgery >= 2 months") == "different-units");
    BOOST_TEST(limit("age >= 52 weeks") == "different-units");
}

BOOST_AUTO_TEST_CASE(different_kinds_are_not_compared) {
    BOOST_TEST(limit("weight >= 70 cm") == "different-units");
    BOOST_TEST(limit("weight >= height") == "different-units");
    BOOST_TEST(limit("weight >= 70 %") == "different-units");
    BOOST_TEST(limit("pain >= 7 kg") == "different-units");
}

BOOST_AUTO_TEST_CASE(beside_a_computed_unit_a_number_needs_its_own) {
    BOOST_TEST(limit("weight / (height * height) >= 30") == "missing-unit");
    // Grams and metres are the bases.
    BOOST_TEST(limit("weight / (height * height) >= 30 kg/m2") == "30000");
}

BOOST_AUTO_TEST_CASE(the_unit_of_a_literal_is_no_fact_s_unit) {
    for (const std::string product :
         {"pain * bout", "bout * pain", "pain * 12 wk", "12 wk * pain", "bout / (pain + 1)",
          "bout * 2 * pain", "pain * (2 * bout)", "round(pain * bout, 0)", "max(pain * bout, 1 wk)",
          "pain * bout + 2 wk", "bout + pain * bout", "(pain + 1) * bout",
          "(count of visits) * bout"}) {
        BOOST_TEST_CONTEXT(product) {
            const std::string sections = "parameters:\n  bout: {value: 12 wk, why: w}\n";
            const auto codes = [&](const std::string& condition) {
                return check_condition(condition, sections).codes();
            };
            BOOST_TEST(codes(product + " >= 20") == "missing-unit");
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_rounded_in_one_unit_is_not_compared_in_another) {
    for (const std::string rounded :
         {"round(height, 1) > 150 cm", "150 cm < round(height, 1)",
          "round(height, 1) + 10 cm > 150 cm", "min(round(height, 1), 2 m) > 150 cm",
          "round(height, 1) * 2 > 350 cm", "round(height, 1) is 150 cm to 180 cm",
          "round(weight / (height * height), 1) >= 30000 g/m2",
          "round(height / (height + 1 m), 1) > 60 %"}) {
        BOOST_TEST_CONTEXT(rounded) {
            BOOST_TEST(limit(rounded) == "different-units");
        }
    }
    BOOST_TEST(limit("round(height, 1) > 1.5") == "1.5");
    BOOST_TEST(limit("round(height, 1) > 1.5 m") == "1.5");
    BOOST_TEST(limit("round(weight / (height * height), 1) >= 30 kg/m2") == "30000");
    BOOST_TEST(limit("round(height / (height + 1 m), 1) > 0.6") == "0.6");
    BOOST_TEST(limit("round(weight, 0) / (height * height) >= 30 kg/m2") == "30000");
}

BOOST_AUTO_TEST_CASE(a_number_is_in_the_unit_that_its_words_say) {
    const auto of_slot = [](const std::string& condition) {
        return check_condition("past 6 weeks", "terms:\n  past {k} week(s): " + condition + "\n")
            .codes();
    };
    const auto of_parameter = [](const std::string& condition) {
        return check_condition(condition,
                               "parameters:\n  max weeks: {value: 6, why: w}\n"
                               "  doses per week: {value: 6, why: w}\n")
            .codes();
    };
    for (const std::string otherwise :
         {"days since surgery >= k", "k < days since surgery", "age is k or more",
          "days since surgery is between k and 200"}) {
        BOOST_TEST_CONTEXT(otherwise) {
            BOOST_TEST(of_slot(otherwise) == "different-units");
        }
    }
    for (const std::string likewise :
         {"weeks since surgery >= k", "pain >= k", "days since surgery >= k * 1 week",
          "days since surgery / 7 >= k", "weight >= k", "surgery is more than k weeks ago"}) {
        BOOST_TEST_CONTEXT(likewise) {
            BOOST_TEST(of_slot(likewise) == "");
        }
    }
    BOOST_TEST(of_parameter("days since surgery > max weeks") == "different-units");
    BOOST_TEST(of_parameter("months since surgery > max weeks") == "different-units");
    BOOST_TEST(of_parameter("days since surgery is max weeks to 99") == "different-units");
    BOOST_TEST(of_parameter("weeks since surgery > max weeks") == "");
    BOOST_TEST(of_parameter("days since surgery > max weeks * 7") == "");
    BOOST_TEST(of_parameter("days since surgery > doses per week") == "");
    BOOST_TEST(of_parameter("pain > max weeks") == "");
}

BOOST_AUTO_TEST_CASE(only_a_ratio_of_one_dimension_is_compared_with_a_percentage) {
    BOOST_TEST(limit("(weight - 2 kg) / weight >= 90 %") == "0.9");
    BOOST_TEST(limit("pain >= 90 %") == "different-units");
}

BOOST_AUTO_TEST_CASE(a_ratio_made_into_percents_by_hand_is_no_ratio) {
    for (const std::string percents :
         {"100 * (weight - 2 kg) / weight", "(weight - 2 kg) * 100 / weight",
          "(weight - 2 kg) / weight * 100", "(weight - 2 kg) / (weight / 100)",
          "(weight - 2 kg) / (weight * 0.01)", "(weight - 2 kg) / 0.01 / weight",
          "(100 * weight - 200 kg * 1 * 100) / weight", "(weight - 2 kg) * 10 * 10 / weight",
          "10 * 10 * (weight - 2 kg) / weight", "200 * (weight - 2 kg) / (weight + 2 kg)",
          "50 * (weight - 2 kg) / weight", "max(100 * weight, 5 kg) / weight",
          "round(100 * weight, 1) / weight", "100 * (weight - 2 kg) * 3 / weight",
          "1 10*2 * (weight - 2 kg) / weight"}) {
        BOOST_TEST_CONTEXT(percents) {
            BOOST_TEST(limit(percents + " >= 10 %") == "different-units");
        }
    }
    BOOST_TEST(limit("100 * (weight - 2 kg) / weight >= 10") == "10");
    // Means and times are ratios nevertheless.
    BOOST_TEST(limit("(weight + 2 kg) / 2 / weight >= 90 %") == "0.9");
    BOOST_TEST(limit("7 * (weight - 2 kg) / weight >= 90 %") == "0.9");
    BOOST_TEST(limit("weight / (0.9 * weight) >= 90 %") == "0.9");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
