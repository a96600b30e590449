// Seeds from rapidcheck to laws.

#include "law.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <cstdlib>
#include <iostream>
#include <sstream>

namespace caveat::testing {

namespace {

std::uint64_t environment_number(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

void hold(int runs, const std::function<std::string(std::uint64_t seed)>& law) {
    if (const char* one = std::getenv("CAVEAT_LAW_ONE")) {
        const std::string failure = law(std::strtoull(one, nullptr, 10));
        BOOST_REQUIRE_MESSAGE(failure.empty(), failure);
        return;
    }
    rc::detail::TestParams params;
    params.seed = environment_number("CAVEAT_LAW_SEED", 1);
    params.maxSuccess = runs * static_cast<int>(environment_number("CAVEAT_LAW_RUNS", 1));
    params.disableShrinking = true;  // a smaller seed is no smaller rule set
    rc::detail::TestMetadata metadata;
    metadata.id = boost::unit_test::framework::current_test_case().full_name();
    metadata.description = boost::unit_test::framework::current_test_case().p_name.get();
    constexpr std::uint64_t many = 1'000'000'000;
    std::string failure;
    const rc::detail::TestResult result = rc::detail::checkTestable(
        [&] {
            const auto seed = *rc::gen::inRange<std::uint64_t>(0, many);
            failure = law(seed);
            if (!failure.empty()) {
                failure = "seed " + std::to_string(seed) + "\n" + failure;
                RC_FAIL("the law does not hold");
            }
        },
        metadata, params);
    if (!failure.empty()) {
        BOOST_FAIL(failure);
        return;
    }
    std::ostringstream message;
    rc::detail::printResultMessage(result, message);
    BOOST_TEST_MESSAGE(message.str());
    BOOST_TEST(result.is<rc::detail::SuccessResult>(), message.str());
}

}  // namespace caveat::testing
