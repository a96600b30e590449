// Reports by the C interface, for the tests of the Python package.
//
//   generated_profiles --run_test=reports_by_c -- RULES calls|json DAY < PROFILES > REPORTS
//
// A profile a line, in JSON. By `calls`, C++ reads it, and each answer is then said to C.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>

#include "support/c_calls.hpp"

#include <boost/test/unit_test.hpp>

#include <iostream>
#include <string>

using namespace caveat::testing;

BOOST_AUTO_TEST_CASE(reports_by_c, *boost::unit_test::disabled()) {
    const auto& arguments = boost::unit_test::framework::master_test_suite();
    BOOST_REQUIRE(arguments.argc == 4);
    const std::string file = arguments.argv[1];
    const bool by_json = std::string(arguments.argv[2]) == "json";
    const std::string day = arguments.argv[3];
    caveat::ReadOptions reading;
    reading.default_as_of = caveat::Date::from_text(day);
    BOOST_REQUIRE(reading.default_as_of);
    auto options = fresh<caveat_screen_options>();
    options.default_as_of = day.c_str();
    const caveat::Loaded loaded = caveat::load_file(file);
    BOOST_REQUIRE(loaded.rules);
    caveat_rules* made = nullptr;
    BOOST_REQUIRE(caveat_load_file(file.c_str(), nullptr, &made, nullptr) == CAVEAT_OK);
    const CRules rules(made);
    caveat_screening* screening = nullptr;
    BOOST_REQUIRE(caveat_screening_new(&screening) == CAVEAT_OK);
    const CScreening owned(screening);
    for (std::string line; std::getline(std::cin, line);) {
        if (by_json) {
            std::cout << report_by_json(made, line, &options);
            continue;
        }
        const CProfile profile = by_calls(made, caveat::read_profile(*loaded.rules, line, reading));
        BOOST_REQUIRE(profile);
        std::cout << report_by(profile.get(), screening);
    }
}
